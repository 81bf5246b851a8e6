"""Quotas in tirage's own YAML (`schema/quotas.schema.json`)::

    tirage: quotas/1
    criteria:
      genre:
        Femme: {minimum: 49, maximum: 51}
        Homme: {minimum: 49, maximum: 51}
      diplôme:
        bac: {share: 12.2 %, tolerance: 1}
        autres: {share: 87.8 %}
    crossings:
      genre × diplôme:
        Femme × bac: {minimum: 5, maximum: 8}

The file is walked node by node, never loaded: every finding has its line and column, a key given twice is
seen, and `01000`, `no`, `12:30` stay the words that they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import yaml

from tirage.people.cells import shown
from tirage.quotas.drafts import CategoryDraft, CriterionDraft, Drafts, Findings, Place
from tirage.quotas.shares import percent, seat_range
from tirage.quotas.yaml_changes import read_changes
from tirage.quotas.yaml_nodes import (
    CUT_SHARE,
    Entry,
    entries_of,
    known_keys,
    place_of,
    scalar,
    whole_number,
)

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
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        _add_syntax(error, text, findings)
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
        findings.add("quotas.version", top["tirage"][0], found=shown(version or ""), version=VERSION)
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
        draft.categories.append(_category(category, inner, seats, draft.shares, findings))
    draft.sound = len(findings.defects) == before
    return draft


def _category(
    name: str, entry: Entry, seats: int, shares: list[Fraction], findings: Findings
) -> CategoryDraft:
    """The draft of one category; its share, if it has one, is added to `shares`."""
    place = entry[0]
    keys = known_keys(entry, CATEGORY_KEYS, findings)
    bounds: tuple[int | None, int | None] = (None, None)
    if keys is None:
        return CategoryDraft(name, place, *bounds)
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
    return CategoryDraft(name, place, *bounds, *flex)


def _range(
    keys: Mapping[str, Entry], seats: int, shares: list[Fraction], findings: Findings
) -> tuple[int | None, int | None]:
    place = keys["share"][0]
    text = scalar(keys["share"], findings)
    tolerance = whole_number(keys, "tolerance", None, findings) if "tolerance" in keys else 0
    share = percent(text) if text is not None else None
    if text is not None and share is None and not any(map(CUT_SHARE.fullmatch, keys)):
        findings.add("quotas.share.text", place, found=shown(text))
    if share is None or tolerance is None:
        return None, None
    shares.append(share)
    return seat_range(share, tolerance, max(seats, 0))


def _add_syntax(error: Exception, text: str, findings: Findings) -> None:
    """The reader's own words, in English, at the place that it names."""
    place, detail = Place(), "nesting too deep"
    if isinstance(error, yaml.MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        detail = error.problem or error.context or "?"
        if mark is not None:
            place = Place(mark.line + 1, None, mark.column + 1)
    elif isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        place = Place(before.count("\n") + 1, None, len(before) - before.rfind("\n"))
        detail = error.reason
    findings.add("quotas.yaml.syntax", place, detail=shown(detail))
