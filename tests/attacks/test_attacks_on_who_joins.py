"""Whoever could add volunteers of their choice, or at a moment of their choice, would choose who may sit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from support.assemblies import Acts, Assembly, retold
from support.attacks import caught, failures
from support.commands import PETIT, on_disk
from support.dossiers import TOOL, sha
from support.genuine import joined
from support.instances import Instance

from tirage.acts import panel
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.life import departures
from tirage.acts.life.seats import replace_members
from tirage.acts.pool.joining import join_from_file
from tirage.acts.pool.newcomers import JoinOptions
from tirage.assembly.record import load
from tirage.assembly.remaining import seats_of
from tirage.dossier.chain import head
from tirage.errors import Refused
from tirage.verify import verify

EVEN = Instance((("f",), ("h",)) * 8, ("",) * 16, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
LIST = "guarantors/volunteers-1.csv"
RECEIPTS = "guarantors/volunteers-1-receipts.csv"
MORE = """\
identifiant,nom,prénom,adresse,genre,âge,quartier
N01,Petit,Ana,40 rue des Osiers,Femme,18-39,Nord
N02,Rouvière,Paul,7 allée des Cerisiers,Homme,40-64,Nord
N03,Haddad,Nour,2 rue Basse,Homme,65 et plus,Sud
"""


@cache
def lived() -> dict[str, bytes]:
    """A panel of six, three who join, one of them at the address of a volunteer, and a replacement."""
    seconds = iter(range(3600))

    def clock(*, rehearsal: bool) -> str:
        at = next(seconds)
        return f"2026-11-23T10:{at // 60:02}:{at % 60:02}Z"

    with TemporaryDirectory() as name:
        place = Path(name)
        folder = place / "dossier"
        (place / "key").write_text("ab" * 32, encoding="ascii")
        (place / "more.csv").write_text(MORE, encoding="utf-8")
        options = DrawOptions(
            PETIT / "volontaires.csv",
            PETIT / "quotas.csv",
            6,
            39,
            household=("adresse",),
            key=place / "key",
            chance=ChanceOptions(roll="hand"),
        )
        panel.draw_from_file(options, folder, None, clock=clock, tool=TOOL)
        panel.draw(folder, 7, clock=clock, tool=TOOL)
        join_from_file(folder, JoinOptions(place / "more.csv"), clock=clock, tool=TOOL)
        files = load(folder).files
        people = {row.split(",")[0]: row.split(",")[2:] for row in files[LIST].decode().splitlines()[1:]}
        seated = load(folder).state.seated
        left = next(
            pid for pid in seated if people[pid] in [people[each] for each in people if each not in seated]
        )
        departures.record(folder, "withdrawal", left, clock=clock, tool=TOOL)
        replace_members(folder, clock=clock, tool=TOOL)
        replace_members(folder, dice=3, clock=clock, tool=TOOL)
        found = on_disk(folder)
    return {name: data for name, data in found.items() if not name.startswith("private/")}


def entry(acts: Acts) -> dict[str, Any]:
    return next(body for kind, body in acts if kind == "volunteers")


def relisted(edit: Callable[[list[list[str]]], object], **said: object) -> dict[str, bytes]:
    """The list altered, and the entry that names it."""
    files = lived()
    rows = [line.split(",") for line in files[LIST].decode().splitlines()]
    edit(rows)
    data = "".join(",".join(row) + "\n" for row in rows).encode()
    return retold({**files, LIST: data}, lambda acts: entry(acts).update({"sha256": sha(data), **said}))


def newcomers() -> list[str]:
    return [row.split(",")[0] for row in lived()[RECEIPTS].decode().splitlines()[1:]]


def line_of(rows: list[list[str]], pid: str) -> list[str]:
    return next(row for row in rows if row[0] == pid)


def test_the_genuine_one_passes() -> None:
    report = verify(lived())
    assert report.ok
    found = {check.number: check for check in report.checks}
    assert (found["10.27"].status, found["10.27"].got, found["11.44"].got) == ("ok", "3", "1: 3")
    assert found["10.28"].status == "ok"


def test_a_friend_is_added_who_is_not_counted() -> None:
    def add(rows: list[list[str]]) -> None:
        rows.append(["f" * 32, "", *rows[-1][2:]])

    caught(relisted(add), "volunteers.who")


def test_a_friend_is_added_and_counted() -> None:
    """Without rolls who joins is the organiser's word; but the receipts and the draw are of others."""

    def add(rows: list[list[str]]) -> None:
        rows.append(["f" * 32, "", *rows[-1][2:]])

    caught(relisted(add, kept=4, read=4), "pool.root", "life.pool")


def test_a_volunteer_is_entered_otherwise() -> None:
    first = newcomers()
    known = next(row.split(",") for row in lived()["guarantors/pool.csv"].decode().splitlines()[1:])

    def edit(rows: list[list[str]]) -> None:
        row = line_of(rows, known[0])
        row[2] = "Homme" if row[2] == "Femme" else "Femme"

    assert known[0] not in first
    caught(relisted(edit), "volunteers.who")


def test_a_volunteer_is_left_out() -> None:
    known = lived()["guarantors/pool.csv"].decode().splitlines()[1].split(",")

    def edit(rows: list[list[str]]) -> None:
        rows.remove(line_of(rows, known[0]))

    caught(relisted(edit), "volunteers.who")


