"""A lottery on a screen, before its chance or after: title, quotas, the chances of all, and the proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from tirage.analysis.limits import Limits
from tirage.chances.instance import MILLIONTHS
from tirage.dossier.documents.certificate import Certificate
from tirage.dossier.layout import CERTIFICATE, CHANCES, LOTTERY
from tirage.draws.documents import csv_rows
from tirage.draws.draw_up import HAD
from tirage.i18n.numbers import decimal
from tirage.lottery.panel_count import MOST_PANELS, NEAR
from tirage.quotas.model import BoundCount
from tirage.report.document import Block, Marked, Paragraph, Table, Value
from tirage.report.guarantee import limits_of
from tirage.report.rendering.data import plain
from tirage.report.summary import Outline, Summary, criteria
from tirage.report.wording import Wording, abridged, exact

if TYPE_CHECKING:
    from tirage.analysis.crossings.diversity import Diversity
    from tirage.analysis.replaceable import Replaceable

NAMED = 3
"""Categories named of those with the most members whom nobody could follow."""
BOUND = 4
"""Quotas named of those that bind the least chance; the others are counted."""


def title(summary: Summary, wording: Wording) -> str:
    """How many seats, people and panels; the number of the panel where one was drawn."""
    known = {"seats": summary.seats, "people": summary.people, "panels": summary.panels}
    if summary.draw is not None:
        return wording.text("show.title.drawn", number=numbered(summary, summary.draw.number), **known)
    last = str(summary.panels - 1)
    return wording.text("show.title.planned", first="0" * len(last), last=last, **known)


def numbered(summary: Outline, number: int) -> str:
    """The number of a panel, with the zeros that the balls have."""
    return str(number).zfill(len(str(summary.panels - 1)))


def rehearsal(summary: Summary, wording: Wording) -> str:
    """The warning of a rehearsal; empty for a draw."""
    return wording.text("show.rehearsal") if summary.rehearsal else ""


def quotas(summary: Summary, wording: Wording) -> Block:
    """Volunteers and seats of each category beside its limits; a sentence where there are no quotas."""
    if not summary.quotas:
        return wording.paragraph("show.no_quotas")
    drawn = summary.draw is not None
    keys = [key for key in ("volunteers", "minimum", "seats", "maximum") if drawn or key != "seats"]
    columns = (
        wording.screen_column("show.criterion", "group"),
        wording.screen_column("show.category"),
        *(wording.screen_column(f"show.{key}", "count") for key in keys),
    )
    rows = ((line.criterion, line.category, *(_limit(line, key) for key in keys)) for line in summary.quotas)
    return Table("quotas", "", columns, tuple(rows))


def _limit(line: BoundCount, key: str) -> Value:
    if key == "seats" and line.seats is not None:
        return Marked(line.seats, "good" if line.met else "bad")
    value: int = getattr(line, key)
    return value


def met(summary: Summary, wording: Wording) -> Paragraph:
    """Whether every quota is met; a panel was drawn."""
    unmet = sum(not line.met for line in summary.quotas)
    return wording.paragraph("show.unmet", count=unmet) if unmet else wording.paragraph("show.met")


def chances(summary: Summary, files: Mapping[str, bytes], wording: Wording) -> Iterator[Block]:
    """The smallest and the largest chance, those at the ends, and what is proved."""
    yield from map(Paragraph, extremes(summary, files, wording))
    aimed = {name: wording.percent(share) for name, share in asdict(summary.aimed).items()}
    yield wording.paragraph("show.aimed", **aimed)
    from tirage.assembly.remaining import references_in

    names = references_in(files)
    for key in ("never", "unplaced", "always"):
        if pids := getattr(summary, key):
            who = abridged([names.get(pid, pid) for pid in pids])
            yield wording.paragraph(f"show.{key}", "note", count=len(pids), pids=who)
    yield from _made_up(summary, files, wording)
    yield from map(Paragraph, guarantee(summary, files, wording))
    yield from _coarse(summary, wording)
    yield from map(Paragraph, objective(summary, files, wording))


def in_all(files: Mapping[str, bytes]) -> list[Fraction]:
    """Everyone's chance in this draw and those before, as given, where that counts; else nothing."""
    panels = files[LOTTERY].count(b"\n")
    header, *rows = csv_rows(files[CHANCES])
    if header[-1] != HAD:
        return []
    return [Fraction(int(row[1]), panels) + Fraction(int(row[3]), MILLIONTHS) for row in rows]


