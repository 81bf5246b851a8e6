"""Letters by stratum are those of the allocation that the plan of a wave names. Checks 6.7 and 6.12.

A plan that gave a friend's stratum as many letters as it has people would keep to its tickets all the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...kernel import Absent, Files, Table
from ...reading.documents import Malformed, header_of, natural, rows
from ...reading.pack import absence
from ...reading.shapes import exactly, is_count, is_number, is_text, record_with
from ...report import Said, faulty, skipped
from ..people.parts import missing_of, people_files, shown_file
from ..people.people import Frame
from ..record.journal import Entry, first
from .allocation import Stratum, allocated, by_stream, expected
from .frame import FILE as FRAME
from .rules import Rules, alpha

PROMISED = Table()
"""Both checks of one wave, given `files`, `journal`, `wave` and `roll`."""
_HOMES = {"homes": is_number}
"""Homes that a letter can go to, where more were asked for than they take."""
_SHARES = record_with({"rule": exactly("shares/1"), "letters": is_count, "alpha": is_text}, _HOMES)
_WEIGHTS = record_with({"rule": exactly("weights/1"), "letters": is_count}, _HOMES)
COLUMNS = ("stratum", "people", "eligible", "letters")
WEIGHED = (*COLUMNS, "stream", "weight")
"""Columns of the strata of a wave in which people weigh: the letters are those of the stream."""


def is_allocation(value: object) -> bool:
    """The rule by which a wave is shared out, in the form of docs/formats.md."""
    return _SHARES(value) or _WEIGHTS(value)


@dataclass(frozen=True, slots=True)
class Roll:
    """What is known of a frame, each None where it cannot be had."""

    frame: Frame | None
    document: Mapping[str, Any] | None
    """`frame.json`."""
    rules: Rules | None


def allocation_of(inputs: Mapping[str, Any]) -> tuple[int, Fraction]:
    """Letters asked for, and α (0 where people weigh); Malformed for a fraction that α cannot be."""
    found = inputs["allocation"]
    return found["letters"], alpha(found.get("alpha", "0"))


def is_weighed(inputs: Mapping[str, Any]) -> bool:
    """Whether people weigh in a wave."""
    return bool(inputs["allocation"]["rule"] == "weights/1")


@PROMISED.fact()
def before(files: Files, journal: list[Entry], wave: int) -> tuple[Counter[str], Counter[str]]:
    """Letters sent and volunteers by stratum, before this wave was planned."""
    sent: dict[str, str] = {}
    strata: dict[str, str] = {}
    answers = ""
    for entry in journal:
        if entry.type == "plan" and entry.act == f"letters/{wave}":
            break
        if entry.type == "letters":
            name = f"guarantors/{entry.act.replace('/', '-')}.csv"
            for pid, stratum in rows(_had(files, name), ["pid", "stratum"]):
                sent[pid] = strata.setdefault(stratum, stratum)
        elif entry.type == "responses":
            answers = f"guarantors/responses-{entry.body['round']}.csv"
    accepted: Counter[str] = Counter()
    if answers:
        data = _had(files, answers)
        for pid, status, *_ in rows(data, header_of(data)):
            accepted[sent.get(pid, "")] += status == "accepted"
    return Counter(sent.values()), accepted


def strata_rows(data: bytes, codes: Collection[str], *, weighed: bool) -> list[list[str]]:
    """The rows of a wave's strata; Malformed at the first that is of another than these, in their order."""
    found = []
    wanted = iter(codes)
    for row in rows(data, list(WEIGHED if weighed else COLUMNS)):
        if row[0] != next(wanted, None):
            raise Malformed("rows")
        found.append(row)
    if len(found) != len(codes):
        raise Malformed("rows")
    return found


def _had(files: Files, name: str) -> bytes:
    if name not in files:
        raise Absent(absence(files, name), name)
    return files[name]


@PROMISED.check("letters.allocated", "public/letters-{wave}-strata.csv")
def check_allocation(
    plan: Any,  # noqa: ANN401 - `letters.WavePlan`, which this module is read by
    roll: Roll,
    before: tuple[Counter[str], Counter[str]],
    files: Files,
    journal: list[Entry],
    wave: int,
    written: frozenset[str],
) -> Said:
    """The letters of every stratum, computed anew; where these are more than homes, homes are counted."""
    name = f"public/letters-{wave}-strata.csv"
    if roll.rules is None or roll.document is None:
        raise Absent("blocked" if FRAME in files else absence(files, FRAME), name)
    weighed = is_weighed(plan.inputs)
    if weighed != bool(roll.rules.letters.weights):
        return faulty([plan.inputs["allocation"]["rule"]], checked=0)
    listed = roll.document["strata"]
    found = strata_rows(_had(files, name), [each["code"] for each in listed], weighed=weighed)
    faults = [
        f"{code}: {people}, {could} ≠ {each['people']}"
        for (code, people, could, *_), each in zip(found, listed, strict=True)
        if natural(people) != each["people"] or (wave == 1 and people != could)
    ]
    asked, exponent = allocation_of(plan.inputs)
    said = plan.inputs["allocation"].get("homes")
    homes = None if said is None else _homes(roll, written, files, journal)
    if homes is not None:
        faults += [f"homes: {said} ≠ {homes.total()}"] if said != homes.total() else []
        asked = min(asked, homes.total())
    strata = [
        _stratum(each, natural(row[2]), before, roll.rules, homes)
        for row, each in zip(found, listed, strict=True)
    ]
    if weighed:
        return faulty(faults + _weighed(found, strata, asked, roll.rules), checked=len(found))
    own = allocated(strata, asked, exponent, roll.rules)
    faults += [f"{code}: {count} ≠ {own[code]}" for code, _, _, count in found if natural(count) != own[code]]
    return faulty(faults, checked=len(found))


