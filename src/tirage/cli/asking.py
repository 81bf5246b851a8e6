"""Questions to the person at the desk: in a terminal only, in the language of the run, and a script has none.

A question is put on stderr and its answer read from stdin, and only where both are a terminal. Nothing is
done while one is open: whoever leaves by Ctrl-C has changed nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from tirage.cli.desk.keys import END, ENTER, ERASE, keys
from tirage.cli.output import Output
from tirage.errors import Refused
from tirage.i18n.typography import on_one_line
from tirage.randomness.rolls import grouped

YES = frozenset({"oui", "o", "yes", "y"})
"""What counts as yes, in any language; anything else is no."""
SHOWN = 44
"""Digits of a roll that are shown, the last ones."""


def in_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


class Asking:
    """Questions of one command."""

    def __init__(self, talk: Output) -> None:
        self._talk = talk

    def yes(self, question: str) -> bool:
        """Whether the answer is yes; no is the default."""
        return self._read(self._talk.text("asking.yes", question=question)).casefold() in YES

    def line(self, question: str, default: str = "") -> str:
        """What is typed, or the default for an empty line; Refused where the terminal is gone."""
        code = "asking.line.default" if default else "asking.line"
        return self._read(self._talk.text(code, question=question, default=default)) or default

    def choice(self, question: str, options: Mapping[str, str], default: str) -> str:
        """The option that is typed, by its name or its number from 1; each is listed with what it means."""
        numbered = {str(number): name for number, name in enumerate(options, 1)}
        self.say(question)
        for number, name in numbered.items():
            means = self._talk.text("asking.option", name=name, means=options[name])
            self.say(f"  {number}. {means if options[name] else on_one_line(name)}")
        while True:
            answer = self.line(self._talk.text("asking.choice"), default)
            if (name := numbered.get(answer, answer)) in options:
                return name
            self.say(self._talk.text("asking.choice.none", typed=answer, last=len(numbered)))

    def digits(self, count: int, group: int, lawful: Collection[str]) -> str | None:
        """Exactly `count` signs among `lawful`, shown in groups as they fall; None for a line left empty."""
        typed = Digits(count, group, frozenset(lawful))
        with keys() as signs:
            self._show(typed, "")
            for sign in signs:
                if sign in END or (sign in ENTER and not typed.signs):
                    break
                if sign in ENTER and len(typed.signs) == count:
                    self._end_line()
                    return "".join(typed.signs)
                self._show(typed, self._take(typed, sign))
        self._end_line()
        return None

    def say(self, text: str) -> None:
        """A line that asks for nothing."""
        self._talk.console(stderr=True).print(text)

    def _take(self, typed: Digits, sign: str) -> str:
        """What is to be said of a sign that is not taken; empty for one that is."""
        if sign in ERASE:
            del typed.signs[-1:]
            return ""
        if sign in ENTER:
            missing = typed.count - len(typed.signs)
            return self._talk.text("asking.digits.missing", missing=missing)
        if sign.isspace():
            return ""
        if len(typed.signs) == typed.count:
            return self._talk.text("asking.digits.enough")
        if sign in typed.lawful:
            typed.signs.append(sign)
            return ""
        lowest, highest = min(typed.lawful), max(typed.lawful)
        place = len(typed.signs) + 1
        return self._talk.text("asking.digits.sign", sign=sign, place=place, lowest=lowest, highest=highest)

    def _show(self, typed: Digits, said: str) -> None:
        """The line once more, and above it what is wrong."""
        blank = " " * (typed.width + 1)
        if said:
            sys.stderr.write(f"\r{blank}\r")
            self.say(said)
        sys.stderr.write(f"\r{blank}\r{typed}")
        sys.stderr.flush()

    def _end_line(self) -> None:
        sys.stderr.write("\n")
        sys.stderr.flush()

    def _read(self, prompt: str) -> str:
        """The line that is typed, without space around it; Refused where the terminal is gone."""
        from tirage.report.rendering.terminal.wrapping import wrapped

        console = self._talk.console(stderr=True)
        lines = [part for line in prompt.split("\n") for part in wrapped(line, console.width)]
        console.print("\n".join(lines), end="", soft_wrap=True)
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            self._end_line()
            raise Refused("asking.declined")
        return line.strip()


@dataclass(slots=True)
class Digits:
    """Digits as far as they are typed, and their count.

    >>> print(Digits(20, 4, frozenset("123456"), list("354631")))
      6/20  3546 31
    """

    count: int
    group: int
    lawful: frozenset[str]
    signs: list[str] = field(default_factory=list)

    @property
    def width(self) -> int:
        """Columns of the longest line."""
        return 2 * len(str(self.count)) + 7 + SHOWN + SHOWN // self.group

    def __str__(self) -> str:
        first = max(0, len(self.signs) - SHOWN + self.group - 1) // self.group * self.group
        cut = "… " if first else ""
        counted = f"{len(self.signs):{len(str(self.count)) + 1}}/{self.count}"
        return f"{counted}  {cut}{grouped(''.join(self.signs[first:]), self.group)}"
