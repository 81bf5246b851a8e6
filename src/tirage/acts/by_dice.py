"""What acts have in common that dice put in order and that draw no panel: a standby, a list of alternates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from tirage.acts.inputs import NO_CHANCE_OPTIONS, ChanceOptions, read_sources
from tirage.assembly.record import Dossier
from tirage.dossier.canonical import sha256
from tirage.dossier.documents.plans import ActPlan
from tirage.dossier.entries import Plan
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.dossier.outcome import Changes
from tirage.draws.chance import Chance, ChanceSources
from tirage.errors import Refused
from tirage.randomness.rolls import DEFAULT, HAND

NOTHING: Mapping[str, bytes] = MappingProxyType({})


def waiting(dossier: Dossier, kind: str, chance: ChanceOptions, *, asked: bool = False) -> str | None:
    """The act of this kind whose plan waits for its chance; None where no plan waits.

    `asked`: whether something is asked for that only a new plan could have. Refused then, for `chance` of
    another kind, and where the plan of another act waits.
    """
    pending = dossier.pending
    if pending is not None and (asked or chance != NO_CHANCE_OPTIONS or pending.partition("/")[0] != kind):
        raise Refused("life.planned", act=pending)
    return pending


def sources_of(dossier: Dossier, chance: ChanceOptions) -> ChanceSources:
    """Who brings chance, by the roll that was fixed with the panel, or by dice where that is by hand."""
    form = dossier.plan.later.roll
    return read_sources(replace(chance, roll=DEFAULT if form == HAND else form), seats=False)


def fix(plan: ActPlan, beside: Mapping[str, bytes] = NOTHING) -> Changes:
    """The file and the entry of a plan; `beside`: what it keeps besides."""
    data = plan.data
    entry = Plan(act=plan.name, sha256=sha256(data))
    return Changes({path_in_draw(PLAN, plan.name): data, **beside}, (entry.as_act(),))


def rolled(dossier: Dossier, chance: Chance | int) -> Chance:
    """What was rolled; Refused for a number drawn by hand."""
    if isinstance(chance, int):
        raise Refused("roll.not_by_hand", form=dossier.ceremony.terms.form)
    return chance
