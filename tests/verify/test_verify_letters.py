"""A frame and its waves: genuine ones pass, whole or in part, and every forgery is caught."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from support.attacks import body, caught, edited, failures, retold
from support.dossiers import Files, acts_of, canon, h, rechained, sha, table
from support.waves import WEIGHED, Hat, by_hand, roll_of, sealed, someone, with_hashes, with_rolls

from tirage.verify import verify
from tirage.verify.report import only

GENUINE = sealed()
PIDS, DRAWN = "guarantors/frame.csv", "guarantors/letters-1.csv"


def statuses(files: Files) -> dict[str, str]:
    return {check.code: check.status for check in verify(files).checks}


@pytest.mark.parametrize("drop", range(7))
def test_a_dossier_verifies_at_every_stage_of_its_life(drop: int) -> None:
    report = verify(sealed(drop=drop))
    assert report.ok, [check for check in report.checks if check.status == "failed"]


def test_everything_of_a_frame_is_checked() -> None:
    found = statuses(GENUINE)
    later = {
        "responses.letters",
        "responses.pool",
        "responses.figures",
        "responses.features",
        "responses.kept",
    }
    checked = {code for code in only("frame") - later if not code.startswith("beyond.")}
    assert {found[code] for code in checked} == {"ok"}
    assert {check.file for check in verify(GENUINE).checks if check.code == "letters.drawn"} == {
        "guarantors/letters-1.csv",
        "guarantors/letters-2.csv",
    }


def test_a_rehearsal_has_stages_of_its_own() -> None:
    report = verify(sealed(replace(Hat(), rehearsal=True)))
    assert report.ok
    assert report.rehearsal


def test_the_public_part_alone_says_what_it_cannot_check() -> None:
    files = {name: data for name, data in GENUINE.items() if not name.startswith("guarantors/")}
    found = statuses(files)
    assert verify(files).ok
    assert {found[code] for code in ("frame.people", "frame.root", "letters.drawn")} == {"not-checked"}


def test_more_letters_than_homes_write_to_every_home_once() -> None:
    """24 homes: 24 letters are planned, and fewer drawn where a stratum has its homes in another one too."""
    crowded = sealed(replace(Hat(), letters=(27,)))
    assert verify(crowded).ok
    assert letters_of(crowded) == (24, 23, 24)
    weighed = sealed(replace(WEIGHED, letters=(40,)))
    assert verify(weighed).ok
    planned, drawn, homes = letters_of(weighed)
    assert drawn <= planned == homes < 30


def letters_of(files: Files) -> tuple[int, int, int]:
    """Letters planned and drawn in the first wave, and the homes that the plan counts."""
    (said,) = [found for kind, found in acts_of(files) if kind == "letters"]
    plan = json.loads(files["public/letters-1-plan.json"])["inputs"]["allocation"]
    return said.get("planned", said["count"]), said["count"], plan["homes"]


@pytest.mark.parametrize("change", [{"planned": 7}, {"planned": 6}, {"planned": 8}])
def test_attack_letters_that_are_not_those_planned(change: dict[str, int]) -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        next(found for kind, found in acts if kind == "letters").update(change)

    caught(retold(GENUINE, edit), "letters.planned")


def test_attack_fewer_letters_than_planned_and_not_a_word() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        del next(found for kind, found in acts if kind == "letters")["planned"]

    caught(retold(sealed(replace(Hat(), letters=(27,))), edit), "letters.planned")


@pytest.mark.parametrize(
    "change",
    [
        {"people": 1},
        {"rows": 2},
        {"matched": 0, "decided": 0},
        {"decided": 4},
        {"list": "staff"},
    ],
)
def test_attack_a_list_of_exclusion_that_did_something_else(change: dict[str, Any]) -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        (listed,) = next(found for kind, found in acts if kind == "frame")["exclusions"]
        listed.update(change)

    caught(retold(GENUINE, edit), "frame.counts")


def test_attack_people_are_left_out_by_a_list_that_nobody_knows() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        del next(found for kind, found in acts if kind == "frame")["exclusions"]

    caught(retold(GENUINE, edit), "frame.counts")

    def twice(acts: list[tuple[str, dict[str, Any]]]) -> None:
        listed = next(found for kind, found in acts if kind == "frame")["exclusions"]
        listed += listed

    caught(retold(GENUINE, twice), "frame.counts")


def test_the_lists_of_exclusion_are_said() -> None:
    said = {check.code: check.got for check in verify(GENUINE).checks}
    assert said["beyond.exclusions"] == f"deceased 3/4, 2, {sha(b'deceased')[:16]}…"


@pytest.mark.parametrize(("hat", "homes"), [(Hat(letters=(27,)), 25), (replace(WEIGHED, letters=(40,)), 20)])
def test_attack_another_number_of_homes(hat: Hat, homes: int) -> None:
    def edit(plan: dict[str, Any]) -> None:
        plan["inputs"]["allocation"]["homes"] = homes

    caught(with_hashes(edited(sealed(hat), "public/letters-1-plan.json", edit)), "letters.allocated")


def test_attack_room_for_people_where_homes_are_counted() -> None:
    """A stratum that takes more letters than it has homes would leave less to the others."""
    forged = dict(sealed(replace(Hat(), letters=(27,))))
    name = "public/letters-1-strata.csv"
    rows = [row.split(",") for row in forged[name].decode().split()]
    rows[1][3], rows[2][3] = str(int(rows[1][3]) + 1), str(int(rows[2][3]) - 1)
    forged[name] = table(*map(tuple, rows))
    caught(with_hashes(forged), "letters.allocated")


def rows(files: Files, name: str) -> list[list[str]]:
    return [line.split(",") for line in files[name].decode().splitlines()]


def with_rows(files: Files, name: str, changed: list[list[str]]) -> Files:
    return {**files, name: table(*map(tuple, changed))}


def renamed(files: Files, name: str, key: str) -> Files:
    """The journal has the file's new hash under `key`."""

    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        for _, found in acts:
            if found.get(key) == sha(GENUINE[name]):
                found[key] = sha(files[name])

    return retold(files, edit)


