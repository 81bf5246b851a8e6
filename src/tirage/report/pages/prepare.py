"""The screen of `tirage prepare`: what was understood of a file, what is proposed, what is to be said."""

from __future__ import annotations

from tirage.acts.pool.prepare import Draft, Made
from tirage.dossier.layout import VOLUNTEERS
from tirage.people.intake.apply import Tally
from tirage.people.intake.bands import ENDLESS
from tirage.people.intake.model import Aside, Choice, Coding
from tirage.people.intake.remarks import LASTING
from tirage.report.causes import cause as in_words
from tirage.report.document import Block, Document, Facts, Paragraph, Section, Table
from tirage.report.wording import NONE, Wording
from tirage.tabular.cells import listed


def page(made: Made, wording: Wording) -> Document:
    """What came of the file; the list of volunteers, or what is to be decided first."""
    if made.prepared is not None:
        return _ready(made, wording)
    draft = made.draft
    pending = draft.recoding.pending
    title = wording.text("prepare.title", file=draft.file.name, rows=len(draft.sheet.rows))
    blocks: list[Block] = [_facts(draft, wording), _columns(draft, wording)]
    tallies = draft.tallies
    blocks += [
        _values(name, coding, tallies.get(name, {}), wording)
        for name, coding in draft.recoding.criteria.items()
        if coding.values or coding.bands or coding.geography
    ]
    blocks += (_aside(cause, each, wording) for cause, each in draft.recoding.aside.items())
    blocks += (wording.paragraph(f"prepare.remark.{code}", **values) for code, values in draft.remarks)
    file = draft.road.recoding
    after = (
        wording.paragraph("prepare.pending", "lead", count=len(pending), file=file),
        wording.paragraph("prepare.how", file=file),
    )
    sections = (Section("understood", "", tuple(blocks)), Section("next", "", after))
    return Document("prepare", wording.language, title, sections, _data(made))


def _ready(made: Made, wording: Wording) -> Document:
    assert made.prepared is not None
    people, left = len(made.prepared.rows), made.prepared.causes
    road = made.draft.road
    kind = "" if road.sent is None else ".answers"
    title = wording.text(f"prepare.ready{kind}", people=people, file=road.listed)
    blocks: list[Block] = [
        wording.paragraph("prepare.left", rows=count, cause=in_words(cause, wording))
        for cause, count in left.items()
    ]
    blocks += (
        wording.paragraph(f"prepare.remark.{code}", **values)
        for code, values in made.draft.remarks
        if code in LASTING
    )
    if made.draft.ignored:
        blocks.append(wording.paragraph("prepare.unread", columns=listed(made.draft.ignored)))
    joining = road.sent is None and road.listed != VOLUNTEERS
    blocks.append(wording.paragraph("volunteers.prepared" if joining else f"prepare.next{kind}"))
    return Document("prepare", wording.language, title, (Section("ready", "", tuple(blocks)),), _data(made))


def _facts(draft: Draft, wording: Wording) -> Facts:
    recoding = draft.recoding
    rows = [
        wording.fact("header", _said(recoding.header, wording)),
        wording.fact("read_as", draft.grid.encoding),
        wording.fact("blank_rows", draft.grid.blank.get(recoding.sheet.value, 0), "count"),
    ]
    if recoding.sheet.value:
        rows.insert(0, wording.fact("sheet", _said(recoding.sheet, wording)))
    if others := [name for name in draft.grid.sheets if name != recoding.sheet.value]:
        rows.insert(1, wording.fact("other_sheets", listed(others)))
    return Facts(tuple(rows))


def _columns(draft: Draft, wording: Wording) -> Table:
    """Column of the file → what it becomes."""
    recoding = draft.recoding
    found: list[tuple[str, Choice]] = [
        (wording.text("prepare.code" if draft.road.sent else "prepare.id"), recoding.id)
    ]
    found += [(name, coding.column) for name, coding in recoding.criteria.items()]
    found += [(wording.text("prepare.home", name=name), each) for name, each in recoding.household.items()]
    rows = [(meaning, each.value or NONE, _state(each, wording)) for meaning, each in found]
    rows += [
        (wording.text(f"prepare.{key}", name=name), each.value or NONE, _state(each, wording))
        for name, coding in recoding.criteria.items()
        for key, each in coding.manners()
    ]
    rows += [(wording.text("prepare.kept"), title, "") for title in recoding.keep]
    rows += [(wording.text("prepare.ignored"), title, "") for title in draft.ignored]
    columns = (
        wording.screen_column("prepare.column.becomes"),
        wording.screen_column("prepare.column.column"),
        wording.screen_column("prepare.column.state"),
    )
    return Table("columns", wording.text("prepare.caption.columns"), columns, tuple(rows))


def _values(name: str, coding: Coding, tally: Tally, wording: Wording) -> Table:
    """What stands in the column of a criterion → its category, with its rows."""
    rows: list[tuple[str, int, str, str]] = []
    for category, (low, high) in coding.bands.items():
        ages, count = f"{low}+" if high == ENDLESS else f"{low}–{high}", tally.get(category, (0, ()))[0]
        rows.append((ages, count, category, wording.text("prepare.state.certain")))
    if coding.geography is not None:
        told = sorted((name, count) for name, (count, _) in tally.items() if name not in coding.values)
        state = _state(coding.geography, wording)
        rows += [(name, count, name, state) for name, count in told if name]
    for value, each in coding.values.items():
        count, shown = tally.get(value, (0, ()))[0], value or wording.text("prepare.blank")
        rows.append((shown, count, each.value or NONE, _state(each, wording)))
    columns = (
        wording.screen_column("prepare.column.value"),
        wording.screen_column("prepare.column.rows", "count"),
        wording.screen_column("prepare.column.category"),
        wording.screen_column("prepare.column.state"),
    )
    caption = wording.text(f"prepare.caption.{coding.read}", name=name, column=coding.column.value)
    return Table(f"values-{name}", caption, columns, tuple(rows))


def _aside(cause: str, aside: Aside, wording: Wording) -> Paragraph:
    lines = aside.lines
    shown = ", ".join(map(str, lines[:10])) + (", …" if len(lines) > 10 else "")
    code = f"prepare.aside.{'sure' if aside.decided else 'proposed'}"
    why = in_words(cause, wording)
    return wording.paragraph(code, rows=len(lines), lines=shown, cause=why)


def _said(choice: Choice, wording: Wording) -> str:
    return choice.value if choice.state == "certain" else f"{choice.value} ({_state(choice, wording)})"


def _state(choice: Choice, wording: Wording) -> str:
    return wording.text(f"prepare.state.{choice.state}")


def _data(made: Made) -> dict[str, object]:
    recoding, prepared = made.draft.recoding, made.prepared
    return {
        "file": made.draft.file.name,
        "sha256": made.draft.grid.sha256,
        "sheet": recoding.sheet.value,
        "header": int(recoding.header.value),
        "pending": [
            {"key": ".".join(place), "proposed": choice.value or None} for place, choice in recoding.pending
        ],
        "volunteers": None if prepared is None else len(prepared.rows),
        "set_aside": {} if prepared is None else dict(prepared.causes),
    }
