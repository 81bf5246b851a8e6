"""The same of what `test_every_field_is_read` does not make: marks from outside, packs, the next assembly.

A reader of the public pack has no pool. What only the pool can tell is listed, so that nothing else of what
is published to everybody says what nobody checks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from support.assemblies import Assembly
from support.ceremonies import LATER, NO_BEACON, held, retold, told
from support.dossier_cases import HOMES
from support.dossiers import Files, dossier
from support.engine import Engine
from support.fields import Field, fields, unread
from support.genuine import SOME, lived
from support.packing import described
from support.stamps import Authority
from support.witnesses import anchor, guarantor, policy

from tirage.verify import Family, Report, checklist

ELSEWHERE = "listed with its reason in test_every_field_is_read"
POOL = "needs the pool: guarantors and auditors check it"
LEFT_OUT = "hash of a file that is left out: whoever has the file compares it"
OF_EVERY_PACK = {
    "journal quotas body.source": ELSEWHERE,
    "journal pool body.encoding": ELSEWHERE,
    "journal pool body.source": ELSEWHERE,
    "journal term body.by_rules": ELSEWHERE,
    "journal absence body.allowed": ELSEWHERE,
    "journal alternates body.dropout.flat": ELSEWHERE,
    "public/plan.json inputs.household": ELSEWHERE,
    "public/plan.json inputs.household.*": ELSEWHERE,
    "public/plan.json later.panels": ELSEWHERE,
}
OF_PUBLIC_PACKS = {
    "journal alternates body.people": POOL,
    "public/certificate.json levels.*.bound": POOL,
    "public/certificate.json levels.*.profiles.*": POOL,
    "public/later certificate.json levels.*.profiles.*": POOL,
    "public/certificate.json levels.*.proof.nu": POOL,
    "public/later certificate.json levels.*.bound": POOL,
    "public/later certificate.json levels.*.proof.nu": POOL,
    "public/later plan.json chances": LEFT_OUT,
    "public/later plan.json inputs.pool": LEFT_OUT,
}
OF_MARKS = {"journal anchor body.id": "the organiser's name for a key, which is shown beside it (11.17)"}
OF_NEXT = {
    "journal open body.cooling_off.members": "the rule itself: what it asks for is checked (10.16)",
    "journal open body.cooling_off.invited": "the rule itself: what it asks for is checked (10.16)",
}
PACKED: Mapping[str, Callable[[], Files]] = {"households": lambda: dossier(HOMES), "life": lived}


def said(verify: Callable[[Files], Report], genuine: Files, own: Mapping[str, Field]) -> set[str]:
    """What no check reads, but the program that wrote an entry (11.25)."""
    return {kind for kind in unread(verify, genuine, own) if not kind.endswith(" tool")}


@pytest.mark.parametrize("name", PACKED)
@pytest.mark.parametrize("reader", ["public", "auditors"])
def test_every_field_of_a_pack_is_read_by_a_check(engine: Engine, reader: str, name: str) -> None:
    pack = described(reader, PACKED[name]())
    known = fields(described(reader, PACKED["households"]()))
    own = {kind: field for kind, field in fields(pack).items() if name == "households" or kind not in known}
    listed = OF_EVERY_PACK.keys() | (OF_PUBLIC_PACKS.keys() if reader == "public" else set())
    assert said(engine.verify, pack, own) == own.keys() & listed


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