def test_attack_a_friend_in_place_of_one_who_was_drawn() -> None:
    drawn = rows(GENUINE, DRAWN)
    chosen = {pid for pid, _ in drawn[1:]}
    stratum = drawn[1][1]
    friend = next(pid for pid, s, _, _ in rows(GENUINE, PIDS)[1:] if s == stratum and pid not in chosen)
    forged = with_rows(GENUINE, DRAWN, [drawn[0], *sorted([[friend, stratum], *drawn[2:]])])
    caught(forged, "hash")
    caught(renamed(forged, DRAWN, "sha256"), "letters.drawn")


def test_attack_a_letter_too_many_for_a_friend() -> None:
    drawn = rows(GENUINE, DRAWN)
    friend = next(row[:2] for row in rows(GENUINE, PIDS)[1:] if row[0] not in {pid for pid, _ in drawn})
    forged = with_rows(GENUINE, DRAWN, [drawn[0], *sorted([*drawn[1:], friend])])
    caught(renamed(forged, DRAWN, "sha256"), "letters.drawn")


def test_attack_someone_is_left_out_of_the_letters() -> None:
    drawn = rows(GENUINE, DRAWN)
    caught(renamed(with_rows(GENUINE, DRAWN, drawn[:-1]), DRAWN, "sha256"), "letters.drawn")


def test_attack_someone_is_added_to_the_frame_after_it_was_closed() -> None:
    people = rows(GENUINE, PIDS)
    new = [someone(99), people[1][1], "", sha(b"x")]
    forged = with_rows(GENUINE, PIDS, [people[0], *sorted([*people[1:], new])])
    caught(renamed(forged, PIDS, "pids"), "frame.people", "frame.root", "order.letters")


