"""Entries of invented people, and a frame made of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tirage.people.engines.duckdb.entries import write_entries
from tirage.people.engines.duckdb.store import DuckDBStore
from tirage.people.engines.opening import open_store
from tirage.people.engines.options import DEFAULT, EngineOptions
from tirage.people.frame import duplicates, eligibility, sealing
from tirage.people.frame.eligibility import FrameRules, RollCriterion, Stream
from tirage.people.frame.sealing import Sealed
from tirage.people.frame.store import Store
from tirage.people.geography.read import read_geography
from tirage.people.identity import canonical
from tirage.people.review import OTHER, Decisions, Doubt
from tirage.people.rolls.entries import Batch, RollEntry

KEY = bytes(range(32))
RULES = FrameRules(
    reference=date(2027, 3, 1),
    streams=(
        Stream("listes", ("roll",), 18, 999),
        Stream("non-ue", ("cards",), 18, 999, "OTHER"),
        Stream("mineurs", ("roll", "cards"), 16, 17),
    ),
    criteria=(
        RollCriterion("genre", "sex", values=(("Femme", "F"), ("Homme", "M"))),
        RollCriterion("âge", "age", values=(("16-17", "16-17"), ("18-39", "18-39"), ("40 et plus", "40+"))),
        RollCriterion("secteur", "address", read_geography("paris-sectors")),
    ),
    strata=("secteur", "âge", "genre"),
    household=("address", "surname"),
)


def in_memory() -> Store:
    """A store without a folder, for what is small."""
    return DuckDBStore(None, DEFAULT)


def entry(surname: str, first_names: str, born: str, **changes: Any) -> RollEntry:
    """One row of the main list, a woman of the 15e; `born` as `1980-05-01`, or `1980` for a bare year."""
    whole = len(born) == 10
    year, month, day = born.split("-") if whole else (born, "00", "00")
    kind = changes.get("list", "LP")
    place = "" if kind == "CC" else changes.pop("birthplace", "75056")
    fields: dict[str, Any] = dict.fromkeys(RollEntry._fields, "")
    fields |= {
        "line": 2,
        "list": "LP",
        "surname": surname,
        "first_names": first_names,
        "sex": "F",
        "identity": f"{canonical(surname)}|{canonical(first_names)}|{day} {month} {year}|{place}",
        "born_first": born if whole else f"{born}-01-01",
        "born_last": born if whole else f"{born}-12-31",
        "nationality": "" if kind == "CC" else "FR",
        "registered": "15e",
        "lives": "15e",
        "street": "1 rue X",
        "postcode": "75015",
        "city": "PARIS",
        "home": "75015|1 RUE X",
    }
    return RollEntry(**(fields | changes))


def batch_of(entries: Sequence[RollEntry]) -> Batch:
    """Entries as they come out of a file."""
    columns = {name: [getattr(each, name) for each in entries] for name in RollEntry._fields}
    columns["usage_key"] = [*map(canonical, columns["usage_name"])]
    return Batch(columns.__getitem__, ())


def born_in(each: RollEntry, year: int) -> RollEntry:
    """The same row with another year of birth."""
    surname, firsts, born, place = each.identity.split("|")
    dates = {name: f"{year}{getattr(each, name)[4:]}" for name in ("born_first", "born_last")}
    return each._replace(identity=f"{surname}|{firsts}|{born[:6]}{year}|{place}", **dates)


def found_of_each(folder: Path, cases: Sequence[Sequence[RollEntry]]) -> tuple[list[list[str]], list[int]]:
    """Reasons and people of each case, nobody being decided to be another; a year of birth each."""
    years = range(1940, 1940 + len(cases))
    made = make(
        folder, [[born_in(row, year) for row in rows] for rows, year in zip(cases, years, strict=True)]
    )
    asked = [[each.reason for each in made.doubts if each.one[4][:4] == str(year)] for year in years]
    return asked, [made.people_of(year) for year in years]


@dataclass(frozen=True)
class Made:
    """What a frame says of some entries."""

    doubts: list[Doubt]
    sealed: Sealed
    lines: list[str]
    """Of guarantors/frame.csv, without the header."""
    causes: dict[str, int]
    """People by cause, "" for those kept."""
    born: dict[int, int]
    """Year of birth → people, kept or not."""
    written: list[tuple[Any, ...]]
    """(identity, street, surname) of the people kept, in `private/`; sorted."""

    def people_of(self, year: int) -> int:
        """How many are born in a year."""
        return self.born.get(year, 0)

    @property
    def strata(self) -> list[str]:
        return sorted(line.split(",")[1] for line in self.lines)


def make(
    folder: Path,
    files: Sequence[Sequence[RollEntry]],
    decisions: Mapping[str, str] | None = None,
    rules: FrameRules = RULES,
    cooled: Mapping[str, str] | None = None,
    none: Collection[str] = (),
    engine: EngineOptions = DEFAULT,
) -> Made:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "frame.duckdb").unlink(missing_ok=True)
    store = open_store(folder, engine)
    taken = [folder / f"{number}.parquet" for number in range(len(files))]
    for number, (path, entries) in enumerate(zip(taken, files, strict=True)):
        write_entries(path, [(f"{number:064x}", batch_of(entries))])
    store.take_in(taken)
    doubts = duplicates.find(store)
    duplicates.merge(store, Decisions(decisions or {doubt.case: OTHER for doubt in doubts}))
    eligibility.gather(store)
    eligibility.assign(store, rules, {})
    sealing.identify(store, KEY)
    if cooled:
        sealing.leave_out(store, cooled)
    sealed = sealing.seal(store, rules, folder / "frame.csv", folder / "frame.parquet", none)
    causes = dict(store.rows("select cause, count(*) from outcomes group by cause"))
    born = dict(store.rows("select substr(born_first, 1, 4)::integer, count(*) from assigned group by 1"))
    store.read_parquet("written", folder / "frame.parquet")
    written = [*store.rows("select identity, street, surname from written order by all")]
    store.close()
    lines = (folder / "frame.csv").read_text(encoding="ascii").splitlines()
    assert lines[0] == "pid,stratum,household,idc"
    return Made(doubts, sealed, lines[1:], causes, born, written)