def test_a_household_is_parted() -> None:
    """So that both may sit."""

    def edit(rows: list[list[str]]) -> None:
        old = {row.split(",")[0] for row in lived()["guarantors/pool.csv"].decode().splitlines()[1:]}
        homes = [row[1] for row in rows[1:] if row[0] in old and row[1]]
        home = next(each for each in homes if homes.count(each) == 2)
        for row in rows:
            row[1] = "" if row[1] == home else row[1]
        labels = {home: f"h{n}" for n, home in enumerate(dict.fromkeys(r[1] for r in rows[1:] if r[1]), 1)}
        for row in rows[1:]:
            row[1] = labels.get(row[1], "")

    caught(relisted(edit), "volunteers.who")


def test_two_households_are_made_one() -> None:
    """So that one member keeps out two volunteers who never lived together."""
    new = newcomers()

    def edit(rows: list[list[str]]) -> None:
        alone = [row for row in rows[1:] if not row[1] and row[0] not in new][:2]
        used = [row[1] for row in rows[1:] if row[1]]
        for row in alone:
            row[1] = "x"
        labels = {h: f"h{n}" for n, h in enumerate(dict.fromkeys(r[1] for r in rows[1:] if r[1]), 1)}
        for row in rows[1:]:
            row[1] = labels.get(row[1], "")
        assert used

    caught(relisted(edit), "volunteers.who")


def test_nobody_joins_twice() -> None:
    """A second list of the same people counts them once more."""

    def again(acts: Acts) -> None:
        place = next(i for i, (kind, _) in enumerate(acts) if kind == "volunteers")
        acts.insert(place + 1, ("volunteers", {**acts[place][1], "list": 2}))

    files = {**lived(), "guarantors/volunteers-2.csv": lived()[LIST]}
    files["guarantors/volunteers-2-receipts.csv"] = lived()[RECEIPTS]
    caught(retold(files, again), "volunteers.who")


def test_lists_are_numbered_in_turn() -> None:
    files = {name.replace("volunteers-1", "volunteers-2"): data for name, data in lived().items()}
    caught(retold(files, lambda acts: entry(acts).update(list=2)), "volunteers.who")


def test_a_list_is_slipped_in_once_a_seat_is_open() -> None:
    def later(acts: Acts) -> None:
        kinds = [kind for kind, _ in acts]
        acts.insert(kinds.index("vacancy"), acts.pop(kinds.index("volunteers")))

    caught(retold(joined(), later), "volunteers.when")


def test_a_draw_passes_over_who_joined() -> None:
    """The list goes, the draw stays."""
    new = newcomers()

    def without(acts: Acts) -> None:
        acts[:] = [act for act in acts if act[0] != "volunteers"]

    files = {name: data for name, data in lived().items() if "volunteers-1" not in name}
    assert new
    caught(retold(files, without), "life.pool")


@pytest.mark.parametrize("more", [{"names": ["Nour Haddad"]}, {"note": "a friend"}])
def test_an_entry_says_no_more_than_it_may(more: dict[str, object]) -> None:
    caught(retold(lived(), lambda acts: entry(acts).update(more)), "documents.shape")


def test_the_list_says_no_more_than_it_may() -> None:
    def edit(rows: list[list[str]]) -> None:
        for row, name in zip(rows, ["name", *["Nour"] * len(rows)], strict=False):
            row.append(name)

    caught(relisted(edit), "volunteers.who")


def test_a_number_of_the_files_own_stands_for_an_alias() -> None:
    def edit(rows: list[list[str]]) -> None:
        rows[1][0] = "00000000-N03"

    assert "ids.form" in failures(relisted(edit))


def test_letters_go_out_where_there_is_no_roll() -> None:
    """A wave while a panel sits needs the frame that it is drawn from."""

    def add(acts: Acts) -> None:
        acts.append(("plan", {"act": "letters/1", "sha256": "0" * 64}))

    caught(retold(lived(), add), "order.types")


def test_somebody_joins_whose_turn_by_a_standby_is_known() -> None:
    """Whoever can compute the tickets of a standby could have those join who come next."""
    assembly = Assembly(EVEN, standby={"seats": 3, "months": 6, "order": "published"})
    with_list = {**assembly.files, "guarantors/volunteers-1.csv": assembly.files["guarantors/pool.csv"]}
    body = {
        "list": 1,
        "read": 1,
        "kept": 1,
        "excluded": 0,
        "causes": {},
        "encoding": "utf-8",
        "source": "0" * 64,
        "recoding": "",
        "root": "",
        "sha256": sha(assembly.files["guarantors/pool.csv"]),
    }
    before = retold(with_list, lambda acts: acts.append(("volunteers", body)))
    assert "volunteers.when" not in failures(before)
    assembly.stand_by()
    after = {**assembly.files, "guarantors/volunteers-1.csv": with_list["guarantors/volunteers-1.csv"]}
    caught(retold(after, lambda acts: acts.append(("volunteers", body))), "volunteers.when")


def test_a_seat_chosen_after_more_have_joined() -> None:
    """No one fitted two seats together; somebody joins who does, and still one seat alone is drawn."""
    narrow = (("g", (("f", 2, 2), ("h", 2, 2))),)
    assembly = Assembly(Instance((("f",), ("f",), ("h",), ("h",), ("h",)), ("",) * 5, narrow, 4))
    women = [pid for pid in assembly.life.seated if pid in {"p000", "p001"}]
    for pid in women:
        assembly.leave(pid)
    assembly.leave_open()
    assembly.join(("f",), ("f",))
    with pytest.raises(Refused, match=r"life\.all_together"):
        assembly.open_seats(women[1])
    one = seats_of(
        assembly.record.files, assembly.life, head(assembly.entries), "replacements/1", (women[1],)
    )
    assembly.replace(one)
    caught(assembly.files, "life.vacancies")
