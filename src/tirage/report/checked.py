"""The checks that were made just before a report, and what nobody can check."""

from __future__ import annotations

from collections import Counter

from tirage.messages.typography import typeset
from tirage.report.blocks import Items, Paragraph, Section, Table
from tirage.report.context import Context
from tirage.report.voice import Voice
from tirage.verify import texts
from tirage.verify.render import said


def checks(known: Context, voice: Voice) -> Section:
    """Every check by its number, how many times it was made, and its result."""
    made: Counter[tuple[str, str, str]] = Counter()
    for check in known.verified.checks:
        if not check.code.startswith("beyond."):
            made[check.number, check.code, check.status] += 1
    rows = tuple(
        (number, sentence(code, voice), count, True if status == "ok" else None)
        for (number, code, status), count in made.items()
    )
    columns = (
        voice.column("check"),
        voice.column("sentence"),
        voice.column("times", "count"),
        voice.column("result", "met"),
    )
    table = Table("checks", voice.text("report.caption.checks"), columns, rows)
    return Section("checks", voice.text("report.title.checks"), (checked(known, voice), table))


def sentence(code: str, voice: Voice) -> str:
    """What a check says, as it is printed."""
    words = texts.sentence(code, voice.language)
    return typeset(words) if voice.language == "fr" else words


def checked(known: Context, voice: Voice) -> Paragraph:
    """How many checks, all passed, by which program."""
    statuses = Counter(check.status for check in known.verified.checks)
    return voice.paragraph("report.checked", passed=statuses["ok"], open=statuses["not-checked"])


def beyond(known: Context, voice: Voice) -> Section:
    """What neither this report nor any verifier can say."""
    words = []
    for check in known.verified.checks:
        if check.code.startswith("beyond."):
            values = said(check, voice.language)
            words.append(sentence(check.code, voice) + (f" ({values})." if values else "."))
    words.append(voice.text("report.beyond.report"))
    if known.census is not None:
        words.append(voice.text("report.beyond.census"))
    return Section("beyond", voice.text("report.title.beyond"), (Items(tuple(words)),))
