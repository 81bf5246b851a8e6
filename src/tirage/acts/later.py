"""What later draws keep to: fixed in the rules before the first letter, or in the plan of the panel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, TypeVar, get_args

from tirage.chances.objectives.choose import Fairness
from tirage.draws.lottery import LaterDraws
from tirage.draws.rolls import check_form
from tirage.errors import Defect, InputInvalid, Refused, attempt, typed, within
from tirage.lottery.panel_count import MOST_PANELS
from tirage.quotas.model import Quotas
from tirage.tabular.cells import closest, quoted

if TYPE_CHECKING:
    from tirage.rules.model import Rules

T = TypeVar("T")
OPTION = "--later"
LONG = 9
"""Digits of no number of panels."""
STANDBY = re.compile(r"([0-9]{1,8}):([0-9]{1,8})(?::(hidden|published))?", re.ASCII)
"""Seats, months and order of a standby: `10:6`, `10:6:published`."""
ALTERNATES = re.compile(r"(?:([0-9]{1,8})|([0-9]{1,3})%)(?::([0-9]{1,3})%)?", re.ASCII)
"""How many alternates, or for which share of departures; and how likely a member leaves: `20`, `95%:12%`."""
MOST_SEATS = 10_000
"""No draw has more seats, nor a term more cohorts, than are taken here."""


def read_later(options: Sequence[str], fairness: Fairness, roll: str) -> LaterDraws:
    """What is said of later draws, `KEY=VALUE` each; unsaid, they are as fair as the panel, by the same roll.

    InputInvalid with the defects of every option.
    """
    found = LaterDraws(fairness, roll=roll)
    defects: list[Defect] = []
    for option in options:
        key, _, value = (part.strip() for part in option.partition("="))
        changed = attempt(defects, partial(_read, found, key, value))
        found = found if changed is None else changed
    if found.standby and found.policy != "residual":
        defects.append(Defect("later.standby", OPTION, values={"policy": found.policy}))
    if found.policy == "cumulated" and found.fairness != "leximin":
        defects.append(Defect("later.cumulated", OPTION, values={"fairness": found.fairness}))
    if defects:
        raise InputInvalid(defects)
    return found


def _read(found: LaterDraws, key: str, value: str) -> LaterDraws:  # noqa: C901, PLR0911 - one a key
    from tirage.rules.sections import Policy, Prefer
    from tirage.rules.values import MOST_MONTHS

    if key == "roll":
        return replace(found, roll=check_form(value, OPTION).name)
    if key == "panels" and value.isascii() and value.isdigit() and len(value) < LONG:
        return replace(found, panels=within(OPTION, int(value), 1, MOST_PANELS))
    if key in ("batch", "cohorts") and value.isascii() and value.isdigit() and len(value) < LONG:
        most = within(OPTION, int(value), 1, MOST_SEATS)
        return replace(found, batch=most) if key == "batch" else replace(found, cohorts=most)
    if key == "tolerance":
        criterion, _, seats = (part.strip() for part in value.rpartition(":"))
        if seats.isascii() and seats.isdigit() and len(seats) < LONG:
            most = within(OPTION, int(seats), 0, MOST_SEATS)
            return replace(found, tolerance=dict(sorted({**found.tolerance, criterion: most}.items())))
    if key == "standby" and (rule := STANDBY.fullmatch(value)):
        of_seats = within(OPTION, int(rule[1]), 1, MOST_SEATS)
        months = within(OPTION, int(rule[2]), 1, MOST_MONTHS)
        return replace(found, standby={"seats": of_seats, "months": months, "order": rule[3] or "hidden"})
    if key == "alternates" and (listed := ALTERNATES.fullmatch(value)):
        return replace(found, alternates=_alternates(*listed.groups()))
    if key == "prefer" and value in get_args(Prefer):
        return replace(found, prefer=value)
    if key == "policy" and value in get_args(Policy):
        return replace(found, policy=value)
    for name in get_args(Fairness):
        if (key, value) == ("fairness", name):
            return replace(found, fairness=name)
    raise InputInvalid([Defect("later.form", OPTION, values={"value": typed(f"{key}={value}")})])


def _alternates(people: str | None, confidence: str | None, dropout: str | None) -> Mapping[str, object]:
    """What lists of alternates are made for, as a plan has it."""
    count = within(OPTION, int(people), 1, MOST_SEATS) if people else None
    shares = (within(OPTION, int(each), 0, 100) if each else None for each in (confidence, dropout))
    share, rate = ("" if each is None else str(Fraction(each, 100)) for each in shares)
    return {"count": count, "confidence": share, "dropout": rate}


def ruled(rules: Rules) -> LaterDraws:
    """What the rules say."""
    said, replacing = rules.drawing, rules.replacing
    return LaterDraws(
        said.fairness,
        said.panels,
        replacing.policy,
        said.roll,
        replacing.batch,
        rules.cohorts,
        rules.tolerance,
        replacing.standby.model_dump() if replacing.standby else None,
        replacing.alternates.published() if replacing.alternates else None,
        replacing.prefer,
    )


def check_tolerance(later: LaterDraws | None, quotas: Quotas) -> None:
    """InputInvalid with every criterion of a tolerance that the quotas do not have, or that has an accent."""
    accented = [name for name in (later.tolerance if later else ()) if not name.isascii()]
    if accented:
        raise InputInvalid(
            [Defect("later.accent", "tolerance", values={"found": quoted(name)}) for name in accented]
        )
    known = sorted({bound.criterion for bound in quotas.bounds})
    unknown = [name for name in (later.tolerance if later else ()) if name and name not in known]
    if unknown:
        named = ((name, closest(name, known)) for name in unknown)
        raise InputInvalid(
            [
                Defect(
                    "later.tolerance",
                    "tolerance",
                    values={"found": quoted(name), "closest": near, "known": ", ".join(known)},
                )
                for name, near in named
            ]
        )


def keep(option: str, asked: T | None, fixed: T) -> T:
    """What is fixed; Refused where something else is asked for."""
    if asked is not None and asked != fixed:
        raise Refused(
            "later.fixed", option=option, asked=str(asked), fixed="—" if fixed is None else str(fixed)
        )
    return fixed
