"""What no file can show, and what a dossier leaves open. Lines 11."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..kernel import Files, Table
from ..reading.documents import Malformed, parse_json
from ..reading.journal import head, is_framed, is_of_seats, kinds
from ..reading.pack import left_out
from ..reading.shapes import is_count, mapping_of
from ..report import Said, skipped
from .chance.contributions import dropped
from .chance.plan import Plan
from .record.corrected import told
from .record.files import has_guarantors
from .record.journal import Entry

BEYOND = Table()
_HOUSEHOLD = re.compile(rb"^[^,\n]*+,(h[0-9]{1,18})(?=,|$)", re.MULTILINE)
"""The household in the second cell of a line."""
_ANSWERS = frozenset({"accepted", "incomplete", "late", "refused", "undelivered"})
_MOST_SIZES = 5
"""Sizes of households that are shown."""
_MOST_CHANGES = 10
"""Limits of quotas that are shown."""


@BEYOND.note("beyond.head")
def say_head(files: Files) -> Said:
    """The one figure that commits to all the rest, to be compared with the one read aloud."""
    return skipped(head(files))


@BEYOND.note("beyond.program")
def say_program(journal: list[Entry]) -> Said:
    """The programs that wrote the acts, as they call themselves."""
    return skipped(", ".join(sorted({entry.tool for entry in journal})))


@BEYOND.note("beyond.chance")
def say_chance(files: Files) -> list[Said]:
    """Whether the dice fell as the record has them."""
    return [skipped("")] if "panel" in kinds(files) else []


@BEYOND.note("beyond.dropped")
def say_dropped(journal: list[Entry]) -> list[Said]:
    """Contributors who were dropped."""
    names = dropped(journal)
    return [skipped(names)] if names else []


@BEYOND.note("beyond.tried")
def say_tried(files: Files) -> list[Said]:
    """Whether plans were tried out: their hashes can be moved, and with them who has an extra panel."""
    return [skipped("")] if is_of_seats(files) else []


@BEYOND.note("beyond.pool")
def say_pool(plan: Plan | None = None) -> Said:
    """Whether these people volunteered."""
    return skipped(str(plan.people) if plan else "")


@BEYOND.note("beyond.known")
def say_known(files: Files) -> list[Said]:
    """That whoever fixed the quotas knew the volunteers: where no letters came between."""
    held = kinds(files)
    return [skipped("")] if "pool" in held and not is_framed(files) else []


@BEYOND.note("beyond.recoding")
def say_recoding(journal: list[Entry]) -> list[Said]:
    """By which recodings what was received became volunteers, or answers to letters."""
    made = [
        entry.body.get("recoding") for entry in journal if entry.type in {"pool", "responses", "volunteers"}
    ]
    hashes = [each for each in made if each]
    return [skipped(", ".join(hashes))] if hashes else []


@BEYOND.note("beyond.settled")
def say_settled(journal: list[Entry]) -> list[Said]:
    """How many doubts somebody decided, which lists there were, how many addresses are no household."""
    made = [
        _told(entry.body)
        for entry in journal
        if entry.type in {"pool", "frame", "volunteers"} and _is_settled(entry)
    ]
    return [skipped(each) for each in made]


def _is_settled(entry: Entry) -> bool:
    """Whether somebody decided who is in a pool, which rows of rolls are one, or who shares a home."""
    return "lists" in entry.body or "no_household" in entry.body or bool(entry.body.get("decisions"))


def _told(body: Mapping[str, Any]) -> str:
    # A frame has no count of them.
    shown = [f"decisions {body['decisions']}"] if body["decisions"] and "same" not in body else []
    shown += [f"{key} {body[key]}" for key in ("same", "different") if body.get(key)]
    shown += [f"{cause} {body['causes'].get(cause, 0)}" for cause in sorted(body.get("lists", ()))]
    shown += [f"no_household {body['addresses']}"] if body.get("addresses") else []
    return ", ".join(shown)


@BEYOND.note("beyond.guarantors")
def say_guarantors(files: Files) -> list[Said]:
    """That the guarantors' part is not here."""
    return [] if has_guarantors(files) else [skipped("")]


@BEYOND.note("beyond.left-out")
def say_left_out(files: Files) -> list[Said]:
    """What a pack leaves out."""
    missing = left_out(files)
    return [skipped(", ".join(sorted(missing)))] if missing else []


