"""Answers against the frame and one another: figures, features, what may change. Checks 6.8 to 6.10.

Else a man of the frame could be a woman of the pool, and an acceptance be forgotten in the next round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ...kernel import Absent, Files, Table
from ...reading.documents import Malformed, parse_json, rows, told
from ...reading.pack import absence, left_out
from ...reading.shapes import exactly, is_count, is_text, list_of, mapping_of, record, shaped
from ...report import Said, faulty
from ..chance.plan import Plan
from ..lottery.quotas import Quotas
from ..people.people import Frame
from ..record.journal import Entry
from .answers import POOL, STATUS, Round, has_answers, people_file, uncaused
from .rules import Rules
from .strata import Labels, labels_of

KEPT = Table()
"""Checks 6.8 to 6.10, of a roll's facts."""
_ROUND = {
    "spec": exactly("tirage/2"),
    "round": is_count,
    "letters": is_count,
    "answers": mapping_of(is_count),
    "streams": list_of(record({"stream": is_text, "letters": is_count, "accepted": is_count})),
}
_RANK = {"undelivered": 0, "refused": 1, "incomplete": 1, "late": 1, "accepted": 2}
"""An answer never goes down; who was late stays so."""


def figures_file(number: int) -> str:
    """Where the answers of a round are counted."""
    return f"public/responses-{number}.json"


@KEPT.check("responses.figures", due=has_answers)
def check_figures(
    journal: list[Entry],
    files: Files,
    rules: Rules | None = None,
    frame_document: dict[str, Any] | None = None,
    rounds: list[Round] | None = None,
) -> list[Said]:
    """Each round is counted right: by itself, and by the answers where they are at hand."""
    found = []
    letters = 0
    lists = {each.number: each for each in rounds or []}
    for entry in journal:
        if entry.type == "letters":
            letters += entry.body["count"]
        elif entry.type == "responses":
            number = entry.body["round"]
            name = figures_file(number)
            if name in left_out(files) and name not in files:
                raise Absent(absence(files, name), name)
            document = shaped(parse_json(files.get(name, b"")), _ROUND)
            faults = list(_uneven(document, number, letters, rules))
            if number in lists and frame_document is not None:
                faults += _miscounted(document, lists[number], labels_of(frame_document))
            found.append(faulty(faults, checked=sum(document["answers"].values()), file=name))
    return found


def _uneven(document: Mapping[str, Any], number: int, letters: int, rules: Rules | None) -> Iterator[str]:
    """Figures of a round that do not add up."""
    answers, streams = document["answers"], document["streams"]
    if document["round"] != number:
        yield f"{document['round']} ≠ {number}"
    for status, count in sorted(answers.items()):
        if not STATUS.fullmatch(status) or not count:
            yield f"{status}: {count}"
    if rules is not None:
        yield from uncaused(answers, rules)
    names = [each["stream"] for each in streams]
    if names != sorted(set(names)) or (rules is not None and not set(names) <= set(rules.streams)):
        yield f"streams: {', '.join(names)}"
    sums = {
        "letters": (document["letters"], letters),
        "streams letters": (sum(each["letters"] for each in streams), letters),
        "streams accepted": (sum(each["accepted"] for each in streams), answers.get("accepted", 0)),
    }
    for name, (got, wanted) in sums.items():
        if got != wanted:
            yield f"{name}: {got} ≠ {wanted}"
    if sum(answers.values()) > letters:
        yield f"answers: {sum(answers.values())} > {letters}"


def _miscounted(document: Mapping[str, Any], own: Round, labels: Mapping[str, Labels]) -> Iterator[str]:
    counted = dict(Counter(answer[0] for answer in own.answers.values()))
    if document["answers"] != counted:
        yield f"{told(document['answers'])} ≠ {told(counted)}"
    streams = {stratum: (labels.get(stratum) or ("",))[0] for stratum in set(own.written.values())}
    sent = Counter(map(streams.__getitem__, own.written.values()))
    came = (pid for pid, answer in own.answers.items() if answer[0] == "accepted")
    accepted = Counter(streams.get(own.written.get(pid, ""), "") for pid in came)
    wanted = [{"stream": name, "letters": sent[name], "accepted": accepted[name]} for name in sorted(sent)]
    if document["streams"] != wanted:
        yield f"{told(document['streams'])} ≠ {told(wanted)}"