def _homes(roll: Roll, written: Collection[str], files: Files, journal: list[Entry]) -> Counter[str]:
    """Homes of which somebody may still get a letter, by the stratum of the first of them in the frame."""
    if roll.frame is None:
        act = first(journal, "frame") or {}
        raise Absent(absence(files, missing_of(files, act)), shown_file(people_files(act)))
    return roll.frame.homes_left(written)


def _weighed(found: list[list[str]], strata: list[Stratum], total: int, rules: Rules) -> list[str]:
    """Rows whose stream, its letters or the weight are not those of the rules."""
    letters = by_stream(strata, total, rules)
    own = [(letters[each.labels[0]], each.labels[0], rules.weight(each.labels)) for each in strata]
    said = [(natural(count), stream, natural(weight)) for _, _, _, count, stream, weight in found]
    return [
        f"{each.code}: {', '.join(map(str, got))} ≠ {', '.join(map(str, expected))}"
        for each, got, expected in zip(strata, said, own, strict=True)
        if got != expected
    ]


@dataclass(frozen=True, slots=True)
class Published:
    """What the strata of a wave say; those of a group, a stratum or a stream, share its letters."""

    people: dict[str, int]
    """By stratum; so is the next."""
    eligible: dict[str, int]
    room: dict[str, int]
    """People eligible by group; letters likewise."""
    letters: dict[str, int]
    group: dict[str, str]
    """Of each stratum."""


def published(data: bytes) -> Published:
    """The figures of `letters-N-strata.csv`, in the order of its rows; Malformed for what is none."""
    header = header_of(data)
    weighed = header == list(WEIGHED)
    found = Published({}, {}, {}, {}, {})
    for code, people, could, count, *more in rows(data, list(WEIGHED if weighed else COLUMNS)):
        group = more[0] if weighed else code
        found.people[code], found.eligible[code] = natural(people), natural(could)
        found.group[code] = group
        found.room[group] = found.room.get(group, 0) + natural(could)
        found.letters.setdefault(group, natural(count))
    return found


@PROMISED.check("letters.counted", "public/letters-{wave}-strata.csv")
def check_counted(plan: Any, roll: Roll, files: Files, journal: list[Entry], wave: int) -> Said:  # noqa: ANN401 - as above
    """By the figures alone: people of the frame, whom the wave before left, no more than asked for."""
    name = f"public/letters-{wave}-strata.csv"
    if FRAME in files and roll.document is None:
        raise Absent("blocked", name)
    found = published(_had(files, name))
    faults = []
    for each in roll.document["strata"] if roll.document is not None else ():
        if found.people.get(each["code"]) != each["people"]:
            faults.append(f"{each['code']}: {found.people.get(each['code'], 'absent')} ≠ {each['people']}")
    for code, could in found.eligible.items():
        if could > found.people[code] or (wave == 1 and could != found.people[code]):
            faults.append(f"{code}: {could} ≠ {found.people[code]}")
    faults += _left(found, files, journal, wave - 1)
    for group, letters in found.letters.items():
        if letters > found.room[group]:
            faults.append(f"{group}: {letters} > {found.room[group]}")
    asked, _ = allocation_of(plan.inputs)
    if sum(found.letters.values()) > asked:
        faults.append(f"letters: {sum(found.letters.values())} > {asked}")
    return faulty(faults, checked=len(found.people))


def _left(found: Published, files: Files, journal: list[Entry], before: int) -> Iterator[str]:
    """Groups in which more people are said to be left than the wave before can have left."""
    name = f"public/letters-{before}-strata.csv"
    drawn = [entry for entry in journal if entry.type == "letters" and entry.act == f"letters/{before}"]
    if name not in files or not drawn:
        return
    try:
        former = published(files[name])
    except Malformed:
        raise Absent("blocked", name) from None
    now: Counter[str] = Counter()
    for code, group in former.group.items():
        now[group] += found.eligible.get(code, 0)
    for group, room in former.room.items():
        # Where fewer were drawn than planned, nobody can tell in which group.
        most = room if "planned" in drawn[0].body else room - former.letters[group]
        if now[group] > most:
            yield f"{group}: {now[group]} > {most}"


@PROMISED.note("beyond.letters", "public/letters-{wave}-plan.json")
def say_asked(plan: Any, roll: Roll, wave: int) -> list[Said]:  # noqa: ANN401 - as above
    """Letters and α of a wave that are not those of the rules."""
    if roll.rules is None:
        return []
    (letters, exponent), rules = allocation_of(plan.inputs), roll.rules.letters
    if exponent == rules.alpha and (wave > 1 or letters == rules.total):
        return []
    return [skipped(f"{letters}, {exponent}")]


def _stratum(
    each: Mapping[str, Any],
    eligible: int,
    before: tuple[Counter[str], Counter[str]],
    rules: Rules,
    homes: Mapping[str, int] | None,
) -> Stratum:
    sent, accepted = before
    code, labels = each["code"], tuple(each["labels"])
    if labels[:1] == () or labels[0] not in rules.streams or len(labels) != 1 + len(rules.strata):
        raise Malformed("unknown-category", code)
    room = eligible if homes is None else homes.get(code, 0)
    return Stratum(code, labels, eligible, expected(rules, labels, sent[code], accepted[code]), room)
