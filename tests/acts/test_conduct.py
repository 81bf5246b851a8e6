"""An act is conducted once and the same way: what it is not allowed to do, it leaves no trace of."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from support.dossiers import TOOL

from tirage.acts import commit
from tirage.acts.conduct import conduct, record
from tirage.assembly.record import Dossier, load
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import CERTIFICATE, CHANCES, COUNTS, LOTTERY, PLAN, POOL, PRIVATE_POOL, QUOTAS
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.draws.lottery import LaterDraws
from tirage.errors import Refused
from tirage.randomness.beacon import due_time

DICE = "3 1 4 1 5 6 2 6 5 3 5 3 1 2 3 3 2 3 4 1"
ROUND = 5_000_000


SECONDS = count()


@pytest.fixture(autouse=True)
def _verifies_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A panel without people: of what is written of it, no check holds."""
    monkeypatch.setattr(commit, "check", lambda *_: None)


def clock(*, rehearsal: bool) -> str:
    """A second later whenever it is asked."""
    minute, second = divmod(next(SECONDS), 60)
    return f"2026-11-27T{10 if rehearsal else 11}:{minute:02}:{second:02}Z"


HASH = "a" * 64
ROWS = {
    "encoding": "utf-8",
    "ids": "published",
    **dict.fromkeys(("root", "rules", "recoding"), ""),
    "read": 0,
    "kept": 0,
    "excluded": 0,
    "causes": {},
}
BEFORE: tuple[tuple[str, dict[str, object]], ...] = (
    ("quotas", {"sha256": HASH, "source": HASH}),
    ("pool", {"sha256": HASH, "source": HASH, **ROWS}),
    ("lottery", {"sha256": HASH, "certificate": HASH, "chances": HASH, "panels": 1}),
)
"""What stands before a plan."""
EMPTY = sha256(b"")
INPUTS = {"fairness": "leximin", "household": [], "panels": 1, "pool": EMPTY, "quotas": EMPTY, "seats": 1}
"""Of a lottery with files that say nothing."""


@dataclass
class Toss:
    """A panel without people: its plan is who brings chance, its result the seed."""

    sources: ChanceSources = PUBLIC_ROLL
    name: str = "panel"
    command: str = "tirage draw panel"
    drawn: list[Chance | int] = field(default_factory=list)
    fault: Callable[[], None] = lambda: None

    def plan(self, _: Dossier) -> Changes:
        document: dict[str, object] = dict.fromkeys(("counts", "lottery", "certificate", "chances"), EMPTY)
        document |= {"spec": "tirage/2", "act": self.name, "stage": "test/panel", "rehearsal": True}
        document |= {"inputs": INPUTS, "people": 1, "later": LaterDraws().document()}
        document |= {"contributors": self.sources.contributors, "beacon": self.sources.beacon}
        data = canonical(document)
        plan = ("plan", {"act": self.name, "sha256": sha256(data)})
        files = dict.fromkeys((QUOTAS, POOL, COUNTS, LOTTERY, CERTIFICATE, CHANCES), b"")
        return Changes({**files, PLAN: data, PRIVATE_POOL: b"names"}, (*BEFORE, plan))

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        self.fault()
        assert dossier.private(PRIVATE_POOL) == b"names"
        self.drawn.append(chance)
        body = {"act": self.name, "plan": sha256(dossier.files[PLAN]), "by": "hand", "number": 0}
        return Changes({}, (("panel", {**body, "panel": HASH, "seats": HASH}),))


def opened(path: Path, *, rehearsal: bool) -> Dossier:
    body = {"spec": "tirage/2", "rehearsal": rehearsal}
    time = "2026-11-27T09:00:00Z"
    return Dossier(path, {}, ()).after(Changes({}, (("open", body),)), time=time, tool=TOOL)


def kinds(dossier: Dossier) -> list[str]:
    return [entry.type for entry in dossier.entries]


