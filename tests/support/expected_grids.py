"""What every table of an English paper must say: caption → the rows, counted again from the record.

A row is the texts by title of the columns that are counted; a table that has a figure in a column that is not
here is nobody's.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import groupby
from math import sqrt

from support.expected_facts import Paper, apart, cohorts, end_of_term, leaves, received, strata
from support.expected_lines import statuses
from support.recount import Draw, Record, count, day, digest, grouped, percent, table
from tirage.verify.words import whole_document

Row = dict[str, str]
Rule = Callable[[Paper, re.Match[str]], list[Row]]
GRIDS: list[tuple[str, Rule]] = []
MET = {True: "✓ met", False: "✗ NOT MET"}


def has(pattern: str) -> Callable[[Rule], Rule]:
    """Registers the rows under a caption."""

    def register(rule: Rule) -> Rule:
        GRIDS.append((pattern, rule))
        return rule

    return register


def _within(draw: Draw, name: tuple[str, str], pids: list[str]) -> bool:
    low, high = draw.limits[name]
    return low <= draw.counted(pids, *name) <= high


@has("Quotas, criterion by criterion")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    draw = paper.draw
    rows = []
    for criterion, names in groupby(draw.limits, lambda name: name[0]):
        kept = [_within(draw, name, draw.panel) for name in names]
        rows.append(
            {
                "number of quotas": count(len(kept)),
                "met": count(sum(kept)),
                "result": MET[all(kept)],
                "criterion": criterion,
            }
        )
    return rows


@has("Seats and quotas: (.*)")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    draw = paper.draw
    return [
        {
            "category": category,
            "seats": count(draw.counted(draw.panel, criterion, category)),
            "least": count(low),
            "most": count(high),
            "volunteers": count(draw.counted(list(draw.pool), criterion, category)),
            "result": MET[_within(draw, (criterion, category), draw.panel)],
        }
        for (criterion, category), (low, high) in draw.limits.items()
        if criterion == said[1]
    ]


@has("The quotas and the result, line by line")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    draw = paper.draw
    return [
        {
            "criterion": criterion,
            "category": category,
            "least": count(low),
            "most": count(high),
            "seats": count(draw.counted(draw.panel, criterion, category)),
            "result": MET[_within(draw, (criterion, category), draw.panel)],
        }
        for (criterion, category), (low, high) in draw.limits.items()
    ]


@has("Seats (?:today|at the end): (.*)")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    draw, sitting = paper.draw, paper.record.members()
    tolerance = draw.plan["later"].get("tolerance", {}) if paper.record.of("vacancy") else {}
    room = {key: tolerance.get(key[0], tolerance.get("", 0)) for key in draw.limits}
    limits = {key: (max(0, low - room[key]), high + room[key]) for key, (low, high) in draw.limits.items()}
    return [
        {
            "category": category,
            "when the panel was drawn": count(draw.counted(draw.panel, criterion, category)),
            "today": count(draw.counted(sitting, criterion, category)),
            "at the end": count(draw.counted(sitting, criterion, category)),
            "least": count(low),
            "most": count(high),
            "result": MET[low <= draw.counted(sitting, criterion, category) <= high],
        }
        for (criterion, category), (low, high) in limits.items()
        if criterion == said[1]
    ]


@has("(?:Letter, answer and seats|Seats) over the whole life: (.*)")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    """Seats of each category in every panel of every lottery, and in every succession."""
    record, criterion = paper.record, said[1]
    people: dict[str, str] = {}
    seats = {True: Counter[str](), False: Counter[str]()}
    for act in record.draws:
        draw = record.draw(act)
        people |= {pid: own[criterion] for pid, own in draw.pool.items()}
        for category, held in Counter(people[pid] for panel in draw.panels for pid in panel).items():
            seats[act == "panel"][category] += Fraction(held, len(draw.panels))  # type: ignore[assignment]
    for entry in record.of("successor"):
        fit = record.fitted(entry)
        for pid in fit:
            seats[False][people[pid]] += Fraction(1, len(fit))  # type: ignore[assignment]
    sizes = Counter(people.values())
    found = []
    for category in sorted(sizes):
        first, later = (Fraction(seats[is_panel][category]) for is_panel in (True, False))
        row = {
            "category": category,
            "volunteers": count(sizes[category]),
            "expected seats: panel": f"{float(first):.2f}",
            "expected seats: later draws": f"{float(later):.2f}",
            "chance of a volunteer": percent((first + later) / sizes[category]),
        }
        found.append(row | _of_frame(record, criterion, category, first + later))
    return found


def _of_frame(record: Record, criterion: str, category: str, seats: Fraction) -> Row:
    """Residents, letters and a resident's chance, where the lists tell the criterion."""
    if "public/frame.json" not in record.files:
        return {}
    rule = next(each for each in record.rules["criteria"] if each["name"] == criterion)
    if rule["from"] == "answers":
        return {}
    place, wanted = 0, category
    if rule["from"] == "stream":
        wanted = next(each["means"] for each in rule["categories"] if each["name"] == category)
    else:
        place = 1 + record.rules["strata"].index(criterion)
    strata = json.loads(record.files["public/frame.json"])["strata"]
    codes = {each["code"]: each["people"] for each in strata if each["labels"][place] == wanted}
    written = [row for wave in range(1, len(record.of("letters")) + 1) for row in _written(record, wave)]
    return {
        "in the frame": count(sum(codes.values())),
        "letters": count(sum(stratum in codes for _, stratum in written)),
        "chance of a resident": f"1 in {count(round(sum(codes.values()) / seats))}" if seats else "—",
    }


