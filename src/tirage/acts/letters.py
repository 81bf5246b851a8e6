"""A wave of letters: plan, then chance, then result; and where the letters of a dossier stand.

Pure: facts and files in, files and entries out.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tirage.assembly.record import Dossier
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.layout import ACCEPTED, FRAME, PIDS, RULES, drawn_path, plan_path, strata_path
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.draws.documents import csv_rows
from tirage.draws.draw_up import group
from tirage.errors import Refused
from tirage.feasibility.conflicts import has_panel
from tirage.forecast.letters import Batch, Cell, Expectation, Simulated, allocate, expectations, simulate
from tirage.people.pool.model import HouseholdCount, Person, Pool, PrivateTable, Source
from tirage.quotas.model import Quotas
from tirage.rules.model import Rules
from tirage.tabular.writing import csv_text

Drawn = Sequence[tuple[str, str]]
"""(pid, stratum), by ascending pid."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Letters of one stratum in a wave."""

    code: str
    people: int
    eligible: int
    """Those to whom nobody wrote yet, at home neither."""
    letters: int


@dataclass(frozen=True, slots=True)
class Basis:
    """What a wave is drawn from, by the hashes of its files."""

    frame: str
    """guarantors/frame.csv"""
    rules: str
    """public/rules.json"""
    before: tuple[str, ...]
    """guarantors/letters-K.csv of every earlier wave."""

    @property
    def wave(self) -> int:
        """The number of the wave that comes next, from 1."""
        return len(self.before) + 1


def plan(
    basis: Basis, strata: Sequence[Stratum], *, rehearsal: bool, terms: ChanceSources = PUBLIC_ROLL
) -> Changes:
    """The files and the act that fix everything of a wave but chance.

    `strata` in the order of the frame. Raises ValueError for more letters than people who may get one.
    """
    wave = basis.wave
    if any(not 0 <= stratum.letters <= stratum.eligible <= stratum.people for stratum in strata):
        raise ValueError("more letters than people")
    rows = [("stratum", "people", "eligible", "letters")]
    rows += [(s.code, str(s.people), str(s.eligible), str(s.letters)) for s in strata]
    counted = csv_text(rows).encode()
    document = {
        "spec": "tirage/1",
        "act": "letters",
        "wave": wave,
        "stage": f"test/letters/{wave}" if rehearsal else f"letters/{wave}",
        "rehearsal": rehearsal,
        "inputs": {
            "frame": basis.frame,
            "rules": basis.rules,
            "strata": sha256(counted),
            "before": list(basis.before),
        },
        "contributors": terms.contributors,
        "beacon": terms.beacon,
    }
    planned = canonical(document)
    files = {plan_path(wave): planned, strata_path(wave): counted}
    return Changes(files, (("plan", {"act": f"letters/{wave}", "sha256": sha256(planned)}),))


def draw(
    plan_bytes: bytes,
    strata_bytes: bytes,
    chance: Chance,
    select: Callable[[Mapping[str, int], str], Drawn],
) -> tuple[Changes, Drawn]:
    """The people of a planned wave; `select(letters, stage_seed)` gives the first of each stratum."""
    document = json.loads(plan_bytes)
    act, plan_hash = f"letters/{document['wave']}", sha256(plan_bytes)
    rows = (line.split(",") for line in strata_bytes.decode("ascii").splitlines()[1:])
    drawn = select({code: int(letters) for code, _, _, letters in rows}, chance.stage_seed)
    listed = csv_text([("pid", "stratum"), *drawn]).encode()
    body = {"act": act, "plan": plan_hash, **chance.facts, "count": len(drawn), "sha256": sha256(listed)}
    files = {drawn_path(document["wave"]): listed}
    return Changes(files, (("letters", body),)), drawn


SURE = 0.95
"""Probability for each category with which a wave is held to be large enough."""
LEAST_RATE = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that is known before a wave."""

    rules: Rules
    quotas: Quotas
    cells: tuple[Cell, ...]
    """Strata with who may still get a letter, and the response to be expected by now."""
    people: Mapping[str, int]
    """People by stratum."""
    priors: Mapping[str, tuple[float, float]]
    """Stratum → volunteers and silence so far, the prior's included, in letters' worth."""
    volunteers: tuple[tuple[str, ...], ...]
    """Features of those who volunteered so far, by criterion of the quotas."""
    basis: Basis

    @property
    def seats(self) -> Mapping[str, int]:
        """Seats by stream."""
        return {name: stream.seats for name, stream in self.rules.streams.items()} or {"": self.rules.seats}


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a number of letters promises."""

    letters: Mapping[str, int]
    """By stratum."""
    alpha: Fraction
    expected: tuple[Expectation, ...]

    @property
    def total(self) -> int:
        """Letters in all."""
        return sum(self.letters.values())

    @property
    def weakest(self) -> Expectation:
        """The category that is likeliest to lack volunteers."""
        return min(self.expected, key=lambda each: (each.enough, each.criterion, each.category))


