"""Quotas from a YAML file: criteria, crossings, and the changes that led to them from other quotas."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from tirage.quotas.amendments import Amendment, Limit, Move
from tirage.quotas.drafts import BoundDraft, CriterionDraft, Drafts, Findings, Place
from tirage.quotas.model import SIGN, parts, percent, seat_range
from tirage.quotas.yaml_entries import (
    CUT_SHARE,
    Entry,
    entries_of,
    items_of,
    known_keys,
    place_of,
    scalar,
    whole_number,
)
from tirage.tabular.cells import clean, closest, quoted
from tirage.tabular.yaml_nodes import NotYaml, compose

KEYS = ("date", "reason", "from_sha256", "rows")
ROW_KEYS = ("criterion", "category", "limit", "from", "to")
LIMITS: Mapping[str, Limit] = {"minimum": "minimum", "maximum": "maximum"}
LONGEST = 500
"""Characters of a reason: it is published, and read aloud."""
_HASH = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_changes(entry: Entry, drafts: Drafts, findings: Findings) -> tuple[Amendment, ...]:
    """The changes in their order; those in which something was found are left out."""
    found: list[tuple[Place, Amendment]] = []
    rows: list[tuple[Place, Move]] = []
    for item in items_of(entry, findings):
        keys = _complete(item, KEYS, findings)
        if keys is not None:
            own = [row for row in _rows(keys["rows"], findings) if row]
            amendment = _amendment(keys, tuple(move for _, move in own), findings)
            rows += own
            if amendment is not None:
                found.append((keys["date"][0], amendment))
    for (_, before), (place, after) in pairwise(found):
        if after.date < before.date:
            findings.add("quotas.changes.order", place, found=after.date, before=before.date)
    _check_ends(rows, drafts, findings)
    return tuple(amendment for _, amendment in found)


def one_line(reason: str) -> str:
    """A reason as it is kept: every white space a single blank."""
    return " ".join(clean(reason).split())


def reason_fault(reason: str) -> tuple[str, Mapping[str, object]] | None:
    """Code and values of the defect of a text to be published and read aloud; None where it has none."""
    values = {"found": quoted(reason), "length": len(reason), "longest": LONGEST}
    if not reason:
        return "quotas.changes.reason.blank", values
    if len(reason) > LONGEST:
        return "quotas.changes.reason.long", values
    return None if reason.isprintable() else ("quotas.changes.reason.hidden", values)


def _complete(entry: Entry, wanted: tuple[str, ...], findings: Findings) -> Mapping[str, Entry] | None:
    """The entries of a mapping that has exactly these keys."""
    keys = known_keys(entry, wanted, findings)
    if keys is None:
        return None
    missing = [key for key in wanted if key not in keys]
    for key in missing:
        findings.add("quotas.key.missing", Place(entry[0].line, key, entry[0].position))
    return None if missing else keys


def _amendment(keys: Mapping[str, Entry], moves: tuple[Move, ...], findings: Findings) -> Amendment | None:
    """The amendment of one entry of `changes`; None, and findings, where something in it is wrong."""
    before = len(findings.defects)
    day, reason, digest = (scalar(keys[key], findings) or "" for key in ("date", "reason", "from_sha256"))
    if len(findings.defects) > before:
        return None
    if not _is_day(day):
        findings.add("quotas.changes.date", keys["date"][0], found=quoted(day))
    reason = one_line(reason)
    if fault := reason_fault(reason):
        findings.add(fault[0], keys["reason"][0], **fault[1])
    if not _HASH.fullmatch(digest):
        findings.add("quotas.changes.sha256", keys["from_sha256"][0], found=quoted(digest))
    sound = len(findings.defects) == before and moves
    return Amendment(day, reason, digest, moves) if sound else None


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _rows(entry: Entry, findings: Findings) -> Iterator[tuple[Place, Move] | None]:
    for item in items_of(entry, findings):
        yield _row(item, findings)


def _row(entry: Entry, findings: Findings) -> tuple[Place, Move] | None:
    """The limit that one row changes, and where it stands; None, and findings, where it is wrong."""
    keys = _complete(entry, ROW_KEYS, findings)
    if keys is None:
        return None
    criterion, category, limit = (scalar(keys[key], findings) for key in ROW_KEYS[:3])
    start, end = (whole_number(keys, key, None, findings) for key in ROW_KEYS[3:])
    if limit is not None and limit not in LIMITS:
        findings.add("quotas.changes.limit", keys["limit"][0], found=quoted(limit))
        return None
    if criterion is None or category is None or limit is None or start is None or end is None:
        return None
    return keys["criterion"][0], Move(criterion, category, LIMITS[limit], start, end)


def _check_ends(rows: list[tuple[Place, Move]], drafts: Drafts, findings: Findings) -> None:
    """Every row changes a limit of the file, from where it was left."""
    limits = {
        (SIGN.join(parts(each.name)), SIGN.join(parts(part.name))): part
        for each in (*drafts.criteria, *drafts.crossings)
        for part in each.bounds
    }
    last: dict[tuple[str, str, Limit], tuple[Place, Move]] = {}
    for place, move in rows:
        names = {"criterion": quoted(move.criterion), "category": quoted(move.category)}
        if (move.criterion, move.category) not in limits:
            nearest = closest(f"{move.criterion} {move.category}", (f"{c} {p}" for c, p in limits))
            findings.add("quotas.changes.unknown", place, closest=nearest, **names)
            continue
        key = (move.criterion, move.category, move.limit)
        if key in last and last[key][1].after != move.before:
            values = {"found": move.before, "before": last[key][1].after}
            findings.add("quotas.changes.gap", place, **names, limit=move.limit, **values)
        last[key] = place, move
    for (criterion, category, limit), (place, move) in last.items():
        bound = _bound(limits[criterion, category], limit)
        if bound is not None and bound != move.after:
            names = {"criterion": quoted(criterion), "category": quoted(category)}
            findings.add("quotas.changes.end", place, **names, limit=limit, found=move.after, bound=bound)


def _bound(part: BoundDraft, limit: Limit) -> int | None:
    return part.minimum if limit == "minimum" else part.maximum


VERSION = "quotas/1"
REQUIRED_KEYS = ("tirage", "criteria")
TOP_KEYS = (*REQUIRED_KEYS, "crossings", "source", "note", "changes")
BOUND_KEYS = ("minimum", "maximum")
SHARE_KEYS = ("share", "tolerance")
FLEX_KEYS = ("min_flex", "max_flex")
CATEGORY_KEYS = (*BOUND_KEYS, *SHARE_KEYS, *FLEX_KEYS)


def read_yaml(text: str, seats: int, findings: Findings) -> Drafts:
    """What a YAML text states; raises InputInvalid at once where it is not YAML."""
    try:
        root = compose(text)
    except NotYaml as error:
        findings.add(
            "quotas.yaml.syntax", Place(error.line, None, error.position), detail=quoted(error.detail)
        )
        findings.stop()
    if root is None:
        findings.add("file.empty", Place())
        findings.stop()
    top = known_keys((place_of(root, None), root), TOP_KEYS, findings)
    if top is None:
        findings.stop()
    for key in REQUIRED_KEYS:
        if key not in top:
            findings.add("quotas.key.missing", place_of(root, key))
    if "tirage" in top and (version := scalar(top["tirage"], findings)) not in {None, VERSION}:
        findings.add("quotas.version", top["tirage"][0], found=quoted(version or ""), version=VERSION)
    source, note = (scalar(top[key], findings) if key in top else None for key in ("source", "note"))
    drafts = Drafts(
        _criteria(top.get("criteria"), "quotas.criterion.duplicate", seats, findings),
        _criteria(top.get("crossings"), "quotas.crossing.duplicate", seats, findings),
        source=source or "",
        note=note or "",
    )
    if "changes" in top:
        drafts.changes = read_changes(top["changes"], drafts, findings)
    return drafts


def _criteria(mapping: Entry | None, duplicate: str, seats: int, findings: Findings) -> list[CriterionDraft]:
    entries = entries_of(mapping, duplicate, findings) if mapping is not None else ()
    return [_criterion(name, entry, seats, findings) for name, entry in entries]


def _criterion(name: str, entry: Entry, seats: int, findings: Findings) -> CriterionDraft:
    draft = CriterionDraft(name, entry[0])
    before = len(findings.defects)
    for category, inner in entries_of(entry, "quotas.category.duplicate", findings):
        draft.bounds.append(_category(category, inner, seats, draft.shares, findings))
    draft.sound = len(findings.defects) == before
    return draft


def _category(name: str, entry: Entry, seats: int, shares: list[Fraction], findings: Findings) -> BoundDraft:
    """The draft of one category; its share, if it has one, is added to `shares`."""
    place = entry[0]
    keys = known_keys(entry, CATEGORY_KEYS, findings)
    bounds: tuple[int | None, int | None] = (None, None)
    if keys is None:
        return BoundDraft(name, place, *bounds)
    stated = any(key in keys for key in BOUND_KEYS)
    if stated and any(key in keys for key in SHARE_KEYS):
        findings.add("quotas.category.mixed", place)
    elif "share" in keys:
        bounds = _range(keys, seats, shares, findings)
    elif not stated and "tolerance" in keys:
        findings.add("quotas.key.missing", Place(place.line, "share", place.position))
    else:
        minimum, maximum = (whole_number(keys, key, place, findings) for key in BOUND_KEYS)
        bounds = minimum, maximum
    flex = [whole_number(keys, key, None, findings) for key in FLEX_KEYS]
    return BoundDraft(name, place, *bounds, *flex)


def _range(
    keys: Mapping[str, Entry], seats: int, shares: list[Fraction], findings: Findings
) -> tuple[int | None, int | None]:
    """Minimum and maximum in seats of a category given by its share, which is added to `shares`."""
    place = keys["share"][0]
    text = scalar(keys["share"], findings)
    tolerance = whole_number(keys, "tolerance", None, findings) if "tolerance" in keys else 0
    share = percent(text) if text is not None else None
    if text is not None and share is None and not any(map(CUT_SHARE.fullmatch, keys)):
        findings.add("quotas.share.text", place, found=quoted(text))
    if share is None or tolerance is None:
        return None, None
    shares.append(share)
    return seat_range(share, tolerance, max(seats, 0))
