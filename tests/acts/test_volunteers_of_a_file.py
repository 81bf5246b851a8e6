"""More volunteers while an assembly sits, by a file: who is in it twice, who lives with whom, and when."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from support.commands import PETIT
from support.dossiers import TOOL

from tirage.acts import panel
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.life import departures
from tirage.acts.life.members import list_people
from tirage.acts.life.seats import leave_vacant, replace_members
from tirage.acts.pool import prepare
from tirage.acts.pool.guards import Guards
from tirage.acts.pool.joining import Joined, join, join_from_file
from tirage.acts.pool.newcomers import JoinOptions
from tirage.acts.proofs.citizen_proof import make_proof
from tirage.acts.records.publish import publish
from tirage.assembly.record import load
from tirage.assembly.remaining import pools, references_in, remaining
from tirage.dossier.canonical import sha256
from tirage.errors import InputInvalid, Refused
from tirage.verify import read, verify

HEADER = "identifiant,nom,prénom,adresse,genre,âge,quartier"
RULES = """\
tirage: dossier/1
name: Essai
seats: 6
quotas: quotas.csv
household: [adresse]
draws: {roll: hand, panels: 39}
"""
NEW = (
    "N01,Petit,Ana,40 rue des Osiers,Femme,18-39,Nord",
    # At the address of V04, who had it alone.
    "N02,Rouvière,Paul,7 allée des Cerisiers,Homme,40-64,Nord",
    "N03,Haddad,Nour,2 rue Basse,Homme,65 et plus,Sud",
    "N04,Haddad,Sami,2 rue Basse,Homme,18-39,Sud",
)
KNOWN = "V14,Hénaff,Jeanne,6 rue des Charrons,Femme,40-64,Centre"
AGAIN = "N05,Henaff,Jeanne,6 rue des Charrons,Femme,40-64,Centre"
"""V14 once more, under another id."""


class Clock:
    """A second later whenever it is asked."""

    asked = 0

    def __call__(self, *, rehearsal: bool) -> str:
        self.asked += 1
        return f"2026-11-23T10:{self.asked // 60:02}:{self.asked % 60:02}Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["published", "alias"])
def folder(tmp_path: Path, clock: Clock, request: pytest.FixtureRequest) -> Path:
    """A panel of six, drawn by hand, in which V01 sits or a namesake of hers under an alias."""
    path = tmp_path / "dossier"
    (tmp_path / "key").write_text("ab" * 32, encoding="ascii")
    options = DrawOptions(
        PETIT / "volontaires.csv",
        PETIT / "quotas.csv",
        6,
        39,
        household=("adresse",),
        ids=request.param,
        key=tmp_path / "key" if request.param == "alias" else None,
        chance=ChanceOptions(roll="hand"),
        later=("policy=cumulated",) if request.param == "alias" else (),
    )
    panel.draw_from_file(options, path, None, clock=clock, tool=TOOL)
    panel.draw(path, 7, clock=clock, tool=TOOL)
    return path


def file(folder: Path, *rows: str) -> Path:
    path = folder.parent / "more.csv"
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def joined(folder: Path, clock: Clock, *rows: str, **guards: object) -> Joined:
    options = JoinOptions(file(folder, *rows), guards=Guards(**guards))  # type: ignore[arg-type]
    return join_from_file(folder, options, clock=clock, tool=TOOL)


def codes(caught: pytest.ExceptionInfo[InputInvalid]) -> list[str]:
    return [defect.code for defect in caught.value.defects]


def replaceable(folder: Path) -> str:
    """A member whom somebody can replace who is alike."""
    found = load(folder)
    pool = pools(found.files)[-1]
    features = {person.pid: person.features for person in pool.people}
    free = {features[person.pid] for person in remaining(pool, found.state).people}
    return next(pid for pid in found.state.seated if features[pid] in free)


def test_who_joins_by_a_file_can_be_drawn(folder: Path, clock: Clock, tmp_path: Path) -> None:
    before = references_in(load(folder).files)
    done = joined(folder, clock, *NEW, KNOWN)
    assert (done.number, len(done.pids)) == (1, 4)
    found = load(folder)
    body = found.entries[-1].body
    assert {name: body[name] for name in ("read", "kept", "causes")} == {
        "read": 5,
        "kept": 4,
        "causes": {"in-pool": 1},
    }
    first, now = pools(found.files)
    assert len(now.people) == len(first.people) + 4
    # Who was in the pool keeps the name by which papers call them.
    names = references_in(found.files)
    assert {pid: names[pid] for pid in before} == before and len(set(names.values())) == len(names)
    homes = {person.pid: person.household for person in now.people}
    together = [
        sorted(pid for pid in homes if homes[pid] == home) for home in sorted({*homes.values()} - {""})
    ]
    # Two Le Goff as before, the two Haddad, and N02 with V04.
    assert sorted(len(each) for each in together) == [2, 2, 2]
    assert sum(len(set(each) & set(done.pids)) for each in together) == 3
    assert verify(read(folder)).ok
    departures.record(folder, "withdrawal", replaceable(folder), clock=clock, tool=TOOL)
    replace_members(folder, clock=clock, tool=TOOL)
    replace_members(folder, dice=3, clock=clock, tool=TOOL)
    assert verify(read(folder)).ok
    drawable = load(folder).files["guarantors/replacements-1-pool.csv"].decode()
    assert sum(f"\n{pid}," in drawable for pid in done.pids) >= 3
    # Names and contacts of everyone, old and new, for the organiser.
    listed = list_people(folder, "volunteers", clock=clock)
    assert {listed.contacts[row.pid].name for row in listed.rows} >= {"Haddad Nour"}
    document = make_proof(folder, "Nour Haddad").document
    assert document["receipt"]["list"] == 1
    assert verify(read(folder)).ok
    for reader in ("public", "guarantors", "auditors"):
        (pack,) = publish(folder, reader, tmp_path / reader, fewest=0)  # type: ignore[arg-type]
        assert pack.report.ok
        assert not any(b"Haddad" in data for data in pack.files.values())
    assert joined(folder, clock, "N09,Zwart,Eva,1 rue Haute,Femme,40-64,Nord").number == 2
    assert verify(read(folder)).ok


def test_doubts_reach_across_both_files(folder: Path, clock: Clock) -> None:
    with pytest.raises(InputInvalid) as caught:
        joined(folder, clock, *NEW, AGAIN)
    assert codes(caught) == ["pool.doubts"]
    # The line of the new file is told; the other row is in none.
    assert caught.value.defects[0].lines == (6,)
    review = folder / "private/review.csv"
    text = review.read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines(), delimiter=";"))
    rows[1][1] = "same"
    decided = folder.parent / "decided.csv"
    decided.write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    done = joined(folder, clock, *NEW, AGAIN, decisions=decided)
    body = load(folder).entries[-1].body
    assert len(done.pids) == 4 and body["causes"] == {"duplicate": 1} and body["same"] == 1
    assert verify(read(folder)).ok


def test_an_id_of_the_pool_in_another_row_is_refused(folder: Path, clock: Clock) -> None:
    with pytest.raises(InputInvalid) as caught:
        joined(folder, clock, NEW[0], "V14,Autre,Personne,9 rue Neuve,Homme,40-64,Nord")
    assert codes(caught) == ["volunteers.other_row"] and caught.value.defects[0].lines == (3,)


def test_nobody_joins_while_a_seat_is_open(folder: Path, clock: Clock) -> None:
    with pytest.raises(Refused, match=r"\[volunteers\.nobody_new\]"):
        joined(folder, clock, KNOWN)
    departures.record(folder, "withdrawal", replaceable(folder), clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"\[volunteers\.vacant\]"):
        joined(folder, clock, *NEW)
    replace_members(folder, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"\[life\.pending\]"):
        joined(folder, clock, *NEW)


def test_who_fits_joins_once_it_is_on_record_that_nobody_does(folder: Path, clock: Clock) -> None:
    """Men leave until none of the file is left who fits: the answer is more men, not looser quotas."""
    roll = 0
    while load(folder).state.vacant == ():
        state = load(folder).state
        rows = {person.pid: person.features for person in pools(load(folder).files)[0].people}
        man = next(pid for pid in state.seated if rows[pid][0] == "Homme")
        departures.record(folder, "withdrawal", man, clock=clock, tool=TOOL)
        try:
            replace_members(folder, clock=clock, tool=TOOL)
        except Exception:  # noqa: BLE001 - no one fits
            break
        replace_members(folder, dice=0, clock=clock, tool=TOOL)
        roll += 1
    leave_vacant(folder, clock=clock, tool=TOOL)
    age, quartier = rows[man][1:]
    done = join(
        folder,
        JoinOptions(file(folder, f"N07,Roy,Luc,8 rue Haute,Homme,{age},{quartier}")),
        clock=clock,
        tool=TOOL,
    )
    replace_members(folder, clock=clock, tool=TOOL)
    replace_members(folder, dice=0, clock=clock, tool=TOOL)
    assert set(done.pids) <= set(load(folder).state.seated)
    assert verify(read(folder)).ok


def test_a_further_file_is_prepared_as_the_first_was(tmp_path: Path, clock: Clock) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    (folder / "tirage.yaml").write_text(RULES, encoding="utf-8")
    shutil.copy(PETIT / "quotas.csv", folder)
    assert prepare.finish(prepare.read(folder, PETIT / "volontaires.csv"), "fr").prepared
    panel.draw_from_file(DrawOptions(), folder, None, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"\[prepare\.planned\]"):
        prepare.read(folder, PETIT / "volontaires.csv")
    panel.draw(folder, 7, clock=clock, tool=TOOL)
    with pytest.raises(Refused, match=r"\[volunteers\.unprepared\]"):
        join_from_file(folder, clock=clock, tool=TOOL)
    more = file(folder, *NEW[:2], KNOWN)
    # The words of the first file are known.
    assert prepare.finish(prepare.read(folder, more), "fr").prepared
    done = join_from_file(folder, clock=clock, tool=TOOL)
    body = load(folder).entries[-1].body
    assert len(done.pids) == 2 and body["causes"] == {"in-pool": 1}
    assert body["recoding"] == sha256((folder / "recodage-volunteers-1.yaml").read_bytes())
    assert verify(read(folder)).ok