PLANNED = ["open", "quotas", "pool", "lottery", "plan"]


def test_a_rehearsal_plans_and_draws_at_once_and_is_told_so(tmp_path: Path) -> None:
    act = Toss()

    done = conduct(opened(tmp_path / "d", rehearsal=True), act, DICE, clock=clock, tool=TOOL)

    assert kinds(done.dossier) == [*PLANNED, "contribution", "panel"]
    assert [note.code for note in done.notes] == ["note.at_once", "note.value"]
    assert done.dossier.entries == load(tmp_path / "d").entries
    assert not done.dossier.unwritten
    assert PRIVATE_POOL not in done.dossier.files
    assert done.dossier.private(PRIVATE_POOL) == b"names"


def test_a_draw_takes_no_chance_before_its_plan_is_fixed(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"draw\.at_once") as refusal:
        conduct(opened(tmp_path / "d", rehearsal=False), Toss(), DICE, clock=clock, tool=TOOL)

    assert refusal.value.values["then"] == "tirage draw panel"
    assert not (tmp_path / "d").exists()


def test_a_draw_goes_on_with_its_plan_once_chance_is_in(tmp_path: Path) -> None:
    planned = conduct(opened(tmp_path / "d", rehearsal=False), Toss(), None, clock=clock, tool=TOOL).dossier
    assert kinds(planned) == PLANNED
    act = Toss()

    done = conduct(planned, act, DICE, clock=clock, tool=TOOL).dossier

    assert kinds(done) == [*PLANNED, "contribution", "panel"]
    assert act.drawn == [done.ceremony.chance()]


def test_what_fails_at_the_result_leaves_no_plan_behind(tmp_path: Path) -> None:
    def fault() -> None:
        raise Refused("panels.too_few")

    with pytest.raises(Refused, match="too_few"):
        conduct(opened(tmp_path / "d", rehearsal=True), Toss(fault=fault), DICE, clock=clock, tool=TOOL)

    assert not (tmp_path / "d").exists()


def test_a_round_that_comes_due_during_the_work_is_refused(tmp_path: Path) -> None:
    times = iter(["2020-01-01T00:00:00Z", due_time(ROUND)])
    dossier = Dossier(tmp_path / "d", {}, ())
    body = {"spec": "tirage/2", "rehearsal": False}
    dossier = dossier.after(Changes({}, (("open", body),)), time="2020-01-01T00:00:00Z", tool=TOOL)

    with pytest.raises(Refused, match=r"ceremony\.past"):
        conduct(
            dossier,
            Toss(ChanceSources(round=ROUND)),
            None,
            clock=lambda *, rehearsal: next(times),
            tool=TOOL,
        )

    assert not (tmp_path / "d").exists()


def test_a_plan_that_was_altered_is_not_gone_on_with(tmp_path: Path) -> None:
    planned = conduct(opened(tmp_path / "d", rehearsal=False), Toss(), None, clock=clock, tool=TOOL).dossier
    document = {**json.loads(planned.files[PLAN]), "stage": "panel"}
    (planned.path / PLAN).write_bytes(canonical(document))

    with pytest.raises(Refused, match=r"draw\.altered"):
        conduct(load(planned.path), Toss(), DICE, clock=clock, tool=TOOL)

    assert kinds(load(planned.path)) == PLANNED


def test_an_act_without_chance_is_on_the_record_at_the_time_of_the_clock(tmp_path: Path) -> None:
    dossier = conduct(opened(tmp_path / "d", rehearsal=True), Toss(), None, clock=clock, tool=TOOL).dossier

    after = record(
        dossier,
        Changes({}, (("anchor", {"head": HASH, "id": "mayor", "stamp": "MA=="}),)),
        clock=clock,
        tool=TOOL,
    )

    assert after.entries[-1].type == "anchor"
    assert "2026-11-27T10:00:00Z" < after.entries[-1].time < clock(rehearsal=True)
