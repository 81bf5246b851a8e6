"""Nothing is written that will not verify: each act is checked as it would stand, by the verifier itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support import genuine
from support.assemblies import Assembly
from support.commands import DICE, PETIT, draw, finish
from support.dossiers import TOOL
from support.screens import faults_of_page

import tirage
from tirage.acts import commit, conduct
from tirage.assembly.record import Dossier, load
from tirage.dossier.canonical import sha256
from tirage.dossier.outcome import Act, Changes
from tirage.errors import Refused
from tirage.i18n.catalogue import LANGUAGES
from tirage.report.document import Paragraph
from tirage.report.pages.error import page
from tirage.report.wording import Wording
from tirage.verify import verify
from tirage.verify.checklist import foreseen
from tirage.verify.texts import sentence

TERM = {"start": "2026-12-01", "months": 12, "cohorts": 1, "by_rules": False, "sha256": ""}
Story = Callable[[Assembly], Act]


def said(entry: str, pid: str, date: str = "2026-11-24", /, **more: object) -> Act:
    """What is said of a person."""
    return entry, {"pid": pid, "date": date, "evidence": "", **more}


def left(pid: str, date: str = "2026-11-24", cause: str = "") -> Act:
    return said("vacancy", pid, date, kind="withdrawal", cause=cause)


def stranger(assembly: Assembly) -> str:
    """Somebody who could still be drawn."""
    return next(pid for pid in (f"p{i:03}" for i in range(8)) if pid not in assembly.life.members)


def contested(assembly: Assembly) -> Act:
    return "contested", {"act": "panel", "entry": sha256(b"another"), "reason": "Recours"}


def unfilled(assembly: Assembly) -> Act:
    assembly.leave(assembly.life.seated[0])
    body = {"vacancies": [assembly.life.vacant[0]], "people": 5, "proof": None}
    return "unfilled", {**body, "pool": sha256(b""), "quotas": sha256(b"")}


def absent_again(assembly: Assembly) -> Act:
    assembly.miss(assembly.life.seated[0])
    return assembly.entries[-1].type, dict(assembly.entries[-1].body)


def wrongly_drawn(assembly: Assembly) -> Act:
    assembly.leave(assembly.life.seated[0])
    assembly.plan(assembly.open_seats())
    plan = assembly.entries[-1].body["sha256"]
    body = {"act": "replacements/1", "plan": plan, "by": "hand", "number": 0}
    return "replacement", {**body, "panel": "c" * 64, "seats": "d" * 64}


BAD: dict[str, tuple[Story, str]] = {
    "gone before being drawn": (lambda a: left(a.life.seated[0], date="2026-11-22"), "life.members"),
    "gone tomorrow": (lambda a: left(a.life.seated[0], date="2027-01-01"), "life.members"),
    "gone without a seat": (lambda a: left(stranger(a)), "life.members"),
    "a cause of nobody's": (lambda a: left(a.life.seated[0], cause="gout"), "causes.form"),
    "accepted by a stranger": (lambda a: said("acceptance", stranger(a)), "life.members"),
    "absent twice on a day": (absent_again, "life.members"),
    "kept out who sits": (
        lambda a: said("unavailable", a.life.seated[0], kind="moved", cause="", evidence="a" * 64),
        "life.members",
    ),
    "put right what was right": (
        lambda a: ("correction", {"entry": "a" * 64, "reason": "typing", "evidence": ""}),
        "life.corrected",
    ),
    "a term that ends another day": (lambda a: ("term", {**TERM, "end": "2027-12-02"}), "life.term"),
    "an end without a term": (lambda a: ("close", {"date": "2026-11-24", "members": 3}), "life.term"),
    "a result contested that is none": (contested, "order.end"),
    "seats said to fit nobody": (unfilled, "life.nobody"),
    "seats drawn by no chance": (wrongly_drawn, "life.draw"),
}


@pytest.mark.parametrize(("story", "code"), BAD.values(), ids=BAD)
def test_what_would_not_verify_is_not_written(story: Story, code: str) -> None:
    assembly = Assembly(genuine.SOME)
    act = story(assembly)
    before = replace(assembly.record, unwritten={})
    assert verify(before.files).ok
    after = before.after(Changes({}, (act,)), time=f"{assembly.today}T09:00:00Z", tool=TOOL)
    with pytest.raises(Refused, match=r"record\.unverified") as refusal:
        commit.check(after)
    failed = {check.code for check in verify(after.files).checks if check.status == "failed"}
    assert code in {each["check"] for each in refusal.value.values["checks"]} <= failed


def written(path: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in path.rglob("*") if each.is_file()}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    path = tmp_path_factory.mktemp("commit") / "d"
    assert draw(PETIT / "volontaires.csv", path) == 0
    assert finish(path, "--seed", DICE) == 0
    return load(path)


def clock(*, rehearsal: bool) -> str:
    assert not rehearsal
    return "2099-01-01T09:00:00Z"


def test_a_fault_of_the_program_is_called_one_and_leaves_no_trace(drawn: Dossier) -> None:
    before = written(drawn.path)
    changes = Changes({}, (left(drawn.state.seated[0], date="2020-01-01"),))
    with pytest.raises(Refused, match="fault of the program") as refusal:
        conduct.record(drawn, changes, clock=clock, tool=TOOL)
    assert written(drawn.path) == before
    assert "10.2" in str(refusal.value)
    for language in LANGUAGES:
        shown = page(refusal.value, Wording(language))
        blocks = [
            block.words
            for section in shown.sections
            for block in section.blocks
            if isinstance(block, Paragraph)
        ]
        assert sentence("life.members", language) in "\n".join(blocks)
        assert not faults_of_page(shown)


def test_what_failed_before_is_not_held_against_an_act(drawn: Dossier) -> None:
    files = {**drawn.files, "public/notes.txt": b"never announced"}
    broken = replace(drawn, files=files)
    assert not verify(files).ok
    pid = drawn.state.seated[0]
    accepted = Changes({}, (said("acceptance", pid, "2099-01-01"),))
    commit.check(broken.after(accepted, time=clock(rehearsal=False), tool=TOOL))
    twice = accepted.after(accepted.acts)
    with pytest.raises(Refused) as refusal:
        commit.check(broken.after(twice, time=clock(rehearsal=False), tool=TOOL))
    assert refusal.value.values["numbers"] == "10.2", "and only for what is new"


@pytest.mark.parametrize("name", ["life", "waiting", "corrected", "letters", "ceremony", "roll"])
def test_no_entry_of_a_genuine_dossier_is_held_against_it(name: str) -> None:
    files = genuine.DOSSIERS[name]()
    count = len([each for each in files if each.startswith("journal/")])
    assert [check for since in (0, count // 2, count - 1) for check in foreseen(files, since)] == []


def test_only_one_module_writes_to_a_dossier() -> None:
    """A way round the gate would be a call of `write` of `assembly.record`."""
    calls = re.compile(r"\brecord\.write\(|from tirage\.assembly\.record import [^\n]*\bwrite\b")
    sources = Path(tirage.__file__).parent.rglob("*.py")
    assert [each.name for each in sources if calls.search(each.read_text(encoding="utf-8"))] == ["commit.py"]
