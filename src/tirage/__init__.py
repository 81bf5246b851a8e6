"""tirage: sortition that a stranger can check.

People in → chances → lottery → chance picks → record out. From a notebook:

    from tirage import Request, draw_up, read_pool, read_quotas

    quotas = read_quotas("quotas.yaml", seats=100).quotas
    pool = read_pool("volontaires.csv", quotas, household=["adresse", "code postal"]).pool
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

from tirage.shown import show_by

if TYPE_CHECKING:
    from tirage.acts.beginning import write_template as write_rules
    from tirage.acts.ceremony import CeremonyState, Committed
    from tirage.acts.ceremony import beacon as record_beacon
    from tirage.acts.ceremony import commit as commit_value
    from tirage.acts.ceremony import drop as drop_contributor
    from tirage.acts.ceremony import reveal as reveal_value
    from tirage.acts.ceremony import state_of as ceremony_state
    from tirage.acts.conduct import Conducted
    from tirage.acts.export import Exported
    from tirage.acts.export import export as export_draw
    from tirage.acts.frame.close import ClosedFrame, close_frame
    from tirage.acts.frame.inputs import FrameOptions
    from tirage.acts.inputs import ChanceOptions, DrawOptions
    from tirage.acts.invented import write_rolls as invent_rolls
    from tirage.acts.letters.responses import RecordedRound, record_responses, record_undelivered
    from tirage.acts.letters.waves import draw_letters, look_ahead
    from tirage.acts.life.alternates import Alternates, AlternatesOptions, draw_alternates, list_alternates
    from tirage.acts.life.corrections import Right
    from tirage.acts.life.corrections import correct as correct_member
    from tirage.acts.life.departures import Recorded
    from tirage.acts.life.departures import record as record_member
    from tirage.acts.life.ending import Erased, NextAssembly, contest, declare_void, erase, open_next
    from tirage.acts.life.members import People, list_people
    from tirage.acts.life.seats import (
        RenewalOptions,
        SeatOptions,
        foresee,
        leave_vacant,
        renew,
        replace_members,
    )
    from tirage.acts.life.term import TermRecorded
    from tirage.acts.life.term import amend as correct_term
    from tirage.acts.life.term import record as record_term
    from tirage.acts.panel import PanelOptions
    from tirage.acts.panel import draw as draw_panel
    from tirage.acts.panel import draw_from_file as draw_panel_from_file
    from tirage.acts.pool.guards import Guards
    from tirage.acts.proofs.citizen_proof import CitizenProof, make_proof
    from tirage.acts.records.anchor import Anchored, Head, record_signature, record_stamp, write_head
    from tirage.acts.records.audit import Audited, audit
    from tirage.acts.records.publish import Pack, publish
    from tirage.acts.records.published import BestLottery, PublishedAudit, audit_published
    from tirage.acts.records.replay import Replayed, replay
    from tirage.acts.records.verification import verify_dossier
    from tirage.acts.records.witnesses import Named as WitnessedJournal
    from tirage.acts.records.witnesses import name_witnesses, record_cosignatures, write_checkpoint
    from tirage.analysis.chances import PlannedChances, planned_chances
    from tirage.analysis.objectives import Comparison
    from tirage.analysis.objectives import compare as compare_fairness
    from tirage.assembly.record import Dossier
    from tirage.assembly.record import load as open_dossier
    from tirage.assembly.state import AssemblyState, Seat
    from tirage.chances.leximin import Level
    from tirage.clock import system_clock
    from tirage.draws.draw_up import draw_up
    from tirage.draws.lottery import Lottery, Request
    from tirage.errors import Defect, InputInvalid, QuotasImpossible, Refused, TirageError, VerificationFailed
    from tirage.forecast.outlook import Outlook
    from tirage.forecast.simulation import Assumed, Simulation, read_scenario
    from tirage.forecast.simulation import simulate as simulate_lives
    from tirage.people.pool.model import Person, Pool, PoolFile
    from tirage.people.pool.read import read_pool
    from tirage.people.rolls.collection import SurveyedFiles, survey_files
    from tirage.program import TOOL, __version__
    from tirage.quotas.model import Bound, Criterion, Quotas
    from tirage.quotas.read import QuotaFile, read_quotas
    from tirage.report.notebook.views import View, show
    from tirage.report.receipts import WrittenReceipts, write_receipts
    from tirage.report.reports import make_report
    from tirage.report.summary import Summary, summarise
    from tirage.rules.model import Rules
    from tirage.rules.read import read_rules
    from tirage.tabular.files import Manner


_HOMES = {
    "__version__": "program",
    "TOOL": "program",
    "Alternates": "acts.life.alternates",
    "AlternatesOptions": "acts.life.alternates",
    "Anchored": "acts.records.anchor",
    "Audited": "acts.records.audit",
    "audit": "acts.records.audit",
    "audit_published": "acts.records.published",
    "BestLottery": "acts.records.published",
    "PublishedAudit": "acts.records.published",
    "AssemblyState": "assembly.state",
    "Bound": "quotas.model",
    "CeremonyState": "acts.ceremony",
    "ChanceOptions": "acts.inputs",
    "CitizenProof": "acts.proofs.citizen_proof",
    "ClosedFrame": "acts.frame.close",
    "Committed": "acts.ceremony",
    "Conducted": "acts.conduct",
    "Criterion": "quotas.model",
    "Defect": "errors",
    "Dossier": "assembly.record",
    "DrawOptions": "acts.inputs",
    "Erased": "acts.life.ending",
    "Exported": "acts.export",
    "FrameOptions": "acts.frame.inputs",
    "Guards": "acts.pool.guards",
    "Head": "acts.records.anchor",
    "InputInvalid": "errors",
    "Level": "chances.leximin",
    "Lottery": "draws.lottery",
    "Manner": "tabular.files",
    "NextAssembly": "acts.life.ending",
    "Outlook": "forecast.outlook",
    "Pack": "acts.records.publish",
    "PanelOptions": "acts.panel",
    "People": "acts.life.members",
    "Person": "people.pool.model",
    "Pool": "people.pool.model",
    "PoolFile": "people.pool.model",
    "QuotaFile": "quotas.read",
    "Quotas": "quotas.model",
    "QuotasImpossible": "errors",
    "Recorded": "acts.life.departures",
    "RecordedRound": "acts.letters.responses",
    "Refused": "errors",
    "RenewalOptions": "acts.life.seats",
    "Replayed": "acts.records.replay",
    "Request": "draws.lottery",
    "Right": "acts.life.corrections",
    "Rules": "rules.model",
    "Seat": "assembly.state",
    "SeatOptions": "acts.life.seats",
    "Summary": "report.summary",
    "SurveyedFiles": "people.rolls.collection",
    "TermRecorded": "acts.life.term",
    "TirageError": "errors",
    "VerificationFailed": "errors",
    "WitnessedJournal": "acts.records.witnesses:Named",
    "WrittenReceipts": "report.receipts",
    "ceremony_state": "acts.ceremony:state_of",
    "close_frame": "acts.frame.close",
    "commit_value": "acts.ceremony:commit",
    "contest": "acts.life.ending",
    "correct_member": "acts.life.corrections:correct",
    "correct_term": "acts.life.term:amend",
    "declare_void": "acts.life.ending",
    "draw_letters": "acts.letters.waves",
    "draw_panel": "acts.panel:draw",
    "draw_panel_from_file": "acts.panel:draw_from_file",
    "draw_up": "draws.draw_up",
    "drop_contributor": "acts.ceremony:drop",
    "export_draw": "acts.export:export",
    "erase": "acts.life.ending",
    "foresee": "acts.life.seats",
    "leave_vacant": "acts.life.seats",
    "draw_alternates": "acts.life.alternates",
    "list_alternates": "acts.life.alternates",
    "look_ahead": "acts.letters.waves",
    "list_people": "acts.life.members",
    "make_proof": "acts.proofs.citizen_proof",
    "make_report": "report.reports",
    "name_witnesses": "acts.records.witnesses",
    "open_dossier": "assembly.record:load",
    "open_next": "acts.life.ending",
    "publish": "acts.records.publish",
    "read_pool": "people.pool.read",
    "read_quotas": "quotas.read",
    "read_rules": "rules.read",
    "record_beacon": "acts.ceremony:beacon",
    "record_cosignatures": "acts.records.witnesses",
    "record_member": "acts.life.departures:record",
    "record_responses": "acts.letters.responses",
    "record_signature": "acts.records.anchor",
    "record_stamp": "acts.records.anchor",
    "record_term": "acts.life.term:record",
    "record_undelivered": "acts.letters.responses",
    "renew": "acts.life.seats",
    "replace_members": "acts.life.seats",
    "replay": "acts.records.replay",
    "reveal_value": "acts.ceremony:reveal",
    "summarise": "report.summary",
    "survey_files": "people.rolls.collection",
    "system_clock": "clock",
    "verify_dossier": "acts.records.verification",
    "write_checkpoint": "acts.records.witnesses",
    "write_head": "acts.records.anchor",
    "write_receipts": "report.receipts",
    "Assumed": "forecast.simulation",
    "Simulation": "forecast.simulation",
    "read_scenario": "forecast.simulation",
    "simulate_lives": "forecast.simulation:simulate",
    "Comparison": "analysis.objectives",
    "compare_fairness": "analysis.objectives:compare",
    "PlannedChances": "analysis.chances",
    "planned_chances": "analysis.chances",
    "View": "report.notebook.views",
    "show": "report.notebook.views",
    "invent_rolls": "acts.invented:write_rolls",
    "write_rules": "acts.beginning:write_template",
}
"""Public name → module that has it; after a colon the name there, where it is another one."""

__all__ = [
    "TOOL",
    "Alternates",
    "AlternatesOptions",
    "Anchored",
    "AssemblyState",
    "Assumed",
    "Audited",
    "BestLottery",
    "Bound",
    "CeremonyState",
    "ChanceOptions",
    "CitizenProof",
    "ClosedFrame",
    "Committed",
    "Comparison",
    "Conducted",
    "Criterion",
    "Defect",
    "Dossier",
    "DrawOptions",
    "Erased",
    "Exported",
    "FrameOptions",
    "Guards",
    "Head",
    "InputInvalid",
    "Level",
    "Lottery",
    "Manner",
    "NextAssembly",
    "Outlook",
    "Pack",
    "PanelOptions",
    "People",
    "Person",
    "PlannedChances",
    "Pool",
    "PoolFile",
    "PublishedAudit",
    "QuotaFile",
    "Quotas",
    "QuotasImpossible",
    "Recorded",
    "RecordedRound",
    "Refused",
    "RenewalOptions",
    "Replayed",
    "Request",
    "Right",
    "Rules",
    "Seat",
    "SeatOptions",
    "Simulation",
    "Summary",
    "SurveyedFiles",
    "TermRecorded",
    "TirageError",
    "VerificationFailed",
    "View",
    "WitnessedJournal",
    "WrittenReceipts",
    "__version__",
    "audit",
    "audit_published",
    "ceremony_state",
    "close_frame",
    "commit_value",
    "compare_fairness",
    "contest",
    "correct_member",
    "correct_term",
    "declare_void",
    "draw_alternates",
    "draw_letters",
    "draw_panel",
    "draw_panel_from_file",
    "draw_up",
    "drop_contributor",
    "erase",
    "export_draw",
    "foresee",
    "invent_rolls",
    "leave_vacant",
    "list_alternates",
    "list_people",
    "look_ahead",
    "make_proof",
    "make_report",
    "name_witnesses",
    "open_dossier",
    "open_next",
    "planned_chances",
    "publish",
    "read_pool",
    "read_quotas",
    "read_rules",
    "read_scenario",
    "record_beacon",
    "record_cosignatures",
    "record_member",
    "record_responses",
    "record_signature",
    "record_stamp",
    "record_term",
    "record_undelivered",
    "renew",
    "replace_members",
    "replay",
    "reveal_value",
    "show",
    "simulate_lives",
    "summarise",
    "survey_files",
    "system_clock",
    "verify_dossier",
    "write_checkpoint",
    "write_head",
    "write_receipts",
    "write_rules",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'tirage' has no attribute {name!r}")
    home, _, there = _HOMES[name].partition(":")
    return getattr(import_module(f"tirage.{home}"), there or name)


def _markup(result: object) -> str:
    """The HTML of a result for a notebook, made by what is above it."""
    return str(import_module("tirage.report.notebook.views").markup(result))


show_by(_markup)


def __dir__() -> list[str]:
    return __all__