def basis(record: Dossier) -> Basis:
    """What the next wave is drawn from; Refused where there is no frame, or a wave has no draw yet."""
    acts = record.acts
    if not any(kind == "frame" for kind, _ in acts):
        raise Refused("letters.no_frame", path=record.path)
    waves = [body for kind, body in acts if kind == "letters"]
    before = tuple(str(body["sha256"]) for body in waves)
    frame = next(body for kind, body in acts if kind == "frame")
    return Basis(str(frame["pids"]), str(frame["rules"]), before)


def letters_so_far(
    record: Dossier, rules: Rules, quotas: Quotas, eligible: Mapping[str, tuple[int, int]]
) -> Standing:
    """`eligible`: stratum → (people, those who may still get a letter)."""
    found = basis(record)
    _check_files(record, found)
    strata = json.loads(record.files[FRAME])["strata"]
    answered, sent = _so_far(record, len(found.before))
    cells, priors = [], {}
    for stratum in strata:
        code, labels = stratum["code"], tuple(stratum["labels"])
        response = _response(rules, labels)
        prior = float(response) * rules.letters.prior
        yes = prior + answered[code]
        no = rules.letters.prior - prior + sent[code] - answered[code]
        priors[code] = (yes, max(no, 1e-6))
        now = Fraction(yes / (yes + max(no, 1e-6))).limit_denominator(10**6)
        cells.append(Cell(code, labels[0], labels[1:], eligible.get(code, (0, 0))[1], max(now, LEAST_RATE)))
    people = {stratum["code"]: stratum["people"] for stratum in strata}
    return Standing(rules, quotas, tuple(cells), people, priors, _volunteers(record, quotas), found)


def _check_files(record: Dossier, found: Basis) -> None:
    """Refused when a file that a wave rests on is not the one that the journal recorded."""
    expected = {PIDS: found.frame, RULES: found.rules}
    expected |= {drawn_path(wave): digest for wave, digest in enumerate(found.before, 1)}
    for name, digest in expected.items():
        got = record.digest(name)
        if got != digest:
            raise Refused("draw.altered", file=name, expected=digest, got=got)


def _so_far(record: Dossier, waves: int) -> tuple[Counter[str], Counter[str]]:
    """Volunteers and letters by stratum."""
    stratum_of = {
        pid: stratum
        for wave in range(1, waves + 1)
        for pid, stratum in csv_rows(record.files[drawn_path(wave)])[1:]
    }
    accepted = [row[0] for row in answers(record)[1:] if row[1] == ACCEPTED]
    return Counter(stratum_of[pid] for pid in accepted), Counter(stratum_of.values())


def answers(record: Dossier) -> list[list[str]]:
    """The last round of responses, its header first; a header alone where there is none."""
    rounds = [body["round"] for kind, body in record.acts if kind == "responses"]
    if not rounds:
        return [["pid", "status"]]
    return csv_rows(record.files[f"guarantors/responses-{rounds[-1]}.csv"])


def _response(rules: Rules, labels: tuple[str, ...]) -> Fraction:
    """Volunteers from one letter sent, before any is written: some of those sent do not arrive."""
    response = rules.letters.response
    for criterion, rates in rules.letters.rates.items():
        if criterion in rules.strata:
            category = labels[1 + rules.strata.index(criterion)]
        else:
            category = _stream_category(rules, criterion, labels[0])
        response = response * rates.get(category, rules.letters.response) / (rules.letters.response or 1)
    return max(LEAST_RATE, min(response, Fraction(1)) * (1 - rules.letters.undeliverable))


def _stream_category(rules: Rules, criterion: str, stream: str) -> str:
    means = rules.criteria[criterion].categories
    return next((category for category, each in means.items() if each == stream), "")