def test_attack_someone_is_taken_out_of_the_frame() -> None:
    people = rows(GENUINE, PIDS)
    alone = next(i for i, row in enumerate(people) if i and not row[2])
    forged = with_rows(GENUINE, PIDS, people[:alone] + people[alone + 1 :])
    caught(renamed(forged, PIDS, "pids"), "frame.people", "frame.root")


@pytest.mark.parametrize("kept", [29, 16, 1])
def test_attack_roll_truncated_after_the_root(kept: int) -> None:
    """The last people of the frame are gone, every count and hash is put right; the root was known."""
    people = rows(GENUINE, PIDS)[: kept + 1]
    homes = [row[2] for row in people]
    people = [
        [*row[:2], row[2] if homes.count(row[2]) > 1 or row[2] == "household" else "", row[3]]
        for row in people
    ]
    forged = renamed(with_rows(GENUINE, PIDS, people), PIDS, "pids")

    def recount(frame: dict[str, Any]) -> None:
        counts = {"people": kept, "kept": kept, "read": kept + 2}
        frame.update(counts)
        frame["lists"][0].update({"kept": kept, "read": kept + 2})
        for stratum in frame["strata"]:
            stratum["people"] = sum(row[1] == stratum["code"] for row in people)

    forged = edited(forged, "public/frame.json", recount)

    def retell(acts: list[tuple[str, dict[str, Any]]]) -> None:
        digest = sha(forged["public/frame.json"])
        body(acts, "frame").update(people=kept, kept=kept, read=kept + 2, sha256=digest)

    caught(with_rolls(retold(forged, retell), roll_of(kept + 2)), "frame.root")


def test_attack_someone_is_moved_to_a_stratum_with_more_letters() -> None:
    people = rows(GENUINE, PIDS)
    people[1][1] = next(row[1] for row in people[1:] if row[1] != people[1][1])
    caught(renamed(with_rows(GENUINE, PIDS, people), PIDS, "pids"), "frame.people", "frame.root")


def test_attack_a_household_is_split_so_that_it_gets_two_letters() -> None:
    people = rows(GENUINE, PIDS)
    shared = [i for i, row in enumerate(people) if row[2] == "h1"]
    people[shared[0]][2] = ""
    caught(renamed(with_rows(GENUINE, PIDS, people), PIDS, "pids"), "frame.people")


def test_attack_the_root_of_another_frame() -> None:
    caught(
        edited(GENUINE, "public/frame.json", lambda f: f.update(root="0" * 64)), "frame.counts", "frame.root"
    )


@pytest.mark.parametrize("key", ["read", "kept", "excluded", "people"])
def test_attack_counts_that_do_not_balance(key: str) -> None:
    forged = edited(GENUINE, "public/frame.json", lambda f: f.update({key: f[key] + 1}))
    caught(renamed(forged, "public/frame.json", "sha256"), "frame.counts")


def test_attack_a_list_that_was_lost() -> None:
    caught(with_rolls(GENUINE, roll_of(22)), "frame.counts")


def test_attack_letters_planned_for_more_than_there_are() -> None:
    table_ = rows(GENUINE, "public/letters-1-strata.csv")
    table_[1][3] = str(int(table_[1][2]) + 1)
    caught(with_rows(GENUINE, "public/letters-1-strata.csv", table_), "letters.strata", "order.letters")


def test_attack_the_second_wave_forgets_who_had_a_letter() -> None:
    table_ = rows(GENUINE, "public/letters-2-strata.csv")
    table_[1][2] = table_[1][1]
    caught(with_rows(GENUINE, "public/letters-2-strata.csv", table_), "letters.strata")
    forged = edited(GENUINE, "public/letters-2-plan.json", lambda plan: plan["inputs"].update(before=[]))
    caught(forged, "order.letters")


def test_attack_another_seed() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        body(acts, "letters")["seed"] = "1" * 64

    caught(retold(GENUINE, edit), "seed.seed")


