"""tirage: sortition that a stranger can check.

People in → chances → lottery → chance picks → record out. From a notebook:

    from tirage import Request, draw_up, read_pool, read_quotas

    quotas = read_quotas("quotas.yaml", seats=100).quotas
    pool = read_pool("volontaires.csv", quotas, household=["adresse", "code postal"])
    lottery = draw_up(pool, quotas, Request(seats=100))
    lottery.panels[427]                 # the pids of panel number 427
    lottery.to_frame()                  # everyone's chance, as a DataFrame
    lottery.realised.levels[0].value    # the exact least chance, as a Fraction

`dir(tirage)` lists the interface; docs/api.md describes it. A path may be a text or a `pathlib.Path`. An
error reads as English sentences (`str(error)`); `error.code` and `error.values` are for programs. No repr
holds a name. Names are imported when they are first used: `tirage --help` and the verifier stay light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tirage.acts.records.verification import verify_dossier
    from tirage.assembly.record import Dossier
    from tirage.assembly.record import load as open_dossier
    from tirage.assembly.state import AssemblyState, Seat
    from tirage.chances.leximin import Level
    from tirage.draws.draw_up import draw_up
    from tirage.draws.lottery import Lottery, Request
    from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, TirageError, VerificationFailed
    from tirage.people.pool.model import Person, Pool
    from tirage.people.pool.read import read_pool
    from tirage.quotas.model import Bound, Criterion, Quotas
    from tirage.quotas.read import QuotaFile, read_quotas
    from tirage.report.summary import Summary, summarise
    from tirage.rules.model import Rules
    from tirage.rules.read import read_rules


__version__ = "0.1.0"

_HOMES = {
    "AssemblyState": "assembly.state",
    "Bound": "quotas.model",
    "Criterion": "quotas.model",
    "Defect": "errors",
    "Dossier": "assembly.record",
    "InputInvalid": "errors",
    "Level": "chances.leximin",
    "Lottery": "draws.lottery",
    "Person": "people.pool.model",
    "Pool": "people.pool.model",
    "QuotaFile": "quotas.read",
    "Quotas": "quotas.model",
    "QuotasImpossible": "errors",
    "Refused": "errors",
    "Request": "draws.lottery",
    "Rules": "rules.model",
    "Seat": "assembly.state",
    "Summary": "report.summary",
    "TirageError": "errors",
    "VerificationFailed": "errors",
    "draw_up": "draws.draw_up",
    "open_dossier": "assembly.record:load",
    "read_pool": "people.pool.read",
    "read_quotas": "quotas.read",
    "read_rules": "rules.read",
    "summarise": "report.summary",
    "verify_dossier": "acts.records.verification",
}
"""Public name → module that has it; after a colon the name there, where it is another one."""

__all__ = [
    "AssemblyState",
    "Bound",
    "Criterion",
    "Defect",
    "Dossier",
    "InputInvalid",
    "Level",
    "Lottery",
    "Person",
    "Pool",
    "QuotaFile",
    "Quotas",
    "QuotasImpossible",
    "Refused",
    "Request",
    "Rules",
    "Seat",
    "Summary",
    "TirageError",
    "VerificationFailed",
    "__version__",
    "draw_up",
    "open_dossier",
    "read_pool",
    "read_quotas",
    "read_rules",
    "summarise",
    "verify_dossier",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tirage' has no attribute {name!r}")
    home, _, there = _HOMES[name].partition(":")
    return getattr(import_module(f"tirage.{home}"), there or name)


def __dir__() -> list[str]:
    return __all__