@has("How many people have which chance")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    shares = list(paper.draw.chances.values())
    cut = next(each for each in (200, 100, 50, 40, 20, 10) if max(shares) * each <= 13)
    steps = Counter(max(-(-share * cut // 1) - 1, 0) for share in shares)
    found = []
    for step in range(int(min(steps)), int(max(steps)) + 1):
        low, high = (f"{float(100 * Fraction(each, cut)):g}" for each in (step, step + 1))
        found.append({"chance of a seat": f"{low} to {high}%", "people": count(steps[Fraction(step)])})
    return found


@has("Chances, category by category")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    draw = paper.draw
    rows = []
    for criterion, category in draw.limits:
        own = [draw.chances[pid] for pid in draw.pool if draw.counted([pid], criterion, category)]
        row = {"criterion": criterion, "category": category, "volunteers": count(len(own))}
        ends = (min(own), Fraction(sum(own), len(own)), max(own)) if own else ()
        row |= dict(zip(("smallest", "mean", "largest"), map(percent, ends), strict=True)) if own else {}
        rows.append(row)
    return rows


@has("Seats by crossing: (.*)")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    draw = paper.draw
    first, second = said[1].split(" × ")
    names = {
        each: list(dict.fromkeys(cat for name, cat in draw.limits if name == each))
        for each in (first, second)
    }
    down, across = (second, first) if len(names[second]) > len(names[first]) else (first, second)
    return [
        {
            down: row,
            **{
                column: count(
                    sum(
                        draw.record.people[pid][down] == row and draw.record.people[pid][across] == column
                        for pid in draw.panel
                    )
                )
                for column in names[across]
            },
        }
        for row in names[down]
    ]


@has("What the public lottery gives away")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    import numpy as np

    draws = paper.record.seated()
    pool = {pid: own for draw in reversed(draws) for pid, own in draw.pool.items()}
    # Those who joined later come last.
    pids = [*draws[0].pool, *(pid for pid in pool if pid not in draws[0].pool)]
    tables = [
        np.array([[pid in panel for pid in pids] for panel in map(set, draw.panels)], dtype=float)
        for draw in draws
    ]
    first = len(draws[0].pool)
    columns = {name: [pool[pid][name] for pid in pids] for name in draws[0].criteria}
    wanted = 1 + sum(len(set(column)) - 1 for column in columns.values())
    # Directions of least variance: the last right singular vectors of the centred tables of those who vary.
    views = []
    for seen_by, known in [(tables[:1], first), (tables, len(pids))][: len(tables)]:
        table = np.concatenate([held - held.mean(axis=0) for held in seen_by])[:, :known]
        varies = abs(table).max(axis=0) > 0
        # Those of its triangle are the same, and of that there are as many rows as people at most.
        _, sizes, turned = np.linalg.svd(np.linalg.qr(table[:, varies], mode="r"), full_matrices=True)
        varied = np.concatenate([sizes**2, np.zeros(len(turned) - len(sizes))])
        kept = varied <= varied[max(len(turned) - wanted, 0)] + 1e-9 * max(varied[0], 1)
        last = np.zeros((kept.sum(), len(pids)))
        last[:, np.flatnonzero(varies)] = turned[kept]
        views.append(last[:, :known])
    rows = []
    for name, column in columns.items():
        read = np.zeros((2, len(pids)), dtype=bool)
        for found, last in zip(read, views, strict=False):
            known = last.shape[1]
            kinds = sorted(set(column[:known]))
            of = np.array([[value == kind for kind in kinds] for value in column[:known]], dtype=float)
            seen = last.T @ (last @ of)
            own = (seen * of).sum(axis=1)
            other = np.where(of == 1, -np.inf, seen).max(axis=1)
            found[:known] = (own > other + 1e-9) & (len(kinds) > 1)
        rows.append(
            {
                "criterion": name,
                "people": count(len(pids)),
                "readable": count(int(read[0].sum())),
                **({"with later draws": count(int(read.any(axis=0).sum()))} if len(draws) > 1 else {}),
                "right by guessing": count(max(Counter(column).values())),
            }
        )
    return rows


# --- Life --------------------------------------------------------------------------------------------------

KINDS = {
    "moved": "moved away",
    "term": "end of term",
    "withdrawal": "departure",
    "refusal": "seat refused",
    "age-limit": "age limit",
}


@has("Departures, by cause")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    found = Counter(each.body["kind"] for each in paper.record.of("vacancy"))
    return [{"reason": KINDS[kind], "seats": count(number)} for kind, number in sorted(found.items())]


def _later(record: Record) -> Iterator[tuple[str, Draw]]:
    for act in record.draws[1:]:
        kind, _, number = act.partition("/")
        yield f"{'Replacements' if kind == 'replacements' else 'Renewal'} no. {number}", record.draw(act)


@has("Replacements and renewals")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    rows = []
    for name, draw in _later(paper.record):
        moved = (draw.plan["inputs"]["relaxed"] or {}).get("moves", [])
        limits = {"minimum": "least", "maximum": "most"}
        said = [
            f"{m['criterion']} {m['category']}, {limits[m['limit']]} {m['from']} → {m['to']}" for m in moved
        ]
        rows.append(
            {
                "draw": name,
                "day": paper.record.moment(draw.result.time).partition(",")[0],
                "seats": count(len(draw.panel)),
                "volunteers": count(len(draw.pool)),
                "panel drawn": draw.number,
                "quotas relaxed": "; ".join(said) or "—",
            }
        )
    return rows


@has("Chances that these lotteries gave")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    return [
        {
            "draw": name,
            "panels": count(len(draw.panels)),
            "smallest": percent(draw.share(min)[0]),
            "largest": percent(draw.share(max)[0]),
            "furthest from the target": percent(draw.deviation),
            "in no panel": count(list(draw.chances.values()).count(Fraction(0))),
            "in every panel": count(list(draw.chances.values()).count(Fraction(1))),
        }
        for name, draw in _later(paper.record)
    ]


@has("Of ([\\d,]+) simulated series of departures, .*")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    body = paper.record.of("alternates")[-1].body
    if said[1] != count(body["tried"]):
        return []
    return [
        {"repaired": count(number), "share": percent(Fraction(number, body["tried"]))}
        for number in (body["repaired"][name] for name in ("designed", "scaled", "random", "everyone"))
    ]


@has("The seats, in the order in which they were filled")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    """Each seat that came to its turn; of who fitted, those who are counted again."""
    return [
        {
            "day": paper.record.moment(each.time).partition(",")[0],
            "seat of": paper.person(each.body["vacancy"]),
            "successor": paper.person(each.body["pid"]) if each.type == "successor" else "—",
            "who fitted": count(len(paper.record.fitted(each))),
        }
        for each in paper.record.of("successor", "passed")
    ]


@has("Members of the assembly")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    record = paper.record
    since = {
        row[0]: record.moment(record.draw(act).result.time).partition(",")[0]
        for act in record.draws
        for row in table(record.draw(act).data("panel"))[1:]
    } | {each.body["pid"]: record.moment(each.time).partition(",")[0] for each in record.of("successor")}
    return [
        {
            "reference": paper.person(pid),
            "since": since[pid],
            "until": end_of_term(record, leaves(record, pid)) if record.of("term") else "—",
            "cohort": str(cohorts(record).get(pid, "")),
        }
        for pid in sorted(record.members())
    ]


# --- Deeds -------------------------------------------------------------------------------------------------


@has("Files received by the organiser")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    return [
        {"on record since": paper.record.moment(each.time), "hash (SHA-256)": grouped(hashed)}
        for each, hashed in received(paper)
    ]


@has("Documents that the plan fixed")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    if paper.act.startswith("letters"):
        names = [
            "guarantors/frame.csv",
            "public/rules.json",
            f"public/{paper.act.replace('/', '-')}-strata.csv",
        ]
    else:
        parts = ["pool", "quotas", "counts", *(["sitting"] if paper.act != "panel" else [])]
        names = [paper.draw.path(part) for part in (*parts, "lottery", "certificate", "chances")]
    return [{"file": name, "hash (SHA-256)": digest(paper.record.files[name])} for name in names]


@has("Seats that this draw filled")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    left = {each.body["pid"]: each.body for each in paper.record.of("vacancy")}
    return [
        {"reference": paper.person(pid), "as of": day(left[pid]["date"]), "reason": KINDS[left[pid]["kind"]]}
        for pid in paper.draw.plan["inputs"]["vacancies"]
    ]


@has("([\\d,]+) people, by reference|(1) person, by reference")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    drawn = [row[0] for row in table(paper.draw.data("panel"))[1:]]
    assert (said[1] or said[2]) == count(len(drawn))
    before = paper.draw.plan["inputs"]["vacancies"]
    return [
        {"reference": paper.person(new), "in the place of": paper.person(old)}
        for new, old in zip(drawn, before, strict=True)
    ]


@has("Annexes and their hashes")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    files = paper.record.files
    sources = []
    if paper.act == "cohorts":
        sources.append(("public/cohorts.csv", digest(files["public/cohorts.csv"])))
    elif paper.act.startswith("successions"):
        sources.append((f"journal/ 1–{paper.result.number}", paper.result.hash))
    elif not paper.act.startswith(("letters", "standby")):
        sources.append((paper.draw.path("panel"), digest(paper.draw.data("panel"))))
    for key in apart(paper):
        if key == "strata":
            name = f"public/letters-{paper.wave}-strata.csv"
            sources.append((name, digest(files[name])))
        else:
            sources.append((f"journal/ 1–{paper.result.number}", paper.result.hash))
    said = whole_document([paper.verified], "en").encode()
    sources.append(("tirage verify --json --lang en", digest(said)))
    return [
        {"no.": str(number), "source": source, "hash (SHA-256)": found}
        for number, (source, found) in enumerate(sources, 1)
    ]


@has("Checks made on this dossier")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    made = Counter(
        (check.number, check.code, "✓ passed" if check.status == "ok" else "not checked here")
        for check in paper.verified.checks
        if not check.code.startswith("beyond.")
    )
    return [
        {"no.": number, "times": count(times), "outcome": said} for (number, _, said), times in made.items()
    ]


@has("Seats of each cohort, category by category")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    of: dict[str, list[str]] = {}
    for pid, cohort in table(paper.record.files["public/cohorts.csv"])[1:]:
        of.setdefault(cohort, []).append(pid)
    panel = paper.record.draw("panel")
    return [
        {
            "criterion": criterion,
            "category": category,
            **{f"cohort {n}": count(panel.counted(of[n], criterion, category)) for n in sorted(of, key=int)},
        }
        for criterion, category in panel.limits
    ]


# --- Letters -----------------------------------------------------------------------------------------------


def _rate(hits: int, trials: int) -> Row:
    """A rate with the interval of Wilson, 95 in 100."""
    if not trials:
        return {"rate": "—", "at least": "—", "at most": "—"}
    z, p = 1.959963984540054, hits / trials
    middle, spread = p + z * z / (2 * trials), z * sqrt(p * (1 - p) / trials + z * z / (4 * trials**2))
    low, high = ((middle + sign * spread) / (1 + z * z / trials) for sign in (-1, 1))
    return {
        "rate": percent(Fraction(hits, trials)),
        "at least": f"{max(100 * low, 0):.2f}%",
        "at most": f"{100 * high:.2f}%",
    }


def _written(record: Record, wave: int) -> list[list[str]]:
    return table(record.files[f"guarantors/letters-{wave}.csv"])[1:]


@has("The waves of letters")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    rows, known = [], statuses(paper)
    for wave in range(1, len(paper.record.of("letters")) + 1):
        planned = sum(
            int(row[3]) for row in table(paper.record.files[f"public/letters-{wave}-strata.csv"])[1:]
        )
        pids = [row[0] for row in _written(paper.record, wave)]
        said = Counter(known[pid] for pid in pids if pid in known)
        back, yes = said["undelivered"], said["accepted"]
        rows.append(
            {
                "wave": str(wave),
                "planned": count(planned),
                "letters": count(len(pids)),
                "returned": count(back),
                "volunteers": count(yes),
                "other answers": count(said.total() - back - yes),
                **_rate(yes, len(pids) - back),
            }
        )
    return rows


@has("Letters and volunteers by stream|Letters and volunteers: (.*)")
def _(paper: Paper, said: re.Match[str]) -> list[Row]:
    record = paper.record
    place = 0 if said[1] is None else 1 + record.rules["strata"].index(said[1])
    frame = json.loads(record.files["public/frame.json"])
    labels = {each["code"]: each["labels"][place] for each in frame["strata"]}
    residents: Counter[str] = Counter()
    for each in frame["strata"]:
        residents[each["labels"][place]] += each["people"]
    written = [row for wave in range(1, len(record.of("letters")) + 1) for row in _written(record, wave)]
    known = statuses(paper)
    letters = Counter(labels[stratum] for _, stratum in written)
    back, yes = (
        Counter(labels[stratum] for pid, stratum in written if known.get(pid) == status)
        for status in ("undelivered", "accepted")
    )
    return [
        {
            "category": name,
            "in the frame": count(residents[name]),
            "letters": count(letters[name]),
            "returned": count(back[name]),
            "volunteers": count(yes[name]),
            **_rate(yes[name], letters[name] - back[name]),
        }
        for name in (
            [each["name"] for each in record.rules["streams"]]
            if said[1] is None
            else [
                row["name"]
                for each in json.loads(record.files["public/quotas-announced.json"])["criteria"]
                if each["name"] == said[1]
                for row in each["categories"]
            ]
        )
    ]


@has("Letters drawn, stratum by stratum")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    frame = json.loads(paper.record.files["public/frame.json"])
    labels = {each["code"]: " · ".join(filter(None, each["labels"])) for each in frame["strata"]}
    drawn = Counter(row[1] for row in _written(paper.record, paper.wave))
    return [
        {
            "stratum": labels[code],
            "in the frame": count(int(people)),
            "letters": count(drawn[code]),
        }
        for code, people, *_ in strata(paper)
    ]


@has("Rows left out, by cause")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    # The deed of a wave tells of what was known at its draw: no pool yet.
    last = paper.result.number if paper.act.startswith("letters") else len(paper.record.entries)
    known = (paper.record.of(kind) for kind in ("frame", "pool"))
    bodies = [each.body for found in known for each in found if each.number <= last]
    return [{"rows": count(number)} for body in bodies for _, number in sorted(body["causes"].items())]


@has("Serious findings, and why the frame was closed all the same")
def _(paper: Paper, _said: re.Match[str]) -> list[Row]:
    body = next(each.body for each in paper.record.of("frame"))
    reasons = {each["cause"]: each["reason"] for each in body["accepted"]}
    return [
        {
            "finding": each["cause"],
            "what was found": found(each["cause"], each["subject"], ", ".join(each["places"]), each),
            "accepted because": reasons[each["cause"]],
        }
        for each in body["findings"]
    ]


def found(cause: str, subject: str, places: str, figures: dict[str, int]) -> str:
    """What a paper says of a finding."""
    number, against = count(figures["count"]), count(figures["against"])
    missing = f"no file for {places}" if places else "no file at all"
    return {
        "list-missing": f"List {subject}: {missing}. Its people would have no chance.",
        "count-differs": f"List {', '.join(filter(None, (subject, places)))}: {number} electors, "
        f"where {against} are expected.",
        "set-aside": f"List {subject}: {number} rows of {against} set aside, in which somebody is lost.",
        "stratum-empty": f"{subject}, nobody or almost nobody: {places}. Is a file missing?",
        "stratum-size": f"{subject}, {places}: {number} people, where the population suggests {against}. "
        "Is a file missing, or there twice?",
    }[cause]
