"""The life of an assembly from Python: no command line, no terminal, a clock that the caller holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import get_args

import pytest
from support.commands import PETIT
from support.dossiers import TOOL

from tirage.acts import panel
from tirage.acts.inputs import ChanceOptions, DrawOptions
from tirage.acts.interface import Question
from tirage.acts.life import departures, ending
from tirage.acts.life import term as terms
from tirage.acts.proofs.citizen_proof import make_proof
from tirage.acts.records.anchor import write_head
from tirage.acts.records.publish import publish
from tirage.assembly.departures import KINDS, Kind
from tirage.assembly.record import load
from tirage.assembly.status import read_status
from tirage.assembly.stays import Standing
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.entries import Departure
from tirage.errors import InputInvalid, Refused
from tirage.forecast.simulation import Assumed, read_scenario, simulate
from tirage.i18n.catalogue import LANGUAGES, catalogue
from tirage.verify import read, verify


class Clock:
    """It is the day that the test says, a second later whenever it is asked."""

    asked = -1

    def __init__(self, day: str) -> None:
        self.day = day

    def __call__(self, *, rehearsal: bool) -> str:
        assert not rehearsal
        self.asked += 1
        return f"{self.day}T10:{self.asked // 60:02}:{self.asked % 60:02}Z"


@pytest.fixture
def clock() -> Clock:
    return Clock("2026-11-23")


HAND = ChanceOptions(roll="hand")


@pytest.fixture
def folder(tmp_path: Path, clock: Clock) -> Path:
    """A panel of six, drawn by hand."""
    path = tmp_path / "dossier"
    options = DrawOptions(
        PETIT / "volontaires.csv",
        PETIT / "quotas.csv",
        6,
        39,
        household=("adresse",),
        ids="published",
        chance=HAND,
    )
    panel.draw_from_file(options, path, None, clock=clock, tool=TOOL)
    panel.draw(path, 7, clock=clock, tool=TOOL)
    return path


@pytest.fixture
def members(folder: Path) -> tuple[str, ...]:
    return load(folder).state.seated


def test_a_life_without_a_command_line(folder: Path, members: tuple[str, ...], clock: Clock) -> None:
    letter = folder.parent / "letter.txt"
    letter.write_text("Zoé Martin leaves.", encoding="utf-8")
    clock.day = "2026-11-25"
    accepted = departures.record(folder, "acceptance", members[1], clock=clock, tool=TOOL)
    assert accepted.body.type == "acceptance" and len(accepted.dossier.state.vacant) == 0
    left = departures.record(
        folder,
        "withdrawal",
        f" {members[0]} ",
        clock=clock,
        tool=TOOL,
        day=date(2026, 11, 24),
        cause="work",
        evidence=letter,
    )
    assert left.body.as_act() == (
        "vacancy",
        {
            "pid": members[0],
            "kind": "withdrawal",
            "cause": "work",
            "date": "2026-11-24",
            "evidence": _salted(folder, letter),
        },
    )
    # The hash of the letter alone could be tried out.
    assert sha256(letter.read_bytes()) not in str(left.body)
    assert left.dossier.state.vacant == (members[0],)
    assert left.dossier.entries[-1].time.startswith("2026-11-25T10:")
    assert left.dossier.entries[-1].tool == TOOL
    term = terms.record(folder, clock=clock, tool=TOOL, start=date(2026, 12, 1), months=18, cohorts=1)
    assert (term.sizes, term.term.end()) == ((6,), date(2028, 6, 1))
    assert verify(read(folder)).ok


def test_packs_and_a_proof(folder: Path, members: tuple[str, ...], tmp_path: Path, clock: Clock) -> None:
    departures.record(folder, "withdrawal", members[0], clock=clock, tool=TOOL)
    for reader in ("public", "guarantors", "auditors"):
        (pack,) = publish(folder, reader, tmp_path / reader, fewest=0)
        assert pack.searched and pack.report.ok
        assert {name: (tmp_path / reader / name).read_bytes() for name in pack.files} == pack.files
        assert verify(read(tmp_path / reader)).ok
    proof = make_proof(folder, members[0])
    assert proof.document["panel"]["member"] is True
    assert (proof.document["today"]["status"], proof.document["today"]["until"]) == ("left", "2026-11-23")
    checked = verify(read(tmp_path / "public"), ("proof.json", canonical(proof.document)))
    assert checked.ok and any(check.code.startswith("proof.") for check in checked.checks)
    assert make_proof(folder, members[1]).document["today"] == asdict(Standing("sits", "panel", "2026-11-23"))


def test_the_head_and_its_statement(folder: Path, tmp_path: Path) -> None:
    head = write_head(folder, statement_to=tmp_path / "head.txt")
    assert (tmp_path / "head.txt").read_text(encoding="ascii") == head.statement
    assert head.statement == f"tirage1|anchor|{sha256(head.entry.data)}"


def test_the_term_ends_and_the_next_assembly_is_opened(folder: Path, clock: Clock) -> None:
    recorded = terms.record(folder, clock=clock, tool=TOOL, start=date(2026, 12, 1), months=12)
    assert recorded.sizes == (6,)
    with pytest.raises(Refused, match=r"term\.early"):
        ending.open_next(load(folder), clock=clock, tool=TOOL)
    clock.day = "2027-12-01"
    before = read(folder)
    dry = ending.open_next(load(folder), clock=clock, tool=TOOL, cooling_off=24, dry=True)
    assert not dry.written and not dry.path.exists() and read(folder) == before
    with pytest.raises(InputInvalid):
        ending.open_next(load(folder), clock=clock, tool=TOOL, cooling_off=1201)
    opened = ending.open_next(load(folder), clock=clock, tool=TOOL, cooling_off=24)
    assert opened.written and load(opened.path).entries[0].body["cooling_off"] == {
        "members": 24,
        "invited": 0,
    }
    status = read_status(folder, lambda _: date(2027, 12, 1))
    assert (status.step, status.due) == ("followed", None)
    assert read_status(opened.path, lambda _: date(2027, 12, 1)).step == "opened"


def test_contested_and_erased(folder: Path, members: tuple[str, ...], clock: Clock) -> None:
    contested = ending.contest(folder, "the dice were loaded", clock=clock, tool=TOOL)
    assert contested.entries[-1].type == "contested"
    with pytest.raises(Refused, match=r"void\.drawn"):
        ending.declare_void(folder, "mistaken", clock=clock, tool=TOOL)
    asked: list[Question] = []

    def no(question: Question, /) -> None:
        asked.append(question)
        raise Refused("asking.declined")

    with pytest.raises(Refused, match=r"asking\.declined"):
        ending.erase(folder, "end of retention", clock=clock, tool=TOOL, consent=no)
    assert [question.code for question in asked] == ["erase"] and (folder / "private").exists()
    erased = ending.erase(folder, "end of retention", clock=clock, tool=TOOL)
    assert erased.files >= 2 and not (folder / "private").exists()
    assert make_proof(folder, members[0]).document["frame"] is None
    assert verify(read(folder)).ok


def test_lives_are_simulated_and_counted(folder: Path) -> None:
    scenario = read_scenario(folder, years=1, assumed=Assumed(dropout=Fraction(1, 5)))
    steps: list[tuple[str, int, int]] = []

    class Counted:
        def step(self, stage: str, done: int, total: int) -> None:
            steps.append((stage, done, total))

    found = simulate(scenario, ["monthly"], 3, progress=Counted())
    assert found == simulate(scenario, ["monthly"], 3)
    assert found.leaving == pytest.approx(0.2) and found.volunteers == 20
    assert found.figures["monthly"].letters == (400, 400, 400)
    assert {stage for stage, _, _ in steps} == {"simulate.lives"}


@pytest.mark.parametrize(
    "typed",
    [
        {"kind": "acceptance", "cause": "work"},
        {"kind": "absence", "volunteer": True},
    ],
)
def test_what_is_no_departure_has_no_cause(
    typed: dict[str, object], folder: Path, members: tuple[str, ...], clock: Clock
) -> None:
    before = read(folder)
    call: Callable[..., object] = departures.record
    with pytest.raises(ValueError, match="no departure"):
        call(folder, person=members[0], clock=clock, tool=TOOL, **typed)
    assert read(folder) == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.departs])
def test_every_departure_opens_a_seat_and_has_its_words(
    kind: Kind, folder: Path, members: tuple[str, ...], clock: Clock
) -> None:
    left = departures.record(folder, kind.name, members[2], clock=clock, tool=TOOL)
    assert left.dossier.state.vacant == (members[2],)
    for language in LANGUAGES:
        assert {f"life.kind.{kind.name}", f"help.record.{kind.name}"} <= set(catalogue(language))


def test_the_table_and_the_journal_have_the_same_departures() -> None:
    of_journal = set(get_args(Departure.model_fields["kind"].annotation))
    assert of_journal == {kind.name for kind in KINDS.values() if kind.departs} | {"term"}


def test_a_long_id_is_not_cut(folder: Path, clock: Clock) -> None:
    with pytest.raises(Refused) as refused:
        departures.record(folder, "withdrawal", "v" * 80, clock=clock, tool=TOOL)
    assert refused.value.values["pid"] == "v" * 80


def _salted(folder: Path, file: Path) -> str:
    """What is published of evidence, from the nonce that private/ keeps, in words of the specification."""
    (nonce,) = [path.read_text().strip() for path in (folder / "private").glob("evidence-*.txt")]
    return sha256(b"tirage1|evidence|" + nonce.encode() + b"|" + file.read_bytes())
