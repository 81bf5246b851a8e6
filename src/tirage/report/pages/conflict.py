"""A conflict of quotas as sentences: what is required, what there is room for, and that it is not enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tirage.report.document import Block, Document, Items, Section
from tirage.report.wording import Wording

Values = Mapping[str, Any]
GROUPED = 4
"""Demands of one criterion that are said one by one at most."""


def blocks(values: Values, wording: Wording, *, written: bool = False) -> Iterator[Block]:
    """Everything to be said of quotas that no panel meets; `values` are those of QuotasImpossible.

    `written`: whether something was, which what helps would deny.
    """
    # Where households alone are the reason, no change of quotas helps.
    alone = not any(conflict["demands"] for conflict in values["conflicts"])
    code = "quotas.impossible.homes" if alone else "quotas.impossible"
    if values.get("open"):
        code = "quotas.impossible.open"
    yield wording.paragraph(code, seats=values["seats"], people=values["people"])
    yield from conflicts(values, wording)
    if not written:
        yield wording.paragraph(f"{code}.remedy")


def explanation(values: Values, wording: Wording, *, written: bool = False) -> Document:
    """Whether some panel meets the quotas, and if none does, the conflicts; `written`: as of `blocks`."""
    found = values["conflicts"]
    data = {
        "holds": not found,
        **values,
        "conflicts": [
            {**conflict, "text": sentence(conflict, wording, values["seats"])} for conflict in found
        ],
    }
    holds = wording.paragraph("conflict.holds", seats=values["seats"], people=values["people"])
    said = tuple(blocks(values, wording, written=written)) if found else (holds,)
    return Document("explanation", wording.language, "", (Section("explanation", "", said),), data)


def conflicts(values: Values, wording: Wording) -> Iterator[Block]:
    """How many conflicts there are, and each as a sum that does not come out."""
    found = [each for each in values["conflicts"] if "like" not in each]
    several = len(found) > 1 or not values["complete"]
    yield (
        wording.paragraph("conflict.several", count=len(found))
        if several
        else wording.paragraph("conflict.one")
    )
    for number, conflict in enumerate(found, 1):
        said = sentence(conflict, wording, values["seats"])
        yield Items((said + _twins(conflict, values, wording),), ordered=several, start=number)
        if conflict["addition"] is None:
            yield Items(tuple(demands(conflict, wording)))
    if not values["complete"]:
        yield wording.paragraph("conflict.cut", count=len(found))


def _twins(conflict: Values, values: Values, wording: Wording) -> str:
    """Demands that say the same as some of this conflict: they would have to give way as well."""
    place = values["conflicts"].index(conflict)
    alike = [each for each in values["conflicts"] if each.get("like") == place]
    others = [one for each in alike for one in each["demands"] if one not in conflict["demands"]]
    if not others:
        return ""
    said = dict.fromkeys(wording.text(f"conflict.twin.{one['limit']}", **one) for one in others)
    return " " + wording.text(
        "conflict.twins", count=len(said), items=wording.text("conflict.and").join(said)
    )


def demands(conflict: Values, wording: Wording) -> Iterator[str]:
    """One sentence for each demand of a conflict, and one for households where they are part of it."""
    for demand in conflict["demands"]:
        yield wording.text(f"quotas.demand.{demand['limit']}", **demand)
    if conflict["households"]:
        yield wording.text("quotas.demand.household")


def sentence(conflict: Values, wording: Wording, seats: int) -> str:
    """`Il faut au moins 13 … Or 51 des 53 … : 8 + 2 = 10 < 13.`"""
    addition = conflict["addition"]
    if seats == 1 and conflict["demands"] and all(each["seats"] <= 1 for each in conflict["demands"]):
        return _one_seat(conflict["demands"], wording)
    if addition is None:
        shown = conflict["leaves"]
        return (
            wording.text("conflict.whole.proved", leaves=shown) if shown else wording.text("conflict.whole")
        )
    return f"{_required(addition, wording)} {_room(addition, wording)}"


def _one_seat(demands: Sequence[Values], wording: Wording) -> str:
    """Whom the only seat is for, whom it is not for, and that nobody is like that."""
    wanted = [wording.text("conflict.seat.is", **each) for each in demands if each["limit"] == "minimum"]
    barred = [wording.text("conflict.seat.is", **each) for each in demands if each["limit"] == "maximum"]
    code = "conflict.seat" if not barred else "conflict.seat.but" if wanted else "conflict.seat.not"
    both, neither = wording.text("conflict.and").join(wanted), wording.text("conflict.nor").join(barred)
    return wording.text(code, wanted=both, barred=neither)


def _required(addition: Values, wording: Wording) -> str:
    """What the demands ask for, and their sum: `It takes at least 8 … and at least 5 …: 8 + 5 = 13.`"""
    items, terms = [], []
    for group in _groups(addition["required"]):
        if len(group) > 1:
            items.append(wording.text("conflict.minimum.group", **_listed(group)))
        else:
            items.append(wording.text("conflict.minimum", **group[0]))
        terms.append(_term(group))
    if addition["fill"]:
        items.append(wording.text("conflict.fill", **addition["fill"]))
        terms.append(_term([addition["fill"]]))
    joined, total = wording.text("conflict.and").join(items), _sum(terms, addition["need"])
    if len(terms) == 1 and total == str(addition["need"]):
        return wording.text("conflict.required", items=joined)
    return wording.text("conflict.required.sum", items=joined, sum=total)


def _room(addition: Values, wording: Wording) -> str:
    said = list(_clauses(addition, wording))
    if all(code == "alone" for code, _, _ in said):
        people = sum(each["people"] for each in addition["others"])
        code = "pool" if addition["fill"] else "only.none" if not people else _number("only", people)
        return wording.text(f"conflict.{code}", people=people)
    total = _sum([term for _, _, term in said], addition["room"])
    clauses = wording.text("conflict.then").join(clause for _, clause, _ in said)
    return wording.text("conflict.room", clauses=clauses, sum=total, need=addition["need"])


def _clauses(addition: Values, wording: Wording) -> Iterator[tuple[str, str, str]]:
    """(kind, clause, term of the sum) of all that there is room for."""
    for group in _groups(addition["limits"]):
        yield "limit", _limit(group, addition, wording), _term(group)
    homes = addition["households"]
    if homes:
        code = "conflict.households.one" if homes["households"] == 1 else "conflict.households"
        yield "households", wording.text(code, **homes), str(homes["seats"])
    if addition["panel"]:
        if _apart(addition):
            code = "conflict.once" if addition["panel"]["times"] == 1 else "conflict.times"
            yield (
                "apart",
                wording.text(f"{code}.other" if addition["limits"] else code, **addition["panel"]),
                "0",
            )
        yield "panel", wording.text("conflict.panel", **addition["panel"]), _term([addition["panel"]])
    for each in addition["others"]:
        kind = "alone" if each["alone"] else "beyond"
        clause = wording.text(f"conflict.{_number(kind, each['people'])}", people=each["people"])
        yield kind, clause, _times(each["times"], each["people"])


def _apart(addition: Values) -> bool:
    """Whether the fact that is missing is that nobody counts for so many of the demands at a time."""
    required = addition["required"]
    several = len({term["criterion"] for term in required}) > 1
    once = all(term["times"] == 1 for term in required)
    return several and once and not (addition["others"] or addition["fill"] or addition["households"])


def _limit(group: Sequence[Values], addition: Values, wording: Wording) -> str:
    """The seats that one limit, or several of one criterion, leave to the volunteers concerned."""
    first = group[0]
    seats = sum(term["seats"] for term in group)
    said = wording.text(
        f"conflict.{_number('seats', seats)}" if seats else "conflict.seats.none", count=seats
    )
    if len(group) > 1:
        return wording.text("conflict.maximum.group", **{**_listed(group), "seats": said})
    whom = wording.text(
        "conflict.whom.all" if addition["fill"] else "conflict.whom.some", all=addition["concerned"]
    )
    code = "conflict.maximum"
    if first["concerned"] == 1:
        code += ".single"
    elif first["concerned"] == addition["concerned"]:
        code += ".everyone"
    return wording.text(code, **{**first, "seats": said, "whom": whom})


def _groups(terms: Sequence[Values]) -> list[list[Values]]:
    """Terms that are said together: many of one criterion, each taken once; the others alone."""
    by_criterion: dict[str, list[Values]] = {}
    for term in terms:
        by_criterion.setdefault(term["criterion"], []).append(term)
    groups: list[list[Values]] = []
    for found in by_criterion.values():
        together = len(found) > GROUPED and all(term["times"] == 1 for term in found)
        groups += [found] if together else [[term] for term in found]
    return groups


def _listed(group: Sequence[Values]) -> dict[str, object]:
    return {
        "criterion": group[0]["criterion"],
        "count": len(group),
        "total": sum(term["seats"] for term in group),
        "list": ", ".join(f"{term['category']} {term['seats']}" for term in group),
    }


def _number(code: str, count: int) -> str:
    """`alone.one` or `alone.many`."""
    return f"{code}.one" if count == 1 else f"{code}.many"


def _term(group: Sequence[Values]) -> str:
    return _times(group[0]["times"], sum(term["seats"] for term in group))


def _times(times: int, seats: int) -> str:
    return str(seats) if times == 1 else f"{times} × {seats}"


def _sum(terms: Sequence[str], total: int) -> str:
    """`8 + 2 = 10`; a single number stands alone, and a zero is left out beside others."""
    written = " + ".join([term for term in terms if term != "0"] or ["0"])
    return written if written == str(total) else f"{written} = {total}"
