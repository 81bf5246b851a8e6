"""Letters and answers on record: the basis of the next wave, the last wave, the last round of responses."""

from __future__ import annotations

from dataclasses import dataclass

from tirage.assembly.record import Dossier
from tirage.dossier.entries import Frame, Letters, Plan, Responses
from tirage.dossier.layout import (
    PIDS,
    RULES,
    answers_path,
    drawn_path,
    frame_paths,
    mailing_path,
    strata_path,
    wave_of,
)
from tirage.dossier.people import hash_of_parts
from tirage.draws.documents import csv_rows, wave_strata
from tirage.errors import Refused
from tirage.people.letters.mailing import read_mailing
from tirage.quotas.model import Quotas
from tirage.rules.model import RollRules


@dataclass(frozen=True, slots=True)
class Basis:
    """Files that a wave is drawn from, by their hashes."""

    frame: str
    """guarantors/frame.csv, or the list of its parts"""
    rules: str
    """public/rules.json"""
    before: tuple[str, ...]
    """guarantors/letters-K.csv of every earlier wave."""

    @property
    def wave(self) -> int:
        """The number of the wave that comes next, from 1."""
        return len(self.before) + 1


def basis(dossier: Dossier) -> Basis:
    """The files that the next wave is drawn from; Refused where no frame is closed."""
    frames = dossier.bodies(Frame)
    if not frames:
        raise Refused("letters.no_frame", path=dossier.path)
    return Basis(frames[0].pids, frames[0].rules, tuple(wave.sha256 for wave in dossier.bodies(Letters)))


@dataclass(frozen=True, slots=True)
class WaveOnRecord:
    """A wave that is planned, or drawn."""

    number: int
    plan: str
    """Hash of its plan."""
    strata: int
    planned: int
    """Letters of the plan."""
    letters: int
    """Letters drawn, or those of the plan."""
    to_correct: int | None
    """Addresses that do not fit six lines of 38 signs; None before the draw."""

    @property
    def drawn(self) -> bool:
        """Whether the people of the wave are known."""
        return self.to_correct is not None


def last_wave(dossier: Dossier) -> WaveOnRecord:
    """The last wave of a dossier in which one is planned; reads the file for the printing house."""
    plan = [plan for plan in dossier.bodies(Plan) if plan.act.startswith("letters/")][-1]
    number = wave_of(plan.act)
    strata = wave_strata(dossier.files[strata_path(number)])
    if not dossier.is_drawn(plan.act):
        return WaveOnRecord(number, plan.sha256, len(strata.rows), strata.total, strata.total, None)
    sent = read_mailing(dossier.private(mailing_path(number)))
    wrong = sum(bool(row["to_correct"]) for row in sent)
    return WaveOnRecord(number, plan.sha256, len(strata.rows), strata.total, len(sent), wrong)


def check_basis(dossier: Dossier, recorded: Basis) -> None:
    """Refused when a file that a wave rests on is not the one that the journal recorded."""
    people = frame_paths(dossier.files)
    digests = [dossier.digest(name) for name in people]
    found = {PIDS: dossier.digest(PIDS) if people in ([], [PIDS]) else hash_of_parts(digests)}
    expected = {PIDS: recorded.frame, RULES: recorded.rules}
    expected |= {drawn_path(wave): digest for wave, digest in enumerate(recorded.before, 1)}
    for name, digest in expected.items():
        got = found.get(name) or dossier.digest(name)
        if got != digest:
            raise Refused("draw.altered", file=name, expected=digest, got=got)


def stratum_by_pid(dossier: Dossier, waves: int) -> dict[str, str]:
    """pid → code of the stratum, for the people of the first `waves` waves."""
    return {
        pid: stratum
        for wave in range(1, waves + 1)
        for pid, stratum in csv_rows(dossier.files[drawn_path(wave)])[1:]
    }


def waiting_waves(dossier: Dossier) -> int:
    """Waves drawn since answers were last recorded: theirs are still to come."""
    types = [entry.type for entry in dossier.entries]
    answered = max((i for i, each in enumerate(types) if each == Responses.TYPE), default=-1)
    return sum(each == Letters.TYPE for each in types[answered + 1 :])


def last_responses(dossier: Dossier) -> list[list[str]]:
    """Rows of the last round of responses, the header first: pid, status, then a category of each criterion.

    Every round holds all answers so far. Without a round, a header of pid and status alone.
    """
    rounds = dossier.bodies(Responses)
    if not rounds:
        return [["pid", "status"]]
    return csv_rows(dossier.files[answers_path(rounds[-1].round)])


def known_features(rules: RollRules, quotas: Quotas, labels: tuple[str, ...]) -> tuple[str, ...]:
    """Category of each criterion for the people of a stratum, "" where only their answers tell.

    `labels`: the stratum's stream, then its categories.
    """
    features = []
    for criterion in quotas.criteria:
        rule = rules.criteria.get(criterion.name)
        if criterion.name in rules.strata:
            features.append(labels[1 + rules.strata.index(criterion.name)])
        elif rule is not None and rule.origin == "stream":
            features.append(stream_category(rules, criterion.name, labels[0]))
        else:
            features.append("")
    return tuple(features)


def stream_category(rules: RollRules, criterion: str, stream: str) -> str:
    """The category that a criterion gives to a stream; "" where it has none for it."""
    means = rules.criteria[criterion].categories
    return next((category for category, each in means.items() if each == stream), "")
