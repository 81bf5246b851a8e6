"""What a lottery delivers, in a few sentences: counted in its panels, the target beside it by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tirage.chances.instance import Profiles, profiles
from tirage.dossier.layout import LOTTERY, PANEL, POOL, SEATS
from tirage.draws.documents import csv_rows
from tirage.lottery.meetings import Meeting, most_often
from tirage.report.summary import Summary, criteria, summarise
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def sentences(summary: Summary, wording: Wording) -> Iterator[str]:
    """The smallest and the largest chance given, and how many people have none or are certain."""
    shares = {
        "least": Fraction(summary.least.panels, summary.panels),
        "largest": Fraction(summary.greatest.panels, summary.panels),
        "aimed_least": summary.aimed.least,
        "aimed_largest": summary.aimed.largest,
        "deviation": summary.aimed.deviation,
    }
    words = {name: wording.percent(share) for name, share in shares.items()}
    yield wording.text("report.delivered", panels=summary.panels, **words)
    none = len(summary.never) + len(summary.unplaced)
    yield wording.text("report.delivered.ends", never=none, certain=len(summary.always))


def planned(files: Mapping[str, bytes]) -> Summary:
    """The summary of a later draw's files without its result, whatever its number was."""
    return summarise({name: data for name, data in files.items() if name not in {PANEL, SEATS}})


def meeting(dossier: VerifiedDossier, wording: Wording, *, named: bool) -> Iterator[str]:
    """How often two profiles meet at most, for their seats; which, if `named`.

    Nothing where few meet, nor without quotas: then no category tells profiles apart.
    """
    if not dossier.quotas.bounds:
        return
    files = dossier.files
    rows = csv_rows(files[POOL])[1:]
    grouped = profiles(
        [tuple(row[2:]) for row in rows],
        [row[1] for row in rows],
        dossier.quotas.bounds,
        dossier.summary.seats,
    )
    found = _met(files, grouped, [row[0] for row in rows])
    if found is None:
        return
    if not named:
        yield wording.text("report.meeting.public", ratio=wording.decimal(found.ratio))
        return
    names = criteria(files)
    first, second = (
        ", ".join(f"{name} {value}" for name, value in zip(names, grouped.profiles[t].features, strict=True))
        for t in (found.first, found.second)
    )
    code = "report.meeting.same" if found.first == found.second else "report.meeting"
    yield wording.text(
        code,
        first=first,
        second=second,
        together=found.together,
        expected=wording.decimal(found.expected, 1),
        ratio=wording.decimal(found.ratio),
    )


def _met(files: Mapping[str, bytes], grouped: Profiles, pids: list[str]) -> Meeting | None:
    profile = {pids[i]: t for t, members in enumerate(grouped.members) for i in members}
    lines = files[LOTTERY].decode().splitlines()
    return most_often([[profile[pid] for pid in line.split(",")] for line in lines], len(grouped.profiles))
