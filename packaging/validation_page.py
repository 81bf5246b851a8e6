"""The validation file for people: a document of the same form as the program's reports."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tirage.i18n.typography import typeset
from tirage.report.document import (
    Block,
    Column,
    Document,
    Fact,
    Facts,
    Marked,
    Paragraph,
    Section,
    Signatures,
    Table,
    Value,
)

if TYPE_CHECKING:
    from validation import Judged

    from tirage.i18n.catalogue import Language

WORDS = Path(__file__).parents[1] / "docs" / "validation" / "words.toml"
RESULTS = ("shown", "failed", "not-shown")


class Said:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words = tomllib.loads(WORDS.read_text(encoding="utf-8"))[language]

    def text(self, key: str, **values: object) -> str:
        """A sentence, typeset."""
        return self.set(self.words[key].format(**values))

    def set(self, words: str) -> str:
        """A text of this language as it is printed."""
        return typeset(words) if self.language == "fr" else words

    def columns(self, *keys: str) -> tuple[Column, ...]:
        """Columns by their keys; those of numbers to the right."""
        numbers = {"requirements", *RESULTS, "hashes"}
        titles = self.words["columns"] | {key: self.words[key] for key in RESULTS}
        return tuple(
            Column(key, self.set(titles[key]), "count" if key in numbers else "text") for key in keys
        )


def page(
    told: Mapping[str, Any],
    facts: Mapping[str, Any],
    judged: Sequence[Judged],
    packages: Sequence[Mapping[str, Any]],
    language: Language,
) -> Document:
    """The whole file, in one language."""
    said = Said(language)
    by = Counter(each.result for each in judged)
    counts = {"shown": by["shown"], "failed": by["failed"], "open": by["not-shown"], "count": len(judged)}
    words = facts["command"].removeprefix("pytest ")
    verdict = said.text("partial" if facts["partial"] else "whole", words=words, **counts)
    bad = by["failed"] or by["not-shown"]
    intended = (Paragraph(said.set(told["intended"][language])), Paragraph(said.text("model"), "note"))
    sections = (
        Section("intended", said.text("intended"), intended),
        Section("run", said.text("run"), (_facts(facts, said),)),
        Section("summary", said.text("summary"), (_groups(told, judged, said),)),
        Section("deviations", said.text("deviations"), tuple(_deviations(facts, judged, said))),
        Section("trace", said.text("trace"), tuple(_trace(told, judged, said))),
        Section("signing", said.text("signing"), tuple(_signing(said))),
        Section("packages", said.text("packages"), (_packages(packages, said),), "annex"),
    )
    return Document(
        "validation",
        language,
        said.text("title"),
        sections,
        subtitle=f"tirage {facts['version']}",
        verdict=Paragraph(verdict, "bad" if bad else "good"),
    )


def _facts(facts: Mapping[str, Any], said: Said) -> Facts:
    """What was run; hashes in groups."""
    rows = []
    for key, label in said.words["facts"].items():
        value: object = facts[key]
        if key == "altered":
            value = said.text("altered" if value else "no")
        elif isinstance(value, bool):
            value = said.text("yes" if value else "no")
        elif isinstance(value, dict):
            value = ", ".join(f"{count} {said.text(name)}" for name, count in value.items())
        hashed = key in {"fingerprint", "lock", "runtime", "requirements", "results"}
        rows.append(Fact(key, said.set(label), str(value) or "—", "hash" if hashed else "text"))
    return Facts(tuple(rows))


def _groups(told: Mapping[str, Any], judged: Sequence[Judged], said: Said) -> Table:
    """How many requirements of each group came to what."""
    rows = []
    for code, names in told["groups"].items():
        by = Counter(each.result for each in judged if each.id.startswith(f"{code}-"))
        rows.append((said.set(names[said.language]), by.total(), *(by[result] for result in RESULTS)))
    return Table("groups", "", said.columns("group", "requirements", *RESULTS), tuple(rows))


def _deviations(facts: Mapping[str, Any], judged: Sequence[Judged], said: Said) -> Iterator[Block]:
    """Every test that failed or was skipped, with room to judge it; in a whole run what was not run too."""
    rows = tuple(
        (each.id, _marked(each.result, said), case.node, said.text(case.outcome), case.message, "")
        for each in judged
        for case in each.deviations
        if case.outcome != "not-run" or not facts["partial"]
    )
    if not rows:
        yield Paragraph(said.text("no_deviations"))
        return
    yield Paragraph(said.text("assess"), "note")
    keys = ("id", "result", "test", "found", "message", "assessment")
    yield Table("deviations", "", said.columns(*keys), rows)


def _trace(told: Mapping[str, Any], judged: Sequence[Judged], said: Said) -> Iterator[Block]:
    """What is expected; then a table a group: each requirement with its tests and its result."""
    yield Paragraph(said.text("expected"), "note")
    keys = ("id", "statement", "risk", "source", "tests", "result")
    for code, names in told["groups"].items():
        rows = tuple(_row(each, said) for each in judged if each.id.startswith(f"{code}-"))
        yield Table("trace", said.set(names[said.language]), said.columns(*keys), rows, "cards")


def _row(each: Judged, said: Said) -> tuple[Value, ...]:
    tests = (f"{test} ({sum(count)})" for test, count in zip(each.tests, each.counts, strict=True))
    words = said.set(getattr(each, said.language))
    told = (each.id, words, said.text(each.risk), each.source, ", ".join(tests))
    return (*told, _marked(each.result, said))


def _marked(result: str, said: Said) -> Value:
    words = said.text(result)
    return words if result == "shown" else Marked(words, "bad")


def _signing(said: Said) -> Iterator[Signatures]:
    for role in ("prepared", "reviewed", "approved"):
        yield Signatures(said.text(role), ("",))


def _packages(packages: Sequence[Mapping[str, Any]], said: Said) -> Table:
    """The lock, and what is installed; the hashes themselves are in `validation.json`."""
    rows = tuple((each["name"], each["locked"], _installed(each), len(each["hashes"])) for each in packages)
    return Table("packages", "", said.columns("name", "locked", "installed", "hashes"), rows)


def _installed(package: Mapping[str, Any]) -> Value:
    found: str = package["installed"]
    return found if found == package["locked"] else Marked(found or "—", "bad")
