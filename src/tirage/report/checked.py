"""The checks that were made just before a report, and what nobody can check."""

from __future__ import annotations

from collections import Counter
from typing import Literal

from tirage.messages.typography import typeset
from tirage.report.blocks import Items, Paragraph, Section, Table
from tirage.report.common import household
from tirage.report.context import Context
from tirage.report.voice import Voice
from tirage.verify import texts
from tirage.verify.checks import Check
from tirage.verify.render import said

Outcome = Literal["passed", "not-applicable", "not-checked"]
NOTHING = {"none", "by-hand", "0"}
"""What the verifier found where a check had nothing to check."""


def checks(known: Context, voice: Voice) -> Section:
    """Every check by its number, how many times it was made, and its result."""
    made = Counter(
        (check.number, check.code, outcome(check, known))
        for check in known.verified.checks
        if not check.code.startswith("beyond.")
    )
    rows = tuple(
        (number, sentence(code, voice), count, result) for (number, code, result), count in made.items()
    )
    columns = (
        voice.column("check"),
        voice.column("sentence"),
        voice.column("times", "count"),
        voice.column("result", "outcome"),
    )
    table = Table("checks", voice.text("report.caption.checks"), columns, rows)
    return Section("checks", voice.text("report.title.checks"), (checked(known, voice), table))


def outcome(check: Check, known: Context) -> Outcome:
    """What came of a check; one with nothing to check has not passed, it does not apply."""
    if check.status == "not-checked":
        return "not-checked"
    if check.code == "lottery.households":
        return "passed" if household(known).seats else "not-applicable"
    # A panel may have the number 0.
    idle = check.got in NOTHING and check.code != "panel.number"
    return "not-applicable" if idle else "passed"


def sentence(code: str, voice: Voice) -> str:
    """What a check says, as it is printed."""
    words = texts.sentence(code, voice.language)
    return typeset(words) if voice.language == "fr" else words


def checked(known: Context, voice: Voice) -> Paragraph:
    """How many checks passed, how many did not apply, and how many points stay open; none failed."""
    found = Counter(outcome(check, known) for check in known.verified.checks)
    return voice.paragraph(
        "report.checked", passed=found["passed"], idle=found["not-applicable"], open=found["not-checked"]
    )


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
