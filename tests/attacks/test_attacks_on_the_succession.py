"""Where one assembly follows another: attacks on the end of the former and on who may be in the next."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught
from support.dossiers import canon, sha
from support.instances import Instance

from tirage.verify import Family, checklist, verify
from tirage.verify.command import main

ONE = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), ONE, 3)


def closed(days: int = 0, **term: Any) -> Assembly:
    """An assembly of three whose term has ended."""
    assembly = Assembly(SOME)
    assembly.begin(**term)
    assembly.leave(assembly.life.seated[0])
    assembly.end_term(days)
    return assembly


FIRST = closed()
SECOND = Assembly(SOME, after=FIRST, cooling=36)
FORMER, NEXT = FIRST.files, SECOND.files


def faults(files: Mapping[str, bytes], former: Mapping[str, bytes] = FORMER) -> set[str]:
    """Codes of the checks that fail of the next assembly, the former being at hand."""
    # Without the former, both verifiers say the same.
    verify(files)
    report = checklist.verify(files, None, Family((former,)))
    return {check.code for check in report.checks if check.status == "failed"}


def first(acts: Acts, kind: str) -> dict[str, Any]:
    return next(body for each, body in acts if each == kind)


def changed(files: Mapping[str, bytes], kind: str, **values: object) -> dict[str, bytes]:
    """The dossier with the first act of a type saying something else."""
    return retold(files, lambda acts: first(acts, kind).update(values))


def test_the_two_are_genuine() -> None:
    assert verify(FORMER).ok
    assert not faults(NEXT)
    alone = {check.code: check.status for check in verify(NEXT).checks}
    assert alone["next.link"] == alone["next.cooling"] == "not-checked"
    assert not set(FIRST.life.members) & set(SECOND.life.members)


def test_a_next_assembly_without_any_period_passes_no_check_of_them() -> None:
    """Everyone of the former one could sit again: nothing was looked for."""
    report = checklist.verify(Assembly(SOME, after=FIRST, cooling=0).files, None, Family((FORMER,)))
    lines = [(check.status, check.got) for check in report.checks if check.code == "next.cooling"]
    assert report.ok and lines == [("not-checked", "no-period")]


def test_a_next_assembly_that_names_no_former_one() -> None:
    other = Assembly(SOME)
    assert "next.link" in faults(other.files)


def test_a_next_assembly_of_another_dossier() -> None:
    other = closed(days=3)
    assert "next.link" in faults(NEXT, other.files)
    assert "next.link" in faults(changed(NEXT, "open", after=sha(b"another")))


def test_a_next_assembly_that_names_another_act_of_the_former() -> None:
    panel = next(name for name in sorted(FORMER) if name.endswith("-panel.json"))
    assert "next.link" in faults(changed(NEXT, "open", after=sha(FORMER[panel])))


def test_a_next_assembly_opened_before_the_end() -> None:
    """The former goes on as if nothing were: its journal has no end to be named."""
    sits = Assembly(SOME)
    sits.begin()
    assert "next.link" in faults(NEXT, sits.files)
    document = json.loads(NEXT["journal/0001-open.json"])
    early = dict(NEXT)
    document["time"] = "2026-12-01T09:00:00Z"
    early["journal/0001-open.json"] = canon(document)
    assert "next.link" in faults(retold(early, lambda _: None))


@pytest.mark.parametrize("values", [{"date": "2027-06-01"}, {"date": "2028-11-24"}, {"members": 3}])
def test_an_end_on_another_day_or_of_other_people(values: dict[str, object]) -> None:
    caught(changed(FORMER, "close", **values), "life.term")


def test_an_end_before_the_term_is_over() -> None:
    """The day is right; the entry is written months before it."""
    names = sorted(name for name in FORMER if name.startswith("journal/"))
    document = json.loads(FORMER[names[-1]])
    document["time"] = json.loads(FORMER[names[-2]])["time"]
    early = dict(FORMER)
    early[names[-1]] = canon(document)
    caught(early, "life.term")


def test_an_end_without_a_term() -> None:
    assembly = Assembly(SOME)
    body = {"date": "2026-11-24", "members": 3}
    caught(retold(assembly.files, lambda acts: acts.append(("close", body))), "life.term")


def test_an_end_where_only_a_cohort_leaves() -> None:
    assembly = Assembly(SOME, cohorts=3)
    mandate = assembly.begin(last=5)
    body = {"date": mandate.end().isoformat(), "members": 3}
    caught(retold(assembly.files, lambda acts: acts.append(("close", body))), "life.term")


def test_acts_after_the_end() -> None:
    departure = {
        "pid": FIRST.life.former_members[-1],
        "kind": "withdrawal",
        "cause": "",
        "date": "2027-01-01",
        "evidence": "",
    }
    for kind, body in (("vacancy", departure), ("close", {"date": "2027-11-24", "members": 0})):
        caught(retold(FORMER, lambda acts, kind=kind, body=body: acts.append((kind, body))), "order.types")  # type: ignore[misc]


def test_a_member_left_in_the_pool_of_the_next_assembly() -> None:
    """As if there were no cooling-off: the same opening, and a pool with everyone."""
    everyone = Assembly(SOME, after=FIRST)
    assert not faults(everyone.files)
    named = {"cooling_off": {"members": 36, "invited": 0}}
    assert faults(changed(everyone.files, "open", **named)) == {"next.cooling"}


def test_the_period_runs_from_the_day_on_which_the_seat_was_left() -> None:
    left_early = FIRST.life.former_members[0]
    everyone = Assembly(SOME, after=FIRST)
    named = {"cooling_off": {"members": 12, "invited": 0}}
    report = checklist.verify(changed(everyone.files, "open", **named), None, Family((FORMER,)))
    said = next(check for check in report.checks if check.code == "next.cooling")
    assert said.status == "failed" and left_early not in said.got
    assert all(pid in said.got for pid in FIRST.life.former_members[1:])


def test_ids_made_by_another_key() -> None:
    """Nobody can be recognised then, so nobody is in the period: that is no cooling-off."""
    keyed = [("key", {"hash": "a" * 64})]
    other = retold(NEXT, lambda acts: acts.__setitem__(slice(1, 1), keyed))
    assert "next.cooling" in faults(other)


def test_a_rehearsal_after_a_draw() -> None:
    assert "next.link" in faults(changed(NEXT, "open", rehearsal=True))


def test_an_opening_alone_is_lawful_only_where_it_follows() -> None:
    opening = {"journal/0001-open.json": NEXT["journal/0001-open.json"]}
    assert not faults(opening)
    assert verify(opening).ok
    body = {"spec": "tirage/2", "rehearsal": False}
    caught(retold(opening, lambda acts: acts.__setitem__(0, ("open", body))), "order.types")


def written(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def test_two_next_assemblies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = written(tmp_path / "d", FORMER)
    written(folder / "next", NEXT)
    assert main([str(folder)]) == 0
    shutil.copytree(folder / "next", folder / "another")
    assert main([str(folder), "--json"]) == 5
    said = json.loads(capsys.readouterr().out.partition("\n{")[2].join(["{", ""]))
    assert [each["got"] for each in said["checks"] if each["code"] == "next.one"] == ["another"]


def test_a_next_assembly_by_another_name(tmp_path: Path) -> None:
    folder = written(tmp_path / "d", FORMER)
    written(folder / "suite", NEXT)
    assert main([str(folder)]) == 5


@pytest.mark.posix
def test_a_link_in_the_place_of_the_next_assembly(tmp_path: Path) -> None:
    folder = written(tmp_path / "d", FORMER)
    (folder / "next").symlink_to(written(tmp_path / "elsewhere", NEXT))
    assert main([str(folder)]) == 5


def test_a_byte_changed_in_the_next_assembly(tmp_path: Path) -> None:
    folder = written(tmp_path / "d", FORMER)
    written(folder / "next", {**NEXT, "public/panel.csv": b"pid\np000\np001\np002\n"})
    assert main([str(folder)]) == 5


MOVED = {"moved": "end-of-term", "age_limit": "at-once"}


def waiting() -> Assembly:
    """Three cohorts; somebody of the last has moved and keeps the seat until the first end."""
    assembly = Assembly(SOME, cohorts=3)
    assembly.begin(**MOVED)
    mover = next(seat.pid for seat in assembly.life.seats if seat.cohort == 3)
    assembly.leave(mover, "moved")
    assembly.end_term()
    assembly.replace()
    return assembly


WAITING = waiting().files


def test_somebody_who_moved_leaves_with_the_cohort() -> None:
    assert verify(WAITING).ok
    acts = [name[13:-5] for name in sorted(WAITING) if name.startswith("journal/")]
    assert (acts.count("leaving"), acts.count("vacancy"), acts.count("renewal")) == (1, 2, 1)


def test_somebody_who_moved_leaves_at_once_against_the_rules() -> None:
    def edit(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "leaving")
        acts[place] = ("vacancy", acts[place][1])

    caught(retold(WAITING, edit), "life.term")


def test_somebody_who_moved_keeps_the_seat_beyond_the_end() -> None:
    def edit(acts: Acts) -> None:
        acts.remove(next(act for act in acts if act[0] == "vacancy" and act[1]["kind"] == "moved"))

    caught(retold(WAITING, edit), "life.term")


def test_somebody_keeps_a_seat_without_a_rule_that_has_so() -> None:
    def edit(acts: Acts) -> None:
        first(acts, "term")["leavers"] = {"moved": "at-once", "age_limit": "end-of-term"}

    caught(retold(WAITING, edit), "life.term")


def test_somebody_is_said_to_leave_twice_or_never_sat() -> None:
    def again(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "leaving")
        acts.insert(place, ("leaving", dict(acts[place][1])))

    caught(retold(WAITING, again), "life.term")

    def stranger(acts: Acts) -> None:
        first(acts, "leaving")["pid"] = "nobody"

    caught(retold(WAITING, stranger), "life.members")
