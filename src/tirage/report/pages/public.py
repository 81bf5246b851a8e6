"""The page for everyone: how it was drawn, what that guarantees, how to check. It names no id of anyone."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.records.few_apart import acts_of
from tirage.analysis.disclosure import by_few_seats, disclosed
from tirage.dossier.chain import bodies
from tirage.dossier.entries import Frame, Letters, Pool
from tirage.people.private.small_cells import FEWEST
from tirage.report.document import Document, Facts, Items, Section
from tirage.report.parts import delivered, disclosure, representation
from tirage.report.parts.common import document, fixed, numbered, verdict
from tirage.report.verified import VerifiedDossier
from tirage.report.wording import Wording, exact


def page(dossier: VerifiedDossier, wording: Wording) -> Document:
    """The page; Refused before the draw."""
    dossier.need_draw()
    return document(dossier, wording, "public", verdict(dossier, wording), _sections(dossier, wording))


def _sections(dossier: VerifiedDossier, wording: Wording) -> Iterator[Section]:
    """The promise, how it works, the result, and what anyone can check."""
    how = Items(tuple(_how(dossier, wording)), ordered=True)
    yield Section("how", wording.text("report.title.how"), (how,))
    yield Section("looks", wording.text("report.title.looks"), (representation.overview(dossier, wording),))
    yield from representation.sections(dossier, wording)
    yield Section(
        "guarantee", wording.text("report.title.guarantee"), (Items(tuple(_promises(dossier, wording))),)
    )
    hashes = Facts(fixed(dossier, wording))
    steps = tuple(wording.text(f"report.check.{step}") for step in ("hash", "verify", "line", "ask"))
    yield Section("check", wording.text("report.title.check"), (hashes, Items(steps, ordered=True)))
    if dossier.complete and dossier.outline.quotas:
        own_ids = any(pool.ids == "published" for pool in dossier.bodies(Pool))
        acts = acts_of(dossier.entries)
        found, few = disclosed(dossier.files, acts), by_few_seats(dossier.files, acts, FEWEST)
        given_away = tuple(disclosure.blocks(found, wording, own_ids=own_ids, few=few))
        yield Section("disclosure", wording.text("report.title.disclosure"), given_away)
    limits = tuple(wording.text(f"report.limit.{each}") for each in ("dice", "answers", "one"))
    yield Section("limits", wording.text("report.title.limits"), (Items(limits),))


def _how(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """The steps from the roll to the panel, one sentence each."""
    summary = dossier.outline
    if frame := dossier.last(Frame):
        # A wave that was sent while the assembly sat had no part in it.
        begun = next(place for place, entry in enumerate(dossier.entries) if entry.type == "pool")
        counts = [wave.count for wave in bodies(dossier.entries[:begun], Letters)]
        yield wording.text("report.how.frame", people=frame.people)
        yield wording.text("report.how.letters", letters=sum(counts), waves=len(counts))
    yield wording.text("report.how.volunteers", people=summary.people)
    if summary.quotas:
        yield wording.text("report.how.quotas", quotas=len(summary.quotas), seats=summary.seats)
        yield wording.text("report.how.panels", panels=summary.panels)
    else:
        yield wording.text("report.how.plain", seats=summary.seats, panels=summary.panels)
    assert summary.draw is not None
    time = wording.moment(dossier.panel.time)
    yield wording.text(f"report.how.{summary.draw.by}", number=numbered(dossier), time=time)


def _promises(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """What the assembly promises of its draw, one sentence each."""
    code = "report.promise.quotas" if dossier.outline.quotas else "report.promise.plain"
    yield wording.text(code, panels=dossier.outline.panels)
    yield wording.text(
        "report.promise.fairness", seeks=wording.text(f"fairness.{dossier.outline.fairness}.seeks")
    )
    if dossier.complete:
        yield from _chances(dossier, wording)
    yield wording.text("report.promise.seed")


def _chances(dossier: VerifiedDossier, wording: Wording) -> Iterator[str]:
    """What each volunteer was given, and what is proved of it."""
    found = dossier.chances
    aimed = dossier.summary.aimed
    shares = {"least": found.least, "largest": found.largest, "deviation": aimed.deviation}
    shares |= {"aimed_least": aimed.least, "aimed_largest": aimed.largest}
    yield wording.text(
        "report.promise.range", **{name: wording.percent(each) for name, each in shares.items()}
    )
    if found.never:
        yield wording.text("report.promise.none", count=found.never)
    if found.certain:
        yield wording.text("report.promise.certain", count=found.certain)
    yield from delivered.meeting(dossier, wording, named=False)
    if promised := dossier.summary.guarantee:
        code = "report.promise.least" if promised.proved is None else "report.promise.unproved"
        proved = promised.bound if promised.proved is None else promised.proved
        yield wording.text(
            code,
            bound=exact(promised.bound),
            percent=wording.percent(promised.bound),
            proved=exact(proved),
            proved_percent=wording.percent(proved),
        )