def _made_up(summary: Summary, files: Mapping[str, bytes], wording: Wording) -> Iterator[Block]:
    """Who had so much before that this draw gives them nothing, and what everybody has with it."""
    whole = in_all(files)
    if not whole:
        return
    nothing = {row[0] for row in csv_rows(files[CHANCES])[1:] if row[2] == "0"}.difference(summary.never)
    if nothing:
        yield wording.paragraph("show.passed", "note", count=len(nothing))
    ends = {"least": wording.percent(min(whole)), "largest": wording.percent(max(whole))}
    yield wording.paragraph("show.in_all", **ends)


def extremes(summary: Summary, files: Mapping[str, bytes], wording: Wording) -> Iterator[str]:
    """The smallest and the largest chance given, how many people have it, and the features of one of them."""
    names = criteria(files)
    for code, extreme in (("show.least", summary.least), ("show.greatest", summary.greatest)):
        yield wording.text(
            code if names else f"{code}.plain",
            panels=extreme.panels,
            total=summary.panels,
            percent=wording.percent(Fraction(extreme.panels, summary.panels)),
            people=extreme.people,
            features=", ".join(
                f"{name} {value}" for name, value in zip(names, extreme.features, strict=True)
            ),
        )


def guarantee(summary: Summary, files: Mapping[str, bytes], wording: Wording) -> Iterator[str]:
    """The bound of the smallest chance and what limits it; nothing where none is claimed.

    Where whole panels cannot give what the quotas would allow, no quota is named.
    """
    found = summary.guarantee
    if found is None:
        return
    code = "show.proof" if found.proved is None else "show.unproved"
    if found.in_all:
        yield wording.text(
            f"{code}.cumulated",
            percent=wording.percent(found.bound),
            apart=_apart(wording) if summary.never else "",
            achieved=wording.percent(found.achieved),
            **_shares("proved", found.proved, wording),
        )
        return
    yield wording.text(
        code if summary.quotas else f"{code}.plain",
        bound=exact(found.bound),
        percent=wording.percent(found.bound),
        apart=_apart(wording) if summary.never else "",
        achieved=f"{found.achieved * summary.panels}/{summary.panels}",
        **_shares("proved", found.proved, wording),
    )
    limits = limits_of(files, summary.never, summary.seats)
    if limits is not None and limits.value == found.value:
        yield from limited(limits, wording, apart=bool(summary.never), plain=not summary.quotas)


def limited(found: Limits, wording: Wording, *, apart: bool, plain: bool) -> Iterator[str]:
    """What keeps the least chance from being larger.

    `apart`: whether there are people whom no panel can hold, who are left aside; `plain`: without quotas.
    """
    known = {"without": wording.percent(found.without_quotas), "apart": _apart(wording) if apart else ""}
    if not found.rows:
        code = "show.limits.households" if found.households else "show.limits.seats"
        yield wording.text(f"{code}.plain" if plain else code, **known)
        return
    rows = [wording.text(f"show.binding.{row.limit}", **asdict(row)) for row in found.rows[:BOUND]]
    if len(found.rows) > len(rows):
        rows.append(wording.text("show.binding.more", count=len(found.rows) - len(rows)))
    yield wording.text("show.binding", rows=wording.joined(rows), **known)


def _apart(wording: Wording) -> str:
    return wording.text("show.proof.apart")


def _shares(name: str, share: Fraction | None, wording: Wording) -> dict[str, str]:
    """A share as a fraction and as a percentage, where there is one."""
    return {} if share is None else {name: exact(share), f"{name}_percent": wording.percent(share)}


