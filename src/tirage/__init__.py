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
    from tirage.acts.conduct import Conducted
    from tirage.acts.departures import Recorded
    from tirage.acts.departures import record as record_member
    from tirage.acts.ending import Erased, NextAssembly, contest, declare_void, erase, open_next
    from tirage.acts.frame.close import ClosedFrame, close_frame
    from tirage.acts.frame.inputs import FrameOptions
    from tirage.acts.letters import draw_letters, look_ahead
    from tirage.acts.records.anchor import Anchored, Head, record_signature, record_stamp, write_head
    from tirage.acts.records.citizen_proof import CitizenProof, make_proof
    from tirage.acts.records.publish import Pack, publish
    from tirage.acts.records.verification import verify_dossier
    from tirage.acts.responses import RecordedRound, record_responses, record_undelivered
    from tirage.acts.term import TermRecorded
    from tirage.acts.term import record as record_term
    from tirage.assembly.record import Dossier
    from tirage.assembly.record import load as open_dossier
    from tirage.assembly.state import AssemblyState, Seat
    from tirage.chances.leximin import Level
    from tirage.clock import system_clock
    from tirage.draws.draw_up import draw_up
    from tirage.draws.lottery import Lottery, Request
    from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, TirageError, VerificationFailed
    from tirage.forecast.letters import Outlook
    from tirage.people.pool.model import Person, Pool
    from tirage.people.pool.read import read_pool
    from tirage.quotas.model import Bound, Criterion, Quotas
    from tirage.quotas.read import QuotaFile, read_quotas
    from tirage.report.reports import make_report
    from tirage.report.summary import Summary, summarise
    from tirage.rules.model import Rules
    from tirage.rules.read import read_rules


__version__ = "0.1.0"
TOOL = f"tirage {__version__}"
"""The program, as the journal names it."""

_HOMES = {
    "Anchored": "acts.records.anchor",
    "AssemblyState": "assembly.state",
    "Bound": "quotas.model",
    "CitizenProof": "acts.records.citizen_proof",
    "ClosedFrame": "acts.frame.close",
    "Conducted": "acts.conduct",
    "Criterion": "quotas.model",
    "Defect": "errors",
    "Dossier": "assembly.record",
    "Erased": "acts.ending",
    "FrameOptions": "acts.frame.inputs",
    "Head": "acts.records.anchor",
    "InputInvalid": "errors",
    "Level": "chances.leximin",
    "Lottery": "draws.lottery",
    "NextAssembly": "acts.ending",
    "Outlook": "forecast.letters",
    "Pack": "acts.records.publish",
    "Person": "people.pool.model",
    "Pool": "people.pool.model",
    "QuotaFile": "quotas.read",
    "Quotas": "quotas.model",
    "QuotasImpossible": "errors",
    "Recorded": "acts.departures",
    "RecordedRound": "acts.responses",
    "Refused": "errors",
    "Request": "draws.lottery",
    "Rules": "rules.model",
    "Seat": "assembly.state",
    "Summary": "report.summary",
    "TermRecorded": "acts.term",
    "TirageError": "errors",
    "VerificationFailed": "errors",
    "close_frame": "acts.frame.close",
    "contest": "acts.ending",
    "declare_void": "acts.ending",
    "draw_letters": "acts.letters",
    "draw_up": "draws.draw_up",
    "erase": "acts.ending",
    "look_ahead": "acts.letters",
    "make_proof": "acts.records.citizen_proof",
    "make_report": "report.reports",
    "open_dossier": "assembly.record:load",
    "open_next": "acts.ending",
    "publish": "acts.records.publish",
    "read_pool": "people.pool.read",
    "read_quotas": "quotas.read",
    "read_rules": "rules.read",
    "record_member": "acts.departures:record",
    "record_responses": "acts.responses",
    "record_signature": "acts.records.anchor",
    "record_stamp": "acts.records.anchor",
    "record_term": "acts.term:record",
    "record_undelivered": "acts.responses",
    "summarise": "report.summary",
    "system_clock": "clock",
    "verify_dossier": "acts.records.verification",
    "write_head": "acts.records.anchor",
}
"""Public name → module that has it; after a colon the name there, where it is another one."""

__all__ = [
    "TOOL",
    "Anchored",
    "AssemblyState",
    "Bound",
    "CitizenProof",
    "ClosedFrame",
    "Conducted",
    "Criterion",
    "Defect",
    "Dossier",
    "Erased",
    "FrameOptions",
    "Head",
    "InputInvalid",
    "Level",
    "Lottery",
    "NextAssembly",
    "Outlook",
    "Pack",
    "Person",
    "Pool",
    "QuotaFile",
    "Quotas",
    "QuotasImpossible",
    "Recorded",
    "RecordedRound",
    "Refused",
    "Request",
    "Rules",
    "Seat",
    "Summary",
    "TermRecorded",
    "TirageError",
    "VerificationFailed",
    "__version__",
    "close_frame",
    "contest",
    "declare_void",
    "draw_letters",
    "draw_up",
    "erase",
    "look_ahead",
    "make_proof",
    "make_report",
    "open_dossier",
    "open_next",
    "publish",
    "read_pool",
    "read_quotas",
    "read_rules",
    "record_member",
    "record_responses",
    "record_signature",
    "record_stamp",
    "record_term",
    "record_undelivered",
    "summarise",
    "system_clock",
    "verify_dossier",
    "write_head",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tirage' has no attribute {name!r}")
    home, _, there = _HOMES[name].partition(":")
    return getattr(import_module(f"tirage.{home}"), there or name)


def __dir__() -> list[str]:
    return __all__