def test_attack_a_stage_seed_that_was_chosen() -> None:
    people = tuple((pid, s, home) for pid, s, home, _ in rows(GENUINE, PIDS)[1:])
    ss = h("stage", "0" * 64, "letters/1")
    drawn = by_hand(people, {"roll/F": 4, "cards/M": 3}, set(), ss)
    forged = {**GENUINE, DRAWN: table(("pid", "stratum"), *drawn)}

    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        body(acts, "letters").update(stage_seed=ss, sha256=sha(forged[DRAWN]))

    caught(retold(forged, edit), "seed.stage-seed")


def test_attack_the_dice_of_the_first_wave_again() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        first, second = (found for kind, found in acts if kind == "contribution")
        second.update(text=first["text"], value=first["value"])

    caught(retold(GENUINE, edit), "contributions.hash", "seed.seed")


def test_attack_letters_before_their_dice() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        acts[6], acts[7] = acts[7], acts[6]

    caught(retold(GENUINE, edit), "order.types")


def test_attack_two_plans_for_one_wave() -> None:
    caught(retold(GENUINE, lambda acts: acts.insert(6, acts[5])), "order.types", "order.once")


def test_attack_waves_out_of_turn() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        for _, found in acts[5:8]:
            found["act"] = "letters/3"

    caught(retold(GENUINE, edit), "order.types")


def test_attack_the_roll_comes_after_the_frame() -> None:
    def edit(acts: list[tuple[str, dict[str, Any]]]) -> None:
        acts[2], acts[3] = acts[3], acts[2]

    caught(retold(GENUINE, edit), "order.types")


@pytest.mark.parametrize("name", sorted(name for name in GENUINE if not name.startswith("journal/")))
def test_attack_any_file_is_changed_or_taken_away(name: str) -> None:
    caught({**GENUINE, name: GENUINE[name] + b"\n"}, "hash" if "strata" not in name else "order.letters")
    caught({other: data for other, data in GENUINE.items() if other != name}, "files.present")


def test_hostile_values_are_failed_checks_never_errors() -> None:
    for name in GENUINE:
        for junk in (b"", b"{}", b"\xff", b"[" * 100_000, canon({"act": ["letters/1"], "body": {"act": 7}})):
            assert failures({**GENUINE, name: junk})
    for act in ("letters/", "letters/0", "letters/01", "letters/1000", "letters/1 ", 1, None):
        forged = retold(GENUINE, lambda acts, act=act: body(acts, "plan").update(act=act))
        assert failures(forged)
    assert json.loads(GENUINE["journal/0001-open.json"])["type"] == "open"


def put_right(*said: dict[str, Any]) -> Files:
    """The waves, then addresses of them put right."""
    acts = [
        ("addresses", {"wave": 1, "round": 1, "rows": 3, "source": sha(b"back"), **more}) for more in said
    ]
    return rechained(GENUINE, [*acts_of(GENUINE), *acts])


def test_addresses_may_be_put_right_wave_by_wave() -> None:
    assert verify(put_right({}, {"round": 2, "rows": 7}, {"wave": 2})).ok


@pytest.mark.parametrize("said", [{"round": 2}, {"rows": 8}])
def test_attack_addresses_put_right_of_more_than_were_drawn(said: dict[str, int]) -> None:
    caught(put_right(said), "letters.planned")


def test_attack_addresses_before_their_letters() -> None:
    acts = acts_of(GENUINE)
    said = ("addresses", {"wave": 1, "round": 1, "rows": 3, "source": sha(b"back")})
    caught(rechained(GENUINE, [*acts[:5], said, *acts[5:]]), "order.types")


@pytest.mark.parametrize(("place", "wave"), [(8, 2), (len(acts_of(GENUINE)), 3)])
def test_attack_addresses_put_right_of_a_wave_that_is_not_drawn(place: int, wave: int) -> None:
    acts = acts_of(GENUINE)
    said = ("addresses", {"wave": wave, "round": 1, "rows": 3, "source": sha(b"back")})
    assert acts[7][0] == "letters"
    caught(rechained(GENUINE, [*acts[:place], said, *acts[place:]]), "order.types")