@KEPT.check("responses.features", due=has_answers)
def check_features(
    rounds: list[Round],
    rules: Rules,
    frame_document: dict[str, Any],
    frame: Frame,
    files: Files,
    plan: Plan | None = None,
    first_quotas: Quotas | None = None,
) -> Said:
    """What the lists tell of everyone who answered is what the frame says; so are the pool's households."""
    labels = labels_of(frame_document)
    faults = [fault for each in rounds for fault in _contradictions(each, rules, labels, first_quotas)]
    if plan is not None and plan.household:
        faults.append(f"household: {', '.join(plan.household)}")
    if POOL in files:
        faults += other_homes(files[POOL], frame, rounds[-1].criteria)
    last = rounds[-1]
    return faulty(faults, checked=len(last.answers), file=people_file(last.number))


def _contradictions(
    each: Round, rules: Rules, labels: Mapping[str, Labels], announced: Quotas | None
) -> Iterator[str]:
    known: dict[str, list[str | None]] = {
        code: [rules.label(criterion, own) for criterion in each.criteria] for code, own in labels.items()
    }
    if announced is not None and list(announced.criteria) != each.criteria:
        yield f"{each.number}: {', '.join(each.criteria)} ≠ {', '.join(announced.criteria)}"
        announced = None
    nothing: list[str | None] = [None] * len(each.criteria)
    for pid, (status, *features) in each.answers.items():
        of_frame = known.get(each.written.get(pid, ""), nothing)
        for place, (said, wanted) in enumerate(zip(features, of_frame, strict=True)):
            if wanted is None and status.partition(":")[0] in {"refused", "undelivered"}:
                # Of somebody who does not want, nothing is asked.
                wanted = ""
            if wanted is not None and said != wanted:
                yield f"{each.number}: {pid}: {said} ≠ {wanted}"
            elif announced and (said or status == "accepted") and said not in announced.index[place]:
                yield f"{each.number}: {pid}: {each.criteria[place]}: {said}"


def other_homes(pool: bytes, frame: Frame, criteria: list[str]) -> Iterator[str]:
    """People of the pool who share a household there and not in the frame, or the other way round."""
    try:
        of_pool = {pid: household for pid, household, *_ in rows(pool, ["pid", "household", *criteria])}
    except Malformed as fault:
        yield fault.shown
        return
    home = {pid: household for pid, (_, household) in frame.entered(of_pool).items()}
    inside = Counter(home.get(pid, "") for pid in of_pool)
    label: dict[str, str] = {}
    for pid, household in of_pool.items():
        own = home.get(pid, "") if inside[home.get(pid, "")] > 1 else ""
        if bool(own) != bool(household) or (own and label.setdefault(own, household) != household):
            yield f"{pid}: {household} ≠ {own}"
    if len(set(label.values())) != len(label):
        yield ", ".join(sorted(label.values()))


@KEPT.check("responses.kept", due=has_answers)
def check_kept(rounds: list[Round], taken_out: list[Entry]) -> Said:
    """No answer goes down, an accepted one stays as it is; who is taken out is so by an act with evidence."""
    faults = []
    for before, after in pairwise(rounds):
        for pid, was in before.answers.items():
            now = after.answers.get(pid)
            if now is not None and not _may_become(was, now, before.criteria == after.criteria):
                faults.append(f"{after.number}: {pid}: {was[0]} → {now[0]}")
    out: set[str] = set()
    written = rounds[-1].written
    for entry in taken_out:
        pid, body = entry.body["pid"], entry.body
        if pid in out or pid not in written or not body["evidence"] or body["date"] > entry.time[:10]:
            faults.append(f"{entry.file} ({pid})")
        out.add(pid)
    last = rounds[-1]
    return faulty(faults, checked=len(last.answers), file=people_file(last.number))


def _may_become(was: tuple[str, ...], now: tuple[str, ...], alike: bool) -> bool:
    """Whether an answer may be that other one in the next round; `alike`: both have the same criteria."""
    first, then = (each[0].partition(":")[0] for each in (was, now))
    if first == "accepted":
        return alike and was == now
    return _RANK[then] >= _RANK[first] and (first != "late" or then == "late")
