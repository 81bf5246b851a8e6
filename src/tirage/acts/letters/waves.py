"""A wave of letters: what it promises, its plan, then chance, then the people who get a letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from tirage.acts.conduct import Conducted, work_out, write
from tirage.acts.inputs import NO_CHANCE_OPTIONS, ChanceOptions, read_sources
from tirage.acts.interface import AGREED, Clock, Consent, Dice
from tirage.acts.later import keep
from tirage.acts.letters.promises import rules_and_quotas
from tirage.acts.regulation.keeping import check_rules, check_values, paragraphs_named
from tirage.acts.scratch import store_in
from tirage.assembly.letters import Basis, basis, check_basis
from tirage.assembly.record import Dossier, load
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.plans import Allocation, LettersPlan, WeightedAllocation
from tirage.dossier.entries import Plan, Unavailable
from tirage.dossier.layout import (
    KEY,
    PEOPLE,
    PIDS,
    drawn_path,
    frame_paths,
    mailing_path,
    plan_path,
    strata_path,
    wave_of,
)
from tirage.dossier.outcome import Changes
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.draws.documents import WEIGHTED, WaveStrata, wave_strata
from tirage.errors import Refused
from tirage.forecast.letters import (
    LettersSoFar,
    Sending,
    forecast,
    letters_needed,
    letters_so_far,
    share_out,
)
from tirage.forecast.outlook import Outlook, outlook
from tirage.forecast.planned import StratumLetters, allocation, strata_letters
from tirage.i18n.languages import FALLBACK, Language
from tirage.i18n.shell import as_typed
from tirage.people.engines.options import DEFAULT, EngineOptions
from tirage.people.letters.mailing import mailing, read_mailing
from tirage.people.letters.selection import EligibleFrame
from tirage.tabular.writing import csv_text

Drawn = Sequence[tuple[str, str]]
"""(pid, stratum), by ascending pid."""


def look_ahead(
    folder: str | Path,
    *,
    letters: int | None = None,
    alpha: Fraction | None = None,
    pools: int = 20,
    engine: EngineOptions = DEFAULT,
) -> Outlook:
    """What the next wave would bring, in simulated futures; nothing is written.

    `letters` and `alpha` as of `draw_letters`; `pools` of the futures are put to the solver too. Raises
    Refused where no frame is closed and where a file is not the one on record.
    """
    dossier = load(Path(folder))
    with eligible_frame(dossier, engine) as frame:
        so_far = _so_far(dossier, frame, trying=True)
    return outlook(so_far, forecast(so_far, _chosen(so_far, letters, alpha)), pools)


def draw_letters(  # noqa: PLR0913 - what an organiser can say of a wave
    folder: str | Path,
    dice: Dice = None,
    *,
    clock: Clock,
    tool: str,
    letters: int | None = None,
    alpha: Fraction | None = None,
    chance: ChanceOptions = NO_CHANCE_OPTIONS,
    consent: Consent = AGREED,
    language: Language = FALLBACK,
    engine: EngineOptions = DEFAULT,
) -> Conducted:
    """Fix the plan of the next wave, or draw it with what was rolled once its plan is fixed.

    `letters`: how many, by default those of the rules for the first wave and those still needed for a later
    one; `alpha`: how far strata with a low response get more, from 0 to 1 as of `allocate`, by default that
    of the rules; `language`: of the columns for the printing house. The first two, and `chance`, are for a
    plan alone: raises Refused where the plan is fixed; else as `conduct` does.
    """
    dossier = load(Path(folder))
    planned = _planned(dossier)
    if planned is not None and (letters, alpha, chance) != (None, None, NO_CHANCE_OPTIONS):
        raise Refused("letters.planned", wave=planned)
    if planned is None:
        check_rules(dossier)
        _check_options(dossier, letters, alpha)
    rules, _ = rules_and_quotas(dossier, trying=planned is not None)
    if planned is None:
        with paragraphs_named(dossier):
            chance = replace(chance, roll=keep("--roll", chance.roll, rules.drawing.of_letters))
    sources = read_sources(chance, seats=False)
    with eligible_frame(dossier, engine) as frame:
        wave = planned or basis(dossier).wave
        act = Wave(
            wave,
            frame,
            letters,
            alpha,
            sources,
            language,
            f"tirage draw letters --dossier {as_typed(folder)}",
        )
        done = work_out(dossier, act, dice, clock=clock, tool=tool, consent=consent)
    # What an engine cannot clear away, it says before anything is on record.
    return write(done)


def _check_options(dossier: Dossier, letters: int | None, alpha: Fraction | None) -> None:
    """InputInvalid where a first wave would have other letters than adopted, or any wave another α."""
    first = letters is not None and basis(dossier).wave == 1
    if first:
        check_values(dossier, {"letters.total": letters}, "--letters")
    if alpha is not None:
        check_values(dossier, {"letters.alpha": str(alpha)}, "--alpha")


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave of letters as an act (`acts.interface.ActWithChance`)."""

    number: int
    frame: EligibleFrame
    letters: int | None
    alpha: Fraction | None
    sources: ChanceSources
    language: Language
    """Of the columns for the printing house."""
    command: str

    @property
    def name(self) -> str:
        """`letters/1`"""
        return f"letters/{self.number}"

    def plan(self, dossier: Dossier) -> Changes:
        """The letters of each stratum; Refused for a wave without any."""
        so_far = _so_far(dossier, self.frame)
        chosen = _chosen(so_far, self.letters, self.alpha)
        if not chosen.total:
            raise Refused("letters.none", wave=self.number)
        counts = strata_letters(so_far, chosen)
        asked = allocation(chosen)
        return plan(so_far.basis, counts, asked, rehearsal=dossier.rehearsal, sources=self.sources)

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        """The people of the wave, and the files for the printing house."""
        if isinstance(chance, int):
            raise TypeError("a wave is drawn by dice, not by a number")
        check_basis(dossier, basis(dossier))
        files = dossier.files
        changes, drawn = draw(
            files[plan_path(self.number)], files[strata_path(self.number)], chance, self._select
        )
        # The answer of whoever is at the desk may take longer than a cluster waits.
        self.frame.close()
        key = bytes.fromhex(dossier.private(KEY).decode().strip())
        sent = mailing(dossier.path / PEOPLE, drawn, key, _codes(dossier, self.number), self.language)
        return Changes({**changes.files, **sent.files(mailing_path(self.number))}, changes.acts)

    def _select(self, strata: WaveStrata, stage: str) -> Drawn:
        if strata.weighted:
            return self.frame.draw_weighted(strata.letters, strata.weighted, stage)
        return self.frame.draw(strata.letters, stage)