def _volunteers(record: Dossier, quotas: Quotas) -> tuple[tuple[str, ...], ...]:
    header, *rows = answers(record)
    places = [header.index(each.name) for each in quotas.criteria if each.name in header]
    if len(places) < len(quotas.criteria):
        return ()
    return tuple(tuple(row[i] for i in places) for row in rows if row[1] == ACCEPTED)


def forecast(now: Standing, total: int, alpha: Fraction) -> Prospect:
    """What `total` letters promise, by the formula."""
    letters = allocate(now.cells, total, alpha, now.seats)
    minimums = {
        (criterion.name, category.name): category.minimum
        for criterion in now.quotas.criteria
        if _is_foreseen(now, criterion.name)
        for category in criterion.categories
    }
    names = [criterion.name for criterion in now.quotas.criteria]
    already: Counter[tuple[str, str]] = Counter()
    for features in now.volunteers:
        already.update(zip(names, features, strict=True))
    expected = expectations(_batches(now, letters), names, minimums, _answers(now), already)
    return Prospect(letters, alpha, expected)


def letters_needed(now: Standing, alpha: Fraction) -> int:
    """The fewest letters with which every category has volunteers enough, with a probability of 0.95.

    All that may be sent, where not even these suffice.
    """
    most = sum(cell.eligible for cell in now.cells)
    low, high = 0, most
    while low < high:
        middle = (low + high) // 2
        if forecast(now, middle, alpha).weakest.enough >= SURE:
            high = middle
        else:
            low = middle + 1
    return low


def rehearse(now: Standing, letters: Mapping[str, int], pools: int) -> Simulated:
    """The wave many times over, and how often the quotas can be met with its pool."""
    names = tuple(criterion.name for criterion in now.quotas.criteria)

    def can_be_met(people: Sequence[tuple[str, ...]]) -> bool:
        if len(people) < now.rules.seats:
            return False
        persons = tuple(Person(f"{i:09}", features, "") for i, features in enumerate(people))
        nobody = HouseholdCount((), 0, 0, 0)
        pool = Pool(names, persons, Source("", "", "", len(persons)), nobody, PrivateTable((), {}))
        return has_panel(group(pool, now.quotas, now.rules.seats).instance)

    batches = _batches(now, letters)
    name = f"letters-{now.basis.wave}"
    return simulate(batches, names, _answers(now), now.volunteers, can_be_met, pools=pools, name=name)


def strata(now: Standing, letters: Mapping[str, int]) -> tuple[Stratum, ...]:
    """The wave's letters as its plan has them."""
    return tuple(
        Stratum(cell.code, now.people[cell.code], cell.eligible, letters[cell.code]) for cell in now.cells
    )


def _is_foreseen(now: Standing, criterion: str) -> bool:
    """Whether the lists or the rules say anything of a criterion before the answers come."""
    rule = now.rules.criteria.get(criterion)
    if rule is None:
        return False
    return criterion in now.rules.strata or rule.origin == "stream" or criterion in now.rules.letters.answers


def _answers(now: Standing) -> dict[str, dict[str, float]]:
    """Criterion → category → share, for what the lists do not tell."""
    found: dict[str, dict[str, float]] = {}
    for criterion in now.quotas.criteria:
        shares = now.rules.letters.answers.get(criterion.name)
        if shares is not None:
            found[criterion.name] = {name: float(share) for name, share in shares.items()}
        elif not _is_foreseen(now, criterion.name):
            # Nothing is known: as the quotas want it, so that it neither helps nor harms.
            total = sum(category.minimum + category.maximum for category in criterion.categories) or 1
            found[criterion.name] = {c.name: (c.minimum + c.maximum) / total for c in criterion.categories}
    return found


def _batches(now: Standing, letters: Mapping[str, int]) -> list[Batch]:
    return [
        Batch(
            known_features(now.rules, now.quotas, (cell.stream, *cell.labels)),
            letters[cell.code],
            *now.priors[cell.code],
        )
        for cell in now.cells
    ]


def known_features(rules: Rules, quotas: Quotas, labels: tuple[str, ...]) -> tuple[str, ...]:
    """Category of each criterion for the people of a stratum, "" where only their answers tell.

    `labels`: the stratum's stream, then its categories.
    """
    features = []
    for criterion in quotas.criteria:
        rule = rules.criteria.get(criterion.name)
        if criterion.name in rules.strata:
            features.append(labels[1 + rules.strata.index(criterion.name)])
        elif rule is not None and rule.origin == "stream":
            features.append(_stream_category(rules, criterion.name, labels[0]))
        else:
            features.append("")
    return tuple(features)
