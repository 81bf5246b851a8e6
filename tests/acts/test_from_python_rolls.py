"""From synthetic rolls to volunteers in Python alone: no command, no terminal, and a clock that is told."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support.dossiers import TOOL

from tirage.acts.frame.close import ClosedFrame, close_frame
from tirage.acts.frame.inputs import FrameOptions
from tirage.acts.invented import write_rolls
from tirage.acts.letters.responses import record_responses, record_undelivered
from tirage.acts.letters.waves import draw_letters, look_ahead
from tirage.acts.proofs.citizen_proof import make_proof
from tirage.acts.records.publish import publish
from tirage.assembly.letters import basis, check_basis, last_responses, last_wave
from tirage.assembly.record import load
from tirage.dossier.canonical import canonical
from tirage.dossier.layout import frame_paths, mailing_path
from tirage.dossier.people import Division
from tirage.errors import Refused
from tirage.people.geography.invented import area_of
from tirage.people.geography.read import read_geography
from tirage.people.letters.mailing import read_mailing
from tirage.people.rolls.collection import survey_files
from tirage.synth.others import cards
from tirage.tabular.files import write_lines
from tirage.tabular.writing import csv_lines
from tirage.verify import verify
from tirage.verify.checklist import one_part

GEOGRAPHY = "paris-sectors"

RULES = """\
tirage: dossier/1
name: Essai
seats: 12
reference_date: 2027-03-01
streams:
  listes: {seats: 10, sources: [roll], ages: 18+}
  cartes: {seats: 2, sources: [cards], ages: 16+}
criteria:
  volet: {from: stream, categories: {listes: listes, cartes: cartes}}
  genre: {from: sex, categories: {Femme: F, Homme: M}}
  diplôme: {from: answers}
strata: [genre]
household: [address]
letters: {total: 60, alpha: 0, response: 30 %, undeliverable: 9 %}
"""
QUOTAS = """\
tirage: quotas/1
criteria:
  volet: {listes: {minimum: 10, maximum: 10}, cartes: {minimum: 2, maximum: 2}}
  genre: {Femme: {minimum: 5, maximum: 7}, Homme: {minimum: 5, maximum: 7}}
  diplôme: {bac: {minimum: 0, maximum: 12}, autre: {minimum: 0, maximum: 12}}
"""
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"


class Clock:
    """A clock that is a minute later each time that it is asked."""

    def __init__(self) -> None:
        self.minutes = 0

    def __call__(self, *, rehearsal: bool) -> str:
        assert not rehearsal
        self.minutes += 1
        return f"2027-01-05T10:{self.minutes:02}:00Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The rules of an assembly, beside its lists."""
    write_rolls(tmp_path / "lists", people=400, seed="python", geography=GEOGRAPHY, quirks="none")
    write_lines(
        tmp_path / "lists" / "cartes.csv",
        csv_lines(cards(60, "python", 400, area_of(read_geography(GEOGRAPHY))), ";"),
    )
    for name, text in (("tirage.yaml", RULES), ("quotas.yaml", QUOTAS), ("key", "ab" * 32)):
        path = tmp_path / ("key" if name == "key" else f"dossier/{name}")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return str(tmp_path / "dossier")


def beside(folder: str, name: str) -> str:
    return str(Path(folder).parent / name)


def closed(folder: str, clock: Clock) -> ClosedFrame:
    options = FrameOptions(key=beside(folder, "key"))
    return close_frame(folder, [beside(folder, "lists")], options, clock=clock, tool=TOOL)


def answered(folder: str, clock: Clock) -> list[dict[str, str]]:
    """The letters of the first wave, answered in turn by yes and no; three come back."""
    sent = read_mailing(load(Path(folder)).private(mailing_path(1)))
    rows = [("code", "réponse", "diplôme")]
    rows += [(row["code"], ("oui", "non")[i % 2], "bac") for i, row in enumerate(sent[3:])]
    write_lines(Path(beside(folder, "answers.csv")), csv_lines(rows, ";"))
    write_lines(
        Path(beside(folder, "back.csv")), csv_lines([("code",), *((row["code"],) for row in sent[:3])])
    )
    first = record_responses(folder, beside(folder, "answers.csv"), clock=clock, tool=TOOL)
    second = record_undelivered(folder, beside(folder, "back.csv"), clock=clock, tool=TOOL)
    assert (first.round.new, second.round.new) == (len(sent) - 3, 3)
    return sent


