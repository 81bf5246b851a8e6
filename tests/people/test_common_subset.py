"""What the frame and the letters ask is of a subset that other engines have: each statement is translated."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support.frames import KEY, RULES, batch_of, entry

from tirage.people.engines.duckdb.entries import write_entries
from tirage.people.engines.duckdb.store import DuckDBStore
from tirage.people.engines.options import DEFAULT
from tirage.people.frame import duplicates, eligibility, exclusions, homes, sealing
from tirage.people.frame.store import Row
from tirage.people.frame.tally import tally
from tirage.people.guards.struck import ledger_csv
from tirage.people.letters.selection import EligibleFrame
from tirage.people.review import OTHER, Decisions

OWN = {"mac", "damerau_levenshtein", "list_has_all"}
"""Functions that each engine is given; the others are the translator's to know."""
STAGE = "20c510b6b22a8ebb79ce9cfa0a2e60ec7fb551374013730435d5433aedbcdcbd"


class Recording(DuckDBStore):
    """A store that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(None, DEFAULT)

    def run(self, *statements: str, **values: object) -> None:
        self.asked += (each for each in statements if "macro" not in each and "read_csv(" not in each)
        super().run(*statements, **values)

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        self.asked.append(query)
        return super().rows(query, **values)

    def one(self, query: str, **values: object) -> Any:
        self.asked.append(query)
        return super().one(query, **values)

    def write_csv(self, query: str, path: Path) -> None:
        self.asked.append(query)
        super().write_csv(query, path)

    def write_parquet(self, query: str, path: Path) -> None:
        self.asked.append(query)
        super().write_parquet(query, path)


def everything(folder: Path) -> list[str]:
    """The statements of a frame with all that there is, and of letters by plain and by weighted tickets."""
    listed = folder / "opposition.csv"
    listed.write_text("nom;prénom;né le\nLE GOFF;Zoe;01/05/1990\nX;Y;02/05/1990\n", encoding="utf-8")
    write_entries(folder / "a.parquet", [("aa", batch_of([entry("LE GOFF", "Zoé", "1990-05-01")]))])
    with closing(Recording()) as store:
        store.take_in([folder / "a.parquet"])
        store.asked.clear()  # how rows are taken in is an engine's own
        doubts = duplicates.find(store)
        found = exclusions.find(store, {"opposition": listed}, date(2027, 3, 1))
        duplicates.merge(store, Decisions({doubt.case: OTHER for doubt in doubts}))
        eligibility.gather(store)
        exclusions.people(store, {where: [row] for where, row in found.certain.items()})
        exclusions.nobody_csv(store, found, [("opposition", 3)])
        eligibility.assign(store, RULES, {})
        sealing.identify(store, KEY)
        sealing.leave_out(store, {"00": "invited"})
        ledger_csv(store, found, {where: [row] for where, row in found.certain.items()}, {})
        files = folder / "frame.csv", folder / "frame.parquet"
        sealing.seal(store, RULES, *files, {"75015|1 RUE X"})
        tally(store, ())
        homes.large_homes(store)
        asked = store.asked
    with closing(Recording()) as store:
        hat = EligibleFrame(store, [folder / "frame.csv"], [])
        hat.people()
        hat.draw({"x": 1}, STAGE)
        hat.draw_weighted({"x": 1}, {"x": ("x", 2)}, STAGE)
        return asked + store.asked


def faults(statement: str) -> list[str]:
    """What another engine could not be asked."""
    import sqlglot
    from sqlglot import exp

    (tree,) = sqlglot.parse(statement, read="duckdb")
    assert tree is not None
    found = [kind.__name__ for kind in (exp.Delete, exp.Update, exp.IntDiv) if tree.find(kind)]
    found += ["rowid" for each in tree.find_all(exp.Column) if each.name == "rowid"]
    found += ["exclude" for each in tree.find_all(exp.Star) if each.args.get("except_")]
    found += ["group by all" for each in tree.find_all(exp.Group) if each.args.get("all")]
    found += ["distinct over" for each in tree.find_all(exp.Window) if each.find(exp.Distinct)]
    found += [
        "difference of dates"
        for each in tree.find_all(exp.Sub)
        if all(side.is_type("date") for side in (each.this, each.expression))
    ]
    found += ["unnest" for _ in tree.find_all(exp.Unnest, exp.Explode)]
    found += [each.name for each in tree.find_all(exp.Anonymous) if each.name.lower() not in OWN]
    strict = sqlglot.ErrorLevel.RAISE
    sqlglot.transpile(statement, read="duckdb", write="spark", unsupported_level=strict)
    return found


def test_every_statement_is_one_that_other_engines_have(tmp_path: Path) -> None:
    pytest.importorskip("sqlglot", reason="NOT CHECKED: sqlglot is not installed")
    asked = everything(tmp_path)
    assert len(asked) > 40
    assert {each: found for each in asked if (found := faults(each))} == {}


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("delete from pairs where one = other", "Delete"),
        ("update a set b = c.d from c where a.e = c.e", "Update"),
        ("select rowid from a", "rowid"),
        ("select * exclude (a) from b", "exclude"),
        ("select a, max(b) from c group by all", "group by all"),
        ("select count(distinct a) over (partition by b) from c", "distinct over"),
        ("select a::date - b::date from c", "difference of dates"),
        ("select a // 2 from b", "IntDiv"),
        ("select a from b where c in (select unnest($d))", "unnest"),
        ("select strip_accents(a) from b", "strip_accents"),
    ],
)
def test_what_others_lack_is_seen(statement: str, fault: str) -> None:
    pytest.importorskip("sqlglot", reason="NOT CHECKED: sqlglot is not installed")
    assert fault in faults(statement)
