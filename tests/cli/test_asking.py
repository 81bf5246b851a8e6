"""Questions at the desk: one at a time, no by default, digits counted as they fall, Ctrl-C at any moment."""

from __future__ import annotations

import io
import sys

import pytest

from tirage.cli import asking
from tirage.cli.asking import Asking, Digits, in_terminal
from tirage.cli.desk.keys import next_key
from tirage.cli.output import Output
from tirage.errors import Refused

pytest.importorskip("pty")
from support.terminal import Desk

PROGRAM = """
import sys
from tirage.cli.asking import Asking, in_terminal
from tirage.cli.output import Output
from tirage.cli.signals import Signals
ask = Asking(Output("{language}", as_json=False))
assert in_terminal()
with Signals(last=True) as signals:
    try:
        print("RESULT", repr({call}))
    except KeyboardInterrupt:
        sys.exit(signals.exit_code)
"""


def desk(call: str, language: str = "en") -> Desk:
    """`ask.…` in a terminal."""
    return Desk(program=["-c", PROGRAM.format(call=call, language=language)])


class Answered(io.StringIO):
    """A stream that takes itself for a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def ask() -> Asking:
    return Asking(Output("en", as_json=False))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *[(yes, True) for yes in ("oui", "o", "yes", "y", " OUI ", "Y")],
        *[(no, False) for no in ("", "non", "no", "n", "ye", "oui oui", "ok", "1")],
    ],
)
def test_yes_is_said_in_so_many_words(
    ask: Asking, typed: str, meant: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", Answered(f"{typed}\n"))
    assert ask.yes("Sure?") is meant


def test_a_terminal_that_is_gone_has_not_said_yes(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Answered(""))
    with pytest.raises(Refused, match="nothing was written"):
        ask.yes("Sure?")


def test_nobody_is_asked_in_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    for stdin, stderr, asked in (
        (Answered(), Answered(), True),
        (io.StringIO(), Answered(), False),
        (Answered(), io.StringIO(), False),
        (None, Answered(), False),
    ):
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(sys, "stderr", stderr)
        assert in_terminal() is asked


def test_an_empty_line_is_the_default(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Answered("\n Lyon \n\n"))
    assert [ask.line("City", "Paris"), ask.line("City", "Paris"), ask.line("City")] == ["Paris", "Lyon", ""]


def test_a_choice_is_a_name_or_a_number_and_asked_again_otherwise(
    ask: Asking, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = {"paris": "of Paris", "generic": ""}
    monkeypatch.setattr(sys, "stdin", Answered("2\nparis\n3\n0\n\n"))
    assert [ask.choice("Which?", options, "paris") for _ in range(3)] == ["generic", "paris", "paris"]
    said = capsys.readouterr().err
    assert "  1. paris: of Paris\n  2. generic\n" in said
    assert "“0” is not in the list" in said and "from 1 to 2" in said


def test_every_digit_is_shown_with_the_count() -> None:
    with desk('ask.digits(20, 4, "123456")') as one:
        one.until("0/20")
        for count, digit in enumerate("35463115561121636246", 1):
            one.types(digit)
            one.until(f"{count}/20")
        assert "20/20  3546 3115 5611 2163 6246" in one.said
        one.types("\r")
        assert one.ends() == 0
        assert "RESULT '35463115561121636246'" in one.said


@pytest.mark.parametrize("sign", ["0", "7", "9", "O", ",", "３", "“", "…", "é"])
def test_a_sign_that_no_die_has_is_named_with_its_place_and_not_taken(sign: str) -> None:
    with desk('ask.digits(4, 4, "123456")') as one:
        one.until("0/4")
        one.types(f"35{sign}")
        one.until(f"“{sign}” as sign 3: expected a digit from 1 to 6.")
        one.until("2/4  35")
        one.types("46\r")
        assert one.ends() == 0
        assert "RESULT '3546'" in one.said


def test_too_few_and_too_many_are_said_and_corrected() -> None:
    with desk('ask.digits(4, 4, "123456")', "fr") as one:
        one.until("0/4")
        one.types("354\r")
        one.until("Il manque 1 chiffre.")
        one.types("65")
        one.until("Tout y est")
        one.types("\x7f1\r")
        assert one.ends() == 0
        assert "RESULT '3541'" in one.said


def test_arrows_and_spaces_are_no_digits() -> None:
    with desk('ask.digits(4, 4, "123456")') as one:
        one.until("0/4")
        one.types("3\x1b[D \t\x1bOP5\x1b[3~46\r")
        assert one.ends() == 0
        assert "RESULT '3546'" in one.said
        assert "expected" not in one.said


@pytest.mark.parametrize("keys", ["\r", "\x04"])
def test_nothing_typed_is_nothing(keys: str) -> None:
    with desk('ask.digits(4, 4, "123456")') as one:
        one.until("0/4")
        one.types(keys)
        assert one.ends() == 0
        assert "RESULT None" in one.said


@pytest.mark.parametrize("call", ['ask.digits(4, 4, "123456")', 'ask.yes("4?")', 'ask.line("4?")'])
def test_ctrl_c_leaves_at_any_question(call: str) -> None:
    with desk(call) as one:
        one.until("4")
        one.types("3\x03")
        assert one.ends() == 130
        assert "RESULT" not in one.said


def test_the_terminal_shows_a_line_again_after_the_digits() -> None:
    with desk('(ask.digits(1, 4, "123456"), ask.line("City?"))') as one:
        one.until("0/1")
        one.types("3\r")
        one.until("City?")
        one.types("Lyon\r")
        one.until("Lyon")
        assert one.ends() == 0
        assert "RESULT ('3', 'Lyon')" in one.said


def test_the_longest_roll_fits_a_window_of_eighty_columns() -> None:
    for group in (2, 3, 4, 9):
        for count in range(1, 65):
            typed = Digits(count, group, frozenset("0123456789"))
            shown = [str(typed)]
            for _ in range(count):
                typed.signs.append("7")
                shown.append(str(typed))
            assert max(map(len, shown)) <= typed.width < 80, (group, count)
            assert all(line.endswith("7") for line in shown[1:])
    assert asking.SHOWN < 64


def test_nothing_is_read_before_a_key_is_struck_so_that_a_signal_is_heard(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []

    def nothing(read: list[int], _write: list[int], _other: list[int], wait: float) -> tuple[list[int], ...]:
        waits.append(wait)
        if len(waits) == 3:
            raise KeyboardInterrupt
        return [], [], []

    monkeypatch.setattr("select.select", nothing)
    monkeypatch.setattr("os.read", lambda *_: pytest.fail("a read that waits"))
    with pytest.raises(KeyboardInterrupt):
        next_key(0)
    assert all(0 < wait <= 1 for wait in waits)
