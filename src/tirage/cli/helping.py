"""The help of a command: by stages, an example each, nothing cut, all of it in the language asked for."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

from tirage.i18n.catalogue import Language, catalogue, text

STAGES = {
    "prepare": ("init", "plan", "prepare", "check", "frame", "quotas", "chances", "explain", "synth"),
    "draw": ("letters", "draw", "seed", "ceremony", "status"),
    "publish": ("report", "publish", "export", "proof", "history", "anchor"),
    "sit": ("members", "record", "alternates", "term", "simulate"),
    "check": ("verify", "replay", "audit"),
    "end": ("void", "contest", "erase"),
}
"""Commands by the moment when they are typed: every one stands in one stage."""
WIDEST = 100
"""Columns of a help: longer lines are hard to read."""
NARROW = 60
"""In a window narrower than this, what something is stands under its name."""
NAMES = 26
"""Columns for names beside which there is room to say what they are."""


def page(command: Any, context: Any, language: Language) -> str:  # noqa: ANN401 - typer's own types are private
    """The help of a command, or of a group of commands, for the window that there is."""
    return "\n".join(Help(command, context, language, shutil.get_terminal_size().columns).lines())


def usage(command: Any, context: Any, language: Language) -> str:  # noqa: ANN401 - as above
    """`Utilisation : tirage proof [OPTIONS] PERSONNE [DOSSIER]`."""
    return "\n".join(Help(command, context, language, shutil.get_terminal_size().columns).usage())


def metavar(parameter: Any, language: Language) -> str:  # noqa: ANN401 - as above
    """What an option or an argument takes: `FICHIER`, `leximin|maximin`; nothing for a switch.

    >>> from types import SimpleNamespace
    >>> metavar(SimpleNamespace(metavar="CAUSE=FILE"), "fr")
    'CAUSE=FICHIER'
    """
    if getattr(parameter, "is_flag", False):
        return ""
    shown = parameter.metavar
    if shown is None:
        kind = str(parameter.display_type(None) or "").strip("<>[]")
        if "|" in kind:  # choices, as they are typed
            return kind
        shown = {"int": "N", "float": "X"}.get(kind, "TEXT")
    texts = catalogue(language)
    return re.sub(
        r"[A-Z]{2,}",
        lambda word: found.template if (found := texts.get(f"metavar.{word[0]}")) else word[0],
        str(shown),
    )


class Help:
    """The lines of one help."""

    def __init__(self, command: Any, context: Any, language: Language, columns: int) -> None:  # noqa: ANN401
        self.command = command
        self.context = context
        self.language = language
        self.width = min(columns, WIDEST) - 1
        self.inner = getattr(command, "commands", {})

    def said(self, code: str, **values: object) -> str:
        """A text in the language of the help."""
        return text(code, self.language, **values)

    def lines(self) -> Iterator[str]:
        """All of it, line by line."""
        yield from self.usage()
        yield ""
        yield from self.wrapped(self.command.help or "", 2)
        yield from self.section(self.said("help.title.example"))
        # A command to be copied stays on its line.
        example = self.said(f"example.{self.context.command_path.replace(' ', '.')}")
        yield from (f"  {line}" for line in example.splitlines())
        arguments = [each for each in self.parameters if each.param_type_name == "argument"]
        if arguments:
            yield from self.section(self.said("help.title.arguments"))
            yield from self.listed([(metavar(each, self.language), each.help or "") for each in arguments])
        if self.inner:
            yield from self.commands()
        yield from self.section(self.said("help.title.options"))
        options = [each for each in self.parameters if each.param_type_name == "option"]
        yield from self.listed([self.option(each) for each in options])

    @property
    def parameters(self) -> list[Any]:
        """What can be typed, in the order of the command."""
        return [each for each in self.command.get_params(self.context) if not each.hidden]

    def usage(self) -> Iterator[str]:
        """How the command is typed, in short."""
        words = [f"[{self.said('help.options')}]"]
        words += [
            metavar(each, self.language) for each in self.parameters if each.param_type_name == "argument"
        ]
        if self.inner:
            words.append(self.said("help.command"))
        start = f"{self.said('help.title.usage')} {self.context.command_path} "
        yield from wrap(
            start + " ".join(words),
            self.width,
            subsequent_indent="    ",
            break_long_words=False,
            break_on_hyphens=False,
        )

    def section(self, title: str) -> Iterator[str]:
        """A title, after a blank line."""
        yield ""
        yield from self.wrapped(title, 0)

    def commands(self) -> Iterator[str]:
        """The commands, by stage; those of a group in one list."""
        staged = STAGES if "verify" in self.inner else {"commands": tuple(self.inner)}
        for stage, names in staged.items():
            yield from self.section(self.said(f"help.stage.{stage}"))
            yield from self.listed([(name, _first(self.inner[name].help or "")) for name in names])

    def option(self, option: Any) -> tuple[str, str]:  # noqa: ANN401 - typer's own types are private
        """How an option is typed, and what it says, with its default."""
        names = ", ".join(sorted(option.opts, key=len))
        extra = []
        default = getattr(option.default, "value", option.default)
        if option.show_default and not option.is_flag and default not in {None, (), ""}:
            extra.append(self.said("help.default", value=str(default)))
        if option.required:
            extra.append(self.said("help.required"))
        return " ".join(filter(None, (names, metavar(option, self.language)))), " ".join(
            (option.help or "", *extra)
        )

    def listed(self, rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        """Names, and what each is: beside it where there is room, else under it."""
        column = min(max(len(name) for name, _ in rows), NAMES) + 4
        beside = self.width >= NARROW
        for name, words in rows:
            if beside and len(name) + 4 <= column:
                first, *others = self.wrapped(words, column)
                yield f"  {name}".ljust(column) + first[column:]
                yield from others
            else:
                yield from self.wrapped(name if beside else name.replace("|", " | "), 2)
                yield from self.wrapped(words, column if beside else 6)

    def wrapped(self, words: str, indent: int) -> list[str]:
        """Lines of a text, indented; one at least. No-break spaces hold."""
        return wrap(
            words,
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [" " * indent]


def _first(words: str) -> str:
    """The first sentence.

    >>> _first("Draw a panel. Without --seed: fix the plan.")
    'Draw a panel.'
    """
    return re.split(r"(?<=[.!?])\s", words, maxsplit=1)[0]