@BEYOND.note("beyond.litter")
def say_litter(litter: list[str]) -> list[Said]:
    """What a computer left there, passed over."""
    return [skipped(", ".join(litter))] if litter else []


@BEYOND.note("beyond.evidence")
def say_evidence(journal: list[Entry]) -> list[Said]:
    """What is said of people, by type and kind, and how often without evidence: `vacancy withdrawal 2/5`.

    Of evidence a dossier has the hash, which may be of anything: it is said where all acts have some, too.
    """
    stated = [(_named(entry), entry.body["evidence"]) for entry in told(journal) if "evidence" in entry.body]
    everything = Counter(name for name, _ in stated)
    bare = Counter(name for name, evidence in stated if not evidence)
    counts = ", ".join(f"{name} {bare[name]}/{everything[name]}" for name in sorted(everything))
    return [skipped(counts)] if everything else []


def _named(entry: Entry) -> str:
    return f"{entry.type} {entry.body['kind']}" if entry.body.get("kind") else entry.type


@BEYOND.note("beyond.answers")
def say_answers(journal: list[Entry], files: Files) -> list[Said]:
    """How letters were answered, by the last round: who accepted and in time is nobody else's word."""
    rounds = [entry.body["round"] for entry in journal if entry.type == "responses"]
    if not rounds:
        return []
    try:
        document = parse_json(files.get(f"public/responses-{rounds[-1]}.json", b""))
    except Malformed:
        document = None
    answers = document.get("answers") if isinstance(document, dict) else None
    if not isinstance(answers, dict) or not mapping_of(is_count)(answers):
        return [skipped("")]
    sums: Counter[str] = Counter()
    for status, count in answers.items():
        sums[status.partition(":")[0]] += count
    return [skipped(", ".join(f"{status} {sums[status]}" for status in sorted(sums) if status in _ANSWERS))]


@BEYOND.note("beyond.term")
def say_term(journal: list[Entry]) -> list[Said]:
    """Start and months of the term, and whether these are said to be the rules'."""
    terms = [entry.body for entry in told(journal) if entry.type == "term"]
    shown = [f"{b['start']} + {b['months']}{' (by_rules)' if b['by_rules'] else ''}" for b in terms]
    return [skipped(", ".join(shown))] if shown else []


@BEYOND.note("beyond.households")
def say_households(files: Files) -> list[Said]:
    """The households of the pool, the largest first: people × households."""
    data = files.get("guarantors/pool.csv", b"")
    begins = data.find(b"\n") + 1 or len(data)
    homes = (found[1] for found in _HOUSEHOLD.finditer(data, begins))
    shown = sizes_of(Counter(Counter(homes).values()))
    return [skipped(shown)] if shown else []


def sizes_of(sizes: Mapping[int, int]) -> str:
    """How many households have how many people, the largest first."""
    largest = sorted(sizes, reverse=True)
    shown = [f"{size} × {sizes[size]}" for size in largest[:_MOST_SIZES]]
    shown += ["…"] if len(largest) > _MOST_SIZES else []
    return "; ".join(shown)


@BEYOND.note("beyond.ids")
def say_ids(journal: list[Entry]) -> list[Said]:
    """That a former member can come back under another id."""
    return [skipped("")] if journal and "after" in journal[0].body else []


@BEYOND.note("beyond.changes")
def say_changes(journal: list[Entry]) -> list[Said]:
    """Limits of quotas that were changed, in the order of the record."""
    recorded = [entry.body.get("changes", []) for entry in journal if entry.type == "quotas"]
    moves = [move for change in (recorded[-1] if recorded else []) for move in change["rows"]]
    shown = [f"{m['criterion']} {m['category']} {m['limit']}: {m['from']} → {m['to']}" for m in moves]
    shown[_MOST_CHANGES:] = ["…"] if len(shown) > _MOST_CHANGES else []
    return [skipped("; ".join(shown))] if shown else []


@BEYOND.note("beyond.witnesses")
def say_witnesses(journal: list[Entry]) -> list[Said]:
    """That whoever chose the witnesses knew a plan by then."""
    types = [entry.type for entry in journal]
    if "witnesses" not in types or "plan" not in types[: types.index("witnesses")]:
        return []
    return [skipped(f"{journal[types.index('plan')].file} < {journal[types.index('witnesses')].file}")]


def _say(code: str) -> None:
    @BEYOND.note(code)
    def say() -> Said:
        return skipped("")


for _code in ("beyond.times", "beyond.received", "beyond.private"):
    _say(_code)
