"""The same of what `test_every_field_is_read` does not make: marks from outside, packs, the next assembly.

A reader of the public pack has no pool. What only the pool can tell is listed, so that nothing else of what
is published to everybody says what nobody checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from property.test_every_field_is_read import OF_THE_ROLL, UNREAD
from support.assemblies import Assembly
from support.ceremonies import LATER, NO_BEACON, held, retold, told
from support.dossier_cases import HOMES
from support.dossiers import Files, dossier
from support.engine import Engine
from support.fields import Field, fields, unread
from support.genuine import SOME, lived, stood_by
from support.packing import described
from support.stamps import Authority
from support.waves import answered
from support.witnesses import anchor, guarantor, policy

from tirage.verify import Family, Report, checklist

POOL = "needs the pool: guarantors and auditors check it"
LETTERS = "needs who was written to and who answered: auditors check it"
LEFT_OUT = "hash of a file that is left out: whoever has the file compares it"
TO_COME = "of what is still to be planned or drawn by it"
OF_PUBLIC_PACKS = {
    "journal alternates body.people": POOL,
    "journal passed body.people": POOL,
    "journal successor body.fitting": POOL,
    "journal successor body.pid": POOL,
    "journal volunteers body.sha256": LEFT_OUT,
    "public/certificate.json levels.*.bound": POOL,
    "public/certificate.json levels.*.profiles.*": POOL,
    "public/certificate.json levels.*.proof.nu": POOL,
    "public/later certificate.json levels.*.bound": POOL,
    "public/later certificate.json levels.*.proof.nu": POOL,
    "public/later plan.json chances": LEFT_OUT,
    "public/later plan.json inputs.pool": LEFT_OUT,
    "public/plan.json later.tolerance": POOL,
    "public/plan.json later.tolerance.": POOL,
}
OF_GUARANTORS_PACKS = {
    "journal frame body.pids": LEFT_OUT,
    "journal letters body.sha256": LEFT_OUT,
    "journal responses body.people": LEFT_OUT,
    "public/letters-N-plan.json inputs.before.*": LEFT_OUT,
    "public/letters-N-plan.json inputs.frame": LEFT_OUT,
    "public/letters-N-strata.csv eligible": LETTERS,
    "public/responses-N.json answers.refused": LETTERS,
    "public/quotas-announced.json criteria.*.name": TO_COME,
    "public/quotas-announced.json criteria.*.categories.*.name": TO_COME,
    "public/rules.json draws.panels": TO_COME,
}
OF_MARKS = {"journal anchor body.id": "the organiser's name for a key, which is shown beside it (11.17)"}
OF_NEXT = {
    "journal open body.cooling_off.members": "the rule itself: what it asks for is checked (10.16)",
    "journal open body.cooling_off.invited": "the rule itself: what it asks for is checked (10.16)",
}
Packed = Mapping[str, Callable[[], Files]]
PUBLIC: Packed = {
    "households": lambda: dossier(HOMES),
    "life": lived,
    "standby": stood_by,
}
"""What is published of each to everybody; the fields of one are those that none before it has."""

SOMETIMES = {
    "public/later certificate.json levels.*.profiles.*": "seen where another level has that number too"
}
"""What the public pack of a later draw lets pass or not: who stayed decides, and so does who was drawn."""


def said(verify: Callable[[Files], Report], genuine: Files, own: Mapping[str, Field]) -> set[str]:
    """What no check reads, but the program that wrote an entry (11.25)."""
    return {kind for kind in unread(verify, genuine, own) if not kind.endswith(" tool")}


@pytest.mark.parametrize("name", PUBLIC)
def test_every_field_of_a_pack_for_the_public_is_read_by_a_check(engine: Engine, name: str) -> None:
    known: set[str] = set()
    for before in list(PUBLIC)[: list(PUBLIC).index(name)]:
        known |= fields(described("public", PUBLIC[before]())).keys()
    pack = described("public", PUBLIC[name]())
    own = {kind: field for kind, field in fields(pack).items() if kind not in known}
    found = {kind.removesuffix(" gone") for kind in said(engine.verify, pack, own)}
    assert found - UNREAD.keys() - SOMETIMES.keys() == own.keys() & OF_PUBLIC_PACKS.keys()


def test_every_field_of_a_pack_for_guarantors_is_read_by_a_check(engine: Engine) -> None:
    """Of letters; of a panel and of what follows they have everything."""
    pack = described("guarantors", answered())
    assert not any("frame" in name or "letters" in name for name in pack if name.startswith("guarantors/"))
    own = {kind: field for kind, field in fields(pack).items() if kind not in OF_THE_ROLL}
    found = {kind.removesuffix(" gone") for kind in said(engine.verify, pack, own)}
    assert found - UNREAD.keys() == OF_GUARANTORS_PACKS.keys()


def test_every_field_that_a_pack_for_auditors_has_besides_is_read_by_a_check(engine: Engine) -> None:
    """It leaves nothing out: what it has of the dossier is read as there."""
    pack = described("auditors", lived())
    own = {kind: field for kind, field in fields(pack).items() if kind.startswith(("pack.", "datapackage."))}
    assert len(own) > 20
    assert said(engine.verify, pack, own) == set()


def marked(*acts: tuple[str, Callable[[list[bytes]], dict[str, object]]]) -> Files:
    """A dossier that ends in these entries."""
    files = held(NO_BEACON)
    return retold(files, [*told(files), *((kind, body, LATER) for kind, body in acts)])


MARKED: Mapping[str, Callable[[], Files]] = {
    "signed": lambda: marked(("anchor", guarantor)),
    "stamped": lambda: marked(("anchor", lambda before: Authority().anchor(before, LATER))),
    "witnessed": lambda: marked(
        ("witnesses", lambda _: policy()), ("anchor", lambda before: anchor(before, LATER))
    ),
}


@pytest.mark.parametrize("name", MARKED)
def test_every_field_of_a_mark_is_read_by_a_check(engine: Engine, name: str) -> None:
    files = MARKED[name]()
    own = {
        kind: field
        for kind, field in fields(files).items()
        if kind.startswith(("journal anchor", "journal witn"))
    }
    assert own
    assert said(engine.verify, files, own) == own.keys() & OF_MARKS.keys()


def test_every_field_of_the_next_assembly_is_read_beside_the_former() -> None:
    """Of those that an assembly alone does not have; the engine does not look at two."""
    former = Assembly(SOME)
    former.begin()
    former.leave(former.life.seated[0])
    former.end_term()
    following = Assembly(SOME, after=former, cooling=36).files
    own = {kind: field for kind, field in fields(following).items() if kind not in fields(former.files)}
    assert any(kind.startswith("journal open body.after") for kind in own)
    found = said(lambda files: checklist.verify(files, None, Family((former.files,))), following, own)
    assert found == OF_NEXT.keys()
