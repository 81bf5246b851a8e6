"""The steps behind `tirage letters plan` and `tirage draw letters`: look ahead, plan, draw, hand over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from tirage.acts import letters
from tirage.assembly import letters as recorded
from tirage.assembly import record
from tirage.cli import letter_tables as tables
from tirage.cli.clock import now, tool
from tirage.cli.options import NO_CHANCE_OPTIONS, ChanceOptions
from tirage.cli.output import Output
from tirage.cli.scratch import scratch_in
from tirage.cli.terms import check_apart, read_terms
from tirage.dossier import files
from tirage.dossier.chain import head
from tirage.dossier.layout import KEY, PEOPLE, PIDS, drawn_path, plan_path, strata_path
from tirage.dossier.outcome import Changes
from tirage.draws import chance as ceremony
from tirage.draws.chance import Chance
from tirage.errors import Defect, InputInvalid, Refused
from tirage.forecast import letters as waves
from tirage.forecast.letters import Forecast, LettersSoFar
from tirage.people.letters.mailing import Mailing, mailing
from tirage.people.letters.selection import EligibleFrame
from tirage.quotas.read import read_quotas
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES

OTHER_TOTALS = (Fraction(7, 10), Fraction(1), Fraction(14, 10))
OTHER_ALPHAS = (Fraction(0), Fraction(1, 2), Fraction(1))


@dataclass(frozen=True, slots=True)
class LettersOptions:
    """The options of the letters' commands, as they were typed."""

    folder: Path
    letters: int | None
    alpha: str | None
    ways: ChanceOptions = NO_CHANCE_OPTIONS


def plan(asked: LettersOptions, pools: int, talk: Output) -> None:
    """What a wave would bring, and its alternatives; nothing is written."""
    found = record.load(asked.folder)
    with _hat(found) as hat:
        standing = _standing(found, hat)
    chosen = _prospect(asked, standing)
    simulated = waves.rehearse(standing, chosen.letters, pools) if pools else None
    others = [
        waves.forecast(standing, round(chosen.total * share), alpha)
        for share in OTHER_TOTALS
        for alpha in OTHER_ALPHAS
    ]
    enough = waves.letters_needed(standing, chosen.alpha)
    if talk.as_json:
        document = tables.document(standing, chosen)
        document["needed"] = enough
        document["simulated"] = asdict(simulated) if simulated else None
        document["scenarios"] = [tables.scenario(other) for other in others]
        talk.data(document)
    else:
        tables.show(talk, standing, chosen, simulated, others, enough)


def draw(asked: LettersOptions, roll: str | None, talk: Output) -> None:
    """The next wave: its plan, or the draw of the plan that is fixed; a rehearsal does both at once."""
    found = record.load(asked.folder)
    if roll is not None:
        found.check_fresh(roll)
    if _planned(found) is None:
        check_apart(roll, talk, f"tirage draw letters --dir {asked.folder}", rehearsal=found.rehearsal)
    with _hat(found) as hat:
        found, wave, sent = _proceeded(asked, found, hat, roll)
    _show(found, wave, sent, talk)


def _proceeded(
    asked: LettersOptions, found: record.Dossier, hat: EligibleFrame, roll: str | None
) -> tuple[record.Dossier, int, Mailing | None]:
    """The dossier after plan or draw or both, the wave, and what is sent once it is drawn."""
    planned = _planned(found)
    if planned is None:
        standing = _standing(found, hat)
        chosen = _prospect(asked, standing)
        terms = read_terms(asked.ways)
        terms.check_unused(found.terms)
        counts = letters.strata(standing, chosen.letters)
        outcome = letters.plan(standing.basis, counts, rehearsal=found.rehearsal, terms=terms)
        wave = standing.basis.wave
        if not chosen.total:
            raise Refused("letters.none", wave=wave)
        time = now(rehearsal=found.rehearsal)
        terms.check_future(time)
        found = record.extend(found, outcome, time=time, tool=tool())
    else:
        if asked.letters is not None or asked.alpha is not None or asked.ways != NO_CHANCE_OPTIONS:
            raise Refused("letters.planned", wave=planned)
        wave = planned
    time = now(rehearsal=found.rehearsal)
    acts, chance = ceremony.proceed(found.ceremony, roll, time)
    sent = None
    if chance is None:
        if acts:
            found = record.extend(found, Changes({}, acts), time=time, tool=tool())
    else:
        outcome, sent = _drawn(found, wave, hat, chance)
        found = record.extend(found, outcome.after(acts), time=time, tool=tool())
    return found, wave, sent


