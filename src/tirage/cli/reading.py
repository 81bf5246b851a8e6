"""The pool and the quotas of a command, read at once and with every defect of both."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tirage.assembly.letters import last_responses
from tirage.assembly.record import Dossier
from tirage.chances.objectives.choose import Fairness
from tirage.cli.options import DrawOptions, attempt, columns, whole
from tirage.cli.output import Output
from tirage.cli.terms import read_terms
from tirage.dossier.canonical import sha256
from tirage.dossier.layout import PEOPLE
from tirage.draws.chance import ChanceSources
from tirage.draws.draw_up import MOST_PANELS
from tirage.draws.lottery import Request
from tirage.errors import Defect, InputInvalid, Refused
from tirage.people.letters.answers import ACCEPTED
from tirage.people.pool.model import Pool
from tirage.people.pool.read import read_pool
from tirage.people.pool.volunteers import volunteers
from tirage.quotas.model import Quotas
from tirage.quotas.read import QuotaFile, QuotasInvalid, read_quotas
from tirage.rules.read import read_rules
from tirage.rules.templates import RULES

MOST_SEATS = 1_000_000


class Inputs(NamedTuple):
    """What a plan is made from."""

    pool: Pool
    quotas: QuotaFile
    request: Request


def read(asked: DrawOptions, talk: Output) -> Inputs:
    """The pool, the quotas and the request; says how the files were read."""
    inputs = _all_read(asked)
    quotas, pool = inputs.quotas, inputs.pool
    source, homes = pool.source, pool.households
    talk.say("note.encoding", file=source.name, encoding=source.encoding, rows=source.read)
    if quotas.ignored_columns:
        talk.say("note.ignored", file=quotas.name, columns=", ".join(quotas.ignored_columns))
    if homes.columns:
        talk.say(
            "note.households",
            columns=", ".join(homes.columns),
            households=homes.households,
            members=homes.members,
            unknown=homes.unknown,
        )
    return inputs


def of_dossier(found: Dossier, panels: int, fairness: Fairness, terms: ChanceSources) -> Inputs:
    """The pool of those who accepted, in a dossier that begins with a roll, under its own quotas.

    Refused where nobody has answered yet, or where the names or the answers were altered.
    """
    whole("--panels", panels, 1, MOST_PANELS)
    rules = read_rules(found.path / RULES)
    quotas = read_quotas(found.path / rules.quotas, seats=rules.seats)
    rounds = [body for kind, body in found.acts if kind == "responses"]
    if not rounds:
        raise Refused("panel.no_responses", path=found.path)
    name = f"guarantors/responses-{rounds[-1]['round']}.csv"
    digest = sha256(found.files[name]) if name in found.files else "-"
    if digest != rounds[-1]["people"]:
        raise Refused("draw.altered", file=name, expected=rounds[-1]["people"], got=digest)
    criteria = [criterion.name for criterion in quotas.quotas.criteria]
    header, *rows = last_responses(found)
    if header[2:] != criteria:
        raise Refused("panel.other_criteria", path=found.path, found=", ".join(header[2:]))
    accepted = {row[0]: tuple(row[2:]) for row in rows if row[1] == ACCEPTED}
    others = Counter(row[1].partition(":")[0] for row in rows if row[1] != ACCEPTED)
    pool = volunteers(criteria, accepted, others, found.path / PEOPLE, source=digest)
    return Inputs(pool, quotas, Request(rules.seats, fairness, panels, found.rehearsal, terms))


def _all_read(asked: DrawOptions) -> Inputs:
    """InputInvalid with the defects of every option and file, not only of the first that has any."""
    found: list[Defect] = []
    attempt(found, lambda: whole("--panels", asked.panels, 1, MOST_PANELS))
    quotas, known = _quotas(asked, found)
    pool = attempt(
        found,
        lambda: read_pool(
            asked.pool,
            known,
            id_column=asked.id_column,
            household=columns(asked.household),
            encoding=asked.encoding,
            # A number of seats that is none is a defect already.
            seats=asked.seats if asked.seats <= MOST_SEATS else 0,
        ),
    )
    terms = attempt(found, lambda: read_terms(asked.ways))
    if found or quotas is None or pool is None or terms is None:
        raise InputInvalid(found)
    return Inputs(pool, quotas, Request(asked.seats, asked.fairness, asked.panels, asked.rehearsal, terms))


def _quotas(asked: DrawOptions, found: list[Defect]) -> tuple[QuotaFile | None, Quotas]:
    """The quotas, None where they have defects; and what is known of them, enough to judge the pool by."""
    try:
        whole("--seats", asked.seats, 1, MOST_SEATS)
        quotas = read_quotas(asked.quotas, seats=asked.seats, encoding=asked.encoding)
    except QuotasInvalid as error:
        found += error.defects
        return None, error.known
    except InputInvalid as error:
        found += error.defects
        return None, Quotas(())
    return quotas, quotas.quotas
