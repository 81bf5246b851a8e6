"""No text that a stranger can bring reaches a terminal as signs that it obeys: every field, every option."""

from __future__ import annotations

import contextlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from support.assemblies import Assembly
from support.dossier_cases import EVEN
from support.dossiers import Files, canon, dossier
from support.fields import fields, rehashed
from support.instances import Instance
from support.waves import answered
from typer.core import TyperGroup

from tirage.acts.interface import Question
from tirage.cli import main
from tirage.cli.app import build
from tirage.cli.asking import Asking, Digits
from tirage.cli.desk.consent import Consent
from tirage.cli.output import Output
from tirage.errors import Refused
from tirage.i18n.catalogue import catalogue
from tirage.report.pages.question import DATES
from tirage.verify import checklist, words
from tirage.verify.command import main as verify_alone

HOSTILE = "\x1b]0;owned\x07\x1b[2J\x9b31m\x85\u202egnp\u2066\u2028\r\x7f\u200f\u061c\u200b\nFORGED"
OBEYED = set(HOSTILE) - set("]0;owned[2J31mgnp\u200b\nFORGED") | {"\x00"}
SHOWN = ("status", "history", "verify", "explain", "report", "replay", "chances", "alternates", "publish")
"""Commands that print what a dossier holds."""


def obeyed(said: str) -> set[str]:
    return OBEYED & set(said) | {line for line in said.split("\n") if line.startswith("FORGED")}


def lived() -> Files:
    """Two cohorts, somebody who has left and was replaced."""
    quotas = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
    features = (
        ("f", "n"),
        ("f", "s"),
        ("f", "s"),
        ("h", "n"),
        ("h", "s"),
        ("h", "s"),
        ("f", "s"),
        ("h", "s"),
    )
    assembly = Assembly(Instance(features, ("",) * len(features), quotas, 3), cohorts=3)
    assembly.begin()
    assembly.leave(assembly.life.seated[0], cause="work")
    assembly.replace()
    return assembly.files


def hostile(files: Files) -> Iterator[tuple[str, Files]]:
    """The dossier with such a text in each of its fields in turn."""
    for kind, field in fields(files).items():
        if isinstance(field.value, str):
            if field.file.endswith(".json"):
                yield kind, rehashed(files, field.file, _with(files[field.file], field.path))
            else:
                cell = field.value.encode()
                yield kind, rehashed(files, field.file, files[field.file].replace(cell, HOSTILE.encode(), 1))
    for name in sorted(files):
        # Everyone's own words, all at once; and the name of a file.
        yield f"name {name}", {**files, f"public/{HOSTILE}.csv": files[name], f"{HOSTILE}": b""}


def _with(document: bytes, path: tuple[str | int, ...]) -> bytes:
    value: Any = json.loads(document)
    inside = value
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = HOSTILE
    return canon(value)


@pytest.mark.parametrize("made", [lived, answered, lambda: dossier(EVEN)])
def test_what_a_verifier_says_of_any_field(made: Any) -> None:
    for kind, files in hostile(made()):
        report = checklist.verify(files)
        said = words.whole_text([report], "fr") + words.whole_document([report], "fr")
        assert not obeyed(said), kind


def test_what_commands_say_of_any_field(tmp_path: Path) -> None:
    for place, (kind, files) in enumerate(hostile(lived())):
        folder = tmp_path / str(place)
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for command in ("history", SHOWN[place % len(SHOWN)]):
            more = ["--for", "public", "--out", str(folder / "pack")] if command == "publish" else []
            arguments = ["x", str(folder)] if command == "explain" else [str(folder)]
            form = ["--json"] if place % 2 else []
            assert not obeyed(typed(command, *arguments, *more, *form, "--lang", "fr")), (kind, command)


def typed(*arguments: str) -> str:
    """All that a command prints."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="", write_through=True)
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        main([*arguments])
    out.flush()
    return out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def options() -> Iterator[list[str]]:
    """Each command with such a text for each of its arguments and options."""
    root = build("en")
    for name, command in root.commands.items():
        inner = command.commands if isinstance(command, TyperGroup) else {"": command}
        for second, each in inner.items():
            line = [name, second] if second else [name]
            needed = [HOSTILE for one in each.params if one.param_type_name == "argument"]
            # A whole city otherwise.
            needed += ["--people", "40"] if second in {"roll", "cards", "pool"} and name == "synth" else []
            yield [*line, *needed]
            yield [*line, f"--{HOSTILE}"]
            for option in each.params:
                if option.param_type_name == "option" and not getattr(option, "is_flag", False):
                    yield [*line, *needed, option.opts[0], HOSTILE]
    yield [HOSTILE]
    yield ["draw", HOSTILE]


def test_what_commands_say_of_any_option(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for place, line in enumerate(options()):
        more = ["--json"] if place % 2 else []
        assert not obeyed(typed(*line, *more)), (line, more)


@pytest.mark.parametrize("line", [[HOSTILE], [f"--{HOSTILE}"], ["--jobs", HOSTILE], ["--lang", HOSTILE]])
def test_what_the_verifier_says_of_its_own_line(line: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert verify_alone([".", *line]) == 2
    said = capsys.readouterr()
    assert not obeyed(said.out) and not obeyed(said.err)
    assert len(said.err.splitlines()) < 20


OWN_STYLES = re.compile("\x1b\\[[0-9;]*m")


class Desk(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


def at_desk(monkeypatch: pytest.MonkeyPatch, *answers: str) -> Desk:
    """What is shown from now on to somebody who types these lines, then nothing more."""
    shown = Desk()
    monkeypatch.setattr("sys.stdin", Desk("".join(f"{answer}\n" for answer in answers)))
    monkeypatch.setattr("sys.stdout", shown)
    monkeypatch.setattr("sys.stderr", shown)
    return shown


@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_asked_at_a_desk(language: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each kind of prompt, and what it says of an answer that it does not take."""
    talk = Output(language, as_json=False)
    shown = at_desk(monkeypatch, HOSTILE.replace("\n", ""), "a", "", "")
    ask = Asking(talk)
    assert ask.choice(talk.text("init.ask.geography", known=HOSTILE), {"a": HOSTILE, HOSTILE: ""}, "a") == "a"
    ask.line(talk.text("prepare.ask.value", name=HOSTILE, said=HOSTILE, proposed=HOSTILE, rows=2), HOSTILE)
    ask.yes(talk.text("init.ask.geography", known=HOSTILE))
    ask.say(ask._take(Digits(20, 4, frozenset("123456")), "\x1b"))
    assert "\\x1b" in shown.getvalue() and not obeyed(shown.getvalue())


@pytest.mark.asked
def test_what_is_asked_before_what_cannot_be_undone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question that there is, with such a text for each of its values."""
    parts = ("question.decides.", "question.person.", "question.alone", "question.with_rest")
    for code in [c for c in catalogue("fr") if c.startswith("question.") and not c.startswith(parts)]:
        said = catalogue("fr")[code]
        names = {name for each in said.sentences() for _, name, _, _ in Formatter().parse(each) if name}
        values: dict[str, object] = {name: 2 if name in said.forms else HOSTILE for name in names}
        values |= dict.fromkeys(names.intersection(DATES), "2027-01-01")
        values |= {"kind": "withdrawal"} if "kind" in names else {}
        shown = at_desk(monkeypatch, "non")
        with contextlib.suppress(Refused):
            Consent(Output("fr", as_json=False), sure=False)(Question(code.removeprefix("question."), values))
        assert not obeyed(OWN_STYLES.sub("", shown.getvalue())), code