def _drawn(found: record.Dossier, wave: int, hat: EligibleFrame, chance: Chance) -> tuple[Changes, Mailing]:
    """The people of a wave, and what the printing house needs of them."""
    outcome, drawn = letters.draw(
        found.files[plan_path(wave)], found.files[strata_path(wave)], chance, hat.draw
    )
    folder = found.path
    key = bytes.fromhex(files.read_private(folder, KEY).decode().strip())
    sent = mailing(folder / PEOPLE, drawn, key, _codes(folder, wave))
    private = {
        f"private/letters-{wave}.csv": sent.csv(),
        f"private/letters-{wave}.xlsx": sent.xlsx(),
        f"private/letters-{wave}-slip.csv": sent.slip(),
    }
    return Changes({**outcome.files, **private}, outcome.acts), sent


def _standing(found: record.Dossier, hat: EligibleFrame) -> LettersSoFar:
    rules = read_rules(found.path / RULES)
    quotas = read_quotas(found.path / rules.quotas, seats=rules.seats).quotas
    return waves.letters_so_far(found, rules, quotas, hat.people())


@contextmanager
def _hat(found: record.Dossier) -> Iterator[EligibleFrame]:
    """Who may still be written to; what does not fit in memory is on the disk for as long as the context."""
    waves_before = len(recorded.basis(found).before)
    before = [found.path / drawn_path(wave) for wave in range(1, waves_before + 1)]
    with scratch_in(found.path) as scratch, closing(EligibleFrame(found.path / PIDS, before, scratch)) as hat:
        yield hat


def _prospect(asked: LettersOptions, standing: LettersSoFar) -> Forecast:
    """As many letters as were asked for; else those of the rules, and in later waves those still needed."""
    alpha = _alpha(asked.alpha, standing)
    if asked.letters is not None:
        total = asked.letters
    elif standing.basis.wave == 1:
        total = standing.rules.letters.total
    else:
        total = waves.letters_needed(standing, alpha)
    return waves.forecast(standing, total, alpha)


def _alpha(text: str | None, standing: LettersSoFar) -> Fraction:
    if text is None:
        return standing.rules.letters.alpha
    try:
        alpha = Fraction(text.replace(",", "."))
        if not 0 <= alpha <= 1:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        raise InputInvalid(
            [Defect("rules.exponent", "--alpha", values={"found": text[:60], "key": "alpha"})]
        ) from None
    return alpha.limit_denominator(1000)


def _planned(found: record.Dossier) -> int | None:
    """The wave that has a plan and no draw yet."""
    plans = [str(body["act"]) for kind, body in found.acts if kind == "plan"]
    drawn = {str(body["act"]) for kind, body in found.acts if kind == "letters"}
    open_ = [act for act in plans if act.startswith("letters/") and act not in drawn]
    return int(open_[0].partition("/")[2]) if open_ else None


def _codes(folder: Path, wave: int) -> list[str]:
    """Codes of earlier waves."""
    found = []
    for number in range(1, wave):
        text = files.read_private(folder, f"private/letters-{number}.csv").decode("utf-8-sig")
        found += [line.split(";")[1] for line in text.splitlines()[1:] if ";" in line]
    return found


def _show(found: record.Dossier, wave: int, sent: Mailing | None, talk: Output) -> None:
    plan_document = json.loads(found.files[plan_path(wave)])
    rows = found.files[strata_path(wave)].decode().splitlines()[1:]
    total = sum(int(row.rpartition(",")[2]) for row in rows)
    facts: dict[str, Any] = {
        "dossier": str(found.path),
        "wave": wave,
        "letters": len(sent.rows) if sent else total,
        "strata": len(rows),
        "drawn": sent is not None,
        "rehearsal": plan_document["rehearsal"],
        "plan": next(
            body["sha256"] for kind, body in found.acts if kind == "plan" and body["act"] == f"letters/{wave}"
        ),
        "ceremony": not found.ceremony.terms.plain,
        "journal_head": head(found.entries),
    }
    if sent is not None:
        facts["to_correct"] = sent.to_correct
    if talk.as_json:
        talk.data(facts)
    else:
        tables.show_wave(talk, facts)
