"""The pool and the quotas of a command, read at once and with every defect of both."""

from __future__ import annotations

from typing import NamedTuple

from tirage.assembly.panel import Request
from tirage.cli.options import Asked, attempt, columns, whole
from tirage.cli.talk import Talk
from tirage.errors import Defect, InputInvalid
from tirage.people.model import Pool
from tirage.people.pool import read_pool
from tirage.quotas.files import QuotaFile, read_quotas
from tirage.quotas.model import Quotas

MOST_PANELS = 1_000_000
MOST_SEATS = 1_000_000


class Inputs(NamedTuple):
    """What a plan is made from."""

    pool: Pool
    quotas: QuotaFile
    request: Request


def read(asked: Asked, talk: Talk) -> Inputs:
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


def _all_read(asked: Asked) -> Inputs:
    """InputInvalid with the defects of every option and file, not only of the first that has any."""
    found: list[Defect] = []
    attempt(found, lambda: whole("--panels", asked.panels, 1, MOST_PANELS))
    quotas = attempt(
        found,
        lambda: read_quotas(
            asked.quotas, seats=whole("--seats", asked.seats, 1, MOST_SEATS), encoding=asked.encoding
        ),
    )
    pool = attempt(
        found,
        lambda: read_pool(
            asked.pool,
            # Without quotas no column is a criterion, but ids, addresses and the table itself can be judged.
            quotas.quotas if quotas is not None else Quotas(()),
            id_column=asked.id_column,
            household=columns(asked.household),
            encoding=asked.encoding,
        ),
    )
    if found or quotas is None or pool is None:
        raise InputInvalid(found)
    return Inputs(pool, quotas, Request(asked.seats, asked.fairness, asked.panels, asked.rehearsal))
