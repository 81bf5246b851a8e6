"""What was serious when the frame was closed: each cause accepted with a reason, and no other. Check 1.20.

Whether everything serious was found, only those who hold the lists can say. That no acceptance was taken out,
and that a count announced in the rules was not passed over, is for anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...kernel import Files, Table
from ...reading.journal import may_say
from ...report import Said, faulty, skipped
from ..received import File
from .rules import Rules

FINDINGS = Table()
"""Check 1.20."""
DIFFERS = "count-differs"


def may_have_findings(files: Files) -> bool:
    """Whether findings are on record, or an entry of the frame cannot be read."""
    return may_say(files, "frame", "findings")


@FINDINGS.check("frame.findings", "journal/", due=may_have_findings)
def check_findings(
    frame_act: dict[str, Any],
    rules: Rules | None = None,
    rolls: list[File] | None = None,
    frame_document: dict[str, Any] | None = None,
) -> list[Said]:
    """Every cause that was found is accepted once, with a reason; counts are those that the rules expect."""
    findings, accepted = frame_act.get("findings", []), frame_act.get("accepted", [])
    faults = [*_repeated(findings), *_unaccepted(findings, accepted)]
    expected, electors = rules.expected if rules else {}, _electors(rolls, frame_document)
    if rules is not None:
        faults += _counts(findings, expected, electors)
    # Of a place, or of a list whose rows the record does not count, nothing can be compared.
    compared = [list_ for list_, place in expected if not place and list_ in electors]
    left = [key for key in sorted(expected) if not _is_told(key, findings, electors)]
    untold = [" ".join(filter(None, key)) for key in left]
    checked = len(findings) + len(compared)
    said = [faulty(faults, checked=checked)] if faults or checked else []
    return said + ([skipped(f"not-counted: {', '.join(untold)}")] if untold else [])


@FINDINGS.note("beyond.findings")
def say_findings(frame_act: dict[str, Any]) -> list[Said]:
    """The findings that the frame was closed over: `list-missing LCE 0/0`."""
    words = [
        " ".join(filter(None, (each["cause"], each["subject"], f"{each['count']}/{each['against']}")))
        for each in frame_act.get("findings", [])
    ]
    return [skipped(", ".join(words))] if words else []


def _key(finding: Mapping[str, Any]) -> tuple[str, ...]:
    return finding["subject"], *finding["places"]


def _is_told(key: tuple[str, str], findings: list[Mapping[str, Any]], electors: Mapping[str, int]) -> bool:
    """Whether an expected count is one that can be compared, or is found to be another (11.37)."""
    list_, place = key
    found = [_key(each) for each in findings if each["cause"] == DIFFERS]
    return (not place and list_ in electors) or tuple(filter(None, key)) in found


def _repeated(findings: list[Mapping[str, Any]]) -> Iterator[str]:
    """What is found twice, and would be two things."""
    seen: set[tuple[str, ...]] = set()
    for each in findings:
        key = (each["cause"], *_key(each))
        if key in seen:
            yield " ".join(filter(None, key))
        seen.add(key)


def _unaccepted(findings: list[Mapping[str, Any]], accepted: list[Mapping[str, Any]]) -> Iterator[str]:
    """Causes found and not accepted, accepted and not found, and reasons that say nothing."""
    found, given = {each["cause"] for each in findings}, [each["cause"] for each in accepted]
    yield from sorted(found.symmetric_difference(given))
    if given != sorted(set(given)):
        yield ", ".join(given)
    yield from (f"{each['cause']}: reason" for each in accepted if not each["reason"].strip())


def _counts(
    findings: list[Mapping[str, Any]], expected: Mapping[tuple[str, str], int], electors: Mapping[str, int]
) -> Iterator[str]:
    """Counts that are not those expected and not found to be others, or the other way round."""
    said = {_key(each): each for each in findings if each["cause"] == DIFFERS}
    known = {tuple(filter(None, key)): number for key, number in expected.items()}
    for key, each in sorted(said.items()):
        if known.get(key) != each["against"] or each["count"] == each["against"]:
            yield f"{' '.join(key)}: {each['count']} ≠ {known.get(key, 'absent')}"
    for key, number in sorted(known.items()):
        if len(key) > 1 or key[0] not in electors:
            continue
        found = said[key]["count"] if key in said else number
        if electors[key[0]] != found:
            yield f"{key[0]}: {electors[key[0]]} ≠ {found}"


def _electors(rolls: list[File] | None, document: Mapping[str, Any] | None) -> dict[str, int]:
    """List → rows from which somebody was read, where the record tells."""
    if rolls is None or document is None or any(roll.set_aside and not roll.list for roll in rolls):
        return {}
    found = dict.fromkeys(("LP", "LCM", "LCE", "CC"), 0)
    found |= {each["list"]: each["read"] for each in document["lists"]}
    for roll in rolls:
        if roll.list:
            found[roll.list] -= roll.set_aside
    return found