def objective(summary: Summary, files: Mapping[str, bytes], wording: Wording) -> Iterator[str]:
    """What is sought beyond the smallest chance; and that it was searched for, where it was."""
    certificate = Certificate.from_bytes(files[CERTIFICATE])
    levels = len(certificate.levels)
    code = f"show.{summary.fairness}{'.unproved' if summary.unproved else ''}"
    unproved = sum(about.isdigit() for about in summary.unproved)
    yield wording.text(code, levels=levels, unproved=unproved, **_sought(summary, wording))
    if certificate.method == "columns":
        yield wording.text("show.columns", gap=f"{float(summary.largest_gap):.2g}")


def values(summary: Summary, files: Mapping[str, bytes], *, everyone: bool = False) -> dict[str, Any]:
    """The summary as JSON values; fractions as text, everyone's chance on request."""
    found: dict[str, Any] = plain(asdict(summary))
    if everyone:
        found["chances"] = [
            {"pid": pid, "panels": int(count), "chance": chance}
            for pid, count, chance, *_ in csv_rows(files[CHANCES])[1:]
        ]
    return found


def replaceable(found: Replaceable | None, wording: Wording) -> Iterator[Paragraph]:
    """How many seats nobody else could take, and in which categories; nothing where it is not known."""
    if found is None:
        return
    facts = {"seats": found.seats, "remaining": found.remaining}
    if not found.mean:
        yield wording.paragraph("alone.none.tolerant" if found.tolerant else "alone.none", **facts)
        return
    yield wording.paragraph(
        "alone.some.tolerant" if found.tolerant else "alone.some",
        "note",
        mean=wording.decimal(found.mean, 1),
        best=found.best,
        worst=found.worst,
        looser=wording.decimal(found.looser, 1),
        **facts,
    )
    most = sorted(found.lacking, key=lambda each: (-each.alone, each.criterion, each.category))[:NAMED]
    rows = [
        wording.text(
            "alone.row",
            criterion=each.criterion,
            category=each.category,
            alone=wording.decimal(each.alone, 1),
            seats=wording.decimal(each.seats, 1),
        )
        for each in most
    ]
    yield wording.paragraph("alone.where", rows=wording.joined(rows))
    if found.examined < found.panels:
        yield wording.paragraph("alone.examined", examined=found.examined, panels=found.panels)


def diversity(found: Diversity | None, wording: Wording) -> Iterator[Paragraph]:
    """How many combinations of two categories a panel holds, and the most possible; nothing without any."""
    if found is None:
        return
    shares = {
        name: wording.decimal(getattr(found, name), 1)
        for name in ("mean", "possible", "apart", "least_apart")
    }
    known = {"cells": found.cells, "seats": found.seats, "worst": found.worst, "best": found.best}
    yield wording.paragraph("mixed.held.preferred" if found.preferred else "mixed.held", **known, **shares)
    yield wording.paragraph("mixed.apart", **known, **shares)
    if found.examined < found.panels:
        yield wording.paragraph("alone.examined", examined=found.examined, panels=found.panels)


def _coarse(summary: Summary, wording: Wording) -> Iterator[Paragraph]:
    """A warning where somebody's chance is further off than NEAR, and how many panels would be enough."""
    if summary.aimed.deviation <= NEAR:
        return
    off, near = wording.percent(summary.aimed.deviation), wording.percent(NEAR)
    known = {"panels": summary.panels, "deviation": off, "near": near}
    if summary.enough is None:
        yield wording.paragraph("note.coarse.most", "note", **known, most=MOST_PANELS)
    else:
        yield wording.paragraph("note.coarse", "note", **known, enough=str(summary.enough))


def _sought(summary: Summary, wording: Wording) -> dict[str, str]:
    """Smallest and largest chance, and the factor that is left open, where the objective has them."""
    if summary.objective is None:
        return {}
    sought = {"cap": summary.objective.get("cap"), "floor": summary.objective.get("floor", {}).get("value")}
    shares = {name: wording.percent(Fraction(share)) for name, share in sought.items() if share}
    digits = 9 if summary.fairness == "nash" else 4
    return shares | {"bound": decimal(Fraction(summary.objective["bound"]), wording.language, digits)}
