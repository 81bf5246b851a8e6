"""The form of `public/rules.json`, field by field: what the checks of part 1 read it by."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ...reading.bodies import LISTS
from ...reading.shapes import Shape, exactly, is_count, is_day, is_text, list_of, one_of, record, some
from ..chance.plan import is_later

_SLUG = re.compile(r"[a-z][a-z0-9-]{0,30}")
_CAUSE = re.compile(r"[a-z][a-z0-9-]{0,29}")
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")


def _is_slug(value: object) -> bool:
    return isinstance(value, str) and _SLUG.fullmatch(value) is not None


def _is_cause(value: object) -> bool:
    return isinstance(value, str) and _CAUSE.fullmatch(value) is not None


def _is_said(value: object) -> bool:
    """A text that is not blank."""
    return isinstance(value, str) and bool(value.strip())


def _is_zone(value: object) -> bool:
    """The name of a time zone, as the IANA database writes them; whether it has this one is not looked up."""
    return isinstance(value, str) and _ZONE.fullmatch(value) is not None


def _or_null(shape: Shape) -> Shape:
    return lambda value: value is None or shape(value)


_STREAM: Mapping[str, Shape] = {
    "name": _is_slug,
    "seats": is_count,
    "sources": some(one_of("roll", "cards")),
    "ages": is_text,
    "nationality": one_of("any", "French", "EU", "non-EU"),
}
_CRITERION: Mapping[str, Shape] = {
    "name": _is_said,
    "from": one_of("sex", "age", "address", "registration", "stream", "answers"),
    "geography": _or_null(_is_said),
    "categories": list_of(record({"name": _is_said, "means": is_text})),
}
_RATE = record(dict.fromkeys(("criterion", "category", "response"), is_text))
_WEIGHT = record({**dict.fromkeys(("criterion", "category"), is_text), "weight": is_count})
_SHARED: Mapping[str, Shape] = {
    "total": is_count,
    "prior": is_count,
    **dict.fromkeys(("alpha", "response", "undeliverable"), is_text),
    "rates": list_of(_RATE),
}
_WEIGHED = record({**_SHARED, "weights": some(_WEIGHT)})


def _is_letters(value: object) -> bool:
    """What is said of letters: with weights, or without."""
    return record(_SHARED)(value) or _WEIGHED(value)


OF_ROLL: Mapping[str, Shape] = {
    "spec": exactly("tirage/2"),
    "name": _is_said,
    "organiser": _or_null(_is_said),
    "city": _or_null(_is_said),
    "timezone": _or_null(_is_zone),
    "seats": is_count,
    "reference_date": is_day,
    "streams": list_of(record(_STREAM)),
    "criteria": list_of(record(_CRITERION)),
    "strata": list_of(is_text),
    "household": some(one_of("address", "door", "surname")),
    "exclusions": list_of(_is_slug),
    "causes": list_of(_is_cause),
    "letters": _is_letters,
    "draws": is_later,
}
BESIDES: Mapping[str, Shape] = {
    "expected": some(record({"list": one_of(*LISTS), "place": is_text, "electors": is_count})),
}
"""What the rules of a roll may have besides."""
OF_FILE: Mapping[str, Shape] = {
    **OF_ROLL,
    "reference_date": _or_null(is_day),
    **dict.fromkeys(("streams", "criteria", "strata", "exclusions"), exactly([])),
    "household": list_of(_is_said),
    "letters": exactly(None),
}
"""Of a dossier that begins with a file of volunteers: nothing of lists and letters."""
