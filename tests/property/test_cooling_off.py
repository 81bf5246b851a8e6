"""Who is in a period of cooling-off: the acts leave out whom the verifier looks for."""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from support.assemblies import Assembly
from support.instances import Instance, write

from tirage.assembly.cooling import cooled, without
from tirage.assembly.term import after
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.rules.sections import CoolingOff
from tirage.verify.checks.life.terms import after as after_again
from tirage.verify.checks.record.journal import read_journal
from tirage.verify.checks.record.succession import entries_of, met

ONE = (("g", (("f", 1, 2), ("h", 1, 2))),)
# Enough of both that whoever leaves first can be replaced, whoever was drawn.
KINDS = (("f",), ("f",), ("h",), ("h",), ("f",), ("h",), ("f",), ("h",))
SOME = Instance(KINDS, ("x", "x", "y", "", "y", "", "", ""), ONE, 3)


def lived() -> Assembly:
    """One refuses the seat, one leaves in the course of the term, the others at its end."""
    assembly = Assembly(SOME)
    assembly.begin()
    assembly.leave(assembly.life.seated[0], "refusal")
    assembly.replace()
    assembly.leave(assembly.life.seated[0])
    assembly.end_term()
    return assembly


LIVED = lived()
REFUSED, LEFT = LIVED.life.former_members[:2]
MET = list(met(LIVED.files, entries_of(LIVED.files)))
with tempfile.TemporaryDirectory() as folder:
    pool_path, quotas_path = write(SOME, Path(folder))
    QUOTAS = read_quotas(quotas_path, seats=3).quotas
    POOL = read_pool(pool_path, QUOTAS, household=("address1",))


@given(st.integers(0, 40), st.integers(0, 1500))
@example(12, 0)
def test_both_programs_mean_the_same_people(months: int, days: int) -> None:
    on = LIVED.today + timedelta(days=days)
    out = cooled([LIVED.record], CoolingOff(members=months), on)
    seen = {
        pid
        for kind, pid, day in MET
        if kind == "members" and after_again(date.fromisoformat(day), months) > on
    }
    assert set(out) == (seen if months else set())
    assert REFUSED not in out


def test_the_period_ends_on_its_day() -> None:
    """Months from the day on which the seat was left; on the day on which they are over, one is in again."""
    day = date.fromisoformat(
        next(
            str(entry.body["date"])
            for entry in LIVED.entries
            if entry.type == "vacancy" and entry.body["pid"] == LEFT
        )
    )
    end = after(day, 36)
    assert LEFT in cooled([LIVED.record], CoolingOff(members=36), end - timedelta(days=1))
    assert LEFT not in cooled([LIVED.record], CoolingOff(members=36), end)


@given(st.sets(st.sampled_from([f"p{i:03}" for i in range(6)]), max_size=5))
def test_a_pool_without_some_balances_and_keeps_its_households(gone: set[str]) -> None:
    left = without(POOL, dict.fromkeys(gone, "former-member"))
    assert {person.pid for person in left.pool.people} == {person.pid for person in POOL.pool.people} - gone
    assert sum(left.source.excluded.values()) == left.source.read - len(left.pool.people) == len(gone)
    homes = [person.household for person in left.pool.people if person.household]
    assert all(homes.count(home) > 1 for home in homes)
    assert (left.households.households, left.households.members) == (len(set(homes)), len(homes))


def test_an_entry_that_cannot_be_read_is_no_reason_to_stop() -> None:
    broken = {**LIVED.files, "journal/0002-quotas.json": b"{"}
    assert len(entries_of(broken)) == len(LIVED.entries) - 1
    assert read_journal(broken).unreadable == ["journal/0002-quotas.json (not-json)"]
