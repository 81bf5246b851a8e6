"""What every fact of an English paper must say, counted again from the record."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from support.recount import Draw, Entry, Record, count, day, digest, grouped, percent, table
from tirage.verify import program
from tirage.verify.report import Report


@dataclass
class Paper:
    """A paper, and what it may speak of."""

    record: Record
    verified: Report
    act: str
    """The draw that it is of."""
    cohort: str = ""
    """Whose members are listed where the reader is."""

    @property
    def draw(self) -> Draw:
        return self.record.draw(self.act)

    @property
    def wave(self) -> int:
        return int(self.act.partition("/")[2] or 0)

    @property
    def result(self) -> Entry:
        """The act that it tells of."""
        if self.act == "cohorts":
            return self.record.of("term")[-1]
        if self.act.startswith("successions"):
            return self.record.of("successor", "passed")[-1]
        return next(
            each
            for each in self.record.of("letters", "panel", "replacement", "renewal", "standby")
            if each.body["act"] == self.act
        )

    @property
    def planned(self) -> Entry:
        act = self.act.replace("successions", "standby")
        return next(each for each in self.record.of("plan") if each.body["act"] == act)

    @property
    def chance_plan(self) -> dict[str, Any]:
        if self.act.startswith(("standby", "successions")):
            return _json(self.record, f"public/standby-{self.wave}-plan.json")
        letters = f"public/letters-{self.wave}-plan.json"
        return _json(self.record, letters) if self.act.startswith("letters") else self.draw.plan

    @property
    def form(self) -> str:
        return next(each["form"] for each in self.chance_plan["contributors"] if each["id"] == "public")

    def person(self, pid: str) -> str:
        """The reference of a person, by the rule of the papers."""
        pids = sorted(self.record.draw("panel").pool)
        if max(map(len, pids)) <= 10:
            return pid
        if pid not in pids:
            # Who joined later: the shortest that nobody's id begins with.
            others = set(self.record.people) - {pid}
            return next(pid[:n] for n in (8, 9, 10) if pid[:n] not in {each[:n] for each in others})
        signs = next(n for n in (8, 9, 10) if len({each[:n] for each in pids}) == len(pids))
        return pid[:signs]


def _json(record: Record, name: str) -> dict[str, Any]:
    return dict(json.loads(record.files[name]))


def facts(paper: Paper) -> dict[str, list[str]]:
    """Label → what stands there, in order where a label comes more than once."""
    record = paper.record
    last = record.entries[-1]
    found = {
        "Head of the journal": [last.hash],
        "Last act on the record": [record.moment(last.time)],
    }
    if record.of("frame"):
        found["People in the sampling frame"] = [count(record.of("frame")[0].body["people"])]
    if record.of("panel"):
        panel = record.of("panel")[0]
        found["Panel drawn, by the record"] = [record.moment(panel.time)]
        found["Head of the journal when the panel was drawn"] = [panel.hash]
        found |= _term(record)
    if paper.act == "cohorts":
        return found | _deed(paper)
    if paper.act.startswith(("letters", "standby", "successions")):
        return found | _deed(paper)
    if not record.of("plan") or paper.act not in record.draws:
        return found
    found |= _deed(paper)
    draw = paper.draw
    (least, at_least), (largest, at_largest) = draw.share(min), draw.share(max)
    shares = list(draw.chances.values())
    aimed = [draw.aimed[pid] for pid in draw.drawable]
    return found | {
        "Seats": [count(draw.plan["inputs"]["seats"])],
        "Volunteers": [count(len(draw.pool))],
        "Numbered panels": [count(len(draw.panels))],
        "Number of the panel drawn": [draw.number],
        "Hash of the plan": [digest(draw.data("plan"))],
        "Smallest chance": [percent(least)],
        "Largest chance": [percent(largest)],
        "People with this chance": [count(at_least), count(at_largest)],
        "Mean chance": [percent(Fraction(sum(shares), len(shares)))],
        "People in no panel, hence without a chance": [count(shares.count(Fraction(0)))],
        "People in every panel, hence certain to sit": [count(shares.count(Fraction(1)))],
        "Smallest chance aimed at by the certificate": [percent(min(aimed))],
        "Largest chance aimed at by the certificate": [percent(max(aimed))],
        "Largest relative deviation of a chance given from the one aimed at": [percent(draw.deviation)],
    }


def end_of_term(record: Record, number: int) -> str:
    """The day of the `number`-th end, from 1."""
    body = record.of("term")[-1].body
    year, month, of_month = map(int, body["start"].split("-"))
    months = month - 1 + number * body["months"] // body["cohorts"]
    return day(f"{year + months // 12}-{months % 12 + 1:02}-{of_month:02}")


def cohorts(record: Record) -> dict[str, int]:
    """pid → cohort: whoever takes a seat over is in that of the person before."""
    if "public/cohorts.csv" not in record.files:
        return {}
    found = {pid: int(cohort) for pid, cohort in table(record.files["public/cohorts.csv"])[1:]}
    for act in record.draws[1:]:
        draw = record.draw(act)
        taken = [row[0] for row in table(draw.data("panel"))[1:]]
        for pid, before in zip(taken, draw.plan["inputs"]["vacancies"], strict=True):
            found[pid] = found[before]
    return found


def leaves(record: Record, pid: str) -> int:
    """The number of the end at which a member leaves."""
    body, following = record.of("term")[-1].body, len(record.of("renewal")) + 1
    if body["cohorts"] == 1:
        return 1
    own = cohorts(record)[pid]
    number = next(
        n for n in range(following, following + body["cohorts"]) if (n - 1) % body["cohorts"] + 1 == own
    )
    return min(number, body.get("last") or number)


def _term(record: Record) -> dict[str, list[str]]:
    if not record.of("term"):
        return {}
    body, following = record.of("term")[-1].body, len(record.of("renewal")) + 1
    going = [pid for pid in record.members() if leaves(record, pid) == following]
    return {
        "First day": [day(body["start"])],
        "Length in months": [count(body["months"])],
        "Cohorts": [count(body["cohorts"])],
        "Next end": [end_of_term(record, following)],
        "Members who leave on that day": [count(len(going))],
    }


def _deed(paper: Paper) -> dict[str, list[str]]:
    """The facts of a deed."""
    record, result = paper.record, paper.result
    tools = dict.fromkeys(each for each in (_tool(record, paper), _raw(record, result)["tool"]))
    of = {"Date and hour": [f"{record.moment(result.time)}, by the journal"]}
    of["Head of the journal after the result"] = [result.hash]
    of["Program of the draw"] = [" ".join(each.split(" ")[:2] + each.split(" ")[3:]) for each in tools]
    of["Hash of this program"] = [grouped(each.split(" ")[2]) for each in tools if len(each.split(" ")) > 2]
    of["Hash of this program"] += [grouped(program.fingerprint())]
    of["Program of the checks, version"] = [program.version()]
    if paper.act == "cohorts":
        return of
    planned = paper.planned
    of["Plan put on record"] = [record.moment(planned.time)]
    of["Head of the journal after the plan"] = [planned.hash]
    of["Hash of the plan"] = [grouped(planned.body["sha256"])]
    if head := paper.chance_plan["inputs"].get("head"):
        of["Head of the chain of links"] = [grouped(head)]
    if paper.act.startswith("successions"):
        return of
    dice = re.fullmatch(r"(\d+)d\d+", paper.form)
    of["How it was drawn"] = [
        f"{dice[1]} dice rolled in public" if dice else "number drawn by hand, in public"
    ]
    of |= _brought(paper)
    if "seed" in result.body:
        of["Seed"] = [grouped(result.body["seed"])]
    if result.type == "letters":
        of["List of the people drawn"] = [digest(record.files[f"guarantors/letters-{paper.wave}.csv"])]
    return of


def _brought(paper: Paper) -> dict[str, list[str]]:
    """What the plan fixed of the chance to come, and what each brought."""
    plan = paper.chance_plan
    found = {
        f"Hash committed by {each['id']}": [grouped(each["commit"])]
        for each in plan["contributors"]
        if "commit" in each
    }
    if plan["beacon"]:
        found["Round of the beacon announced"] = [str(plan["beacon"]["round"])]
    for each in paper.record.of("contribution", "beacon"):
        body = each.body
        if body["act"] != paper.act:
            continue
        if each.type == "beacon":
            found["Signature of the beacon"] = [grouped(body["signature"])]
        elif body["kind"] != "dropped":
            found[f"Value brought ({body['id']})"] = [grouped(body["value"])]
        if "text" in body:
            found["Typed in"] = [body["text"]]
    return found


def _raw(record: Record, entry: Entry) -> dict[str, Any]:
    name = next(name for name in record.files if name.startswith(f"journal/{entry.number:04}-"))
    return _json(record, name)


def _tool(record: Record, paper: Paper) -> str:
    act = "panel" if paper.act == "cohorts" else paper.act.replace("successions", "standby")
    planned = next(each for each in record.of("plan") if each.body["act"] == act)
    return str(_raw(record, planned)["tool"])


RECEIVED = {
    "quotas": ["source"],
    "pool": ["source", "recoding"],
    "responses": ["source"],
    "frame": ["decisions"],
}
"""Type of entry → keys of the hashes of what it took in; empty where there was none."""


def received(paper: Paper) -> list[tuple[Entry, str]]:
    """Entries until the act that the paper tells of, each with the hash of a file that it took in."""
    found = []
    for each in paper.record.entries[: paper.result.number]:
        if each.type == "rolls":
            found += [(each, row[0]) for row in table(paper.record.files["public/rolls.csv"])[1:]]
        for key in RECEIVED.get(each.type, ()):
            # No file of quotas was received where there are none.
            if each.body[key] and not (each.type == "quotas" and each.body[key] == each.body["sha256"]):
                found.append((each, each.body[key]))
    return found


LONG = {"strata": 30, "received": 8}
"""Rows of a table that stands in the body of a deed; a longer one is an annex."""


def strata(paper: Paper) -> list[list[str]]:
    """Strata of the wave that a deed tells of: code, people, who could be drawn, letters."""
    return table(paper.record.files[f"public/letters-{paper.wave}-strata.csv"])[1:]


def apart(paper: Paper) -> dict[str, int]:
    """The annexes of a deed that were too long for its body → their numbers."""
    of_letters = paper.act.startswith("letters")
    rows = {"strata": len(strata(paper)) if of_letters else 0, "received": len(received(paper))}
    found = [key for key, most in LONG.items() if rows[key] > most]
    return {key: place for place, key in enumerate(found, 1 if of_letters else 2)}
