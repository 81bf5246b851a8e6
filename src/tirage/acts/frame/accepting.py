"""What is seriously wrong with a frame stops it, unless its cause is accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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
    return [
        Defect("frame.finding", where, None, None, {"finding": tuple(said), "cause": cause})
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
    **body: object,
) -> entries.Frame:
    """The entry that closes the frame; `body`: its other keys.

    Without a finding it has no key for any, and none for a geography where the rules have no places.
    """
    placed = {} if geography is None else {"geography": sha256(geography.data)}
    if not findings:
        form = entries.FrameOfPlaces if placed else entries.Frame
        return form.model_validate({**body, **placed})
    said = [
        entries.FrameFound(
            cause=each.cause, subject=each.subject, places=each.places, count=each.count, against=each.against
        )
        for each in findings
    ]
    why = [entries.FrameAccepted(cause=cause, reason=reason) for cause, reason in accepted.items()]
    over = entries.FrameOfPlacesOverFindings if placed else entries.FrameOverFindings
    return over.model_validate({**body, **placed, "findings": said, "accepted": why})