@contextmanager
def eligible_frame(dossier: Dossier, engine: EngineOptions = DEFAULT) -> Iterator[EligibleFrame]:
    """The people who may still get a letter; data that do not fit in memory are on the disk meanwhile.

    Raises Refused where no frame is closed.
    """
    waves = len(basis(dossier).before)
    before = [dossier.path / drawn_path(wave) for wave in range(1, waves + 1)]
    people = [dossier.path / name for name in frame_paths(dossier.files) or [PIDS]]
    with store_in(dossier.path, engine) as (_, store):
        yield EligibleFrame(store, people, before)


def plan(
    basis: Basis,
    strata: Sequence[StratumLetters],
    asked: Allocation | WeightedAllocation,
    *,
    rehearsal: bool,
    sources: ChanceSources = PUBLIC_ROLL,
) -> Changes:
    """The files and the act that fix everything of a wave but chance.

    `asked`: the rule that the letters of the strata follow from; `strata` in the order of the frame. Raises
    ValueError for more letters than people who may get one.
    """
    wave = basis.wave
    room: Counter[str] = Counter()
    for each in strata:
        room[each.group] += each.eligible
    if any(each.letters > room[each.group] or each.eligible > each.people for each in strata):
        raise ValueError("more letters than people")
    counted = csv_text(_table(strata)).encode()
    act = f"letters/{wave}"
    inputs = {
        "frame": basis.frame,
        "rules": basis.rules,
        "strata": sha256(counted),
        "allocation": asked.document(),
        "before": list(basis.before),
    }
    planned = canonical({**sources.plan(act, inputs, rehearsal=rehearsal), "act": "letters", "wave": wave})
    files = {plan_path(wave): planned, strata_path(wave): counted}
    return Changes(files, (("plan", {"act": act, "sha256": sha256(planned)}),))


def _table(strata: Sequence[StratumLetters]) -> Iterator[tuple[str, ...]]:
    """The strata of a wave as they are published, the header first."""
    weighted = any(each.weight is not None for each in strata)
    yield WEIGHTED if weighted else WEIGHTED[:4]
    for each in strata:
        row = (each.code, str(each.people), str(each.eligible), str(each.letters))
        yield (*row, each.stream, str(each.weight)) if weighted else row


def draw(
    plan_bytes: bytes, strata_bytes: bytes, chance: Chance, select: Callable[[WaveStrata, str], Drawn]
) -> tuple[Changes, Drawn]:
    """The people of a planned wave; `select(strata, stage_seed)` gives the first of each."""
    planned = LettersPlan.from_bytes(plan_bytes)
    strata = wave_strata(strata_bytes)
    drawn = select(strata, chance.stage_seed)
    listed = csv_text([("pid", "stratum"), *drawn]).encode()
    body = {
        "act": planned.name,
        "plan": sha256(plan_bytes),
        **chance.facts,
        "count": len(drawn),
        "sha256": sha256(listed),
    }
    if len(drawn) < strata.total:
        body["planned"] = strata.total
    files = {drawn_path(planned.wave): listed}
    return Changes(files, (("letters", body),)), drawn


def _so_far(dossier: Dossier, frame: EligibleFrame, *, trying: bool = False) -> LettersSoFar:
    """Everything known before the next wave, under the rules and the quotas of the folder."""
    rules, file = rules_and_quotas(dossier, trying=trying)
    gone = {each.pid for each in dossier.bodies(Unavailable)}
    if dossier.is_drawn("panel"):
        gone |= dossier.state.members
    return letters_so_far(dossier, rules, file.quotas, frame.people(), frame.homes(), gone)


def _chosen(so_far: LettersSoFar, letters: int | None, alpha: Fraction | None) -> Sending:
    """So many `letters`, shared out; by default those of the rules, in later waves those still needed."""
    fixed = so_far.rules.letters.alpha
    if so_far.weights is not None:
        keep("--alpha", alpha, fixed)
    alpha = fixed if alpha is None else alpha
    if letters is None:
        first = so_far.basis.wave == 1
        letters = so_far.rules.letters.total if first else letters_needed(so_far, alpha)
    return share_out(so_far, letters, alpha)


def _planned(dossier: Dossier) -> int | None:
    """The wave that has a plan and no draw yet."""
    plans = [plan.act for plan in dossier.bodies(Plan)]
    waiting = [act for act in plans if act.startswith("letters/") and not dossier.is_drawn(act)]
    return wave_of(waiting[0]) if waiting else None


def _codes(dossier: Dossier, wave: int) -> list[str]:
    """The answer codes of earlier waves."""
    earlier = (dossier.private(mailing_path(number)) for number in range(1, wave))
    return [row["code"] for data in earlier for row in read_mailing(data)]