def test_from_the_rolls_to_the_volunteers(
    folder: str, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    frame = closed(folder, clock)
    assert frame.sealed.people == frame.tally.kept > 300
    assert frame.tally.read == frame.tally.kept + frame.tally.excluded
    outlook = look_ahead(folder, pools=5)
    assert outlook.chosen.total == 60
    # Its letters at three exponents, fewer and more of them, and those needed.
    assert 5 <= len(outlook.scenarios) <= 6
    assert outlook.needed in {each.letters for each in outlook.scenarios}
    assert outlook.simulated is not None
    planned = draw_letters(folder, clock=clock, tool=TOOL)
    assert (last_wave(planned.dossier).letters, last_wave(planned.dossier).drawn) == (60, False)
    drawn = draw_letters(folder, DICE, clock=clock, tool=TOOL)
    assert last_wave(drawn.dossier).drawn
    assert [note.code for note in drawn.notes] == ["note.value"]
    sent = answered(folder, clock)
    assert len(sent) == 60
    dossier = load(Path(folder))
    _, *rows = last_responses(dossier)
    assert sum(row[1] == "accepted" for row in rows) == 29
    report = verify(dossier.files)
    assert report.ok, [check for check in report.checks if check.status == "failed"]
    assert {entry.time[:14] for entry in dossier.entries} == {"2027-01-05T10:"}
    assert {entry.tool for entry in dossier.entries} == {TOOL}
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")


def test_a_frame_in_parts_is_the_frame_of_one_file(folder: str, clock: Clock, tmp_path: Path) -> None:
    """The same lines, root and proofs; letters of two waves, a pack for auditors, and one part alone."""
    whole = closed(folder, clock)
    lines = whole.dossier.files["guarantors/frame.csv"].splitlines()[1:]
    other = tmp_path / "parts"
    for name in ("tirage.yaml", "quotas.yaml"):
        write_lines(other / name, [(Path(folder) / name).read_text(encoding="utf-8").rstrip("\n")])
    options = FrameOptions(key=beside(folder, "key"))
    found = close_frame(
        other, [beside(folder, "lists")], options, clock=clock, tool=TOOL, division=Division(100, 64)
    )
    names = frame_paths(found.dossier.files)
    assert names[0] == "guarantors/frame-1.csv"
    assert [line for name in names for line in found.dossier.files[name].splitlines()[1:]] == lines
    assert (found.root, len(names)) == (whole.root, -(-len(lines) // 64))
    for dice in (DICE, DICE[::-1]):
        draw_letters(other, clock=clock, tool=TOOL, letters=20)
        draw_letters(other, dice, clock=clock, tool=TOOL)
    dossier = load(other)
    assert verify(dossier.files).ok
    files = {name: data for name, data in dossier.files.items() if name not in names[1:]}
    assert one_part(files, 1).ok
    for place in (0, 63, 64, len(lines) - 1):
        pid = lines[place].decode().partition(",")[0]
        document = make_proof(other, pid).document
        assert document["frame"] == make_proof(folder, pid).document["frame"]
        assert verify(dossier.files, ("proof.json", canonical(document))).ok
    pack = publish(other, "auditors", tmp_path / "pack")[0]
    assert set(names) < set(pack.files)
    assert (tmp_path / "pack" / names[-1]).read_bytes() == dossier.files[names[-1]]
    (other / names[2]).write_bytes(dossier.files[names[1]])
    with pytest.raises(Refused):
        check_basis(load(other), basis(load(other)))


def test_the_same_clock_and_dice_give_the_same_bytes(folder: str, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    for name in ("tirage.yaml", "quotas.yaml"):
        (other / name).write_bytes(Path(folder, name).read_bytes())
    found = []
    for each in (folder, str(other)):
        clock = Clock()
        closed(each, clock)
        draw_letters(each, clock=clock, tool=TOOL)
        found.append(draw_letters(each, DICE, clock=clock, tool=TOOL).dossier.files)
    assert dict(found[0]) == dict(found[1])


def test_a_plan_and_its_chance_come_apart(folder: str, clock: Clock) -> None:
    closed(folder, clock)
    with pytest.raises(Refused) as refusal:
        draw_letters(folder, DICE, clock=clock, tool=TOOL)
    assert refusal.value.code == "draw.at_once"
    assert load(Path(folder)).entries[-1].type == "quotas"


def test_files_are_surveyed_on_a_day_that_is_told(folder: str) -> None:
    lists = [beside(folder, "lists")]
    assert survey_files(lists, on=date(2027, 1, 5)).blocking == 0
    unborn = survey_files(lists, on=date(1930, 1, 1))
    assert "extract.birth.future" in {found.code for each in unborn.surveys for found in each.defects}


def test_no_result_shows_a_person(folder: str, clock: Clock) -> None:
    frame = closed(folder, clock)
    draw_letters(folder, clock=clock, tool=TOOL)
    drawn = draw_letters(folder, DICE, clock=clock, tool=TOOL)
    sent = answered(folder, clock)
    shown = repr([frame, drawn, look_ahead(folder, pools=0)])
    assert not [row["pid"] for row in sent if row["pid"] in shown or row["surname"] in shown]
    assert json.loads(drawn.dossier.files["public/letters-1-plan.json"])["wave"] == 1
