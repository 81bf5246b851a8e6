"""What a spreadsheet is prepared for: the volunteers of a file, or the answers to letters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from tirage.acts.letters.responses import Correspondence, correspondence
from tirage.assembly import record
from tirage.discretion import brief
from tirage.dossier.entries import Pool, Responses
from tirage.dossier.layout import (
    MADE_FROM,
    VOLUNTEERS,
    joining_from_path,
    prepared_answers_path,
    prepared_from_path,
    prepared_joining_path,
)
from tirage.errors import Refused
from tirage.people.geography.model import Geography
from tirage.people.geography.read import cities, read_geography
from tirage.people.intake.apply import Prepared
from tirage.people.intake.fields import Wanted, of_answers, of_criteria
from tirage.people.letters.answers import is_asked, read_answers
from tirage.quotas.read import read_quotas
from tirage.rules.model import FileRules, Rules
from tirage.rules.read import read_rules
from tirage.rules.recoding import ANSWERS, NEWCOMERS, RECODING
from tirage.rules.templates import RULES, quota_file
from tirage.tabular.tables import Table


@dataclass(repr=False, frozen=True, slots=True)
class Road:
    """What is wanted of a file, and where goes what is made of it."""

    wanted: Wanted
    recoding: str
    """The file of the decisions, in the folder of the dossier."""
    former: str
    """That of the round before; empty where there is none."""
    listed: str
    made_from: str
    sent: Correspondence | None = None
    """The letters that are answered; None for volunteers who signed up."""

    def __repr__(self) -> str:
        return brief(self)

    def check(self, prepared: Prepared, file: Path) -> None:
        """Raises InputInvalid, by lines of the file received, where `record responses` would not take it."""
        if self.sent is not None:
            sent, rows = self.sent, list(zip(prepared.lines, prepared.rows, strict=True))
            table = Table(file.name, "utf-8", "", prepared.header, rows, 0)
            read_answers(table, str(file), sent.quotas, sent.letters, sent.before, sent.causes, None)


def road_of(folder: Path, geographies: Collection[str] = ()) -> Road:
    """By the rules in a folder; Refused where it has none, or is beyond this.

    `geographies`: tables of places beside those that ship, whose files are seen from the folder.
    """
    path = folder / RULES
    if not path.exists():
        raise Refused("prepare.no_rules", path=path)
    rules = read_rules(path)
    own = {*geographies, *filter(None, [rules.geography])}
    tables = {name: read_geography(name, folder) for name in (*cities(), *sorted(own - {*cities()}))}
    if isinstance(rules, FileRules):
        return _volunteers(folder, rules, tables)
    return _answers(folder, rules, tables)


def _volunteers(folder: Path, rules: FileRules, tables: Mapping[str, Geography]) -> Road:
    found = record.load(folder) if record.exists(folder) else None
    planned = found is not None and bool(found.bodies(Pool))
    if found is not None and planned and found.drawn is None:
        raise Refused("prepare.planned", path=folder)
    quotas = read_quotas(quota_file(rules, folder), seats=rules.seats).quotas
    wanted = Wanted(of_criteria(quotas.criteria, tables), rules.household, rules.reference_date)
    if found is None or not planned:
        return Road(wanted, RECODING, "", VOLUNTEERS, MADE_FROM)
    # While the assembly sits: more volunteers for the draws to come.
    number = found.state.joined + 1
    former = NEWCOMERS.format(number - 1) if number > 1 else RECODING
    listed, made_from = prepared_joining_path(number), joining_from_path(number)
    return Road(wanted, NEWCOMERS.format(number), former, listed, made_from)


def _answers(folder: Path, rules: Rules, tables: Mapping[str, Geography]) -> Road:
    if not record.exists(folder):
        raise Refused("responses.no_letters", path=folder)
    dossier = record.load(folder)
    sent = correspondence(dossier)
    number = len(dossier.bodies(Responses)) + 1
    asked = [each for each in sent.quotas.criteria if is_asked(each.name, sent.quotas, sent.letters)]
    fields = of_answers(asked, sent.causes, tables)
    day = getattr(rules, "reference_date", None)
    wanted = Wanted(fields, (), day, frozenset(sent.letters))
    return Road(
        wanted,
        ANSWERS.format(number),
        ANSWERS.format(number - 1) if number > 1 else "",
        prepared_answers_path(number),
        prepared_from_path(number),
        sent,
    )
