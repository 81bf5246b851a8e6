"""A list of people: who sits, whom to telephone, whom to remind; with names where they are asked for."""

from __future__ import annotations

from collections.abc import Iterator

from tirage.acts.life.members import List, Listed, People, is_private
from tirage.people.private.directory import NOBODY
from tirage.report.document import Block, Column, Document, Section, Table, Value
from tirage.report.wording import Wording

CONTACT = {"name": "label", "phone": "phone", "email": "email", "address": "address"}
"""Key of a column → what it has of a contact."""


FEW = 5
"""Successors who are few."""


def page(found: People, wording: Wording, *, names: bool) -> Document:
    """The list; `names`: with names and contacts, for the eyes of the organiser."""
    columns = tuple(_columns(found, wording, names=names))
    rows = tuple(_row(found, each, columns, wording) for each in found.rows)
    counts = {"count": len(rows), "date": wording.day(found.day), "accepted": found.answered}
    blocks: list[Block] = [wording.paragraph(f"members.said.{found.kind}", "lead", **counts)]
    if rows:
        caption = wording.text("members.named" if names else "members.profiles")
        blocks.append(Table(str(found.kind), caption, columns, rows))
    if found.followers:
        some = list(found.followers.values())
        few = sum(1 <= each <= FEW for each in some)
        code = "members.followers" if few or 0 in some else "members.followed"
        blocks.append(wording.paragraph(code, nobody=some.count(0), few=few, most=FEW))
    if names and not is_private(found.dossier):
        blocks.append(wording.paragraph("members.nameless", "note"))
    title = wording.text(f"members.list.{found.kind}")
    subtitle = found.dossier.named.name
    sections = (Section("people", "", tuple(blocks)),)
    rehearsal = wording.text("show.rehearsal") if found.dossier.rehearsal else ""
    return Document(
        "members", wording.language, title, sections, _data(found, names=names), subtitle, rehearsal
    )


def _columns(found: People, wording: Wording, *, names: bool) -> Iterator[Column]:
    """Those that somebody of the list has something in."""

    def ours(key: str) -> Column:
        return Column(key, wording.text(f"members.column.{key}"), "count" if key == "days" else "text")

    yield ours("reference")
    if names:
        yield from (ours(key) for key in CONTACT)
    if found.kind is List.calls:
        yield ours("role")
    if found.kind is not List.volunteers:
        yield ours("since")
    if found.kind in {List.calls, List.reminders}:
        yield ours("days")
    else:
        yield from (ours(key) for key in ("until", "accepted") if _has(found, key))
    if any(row.member is not None and row.member.cohort for row in found.rows):
        yield ours("cohort")
    yield from (Column(f"criterion {name}", name) for name in found.criteria)


def _has(found: People, key: str) -> bool:
    return any(row.member is not None and getattr(row.member, key) is not None for row in found.rows)


def _row(found: People, each: Listed, columns: tuple[Column, ...], wording: Wording) -> tuple[Value, ...]:
    contact, member = found.contacts.get(each.pid, NOBODY), each.member
    role = wording.text("members.alternate", place=str(each.place)) if each.place else ""
    cells: dict[str, Value] = {
        "reference": each.reference,
        "role": role or wording.text("members.member"),
        **{key: getattr(contact, own) or None for key, own in CONTACT.items()},
        **dict(zip((f"criterion {name}" for name in found.criteria), each.features, strict=True)),
        "days": each.days if member is not None else None,
    }
    if member is not None:
        days = {"since": member.since, "until": member.until, "accepted": member.accepted}
        cells |= {key: wording.day(day) if day is not None else None for key, day in days.items()}
        cells["cohort"] = str(member.cohort)
    return tuple(cells.get(column.key) for column in columns)


def _data(found: People, *, names: bool) -> dict[str, object]:
    return {
        "list": str(found.kind),
        "day": found.day.isoformat(),
        "accepted": found.answered,
        "followers": dict(found.followers),
        "people": [_person(found, each, names=names) for each in found.rows],
    }


def _person(found: People, each: Listed, *, names: bool) -> dict[str, object]:
    """The values of one person: seat null for one who has none, place 0 for one who is no alternate."""
    member, contact = each.member, found.contacts.get(each.pid, NOBODY)
    seat = None
    if member is not None:
        seat = {
            "since": member.since.isoformat(),
            "until": member.until.isoformat() if member.until else None,
            "accepted": member.accepted.isoformat() if member.accepted else None,
            "cohort": member.cohort,
            "waiting": each.days,
        }
    said: dict[str, object] = {
        "pid": each.pid,
        "reference": each.reference,
        "profile": dict(zip(found.criteria, each.features, strict=True)),
        "seat": seat,
        "alternate": each.place,
    }
    return {**said, **{key: getattr(contact, own) for key, own in CONTACT.items()}} if names else said
