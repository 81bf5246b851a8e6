"""How the command line speaks: data on stdout, talk on stderr, in one language."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextvars import ContextVar
from enum import StrEnum
from typing import TYPE_CHECKING

from tirage.cli.streams import for_people, for_programs
from tirage.cli.system import of_the_system, preferred
from tirage.errors import TirageError
from tirage.i18n.catalogue import text
from tirage.i18n.languages import COMPLETE, FALLBACK, LANGUAGES, Language
from tirage.i18n.note import Note
from tirage.i18n.typography import visible, visible_in_json

if TYPE_CHECKING:
    from rich.console import Console

    from tirage.report.document import Document
    from tirage.report.wording import Wording


Lang = StrEnum("Lang", {language: language for language in LANGUAGES})  # type: ignore[misc]
"""The languages there are, as they are typed."""


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language that the command line names, else one of the locale or the system, else English.

    It is needed before the command line is parsed, since the help is in it too.
    """
    for argument, value in zip(arguments, (*arguments[1:], ""), strict=False):
        name = value if argument == "--lang" else argument.removeprefix("--lang=")
        if argument.startswith("--lang") and name in LANGUAGES:
            return name
    # A language that is only begun is for those who ask for it.
    spoken = preferred(environment, of_the_system)
    return next((each for each in spoken if each in COMPLETE), FALLBACK)


class Output:
    """Output of one command: data to stdout, messages to stderr, in one language."""

    def __init__(self, language: Language, *, as_json: bool) -> None:
        self.language = language
        self.as_json = as_json

    def text(self, code: str, **values: object) -> str:
        """A sentence in the language of this run."""
        return text(code, self.language, **values)

    def say(self, code: str, **values: object) -> None:
        """Talk on stderr."""
        from tirage.report.rendering import terminal

        terminal.say(self.text(code, **values), self.console(stderr=True))

    def tell(self, notes: Iterable[Note]) -> None:
        """Talk on stderr, note by note."""
        for note in notes:
            self.say(note.code, **note.values)

    def console(self, *, stderr: bool = False) -> Console:
        """A terminal that takes every text as it stands."""
        from tirage.report.rendering.terminal import Terminal

        return Terminal(for_people(sys.stderr if stderr else sys.stdout))

    @property
    def wording(self) -> Wording:
        """Texts and numbers in the language of this run, for a page."""
        from tirage.report.wording import Wording

        return Wording(self.language)

    def show(self, document: Document) -> None:
        """The document on stdout: as text, or with `--json` as its data."""
        if self.as_json:
            from tirage.report.rendering import data

            self.data(data.values(document))
        else:
            self._print(document, stderr=False)

    def ask(self, question: Document) -> None:
        """What is to be answered, on stderr."""
        self._print(question, stderr=True)

    def _print(self, document: Document, *, stderr: bool) -> None:
        from tirage.report.rendering import terminal

        terminal.render(document, self.console(stderr=stderr))

    def data(self, document: object) -> None:
        """A JSON document on stdout, in UTF-8 whatever the terminal or the locale say."""
        stream = for_programs(sys.stdout)
        stream.write(visible_in_json(json.dumps(document, ensure_ascii=False, indent=1)) + "\n")
        # What cannot be written is an error of this command, not of its exit.
        stream.flush()

    def write(self, report: bytes) -> None:
        """A report on stdout as it is; on a terminal as its signs allow, with none that it would obey."""
        if sys.stdout.isatty():
            for_people(sys.stdout).write(visible(report.decode("utf-8")))
        else:
            sys.stdout.buffer.write(report)
        sys.stdout.flush()

    def error(self, error: TirageError) -> None:
        """Everything known of an error on stderr; with `--json` its data on stdout too."""
        from tirage.report.pages.error import page

        self.tell(error.notes)
        document = page(error, self.wording.at(error.zone))
        if self.as_json:
            self.show(document)
        self._print(document, stderr=True)


SPEAKING: ContextVar[Output] = ContextVar("speaking")
"""The output of the command that runs: set before its line is parsed."""


def output() -> Output:
    """The output of the command that runs."""
    return SPEAKING.get()
