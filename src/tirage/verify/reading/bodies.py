"""What an entry of the journal says: the keys of its body, by type (docs/formats.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .acts import CORRECTIONS, DEPARTURES, LATER, LEAVERS, LETTERS, RESULTS, STANDBY, is_parts
from .shapes import (
    Shape,
    anything,
    exactly,
    is_count,
    is_day,
    is_field,
    is_flag,
    is_hash,
    is_months,
    is_number,
    is_round,
    is_signature,
    is_text,
    list_of,
    mapping_of,
    one_of,
    record,
    record_with,
    some,
)

_RATE = re.compile(r"(0|1|[1-9][0-9]{0,17}/[1-9][0-9]{0,17})?")


def is_rate(value: object) -> bool:
    """A fraction from 0 to 1 as text, or empty."""
    return isinstance(value, str) and bool(_RATE.fullmatch(value))


LISTS = ("LP", "LCM", "LCE", "CC")
"""The electoral lists, and the cards."""
_TALLY = record(
    {
        **dict.fromkeys(("criterion", "category"), is_text),
        **dict.fromkeys(("left", "members"), is_count),
    }
)
LIST: Mapping[str, Shape] = {
    "list": is_count,
    "sha256": is_hash,
    "count": is_count,
    "people": is_count,
    "confidence": is_rate,
    "dropout": record({"flat": is_rate, "learnt": list_of(_TALLY)}),
    "tried": is_count,
    "repaired": record(dict.fromkeys(("designed", "scaled", "random", "everyone"), is_count)),
}


_CAUSE = re.compile(r"([a-z0-9][a-z0-9-]{0,29})?")
_AMONG = re.compile(r"everyone|alike/[0-9]{1,3}|alternates/[1-9][0-9]{0,3}")
_LONGEST = 500
"""Characters of a reason."""

_ACT: Mapping[str, Shape] = {"act": exactly("panel")}
_WAVE_ACT: Mapping[str, Shape] = {
    "act": lambda value: isinstance(value, str) and bool(LETTERS.fullmatch(value))
}
_LATER_ACT: Mapping[str, Shape] = {
    "act": lambda value: isinstance(value, str) and bool(LATER.fullmatch(value))
}
_STANDBY_ACT: Mapping[str, Shape] = {
    "act": lambda value: isinstance(value, str) and bool(STANDBY.fullmatch(value))
}
_LIST_ACT: Mapping[str, Shape] = {
    "act": lambda value: isinstance(value, str) and bool(STANDBY.fullmatch(value)) and value[0] == "a"
}
_COUNTS: Mapping[str, Shape] = {
    "read": is_count,
    "kept": is_count,
    "excluded": is_count,
    "causes": mapping_of(is_count),
}
_BY: Mapping[str, Shape] = {"plan": is_hash, "id": is_field}
_CHANCE: Mapping[str, Mapping[str, Shape]] = {
    "contribution": {**_BY, "kind": exactly("public"), "text": is_text, "value": is_hash},
    "contribution sealed": {**_BY, "kind": exactly("sealed"), "value": is_hash},
    "contribution dropped": {**_BY, "kind": exactly("dropped")},
    "beacon": {
        "plan": is_hash,
        "chain": is_hash,
        "round": is_round,
        "signature": is_signature,
        "randomness": is_hash,
    },
}
"""What brings chance, the same for a panel and for letters."""
_SEED: Mapping[str, Shape] = {"contributions": is_hash, "seed": is_hash, "stage_seed": is_hash}
_DRAWN: Mapping[str, Shape] = {
    **_ACT,
    "plan": is_hash,
    "number": is_count,
    "panel": is_hash,
    "seats": is_hash,
}
_LEFT: Mapping[str, Shape] = {
    "pid": is_field,
    "kind": one_of(*DEPARTURES),
    "cause": lambda value: isinstance(value, str) and bool(_CAUSE.fullmatch(value)),
    "date": is_day,
    "evidence": lambda value: value == "" or is_hash(value),
}
_WHEN = one_of("at-once", "end-of-term")
_TERM: Mapping[str, Shape] = {
    "start": is_day,
    "months": is_count,
    "end": is_day,
    "cohorts": is_count,
    "by_rules": is_flag,
    "sha256": lambda value: value == "" or is_hash(value),
}
MOVE: Mapping[str, Shape] = {
    **dict.fromkeys(("criterion", "category"), is_text),
    "limit": one_of("minimum", "maximum"),
    **dict.fromkeys(("from", "to"), is_count),
}
_DISPROOF = record({"tree": anything})


def _is_disproof(value: object) -> bool:
    """The tree that shows that no one fits, or null."""
    return value is None or _DISPROOF(value)


_RELAXED_BESIDES: Mapping[str, Shape] = {
    "least": record({**dict.fromkeys(("weight", "proved"), is_text), "tree": anything}),
    "stopped": lambda said: said is True,
}


def _is_relaxed(value: object) -> bool:
    """Null, or the limits that gave way and the tree that shows why."""
    keys = {"moves": list_of(record(MOVE)), "proof": _is_disproof}
    return value is None or record_with(keys, _RELAXED_BESIDES)(value)


BEFORE: Mapping[str, Shape] = {
    "among": lambda value: isinstance(value, str) and bool(_AMONG.fullmatch(value)),
    "journal": is_hash,
    "relaxed": _is_relaxed,
    "sitting": is_hash,
    "vacancies": list_of(is_field),
}
"""What a later plan says of the record before it, among its inputs."""
_EARLIER = record(
    {
        "act": lambda value: value == "panel" or (isinstance(value, str) and bool(LATER.fullmatch(value))),
        "chances": is_hash,
    }
)
BEFORE_BESIDES: Mapping[str, Shape] = {
    "cumulated": some(_EARLIER),
    "filling": record({"first": list_of(_is_disproof), "most": _is_disproof}),
}
"""What it may say besides."""
_CHANGE: Mapping[str, Shape] = {
    "date": is_day,
    "reason": lambda value: isinstance(value, str) and bool(value.strip()) and len(value) <= _LONGEST,
    "from_sha256": is_hash,
    "rows": some(record(MOVE)),
}


def _is_hash_or_empty(value: object) -> bool:
    return value == "" or is_hash(value)


_POOL: Mapping[str, Shape] = {
    **_COUNTS,
    "sha256": is_hash,
    "source": is_hash,
    "encoding": is_text,
    "ids": one_of("alias", "published"),
    **dict.fromkeys(("root", "rules", "recoding"), _is_hash_or_empty),
}
_SETTLED: Mapping[str, Shape] = {
    **dict.fromkeys(("same", "different", "addresses"), is_count),
    **dict.fromkeys(("decisions", "no_household"), _is_hash_or_empty),
    "lists": mapping_of(is_hash),
}
_JOINED: Mapping[str, Shape] = {
    **_COUNTS,
    "list": is_number,
    **dict.fromkeys(("sha256", "source"), is_hash),
    "encoding": is_text,
    **dict.fromkeys(("root", "recoding"), _is_hash_or_empty),
}
_FRAME: Mapping[str, Shape] = {
    **_COUNTS,
    **dict.fromkeys(("sha256", "rules", "pids", "root"), is_hash),
    "people": is_count,
    "decisions": _is_hash_or_empty,
}
_FOUND: Mapping[str, Shape] = {
    **dict.fromkeys(("cause", "subject"), is_text),
    "places": list_of(is_text),
    **dict.fromkeys(("count", "against"), is_count),
}
"""Something serious that was found before the frame was closed."""
_RESPONSES: Mapping[str, Shape] = {
    "round": is_count,
    **dict.fromkeys(("sha256", "people", "source"), is_hash),
}
_OVER: Mapping[str, Shape] = {
    "findings": some(record(_FOUND)),
    "accepted": list_of(record(dict.fromkeys(("cause", "reason"), is_text))),
}
_DECLARED: Mapping[str, Shape] = {"no_household": is_hash, "addresses": is_number}
"""Addresses that somebody declared to be no household."""
_IN_PARTS: Mapping[str, Shape] = {"parts": is_parts}
"""The files that the people of a frame are in, where there are several."""
_LISTED: Mapping[str, Shape] = {
    "exclusions": some(
        record(
            {
                "list": is_field,
                "sha256": is_hash,
                **dict.fromkeys(("rows", "matched", "decided", "people"), is_count),
            }
        )
    )
}
"""Lists of people to be left out."""


def _and(
    word: str, more: Mapping[str, Shape], forms: Mapping[str, Mapping[str, Shape]]
) -> Mapping[str, Mapping[str, Shape]]:
    """These forms, and each with more."""
    return {**forms, **{f"{form} {word}": {**keys, **more} for form, keys in forms.items()}}


_FRAMES_ALONE: Mapping[str, Mapping[str, Shape]] = {
    "frame": _FRAME,
    "frame placed": {**_FRAME, "geography": is_hash},
    "frame over findings": {**_FRAME, **_OVER},
    "frame over findings placed": {**_FRAME, **_OVER, "geography": is_hash},
}
_FRAMES = _and("listed", _LISTED, _and("in parts", _IN_PARTS, _and("declared", _DECLARED, _FRAMES_ALONE)))
_CORRECTION: Mapping[str, Shape] = {
    "entry": is_hash,
    "reason": one_of(*CORRECTIONS),
    "evidence": _is_hash_or_empty,
}


def _is_instead(value: object) -> bool:
    """What an entry should have said: its type, and a body of that type."""
    if not isinstance(value, dict) or value.keys() != {"type", "body"} or value["type"] not in _SAID:
        return False
    kind, body = value["type"], value["body"]
    ruled = kind == "term" and isinstance(body, dict) and "leavers" in body
    return record(BODIES["term ruled" if ruled else kind])(body)


_SAID = ("vacancy", "leaving", "unavailable", "acceptance", "absence", "term")
_SUCCESSOR: Mapping[str, Shape] = {
    **_STANDBY_ACT,
    **dict.fromkeys(("number", "fitting"), is_number),
    **dict.fromkeys(("vacancy", "pid"), is_field),
}
_REGULATION: Mapping[str, Shape] = {"edition": is_number, "date": is_day, "sha256": is_hash}
_WITNESS = record({"name": is_text, "key": is_hash})
BODIES: Mapping[str, Mapping[str, Shape]] = {
    "open": {"spec": exactly("tirage/2"), "rehearsal": is_flag},
    "open next": {
        "spec": exactly("tirage/2"),
        "rehearsal": is_flag,
        "after": is_hash,
        "cooling_off": record(dict.fromkeys(("members", "invited"), is_months)),
    },
    "regulation": _REGULATION,
    "regulation changed": {**_REGULATION, "changed": some(is_number), "reason": _CHANGE["reason"]},
    "quotas": {"sha256": is_hash, "source": is_hash},
    "quotas changed": {"sha256": is_hash, "source": is_hash, "changes": some(record(_CHANGE))},
    "key": {"hash": is_hash},
    "rolls": {"sha256": is_hash, "files": is_number, "read": is_count, "set_aside": is_count},
    **_FRAMES,
    "pool": _POOL,
    "pool settled": {**_POOL, **_SETTLED},
    "volunteers": _JOINED,
    "volunteers settled": {**_JOINED, **_SETTLED},
    "lottery": {"sha256": is_hash, "certificate": is_hash, "chances": is_hash, "panels": is_count},
    "plan panel": {**_ACT, "sha256": is_hash},
    "plan letters": {**_WAVE_ACT, "sha256": is_hash},
    **{f"{form} of panel": {**_ACT, **keys} for form, keys in _CHANCE.items()},
    **{f"{form} of letters": {**_WAVE_ACT, **keys} for form, keys in _CHANCE.items()},
    "letters": {**_WAVE_ACT, **_SEED, "plan": is_hash, "count": is_count, "sha256": is_hash},
    "letters fewer": {
        **_WAVE_ACT,
        **_SEED,
        "plan": is_hash,
        **dict.fromkeys(("count", "planned"), is_count),
        "sha256": is_hash,
    },
    "addresses": {**dict.fromkeys(("wave", "round", "rows"), is_number), "source": is_hash},
    "responses": _RESPONSES,
    "responses recoded": {**_RESPONSES, "recoding": is_hash},
    "void": {"act": is_field, "plan": is_hash, "reason": is_text},
    "contested": {"act": is_field, "entry": is_hash, "reason": is_text},
    "erase": {"reason": is_text},
    "anchor": {"head": is_hash, "id": is_field, "signature": is_text},
    "anchor stamp": {"head": is_hash, "id": is_field, "stamp": is_text},
    "anchor note": {"head": is_hash, "note": is_text},
    "witnesses": {"log": is_hash, "witnesses": some(_WITNESS), "quorum": is_count},
    "panel": {**_DRAWN, "by": exactly("hand")},
    "panel by seed": {**_DRAWN, **_SEED, "by": exactly("seed")},
    "plan later": {**_LATER_ACT, "sha256": is_hash},
    **{f"{form} of later": {**_LATER_ACT, **keys} for form, keys in _CHANCE.items()},
    **{kind: {**_DRAWN, **_LATER_ACT, "by": exactly("hand")} for kind in RESULTS.values()},
    **{
        f"{kind} by seed": {**_DRAWN, **_LATER_ACT, **_SEED, "by": exactly("seed")}
        for kind in RESULTS.values()
    },
    "plan standby": {**_STANDBY_ACT, "sha256": is_hash},
    **{f"{form} of standby": {**_STANDBY_ACT, **keys} for form, keys in _CHANCE.items()},
    "standby": {**_STANDBY_ACT, **_SEED, "plan": is_hash},
    "successor": _SUCCESSOR,
    "successor linked": {**_SUCCESSOR, "link": is_hash},
    "passed": {**_STANDBY_ACT, "vacancy": is_field, "people": is_count},
    "lapse": {**_STANDBY_ACT, "reason": is_text},
    "vacancy": _LEFT,
    "unavailable": _LEFT,
    "correction": _CORRECTION,
    "correction instead": {**_CORRECTION, "instead": _is_instead},
    "acceptance": {name: _LEFT[name] for name in ("pid", "date", "evidence")},
    "absence": {**{name: _LEFT[name] for name in ("pid", "date", "evidence")}, "allowed": is_count},
    "term": _TERM,
    "term ruled": {**_TERM, "last": is_count, "leavers": record(dict.fromkeys(LEAVERS.values(), _WHEN))},
    "leaving": {**_LEFT, "kind": one_of(*LEAVERS)},
    "close": {"date": is_day, "members": is_count},
    "alternates": LIST,
    "alternates drawn": {**LIST, **_LIST_ACT, **_SEED, "plan": is_hash},
    "unfilled": {
        "vacancies": list_of(is_field),
        "people": is_count,
        "pool": is_hash,
        "quotas": is_hash,
        "proof": _is_disproof,
    },
}
"""Keys of the body, by type of entry; where one type has several forms, a word more tells them apart."""
