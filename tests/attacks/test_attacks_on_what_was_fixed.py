"""Whoever would choose, once it is known who left: seats drawn together, their order, how many cohorts."""

from __future__ import annotations

import json
from datetime import date

import pytest
from support.assemblies import Assembly
from support.attacks import caught, failures
from support.dossiers import Files, canon
from support.fields import rehashed
from support.genuine import SOME, lived
from support.instances import Instance

from tirage.assembly.remaining import seats_of
from tirage.dossier.chain import head
from tirage.dossier.entries import Unfilled
from tirage.verify import verify

PEOPLE = tuple((kind,) for kind in "fffhhhhhff")
QUOTAS = (("g", (("f", 1, 2), ("h", 2, 3))),)


def lost(*places: int, **fixed: int) -> Assembly:
    """An assembly of four whose members of these places have left, in that order."""
    assembly = Assembly(Instance(PEOPLE, ("",) * len(PEOPLE), QUOTAS, 4), **fixed)
    seated = assembly.life.seated
    for place in places:
        assembly.leave(seated[place])
    return assembly


def drawn_alone(assembly: Assembly, *pids: str) -> Files:
    """These open seats are drawn, genuinely but for the choice: whatever the rules say of which."""
    life, files = assembly.life, assembly.record.files
    number = life.draws["replacements"] + 1
    assembly.replace(seats_of(files, life, head(assembly.entries), f"replacements/{number}", pids))
    return assembly.files


def test_a_seat_drawn_alone_to_have_its_own_quotas() -> None:
    assembly = lost(0, 2)
    caught(drawn_alone(assembly, assembly.life.vacant[1]), "life.vacancies")


def test_the_seats_of_a_batch_in_another_order() -> None:
    assembly = lost(3, 0, 1, batch=1)
    caught(drawn_alone(assembly, assembly.life.vacant[1]), "life.vacancies")
    assembly = lost(3, 0, 1, batch=2)
    first, _, last = assembly.life.vacant
    caught(drawn_alone(assembly, first, last), "life.vacancies")
    assembly = lost(3, 0, 1, batch=2)
    caught(drawn_alone(assembly, *assembly.life.vacant), "life.vacancies")
    assembly = lost(3, 0, 1, batch=2)
    assert not failures(drawn_alone(assembly, *assembly.life.vacant[:2]))


def test_seats_said_to_fit_no_one_so_that_one_can_be_chosen() -> None:
    """The way out where nobody fits all seats is closed to whoever claims it without need."""
    assembly = lost(0, 2)
    opening = assembly.open_seats()
    body = Unfilled(
        vacancies=opening.vacancies,
        people=len(opening.pool.people),
        pool="0" * 64,
        quotas="0" * 64,
        proof=None,
    )
    assembly._say(body)
    caught(drawn_alone(assembly, assembly.life.vacant[1]), "life.nobody")


def test_an_older_word_that_no_one_fits_serves_no_other_seats() -> None:
    """Said of one open seat; after the next departure it says nothing of both."""
    people = (("f",), *(("h",),) * 6)
    assembly = Assembly(Instance(people, ("",) * 7, (("g", (("f", 1, 1), ("h", 2, 2))),), 3))
    assembly.leave("p000")
    assembly.leave_open()
    assembly.leave(next(iter(assembly.life.seated)))
    caught(drawn_alone(assembly, assembly.life.vacant[1]), "life.vacancies")


@pytest.mark.parametrize(
    "later", [{"cohorts": 1}, {"cohorts": 2}, {"cohorts": 0}, {"batch": 0}, {"batch": True}]
)
def test_cohorts_chosen_once_the_panel_is_known(later: dict[str, object]) -> None:
    files = lived()
    assert not failures(files)
    plan = json.loads(files["public/plan.json"])
    plan["later"].update(later)
    code = "order.kept" if later.get("cohorts") else "order.plan"
    caught({**files, "public/plan.json": canon(plan)}, code)


@pytest.mark.parametrize("other", ["3", "9", str(2**64), "9" * 400])
def test_a_member_who_is_said_to_be_of_another_cohort(other: str) -> None:
    files = lived()
    name = "public/cohorts.csv"
    first, *rest = files[name].decode().split()[1:]
    pid, number = first.split(",")
    data = "".join(f"{row}\n" for row in ("pid,cohort", f"{pid},{other}", *rest)).encode()
    assert other != number
    caught(rehashed(files, name, data), "life.cohorts")


def test_a_term_that_no_rules_have_is_told() -> None:
    """Three hundred months, or a start of years ago that ends the term of a cohort tomorrow."""
    for start, months, by_rules in ((date(2020, 1, 1), 12, False), (date(2026, 12, 1), 300, True)):
        assembly = Assembly(SOME)
        assembly.begin(months=months, by_rules=by_rules, start=start)
        report = verify(assembly.files)
        (told,) = [check.got for check in report.checks if check.code == "beyond.term"]
        assert report.ok and told == f"{start} + {months}{' (by_rules)' if by_rules else ''}"


TIGHT = (("g", (("f", 2, 2), ("h", 2, 2))),)
MEN_LEFT = tuple((kind,) for kind in "ffhhhh")


def tolerant(seats: int) -> Assembly:
    """Two women and two men, of whom a woman left; only men remain."""
    assembly = Assembly(Instance(MEN_LEFT, ("",) * 6, TIGHT, 4), tolerance={"": seats} if seats else {})
    women = {f"p{place:03d}" for place in range(2)}
    assembly.leave(next(pid for pid in assembly.life.seated if pid in women))
    return assembly


def test_a_tolerance_fixed_with_the_panel_fills_the_seat() -> None:
    assert not tolerant(0).open_seats().possible
    assembly = tolerant(1)
    assembly.replace(assembly.open_seats())
    assert not failures(assembly.files)


def test_a_tolerance_that_nobody_had_fixed() -> None:
    """The draw of an assembly with a tolerance, in the record of one that has none or another."""
    assembly = tolerant(1)
    assembly.replace(assembly.open_seats())
    files = dict(assembly.files)
    plan = json.loads(files["public/plan.json"])
    for tolerance in ({"": 2}, {"g": 0}, {}, None):
        later = {**plan["later"], "tolerance": tolerance}
        if tolerance is None:
            del later["tolerance"]
        found = failures({**files, "public/plan.json": canon({**plan, "later": later})})
        wanted = "documents.shape" if tolerance == {} else "life.quotas"
        assert {wanted, "order.plan"} & set(found), tolerance


@pytest.mark.parametrize(("tolerance", "code"), [({"G": 1}, "life.quotas"), ({"": 2**53 - 1}, "order.plan")])
def test_a_tolerance_of_what_the_quotas_do_not_have_or_of_more_than_anyone_counts(
    tolerance: dict[str, int], code: str
) -> None:
    """A promise to the public that no draw keeps, and a number that two programs would add up in two ways."""
    assembly = tolerant(1)
    assembly.replace(assembly.open_seats())
    plan = json.loads(assembly.files["public/plan.json"])
    changed = canon({**plan, "later": {**plan["later"], "tolerance": tolerance}})
    assert code in failures(rehashed(assembly.files, "public/plan.json", changed))
