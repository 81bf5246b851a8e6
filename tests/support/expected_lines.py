"""What every sentence of an English paper must say: its figures in groups → the texts of these groups.

A sentence that has a figure and is not here is nobody's figure.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from support.expected_facts import Paper, apart, received, strata
from support.recount import DRAWN, Entry, count, day, grouped, percent, table
from tirage.verify.report import NUMBERS

N = r"([\d,]+)"
P = r"([\d.]+%)"
D = r"([\d.]+)"
AIMED = rf"\(aimed at: {P}\)"
MOMENT = r"(\d+ \w+ \d{4}, \d\d:\d\d \([^)]+\))"

Rule = Callable[[Paper, re.Match[str]], tuple[str, ...]]
SENTENCES: list[tuple[str, Rule]] = []


def says(pattern: str) -> Callable[[Rule], Rule]:
    """Registers what the groups of a sentence must be."""

    def register(rule: Rule) -> Rule:
        SENTENCES.append((pattern, rule))
        return rule

    return register


def _plural(pattern: str) -> str:
    return (
        pattern.replace("(s)", "s?").replace("people", "(?:people|person)").replace(" are ", " (?:are|is) ")
    )


def few_seats(paper: Paper) -> int:
    """People whom a later draw gave a seat together with three others at most."""
    drawn = (paper.record.files.get(each.path("panel"), b"") for each in paper.record.seated()[1:])
    return sum(len(members) for members in (table(each)[1:] for each in drawn) if len(members) < 5)


def simple(pattern: str, *values: Callable[[Paper], object]) -> None:
    """A sentence whose figures are these, in order; whole numbers are written as counts."""

    def rule(paper: Paper, _: re.Match[str]) -> tuple[str, ...]:
        found = [value(paper) for value in values]
        return tuple(
            count(each)
            if isinstance(each, int)
            else percent(each)
            if isinstance(each, Fraction)
            else str(each)
            for each in found
        )

    SENTENCES.append((_plural(pattern), rule))


def seats(paper: Paper) -> int:
    return int(paper.draw.plan["inputs"]["seats"])


def people(paper: Paper) -> int:
    return len(paper.draw.pool)


def panels(paper: Paper) -> int:
    return len(paper.draw.panels)


def quotas(paper: Paper) -> int:
    return len(paper.draw.limits)


def least(paper: Paper) -> Fraction:
    return paper.draw.share(min)[0]


def largest(paper: Paper) -> Fraction:
    return paper.draw.share(max)[0]


def aimed_least(paper: Paper) -> Fraction:
    return min(paper.draw.aimed[pid] for pid in paper.draw.drawable)


def aimed_largest(paper: Paper) -> Fraction:
    return max(paper.draw.aimed.values())


def deviation(paper: Paper) -> Fraction:
    return paper.draw.deviation


def never(paper: Paper) -> int:
    return list(paper.draw.chances.values()).count(Fraction(0))


def certain(paper: Paper) -> int:
    return list(paper.draw.chances.values()).count(Fraction(1))


def moment(paper: Paper) -> str:
    return paper.record.moment(paper.result.time)


def passed(paper: Paper) -> int:
    return sum(check.status == "ok" for check in paper.verified.checks)


def unchecked(paper: Paper) -> int:
    return sum(check.status == "not-checked" for check in paper.verified.checks)


def meeting(paper: Paper) -> re.Match[str]:
    check = next(each for each in paper.verified.checks if each.number == NUMBERS["beyond.meetings"])
    found = re.fullmatch(r"\d+ \+ \d+: (\d+) / (\d+) = ([\d.]+) \(\d+\)", check.got)
    assert found is not None
    return found


def waves(paper: Paper) -> Iterator[Entry]:
    yield from paper.record.of("letters")


def causes(paper: Paper) -> Counter[str]:
    return Counter(each.body["kind"] for each in paper.record.of("vacancy"))


# --- What all papers say -----------------------------------------------------------------------------------

simple(f"✓ All {N} quotas are met.", quotas)
simple(f"✓ {N} drawn by lot among {N}, without quotas.", seats, people)
simple(
    rf"This dossier was verified just before: {N} checks passed, none failed; {N} points .*",
    passed,
    unchecked,
)
simple(
    rf"A program independent .* from the dossier: {N} checks passed, none failed; {N} .*\(annex \d+\)\.",
    passed,
    unchecked,
)
simple(
    f"Volunteers: {N} row(s) read, {N} people kept, {N} row(s) left out.",
    *(lambda paper, key=key: paper.record.of("pool")[0].body[key] for key in ("read", "kept", "excluded")),
)
simple(
    f"Sampling frame: {N} row(s) read, {N} people kept, {N} row(s) left out.",
    *(lambda paper, key=key: paper.record.of("frame")[0].body[key] for key in ("read", "kept", "excluded")),
)

# --- The public page and the quotas ------------------------------------------------------------------------

simple(
    f"All lists were put together: {N} people, each of them once\\.",
    lambda paper: paper.record.of("frame")[0].body["people"],
)
simple(
    f"{N} of them, drawn by lot in (one wave|\\d+ waves), got a letter\\.",
    lambda paper: sum(each.body["count"] for each in waves(paper)),
    lambda paper: {1: "one wave"}.get(number := len(list(waves(paper))), f"{number} waves"),
)
simple(
    f"{N} of them, drawn by lot in one wave, got a letter\\.",
    lambda paper: sum(each.body["count"] for each in waves(paper)),
)
simple(f"{N} people volunteered.", people)
simple(f"{N} rules say how many of the {N} seats go to .*", quotas, seats)
simple(f"Before any chance, {N} possible assemblies were put together, .*", panels)
simple(
    f"Then chance, in public, picked one of them: number (\\d+). On the record: {MOMENT}.",
    lambda paper: paper.draw.number,
    moment,
)
simple(
    f"Then a hand, in public, drew the number of one of them: (\\d+). On the record: {MOMENT}.",
    lambda paper: paper.draw.number,
    moment,
)
simple(f"There are no quotas. Before any chance, {N} possible assemblies of {N} people .*", panels, seats)
simple(f"No category counted; each of the {N} assemblies in the lottery .*", panels)
simple(f"All {N} assemblies in the lottery kept every rule; .*", panels)
simple(
    f"The smallest chance is {P} {AIMED}, the largest {P} {AIMED}; the largest .* is {P} of .*",
    least,
    aimed_least,
    largest,
    aimed_largest,
    deviation,
)
simple(f"People in every numbered assembly, hence certain to sit: {N}.", certain)
simple(f"People in no numbered assembly, hence without a chance: {N}.", never)
simple(
    r".* those of no two profiles meet more than ([\d.]+) times as often .*", lambda paper: meeting(paper)[3]
)
simple(f"Before the draw, {N} volunteers shared {N} seats. .*", people, seats)
simple("Open public/lottery.csv: .*the first is number (0).*", lambda _: "0")
simple("Readable: .*a table of (0) and (1); .*", lambda _: "0", lambda _: "1")


@says(r"Places of “(.*)”: the table (.*), of (\d+) places \((.*)\); public/geography.json .*: ([0-9a-f ]+)\.")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    tables = json.loads(paper.record.files["public/geography.json"])["tables"]
    found = next(each for each in tables if each["name"] == said[2])
    digest = " ".join(found["sha256"][i : i + 8] for i in range(0, 64, 8))
    return said[1], said[2], str(len(found["places"])), found["source"] or "—", digest


@says(r"Seats obtained, place by place: (.*)\.")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    criterion = next(name for (name, category) in paper.draw.limits if f"{category}\u00a0(" in said[1])
    names = [category for name, category in paper.draw.limits if name == criterion]
    return (
        ", ".join(f"{each}\u00a0({paper.draw.counted(paper.draw.panel, criterion, each)})" for each in names),
    )


@says(f"(Smallest|Largest) chance: {N} in {N} \\({P}\\), {N} (?:people|person)(?:, for example: (.*))?\\.")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    draw = paper.draw
    chance, having = draw.share(min if said[1] == "Smallest" else max)
    examples = [
        ", ".join(f"{name} {value}" for name, value in features.items())
        for pid, features in draw.pool.items()
        if draw.chances[pid] == chance
    ]
    # Without quotas nothing tells people apart.
    assert said[6] in examples if said[6] else set(examples) == {""}
    held = chance * len(draw.panels)
    return said[1], count(int(held)), count(len(draw.panels)), percent(chance), count(having), said[6]


@says(
    r"Which profiles sit together .* for their seats: (?:“.*” and )?“.*”.*, "
    r"([\d,]+) times in all panels, ([\d.]+) times as often .* \(([\d.,]+)\)\."
)
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    found = meeting(paper)
    # The verifier leaves out what is behind the point; 7,428.96 is 7,429.0 on paper.
    exact = Fraction(said[3].replace(",", ""))
    assert int(exact) == int(found[2]) or exact == int(found[2]) + 1
    return count(int(found[1])), found[3], said[3]


simple(
    r"One person a household at most \((.*)\)\.",
    lambda paper: ", ".join(paper.draw.plan["inputs"]["household"]),
)
simple(
    f"{N} (?:person was|people were) drawn later for fewer than {N} seats at once.*", few_seats, lambda _: 5
)
simple(f"A column is left out of this table that counts somebody, but fewer than {N} people, .*", lambda _: 5)
simple(
    f"Each member is taken to leave with probability {P}[.:].*",
    lambda paper: Fraction(paper.record.of("alternates")[-1].body["dropout"]["flat"]),
)

# --- Chances and proof, of every draw ----------------------------------------------------------------------

simple(f"{N} seat(s) to be filled from {N} volunteer(s).", seats, people)
simple(f"{N} quotas, all of them binding.", quotas)
simple(f"{N} numbered panels, all of them valid, .*", panels)
simple(
    f"These {N} panels give chances from {P} {AIMED} to {P} {AIMED}; .* is {P} of the latter.",
    panels,
    least,
    aimed_least,
    largest,
    aimed_largest,
    deviation,
)
simple(f"People in no panel: {N}; in every panel, hence certain to sit: {N}.", never, certain)
simple(f"The seed can be computed again .* one of the {N} panels, .*", panels)
simple(
    f"Then the smallest of the chances left, and so on: {N} levels proved .*",
    lambda paper: len(paper.draw.certificate["levels"]),
)


def _alone(paper: Paper) -> Fraction:
    return Fraction(sum(map(len, paper.draw.alone)), len(paper.draw.panels))


def _remaining(paper: Paper) -> int:
    return people(paper) - seats(paper)


simple(f"Replacements: whichever member leaves alone, somebody of the {N} volunteers .*", _remaining)
simple(
    f"Replacements: of the {N} members of a panel, {D} on average \\({N} to {N}, .*\\) could not be replaced"
    f" .* nobody of the {N} volunteers .* With a tolerance of one seat for replacements: {D} on average.",
    seats,
    lambda paper: f"{float(_alone(paper)):.1f}",
    lambda paper: min(map(len, paper.draw.alone)),
    lambda paper: max(map(len, paper.draw.alone)),
    _remaining,
    # A panel that misses each quota by one seat has somebody for every seat, while anybody remains.
    lambda _: "0.0",
)


@says(r"Members who could not be replaced are most numerous here: (.*)\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    found = []
    for criterion, category in paper.draw.limits:
        alone, held = (
            Fraction(sum(paper.draw.counted(each, criterion, category) for each in panels))
            / len(paper.draw.panels)
            for panels in (paper.draw.alone, paper.draw.panels)
        )
        if alone:
            found.append((-alone, criterion, category, f"{float(alone):.1f} of {float(held):.1f}"))
    return ("; ".join(f"{name} {category} {shares}" for _, name, category, shares in sorted(found)[:3]),)


@says(
    f"Crossings: of the {N} combinations of two categories .*, a panel holds {D} on average "
    rf"\({N} to {N}, panel by panel\)\. With these chances no lottery holds more than {D} on average\."
)
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    held = paper.draw.crossed
    present = [len(each) for each in held]
    most = sum(min(len(held), total) for total in sum(held, Counter()).values())
    return (
        *(count(each) for each in (len(paper.draw.crossings),)),
        f"{sum(present) / len(held):.1f}",
        *map(count, (min(present), max(present))),
        f"{most / len(held):.1f}",
    )


@says(f"For a panel to mix any two criteria .*, {D} of its {N} members .*; with these chances {D} at least.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    held = paper.draw.crossed
    total, panels = sum(held, Counter()), len(held)
    means = {cell: Fraction(total[cell], panels) for cell in paper.draw.crossings}
    pairs = len({frozenset(name for name, _ in cell) for cell in means})
    off = sum(abs(panels * each[cell] - total[cell]) for each in held for cell in means)
    apart = Fraction(off, panels**2) / 2 / pairs
    least = sum(2 * (mean % 1) * (1 - mean % 1) for mean in means.values()) / 2 / pairs
    return f"{float(apart):.1f}", str(seats(paper)), f"{float(least):.1f}"


@says(r"The ideal chances do not exist in whole panels, .*: (\S+)\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    levels = paper.draw.certificate["levels"]
    return (f"{float(max(Fraction(each['bound']) - Fraction(each['value']) for each in levels)):.2g}",)


def exact(share: Fraction) -> str:
    return str(share) if len(str(share)) <= 15 else f"≈ {float(share):.6f}"


@says(
    r"(?:Proof: no lottery|A certificate proves that no lottery) .* more than (\S+) "
    rf"\({P}\) to the person with the least chance[^;]*?(?:; this one gives (\S+))?\."
)
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    level = next(each for each in paper.draw.certificate["levels"] if Fraction(each["value"]))
    held = Fraction(level["achieved"]) * len(paper.draw.panels)
    bound = Fraction(level["bound"])
    return exact(bound), percent(bound), said[3] and f"{held}/{len(paper.draw.panels)}"


@says(rf"What limits it.*: the number of seats.*; without any quota it would be {P} too\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    values = [Fraction(each["value"]) for each in paper.draw.certificate["levels"]]
    assert paper.draw.without_quotas == next(filter(None, values))
    return (percent(paper.draw.without_quotas),)


@says(rf"What limits it[^:]*: (.*) \(without any quota it would be {P}\)\.")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    draw = paper.draw
    limits = said[1].split("; ")
    if re.fullmatch(r"and [1-9]\d* more", limits[-1]):
        # So many that they are not all named.
        assert len(limits) > 2
        limits.pop()
    for each in limits:
        row = re.fullmatch(
            r"(one person only|[\d,]+ people) “(.*)” \((.*)\) for (one seat|[\d,]+ seats) at (most|least)",
            each,
        )
        assert row is not None, each
        having = draw.counted(draw.drawable, row[3], row[2])
        limit = draw.limits[row[3], row[2]][row[5] == "most"]
        assert row[1] == ("one person only" if having == 1 else f"{count(having)} people")
        assert row[4] == ("one seat" if limit == 1 else f"{count(limit)} seats")
    return said[1], percent(draw.without_quotas)


# --- Deeds -------------------------------------------------------------------------------------------------

simple(
    r"Official record of the draw of (?:renewal|replacements) no\. (\d+)",
    lambda paper: paper.act.partition("/")[2],
)
simple(r"Official record of the draw of the letters, wave (\d+)", lambda paper: str(paper.wave))
simple(
    f"On {MOMENT}, panel no\\. (\\d+) was drawn\\. It has {N} members, .*annex (1)\\b.*",
    moment,
    lambda paper: paper.draw.number,
    lambda paper: len(paper.draw.panel),
    lambda _: "1",
)
simple(
    f"On {MOMENT}, number (\\d+) gave {N} people\\. Annex (1) .*",
    moment,
    lambda paper: paper.draw.number,
    lambda paper: len(paper.draw.panel),
    lambda _: "1",
)
simple(
    f"On {MOMENT}, {N} people (?:were|was) drawn to get a letter\\. .*",
    moment,
    lambda paper: paper.result.body["count"],
)
simple(f"On {MOMENT}, the cohort of each member was put on record; annex (1) .*", moment, lambda _: "1")
simple(f"{N} cohorts drawn by lot\\.", lambda paper: paper.result.body["cohorts"])
simple(
    f"The term began on (.*); it lasts {N} months and has {N} cohorts\\.",
    lambda paper: day(paper.result.body["start"]),
    lambda paper: paper.result.body["months"],
    lambda paper: paper.result.body["cohorts"],
)
simple("The first cohort leaves on (.*)\\.", lambda paper: day(paper.result.body["end"]))
simple(f"{N} letter(s) drawn by lot\\.", lambda paper: paper.result.body["count"])
simple(f"{N} letter(s) asked for\\.", lambda paper: _allocation(paper)["letters"])
simple(
    r".*the rule shares/(1), which .* \(correction for response: ([\d.,/]+)\)\.",
    lambda _: "1",
    lambda paper: _allocation(paper)["alpha"],
)
simple(
    f"The detail of the {N} strata is annex (\\d+)\\.",
    lambda paper: len(strata(paper)),
    lambda paper: str(apart(paper)["strata"]),
)
simple(
    f"{N} files were received \\(annex (\\d+)\\)\\.",
    lambda paper: len(received(paper)),
    lambda paper: str(apart(paper)["received"]),
)
simple(
    f"Those on the list of alternates no\\. {N} who are still available could be drawn\\.",
    lambda paper: int(paper.draw.plan["inputs"]["among"].partition("/")[2]),
)
simple(
    r"The reference of a person is the beginning of the public id, (\d+) signs .*",
    lambda paper: str(len(paper.person(paper.record.draw("panel").panel[0]))),
)
simple(f"{N} people, by reference", lambda paper: len(paper.draw.panel))


@says(f"Cohort (\\d+): {N} members?")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    cohorts = [row[1] for row in table(paper.record.files["public/cohorts.csv"])[1:]]
    paper.cohort = said[1]
    return said[1], count(cohorts.count(said[1]))


@says(r"(\w+(?: · \w+)*)")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    """References: of the panel, of a cohort, of the alternates who are left."""
    names = said[1].split(" · ")
    lists = [[paper.person(pid) for pid in paper.draw.panel]] if paper.act in paper.record.draws else []
    if paper.act == "cohorts":
        rows = table(paper.record.files["public/cohorts.csv"])[1:]
        lists.append([paper.person(pid) for pid, cohort in rows if cohort == paper.cohort])
    lists.append(_alternates(paper))
    assert names in lists
    return (said[1],)


def _alternates(paper: Paper) -> list[str]:
    """Those of the last list who have not sat since and are still to be drawn."""
    lists = paper.record.of("alternates")
    if not lists:
        return []
    names = [
        row[0] for row in table(paper.record.files[f"public/alternates-{lists[-1].body['list']}.csv"])[1:]
    ]
    sat = {pid for act in paper.record.draws for pid in paper.record.draw(act).panel}
    out = {each.body["pid"] for each in paper.record.of("unavailable")}
    return [pid for pid in names if pid not in sat | out]


@says(f"(\\d+)\\. {MOMENT} — (.*)")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    entry = paper.record.entries[int(said[1]) - 1]
    _step(paper, entry, said[3])
    return str(entry.number), paper.record.moment(entry.time), said[3]


def _step(paper: Paper, entry: Entry, words: str) -> None:
    """The figures of one act, in its sentence."""
    if not re.search(r"\d", words):
        return
    body, record = entry.body, paper.record
    before = max([0, *(each.number for each in record.of("letters", *DRAWN) if each.number < entry.number)])
    alike = sum(each.number > before and each.number <= paper.result.number for each in record.of(entry.type))
    known: dict[str, Callable[[], str]] = {
        "quotas": lambda: "",
        "key": lambda: "",
        "open": lambda: "",
        "pool": lambda: count(body["kept"]),
        "frame": lambda: count(body["people"]),
        "lottery": lambda: count(body["panels"]),
        "contribution": lambda: str(body["text"]),
        "letters": lambda: count(body["count"]),
        "term": lambda: f"{body['months']} {body['cohorts'] if body['cohorts'] > 1 else ''}",
        "alternates": lambda: count(body["count"]),
        "volunteers": lambda: count(body["kept"]),
        "plan": lambda: str(body["act"]).partition("/")[2],
        "responses": lambda: str(body["round"]),
        "beacon": lambda: str(body["round"]),
        "rolls": lambda: count(body["files"]),
        "addresses": lambda: count(body["rows"]),
    }
    if entry.type == "correction":
        made = [each for each in record.entries if each.type == "correction" and each.number > before]
        alike = sum(each.number <= paper.result.number for each in made)
        if (found := re.findall(r"\d+", words)) != [count(alike)]:
            assert found[0] == str(
                next(each.number for each in record.entries if each.hash == grouped(body["entry"]))
            )
        return
    if entry.type == "successor":
        who = (paper.person(body[key]) for key in ("pid", "vacancy"))
        wanted = f"{' '.join(who)} {body['act'].partition('/')[2]} {count(body['fitting'])}"
    elif entry.type in {"standby", "lapse"}:
        wanted = str(body["act"]).partition("/")[2]
    elif entry.type in DRAWN:
        wanted = record.draw(body["act"]).number
    elif "pid" in body:
        wanted = paper.person(body["pid"])
        if wanted not in words:
            wanted = count(alike)
    else:
        wanted = known[entry.type]()
    assert re.findall(r"\d+", words) == re.findall(r"\d+", wanted), (words, wanted)


def _allocation(paper: Paper) -> dict[str, Any]:
    plan = json.loads(paper.record.files[f"public/letters-{paper.wave}-plan.json"])
    return dict(plan["inputs"]["allocation"])


# --- A standby ---------------------------------------------------------------------------------------------


def standby(paper: Paper) -> dict[str, Any]:
    number = paper.act.partition("/")[2] or "1"
    return dict(json.loads(paper.record.files[f"public/standby-{number}-plan.json"])["inputs"])


def until(paper: Paper) -> str:
    """So many months after the day of the plan, on the last day of a month that has none such."""
    number = paper.act.partition("/")[2] or "1"
    plan = next(each for each in paper.record.of("plan") if each.body["act"] == f"standby/{number}")
    year, month, own = map(int, plan.time[:10].split("-"))
    years, month = divmod(month - 1 + standby(paper)["months"], 12)
    last = monthrange(year + years, month + 1)[1]
    return day(f"{year + years:04}-{month + 1:02}-{min(own, last):02}")


simple(
    f"{N} successors can be drawn by lot for seats that will open\\.", lambda paper: standby(paper)["seats"]
)
simple(
    f"{N} open seats? came to (?:its turn|their turns)\\.",
    lambda paper: len(paper.record.of("successor", "passed")),
)


@says(f"standby no\\. (\\d+): {N} successors at most for the seats that open before (.*?)\\. .*")
def _(paper: Paper, said: re.Match[str]) -> tuple[str, ...]:
    return said[1], count(standby(paper)["seats"]), until(paper)


@says(
    f"{N} successors at most are drawn, for the seats of which the journal says before (.*?) that they are .*"
)
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    return count(standby(paper)["seats"]), until(paper)


@says("Official record of the (?:draw of|successions by) standby no\\. (\\d+)")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    return (paper.act.partition("/")[2],)


@says(f"As fixed with the panel, the assembly may stay {N} seats? below a minimum or above a maximum\\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    return (count(paper.record.draw("panel").plan["later"]["tolerance"][""]),)


@says(f"At {MOMENT} the seed of the standby was on record\\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    return (paper.record.moment(paper.result.time),)


@says(f"By {MOMENT} {N} seats? had come to (?:its turn; it is|their turns; they are) in the annex\\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    return paper.record.moment(paper.result.time), count(len(paper.record.of("successor", "passed")))


# --- The life of the assembly ------------------------------------------------------------------------------


def members(paper: Paper) -> int:
    return len(paper.record.members())


def vacant(paper: Paper) -> int:
    return seats(paper) - members(paper)


simple(
    f"The assembly ended on (.*); {N} members sat\\.",
    lambda paper: day(paper.record.of("close")[0].body["date"]),
    members,
)
simple(f"When the assembly ended, {N} member(s) sat; no seat was open\\.", members)
simple(f"When the assembly ended, {N} member(s) sat; {N} seats? (?:was|were) open\\.", members, vacant)
simple(f"{N} member(s) sits?; no seat is open\\.", members)
simple(f"{N} member(s) sits?, {N} seats? (?:is|are) open\\.", members, vacant)
simple(f"{N} member(s) sits?; every quota is met\\.", members)
simple(f"{N} member(s) sits?, {N} seats? (?:is|are) open; every quota is met\\.", members, vacant)
simple(f"{N} members drawn; no change is on the record since\\.", seats)
simple(f"{N} departures? (?:is|are) on the record\\.", lambda paper: causes(paper).total())
simple(f"{N} draws?, (?:each )?verified like the panel's: .*", lambda paper: len(paper.record.draws) - 1)
simple(f"No one fitted {N} times: .*", lambda paper: len(paper.record.of("unfilled")))
simple(
    f"List {N}: {N} alternate(s) chosen among {N} people, .*; {N} can still be drawn\\..*",
    lambda paper: paper.record.of("alternates")[-1].body["list"],
    lambda paper: paper.record.of("alternates")[-1].body["count"],
    lambda paper: paper.record.of("alternates")[-1].body["people"],
    lambda paper: len(_alternates(paper)),
)


@says(f"{N} members? sits?, {N} seats? (?:is|are) open; {N} quotas? of {N} (?:is|are) not met today\\.")
def _(paper: Paper, _said: re.Match[str]) -> tuple[str, ...]:
    draw, sitting = paper.draw, paper.record.members()
    missed = sum(not low <= draw.counted(sitting, *name) <= high for name, (low, high) in draw.limits.items())
    return count(members(paper)), count(vacant(paper)), count(missed), count(quotas(paper))


simple(
    f"On (.*), {N} member(s) sits?\\.",
    lambda paper: paper.record.moment(paper.record.entries[-1].time).partition(",")[0],
    lambda paper: 0 if paper.record.of("close") else members(paper),
)

# --- Letters -----------------------------------------------------------------------------------------------


def statuses(paper: Paper) -> dict[str, str]:
    rounds = paper.record.of("responses")
    if not rounds:
        return {}
    rows = table(paper.record.files[f"guarantors/responses-{rounds[-1].body['round']}.csv"])[1:]
    return {row[0]: row[1].partition(":")[0] for row in rows}


simple(
    f"{N} letter(s) in (\\d+|one) waves?, {N} volunteer(s)\\.",
    lambda paper: sum(each.body["count"] for each in waves(paper)),
    lambda paper: (
        str(len(list(waves(paper)))).replace("1", "one")
        if len(list(waves(paper))) == 1
        else str(len(list(waves(paper))))
    ),
    lambda paper: list(statuses(paper).values()).count("accepted"),
)
simple(r"Rate: .* the true rate (95) times in (100) \(Wilson\)\.", lambda _: "95", lambda _: "100")
simple(
    f"{N} things? (?:was|were) found in the lists that should have stopped the frame\\. "
    "The organiser accepted it and said why\\.",
    lambda paper: len(next(each.body for each in paper.record.of("frame"))["findings"]),
)


@says(
    rf"^List of exclusion “([a-z]+)”: {N} rows?, {N} of them of people on the lists"
    rf"(?: \(decided by hand: {N}\))?; left out: {N}\. Hash: ([0-9a-f ]+)\."
)
def _excluded(paper: Paper, found: re.Match[str]) -> tuple[str, ...]:
    frame = next(each.body for each in paper.record.of("frame"))
    said = next(each for each in frame["exclusions"] if each["list"] == found[1])
    decided = count(said["decided"]) if said.get("decided") else found[4]
    figures = count(said["rows"]), count(said["matched"]), decided, count(said["people"])
    return (found[1], *figures, grouped(said["sha256"]))
