"""A report as plain text for people and as JSON for programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from . import program, texts
from .report import Check, Report

_HASH = re.compile(r"\b([0-9a-f]{16})[0-9a-f]{48}\b")
_LONGEST = 300


def whole_text(reports: Sequence[Report], language: str) -> str:
    """The verdict of a dossier and of each next assembly in it, in order, then their lists; ends with LF."""
    titles = ["", *(texts.phrase("next", language, "next/" * place) for place in range(1, len(reports)))]
    parts = [
        "\n".join([title, *said] if title else said)
        for part in (opening, listed)
        for title, said in zip(titles, [part(report, language) for report in reports], strict=True)
    ]
    own = texts.phrase("program", language, version=program.version(), hash=grouped(program.fingerprint()))
    return "\n\n".join([*parts, own]) + "\n"


def text(report: Report, language: str) -> str:
    """The verdict, the numbered checklist, and what was not checked; ends with LF."""
    return "\n".join([*opening(report, language), "", *listed(report, language)]) + "\n"


def opening(report: Report, language: str) -> list[str]:
    """What is read first: that it is a rehearsal, the verdict, the head of the journal."""
    lines = [texts.phrase("rehearsal", language)] if report.rehearsal else []
    head = [texts.phrase("head", language, grouped(report.head))] if report.head else []
    return [*lines, verdict(report, language), *head]


def listed(report: Report, language: str) -> list[str]:
    """The numbered checklist, then what was not checked.

    What several checks were not made for is said once, with their numbers.
    """
    apart = shared_reasons(report)
    lines = [
        line(check, language)
        for check in report.checks
        if not _is_beyond(check) and not (check.status == "not-checked" and len(apart[check.got]) > 1)
    ]
    beyond = [line(check, language) for check in report.checks if _is_beyond(check)]
    for why, numbers in apart.items():
        said = texts.value(visible(why), language)
        beyond.append(" " * 9 + texts.phrase("others", language, ", ".join(numbers), said))
    if beyond:
        lines += ["", texts.phrase("not-checked", language), *beyond]
    return [*lines, texts.phrase("rehearsal", language)] if report.rehearsal else lines


def shared_reasons(report: Report) -> dict[str, list[str]]:
    """Reason → numbers of the checks that were not made for it, in their order; part 11 is apart."""
    found: dict[str, list[str]] = {}
    for check in report.checks:
        if check.status == "not-checked" and not _is_beyond(check):
            numbers = found.setdefault(check.got, [])
            if check.number not in numbers:
                numbers.append(check.number)
    return found


def _is_beyond(check: Check) -> bool:
    """Whether it says what no verifier can check."""
    return check.code.startswith(("beyond.", "proof.identity"))


def line(check: Check, language: str) -> str:
    """One line of the checklist, without LF."""
    mark = texts.phrase(f"mark.{check.status}", language)
    parts = [f"{mark} {check.number:5} {texts.sentence(check.code, language)}"]
    if check.file:
        parts.append(f" — {visible(check.file)}")
    if values := said(check, language):
        parts.append(f" ({values})")
    return "".join(parts)


def said(check: Check, language: str) -> str:
    """The values of a check, or why it was not made; empty where its sentence says it all."""
    got, expected = (texts.value(visible(value), language) for value in (check.got, check.expected))
    if check.code == "beyond.head":
        return grouped(got)
    if check.code.startswith("beyond."):
        return got
    if check.status == "not-checked":
        return texts.phrase("why", language, got)
    if check.status == "ok" and got == expected:
        # What is right is said once, and of a hash as much as it takes to recognise it.
        return _HASH.sub(r"\1…", got)
    said = [
        texts.phrase(name, language, value) for name, value in (("got", got), ("expected", expected)) if value
    ]
    return ", ".join(said)


def visible(value: str) -> str:
    """No control character of a hostile file reaches the terminal, and no line is endless."""
    printable = value.isprintable()
    visible = value if printable else "".join(c if c.isprintable() else ascii(c)[1:-1] for c in value)
    return visible if len(visible) <= _LONGEST else visible[:_LONGEST] + "…"


def grouped(digest: str) -> str:
    """A hash in groups of eight characters, to be read aloud and compared."""
    return " ".join(digest[i : i + 8] for i in range(0, len(digest), 8))


def verdict(report: Report, language: str) -> str:
    """The first sentence of the report."""
    failed = sum(check.status == "failed" for check in report.checks)
    passed = sum(check.status == "ok" for check in report.checks)
    # What a void plan of a later draw would have filled stays open; the panel is drawn all the same.
    void = not report.drawn and any(check.code == "beyond.void" for check in report.checks)
    empty = all(check.code != "counts.balance" for check in report.checks)
    # Of a roll there may be letters, and no plan of a panel yet.
    planned = any(check.code == "order.plan" for check in report.checks)
    begun = "opened" if empty else "drawn" if report.drawn else "planned" if planned else "framed"
    if not failed and any(check.code == "no-panel.conflicts" for check in report.checks):
        return texts.phrase("verdict.no-panel", language)
    code = "failed" if failed else "void" if void else begun
    return texts.phrase(f"verdict.{code}", language, count=failed or passed)


def whole_document(reports: Sequence[Report], language: str) -> str:
    """The reports as JSON: values as they are, sentences in `language`; ends with LF.

    That of a next assembly stands under `next` in the one before.
    """
    whole: dict[str, object] = {}
    for report in reversed(reports):
        whole = {**fields(report, language), **({"next": whole} if whole else {})}
    whole["program"] = {"version": program.version(), "sha256": program.fingerprint()}
    return json.dumps(whole, indent=1) + "\n"


def document(report: Report, language: str) -> str:
    """One report as JSON; ends with LF."""
    return json.dumps(fields(report, language), indent=1) + "\n"


def fields(report: Report, language: str) -> dict[str, object]:
    """The values of one report, by the names that they have in JSON."""
    checks = [
        {
            "number": check.number,
            "code": check.code,
            "status": check.status,
            "sentence": texts.sentence(check.code, language),
            "got": check.got,
            "expected": check.expected,
            "file": check.file,
        }
        for check in report.checks
    ]
    return {
        "ok": report.ok,
        "rehearsal": report.rehearsal,
        "drawn": report.drawn,
        "head": report.head,
        "verdict": verdict(report, language),
        "checks": checks,
    }
