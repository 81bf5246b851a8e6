"""The table of facts and checks: each fact once, absence told once, no check without a line."""

from __future__ import annotations

import pytest

from tirage.verify.kernel import Absent, Inapplicable, Known, Table, Unusable, never
from tirage.verify.reading.documents import Malformed
from tirage.verify.report import Check, Said, judged, skipped

POOL, LOTTERY, CHANCES = "guarantors/pool.csv", "public/lottery.csv", "guarantors/chances.csv"


def table(made: list[str], fault: Exception | None = None) -> Table:
    """A pool, a lottery that needs it, and one check of each; `fault` is raised in place of the pool."""
    found = Table()

    @found.fact("pool.form", "no-pool")
    def pool(size: int) -> int:
        made.append("pool")
        if fault is not None:
            raise fault
        return size

    @found.fact()
    def lottery(pool: int) -> int:
        made.append("lottery")
        return 2 * pool

    @found.check("pool.form", POOL)
    def check_pool(pool: int) -> Said:
        return judged(pool > 0, got=pool)

    @found.check("lottery.form", LOTTERY, skip_file="")
    def check_lottery(lottery: int) -> Said:
        return judged(True, got=lottery)

    @found.check("chances.sum", CHANCES)
    def check_sum(lottery: int | None = None) -> Said:
        return judged(True, got=lottery)

    @found.note("beyond.gap")
    def gap(lottery: int) -> Said:
        return skipped(str(lottery))

    return found


def told(checks: list[Check]) -> list[tuple[str, str, str, str]]:
    return [(check.code, check.status, check.got, check.file) for check in checks]


def test_each_fact_is_derived_once_and_is_known_afterwards() -> None:
    made: list[str] = []
    known: Known = {"files": {}, "size": 3}
    assert told(list(table(made).run(known))) == [
        ("pool.form", "ok", "3", POOL),
        ("lottery.form", "ok", "6", LOTTERY),
        ("chances.sum", "ok", "6", CHANCES),
        ("beyond.gap", "not-checked", "6", ""),
    ]
    assert made == ["pool", "lottery"]
    assert known["lottery"] == 6


@pytest.mark.parametrize(
    ("fault", "said", "why"),
    [
        (Malformed("header", "pid"), ("failed", "header: pid"), "no-pool"),
        (Absent("no-guarantors"), ("not-checked", "no-guarantors"), "no-pool"),
        (Unusable(judged(False, got="rows")), ("failed", "rows"), "blocked"),
        (Unusable(judged(False, got="rows"), skipped("too-large")), ("failed", "rows"), "too-large"),
        (IndexError("nobody foresaw it"), ("failed", "unexpected"), "no-pool"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_missing_fact_is_told_by_one_check_and_is_the_reason_of_all_others(
    fault: Exception, said: tuple[str, str], why: str
) -> None:
    made: list[str] = []
    assert told(list(table(made, fault).run({"files": {}, "size": 3}))) == [
        ("pool.form", *said, POOL),
        ("lottery.form", "not-checked", why, ""),
        ("chances.sum", "ok", "None", CHANCES),
    ]
    assert made == ["pool"]


def test_what_is_inapplicable_has_no_line_unless_it_is_due() -> None:
    found = Table()

    @found.fact()
    def absent() -> int:
        raise Inapplicable

    @found.check("beacon", due=lambda files: "plan" in files)
    def check_it(absent: int) -> Said:
        return judged(True)

    @found.check("hash", due=never)
    def check_nothing() -> list[Said]:
        return []

    assert list(found.run({"files": {}})) == []
    assert told(list(found.run({"files": {"plan": b""}}))) == [("beacon", "not-checked", "blocked", "")]


def test_a_fact_that_no_check_tells_of_is_told_by_the_first_that_needs_it() -> None:
    found = Table()

    @found.fact()
    def lottery() -> int:
        raise Malformed("not-utf8")

    @found.check("lottery.form")
    def check_form(lottery: int) -> Said:
        return judged(True)

    @found.check("lottery.pool")
    def check_pool(lottery: int) -> Said:
        return judged(True)

    assert told(list(found.run({"files": {}}))) == [
        ("lottery.form", "failed", "not-utf8", ""),
        ("lottery.pool", "not-checked", "blocked", ""),
    ]


def test_a_fault_is_said_even_where_the_check_that_tells_of_it_lacks_something_else() -> None:
    found = Table()

    @found.fact("certificate.form")
    def certificate() -> int:
        raise ZeroDivisionError

    @found.fact()
    def pool() -> int:
        raise Absent("no-guarantors")

    @found.check("certificate.form")
    def check_form(pool: int, certificate: int) -> Said:
        return judged(True)

    @found.check("certificate.proof")
    def check_proof(certificate: int) -> Said:
        return judged(True)

    known: Known = {"files": {}}
    assert told(list(found.run(known))) == [
        ("certificate.form", "not-checked", "no-guarantors", ""),
        ("certificate.proof", "not-checked", "blocked", ""),
        ("certificate.form", "failed", "unexpected", ""),
    ]
    assert [check.status for check in found.run(known)] == ["not-checked", "not-checked"]


@pytest.mark.parametrize("fault", [Malformed("rows"), RuntimeError("nobody foresaw it")])
def test_a_check_that_raises_is_a_failed_check_even_half_way(fault: Exception) -> None:
    found = Table()

    @found.check("hash", "journal/")
    def check_hashes() -> Said:
        raise fault

    (check,) = found.run({"files": {}})
    assert (check.status, check.file) == ("failed", "journal/")


def test_tables_are_put_together_with_their_facts_and_checks() -> None:
    made: list[str] = []
    first, second = table(made), Table()

    @second.check("lottery.pool", "public/letters-{wave}-strata.csv")
    def check_it(pool: int) -> Said:
        return judged(True, got=pool)

    whole = Table(first, second)
    assert [check.file for check in whole.run({"files": {}, "size": 1, "wave": 2})][-1] == (
        "public/letters-2-strata.csv"
    )
    assert whole.derive({"files": {}, "size": 4}, "lottery") == 8
    assert [check.code for check in whole.blocked()] == [
        "pool.form",
        "lottery.form",
        "chances.sum",
        "lottery.pool",
    ]
