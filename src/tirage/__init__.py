"""tirage: sortition that a stranger can check.

People in → chances → lottery → chance picks → record out. From a notebook:

    from pathlib import Path
    from tirage import Request, draw_up, read_pool, read_quotas

    quotas = read_quotas(Path("quotas.yaml"), seats=100).quotas
    pool = read_pool(Path("volontaires.csv"), quotas, household=["adresse", "code postal"])
    lottery = draw_up(pool, quotas, Request(seats=100))
    lottery.panels[427]                 # the pids of panel number 427
    lottery.count_by_pid()              # in how many of the 1,000 panels each person is
    lottery.realised.levels[0].value    # the exact least chance, as a Fraction

Names are imported when they are first used: `tirage --help` and the verifier stay light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tirage.assembly.record import Dossier, load
    from tirage.chances.leximin import Level
    from tirage.draws.draw_up import draw_up
    from tirage.draws.lottery import Lottery, Request
    from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, TirageError, VerificationFailed
    from tirage.people.pool.model import Person, Pool
    from tirage.people.pool.read import read_pool
    from tirage.quotas.model import Category, Cell, Criterion, Crossing, Quotas
    from tirage.quotas.read import QuotaFile, read_quotas
    from tirage.report.summary import Summary, summarise


__version__ = "0.1.0"

_HOMES = {
    "tirage.draws.draw_up": ("Lottery", "Request", "draw_up"),
    "tirage.assembly.record": ("Dossier", "load"),
    "tirage.chances.leximin": ("Level",),
    "tirage.errors": (
        "Defect",
        "InputInvalid",
        "QuotasImpossible",
        "Refused",
        "TirageError",
        "VerificationFailed",
    ),
    "tirage.people.pool.model": ("Person", "Pool"),
    "tirage.people.pool.read": ("read_pool",),
    "tirage.quotas.read": ("QuotaFile", "read_quotas"),
    "tirage.quotas.model": ("Category", "Cell", "Criterion", "Crossing", "Quotas"),
    "tirage.report.summary": ("Summary", "summarise"),
}

__all__ = [
    "Category",
    "Cell",
    "Criterion",
    "Crossing",
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
    "Summary",
    "TirageError",
    "VerificationFailed",
    "__version__",
    "draw_up",
    "load",
    "read_pool",
    "read_quotas",
    "summarise",
]


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'tirage' has no attribute {name!r}")
