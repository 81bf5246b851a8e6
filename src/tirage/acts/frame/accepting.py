"""What is seriously wrong with a frame stops it, unless its cause is accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict

from tirage.dossier import entries
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.geography import PublishedGeography
from tirage.errors import Defect
from tirage.i18n.note import Note
from tirage.people.frame.findings import CAUSES, FrameFinding
from tirage.tabular.cells import clean, quoted

LONGEST = 500
"""Characters of a reason."""
OPTION = "--accept"


def reasons(given: Mapping[str, str]) -> tuple[dict[str, str], list[Defect]]:
    """(cause → reason, clean and sorted; a defect for each that is none).

    A reason is published with the journal: a sentence that names nobody.
    """
    defects = [
        Defect(
            "frame.accept.unknown", OPTION, None, None, {"cause": quoted(cause), "known": ", ".join(CAUSES)}
        )
        for cause in given
        if cause not in CAUSES
    ]
    found = {cause: clean(" ".join(reason.split())) for cause, reason in sorted(given.items())}
    defects += (
        Defect("frame.accept.reason", OPTION, None, None, {"cause": quoted(cause), "longest": LONGEST})
        for cause, reason in found.items()
        if not reason or len(reason) > LONGEST
    )
    return found, defects


def refused(findings: Iterable[FrameFinding], accepted: Mapping[str, str], where: str) -> list[Defect]:
    """A defect for each cause found that is not accepted; `where`: the files, as the user named them."""
    notes: dict[str, list[Note]] = {}
    for each in findings:
        if each.cause not in accepted:
            notes.setdefault(each.cause, []).append(each.note)
    # The rolls may be whole: it is the list of exclusion that nobody is found by.
    codes = {"exclusion-unmatched": "frame.exclusion"}
    return [
        Defect(codes.get(cause, "frame.finding"), where, None, None, {"finding": tuple(said), "cause": cause})
        for cause, said in notes.items()
    ]


def needless(findings: Iterable[FrameFinding], accepted: Mapping[str, str]) -> list[Defect]:
    """A defect for each cause that is accepted and was not found."""
    there = {each.cause for each in findings}
    return [
        Defect("frame.accept.needless", OPTION, None, None, {"cause": cause})
        for cause in accepted
        if cause not in there
    ]


def frame_entry(
    findings: Sequence[FrameFinding],
    accepted: Mapping[str, str],
    geography: PublishedGeography | None,
    declared: Mapping[str, object],
    **body: object,
) -> entries.Body:
    """The entry that closes the frame.

    `declared`: keys about homes that are none, about parts and about lists of exclusion; `body`: others.

    Without a finding it has no key for any, none for a geography where the rules have no places, and none for
    addresses that are no household where nobody lives at one.
    """
    more: dict[str, object] = {}
    if geography is not None:
        more["geography"] = sha256(geography.data)
    more |= declared
    if findings:
        more["findings"] = [asdict(each) | {"places": list(each.places)} for each in findings]
        more["accepted"] = [{"cause": cause, "reason": reason} for cause, reason in accepted.items()]
    return entries.read_body("frame", {**body, **more})
