"""The page for everyone: how it was drawn, what that guarantees, how to check. It names no id of anyone."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.report.document import Document, Facts, Items, Section
from tirage.report.parts import representation
from tirage.report.parts.chances import short
from tirage.report.parts.common import document, fixed, moment, numbered, verdict
from tirage.report.parts.letters import waves
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording


def page(known: VerifiedDossier, voice: Wording) -> Document:
    """The page; Refused before the draw."""
    known.need_draw()
    return document(known, voice, "public", verdict(known, voice), _sections(known, voice))


def _sections(known: VerifiedDossier, voice: Wording) -> Iterator[Section]:
    how = Items(tuple(_how(known, voice)), ordered=True)
    yield Section("how", voice.text("report.title.how"), (how,))
    yield Section("looks", voice.text("report.title.looks"), (representation.overview(known, voice),))
    yield from representation.sections(known, voice)
    yield Section("guarantee", voice.text("report.title.guarantee"), (Items(tuple(_promises(known, voice))),))
    hashes = Facts(fixed(known, voice))
    steps = tuple(voice.text(f"report.check.{step}") for step in ("hash", "verify", "line", "ask"))
    yield Section("check", voice.text("report.title.check"), (hashes, Items(steps, ordered=True)))
    limits = tuple(voice.text(f"report.limit.{each}") for each in ("dice", "answers", "one"))
    yield Section("limits", voice.text("report.title.limits"), (Items(limits),))


def _how(known: VerifiedDossier, voice: Wording) -> Iterator[str]:
    summary = known.summary
    if known.framed:
        found = waves(known.files)
        yield voice.text("report.how.frame", people=known.act("frame")["people"])
        yield voice.text(
            "report.how.letters", letters=sum(wave.drawn or 0 for wave in found), waves=len(found)
        )
    yield voice.text("report.how.volunteers", people=summary.people)
    yield voice.text("report.how.quotas", quotas=len(summary.quotas), seats=summary.seats)
    yield voice.text("report.how.panels", panels=summary.panels)
    assert summary.draw is not None
    time = moment(known.panel.time, voice)
    yield voice.text(f"report.how.{summary.draw.by}", number=numbered(known), time=time)


def _promises(known: VerifiedDossier, voice: Wording) -> Iterator[str]:
    found = known.chances
    yield voice.text("report.promise.quotas", panels=known.summary.panels)
    yield voice.text("report.promise.fairness", seeks=voice.text(f"fairness.{known.summary.fairness}.seeks"))
    aimed = known.summary.aimed
    shares = {"least": found.least, "largest": found.largest}
    shares |= {"aimed_least": aimed.least, "aimed_largest": aimed.largest}
    yield voice.text("report.promise.range", **{name: voice.percent(each) for name, each in shares.items()})
    if found.never:
        yield voice.text("report.promise.none", count=found.never)
    if known.summary.guarantee:
        bound = known.summary.guarantee.bound
        yield voice.text("report.promise.least", bound=short(bound), percent=voice.percent(bound))
    yield voice.text("report.promise.seed")
