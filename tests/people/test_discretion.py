"""Nothing that holds names, addresses or birth dates shows them: not in a log, not in a traceback."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import tirage.people
from tirage.assembly.record import Dossier
from tirage.dossier.outcome import Changes
from tirage.people.addresses import read_street
from tirage.people.frame.exclusions import Exclusions, Listed
from tirage.people.frame.homes import Homes
from tirage.people.groups import Groups
from tirage.people.guards.declared import Declared
from tirage.people.guards.exclusions import Matched, Near
from tirage.people.guards.settling import Asked
from tirage.people.guards.traits import Traits
from tirage.people.households import Households
from tirage.people.intake.apply import Prepared
from tirage.people.intake.decide import Question
from tirage.people.intake.model import Choice, Coding
from tirage.people.intake.rows import Sheet
from tirage.people.letters.answers import Answer, Letter, Round
from tirage.people.letters.corrections import Corrected
from tirage.people.letters.mailing import Mailing
from tirage.people.letters.postal import Addressee, label
from tirage.people.pool.read import read_pool
from tirage.people.pool.values import ColumnRead
from tirage.people.private.directory import Contact
from tirage.people.published.drawn import Drawn
from tirage.people.published.ids import Names
from tirage.people.published.listed import Row
from tirage.people.review import Decisions, Doubt
from tirage.people.rolls.addresses import Street, Town
from tirage.people.rolls.births import Birth
from tirage.people.rolls.entries import Batch, RollEntry
from tirage.people.rolls.places import NOWHERE
from tirage.people.rolls.survey import Survey
from tirage.quotas.read import read_quotas
from tirage.tabular.readings import ColumnReader, Remembered, Same
from tirage.tabular.tables import read_table

ODD = "Xquzwÿ"
PETIT = Path(__file__).parents[2] / "examples" / "petit"

DISCREET = {
    *("Traits", "Asked", "Near", "Matched"),
    *("Sheet", "Prepared", "Recoding", "Choice", "Coding", "Question", "ColumnRead"),
    *("Street", "Town", "Birth", "Birthplace", "RollEntry", "Doubt", "Decisions", "_Said", "Mailing"),
    *("Panels", "Curve", "Published", "Drawn", "Names", "Row"),
    *("Households", "Homes", "Declared", "Listed", "Exclusions", "Corrected"),
    *(
        "Person",
        "PrivateTable",
        "Pool",
        "PoolFile",
        "Addressee",
        "Label",
        "Home",
        "Letter",
        "Answer",
        "Contact",
        "Round",
        "_Row",
    ),
}
HARMLESS = {
    *("Expected", "FrameFinding"),
    *("Crowd", "Opened", "PublishedFile", "QuotaSource", "Said", "Weighed"),
    *("Settled", "Shelf", "Tables", "ReceivedFile", "EngineOptions", "ListFigures"),
    *("Kept", "Files", "Found", "_Waiting", "Statement"),
    *("Aside", "Wanted", "Unread", "Field"),
    *("RejectedRow", "Ticket", "Collection", "Columns", "Place", "Roll", "Alarm", "Stream", "RollCriterion"),
    *("FrameRules", "Sealed", "SurveyedFiles", "ListTally", "Tally", "Geography", "Part"),
    *("Layout", "Leak", "Facts", "Source", "HouseholdCount", "Finding", "Survey"),
}
"""What holds counts, rules, places of a country, or where something stands."""


def holders() -> Iterator[object]:
    yield from (Street(*[ODD] * 3), Birth(*[ODD] * 3))
    yield Town(ODD, ODD, ODD, ODD, NOWHERE)
    yield RollEntry(*[ODD] * len(RollEntry._fields))._replace(line=7)
    yield Doubt(*[(ODD,)] * 4)  # type: ignore[arg-type]
    yield Decisions({ODD: ODD}, {ODD: 1})
    traits = Traits(7, ODD, (ODD,), ODD, ODD, True, frozenset((ODD,)), frozenset((ODD,)), ODD)
    yield from (traits, Near(ODD, traits, (ODD,), 0, ODD), Matched({0: ODD}, (), {}, {}, {}))
    yield from (Declared({ODD: 2}), Asked(Doubt(*[(ODD,)] * 4), (2,), 0, None))  # type: ignore[arg-type]
    yield from (Mailing(((ODD, ODD),), 1), Corrected(({"surname": ODD},), 1))
    yield from (Letter(ODD, ODD, (ODD,)), Answer(ODD, (ODD,)), Round({ODD: Answer(ODD, (ODD,))}, 1, 0, 0))
    yield from (Addressee(ODD, street=ODD), Contact(*[ODD] * 5))
    yield label(Addressee(ODD, street=ODD, postcode="75015", city=ODD))
    remembered = Remembered(str.upper)
    assert remembered[ODD]
    reader = ColumnReader("".join)
    assert reader([(ODD, ODD)])
    yield from (remembered, reader, Same(ODD, 2), Batch({"line": [ODD]}.__getitem__, ()))
    yield Changes({"private/pool.csv": ODD.encode("latin-1")})
    yield Dossier(Path(), {}, (), {"private/pool.csv": ODD.encode("latin-1")})
    yield from (Choice(ODD), Coding(Choice(ODD), values={ODD: Choice(ODD)}), Sheet((ODD,), ()))
    yield from (Prepared((ODD,), ((ODD,),), (2,), 1, {}), Question((), "value", ODD, (ODD,), {"value": ODD}))
    yield ColumnRead({ODD: ODD})
    yield from (Drawn("panel.csv", ((2, ODD),)), Names({ODD: ODD}), Row("1", 2, (ODD,)))
    yield Survey("x.csv", accented=(ODD,))
    yield from (Homes(missed=frozenset({ODD})), Declared({ODD: 2}))
    yield from (Listed(ODD, 2, *[ODD] * 5), Exclusions({(ODD, 2): Listed(ODD, 2, *[ODD] * 5)}, {}, (), {}))
    yield from (read_street(ODD), Households({ODD: "h1"}, 0, 0), Groups([(ODD, f"{ODD}2")]))


@pytest.mark.parametrize("holder", list(holders()), ids=lambda holder: type(holder).__name__)
def test_what_holds_a_name_shows_none(holder: object) -> None:
    for shown in (repr(holder), str(holder), f"{holder}", repr([holder])):
        assert ODD not in shown
        assert "Xquzw" not in shown
    assert type(holder) is Survey or len(repr(holder)) < 60


def test_a_pool_shows_nobody(tmp_path: Path) -> None:
    path = tmp_path / "pool.csv"
    text = (PETIT / "volontaires.csv").read_text(encoding="utf-8-sig")
    header, first, *more = text.splitlines()
    sign = ";" if ";" in header else ","
    path.write_text(
        "\n".join([f"{header}{sign}surnom", *(f"{row}{sign}{ODD}" for row in [first, *more])]), "utf-8"
    )
    quotas = read_quotas(PETIT / "quotas.csv", seats=6).quotas
    read = read_pool(path, quotas, household=["adresse"])
    pool = read.pool
    table = read_table(path)
    cells = {cell for row in read.private.rows.values() for cell in row if len(cell) > 3}
    assert ODD in cells
    for holder in (read, pool, read.private, pool.people[0], pool.people, table):
        shown = f"{holder!r} {holder}"
        assert not [cell for cell in cells if cell in shown]
        assert len(repr(holder)) < 60 or holder is pool.people
    assert (repr(pool), repr(read)) == ("Pool(people=20, criteria=3)", "PoolFile(people=20, criteria=3)")


def test_every_record_of_people_was_thought_of() -> None:
    found = set()
    for module in pkgutil.walk_packages(tirage.people.__path__, "tirage.people."):
        for name, thing in vars(importlib.import_module(module.name)).items():
            own = isinstance(thing, type) and thing.__module__ == module.name
            if own and (dataclasses.is_dataclass(thing) or hasattr(thing, "_fields")):
                found.add(name)
    assert found == DISCREET | HARMLESS
