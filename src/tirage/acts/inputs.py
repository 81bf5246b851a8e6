"""What a draw is asked for, read from plain values and files, with every defect of all of them at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from tirage.acts.interface import Note
from tirage.acts.later import keep, read_later, ruled
from tirage.acts.pool.guards import NO_GUARDS, Guards, looked_at
from tirage.assembly.record import Dossier
from tirage.chances.objectives.choose import Fairness
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import bodies
from tirage.dossier.layout import KEY, PEOPLE
from tirage.draws.chance import PUBLIC, ChanceSources
from tirage.draws.lottery import LaterDraws, Request
from tirage.draws.rolls import check_enough, check_form
from tirage.errors import Defect, InputInvalid, Refused, attempt, typed, within
from tirage.i18n.placeholders import is_placeholder
from tirage.lottery.panel_count import MOST_PANELS
from tirage.people.pool.model import Ids, Pool, PoolFile
from tirage.people.pool.read import read_pool
from tirage.quotas.model import Quotas
from tirage.quotas.read import QuotaFile, QuotasInvalid, read_quotas
from tirage.randomness.beacon import LAST, due, first_round
from tirage.randomness.rolls import DEFAULT
from tirage.tabular.files import AS_IT_COMES, Manner

MOST_SEATS = 1_000_000
_NAME = re.compile(r"[A-Za-z0-9._-]{1,40}")
_COMMIT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class ChanceOptions:
    """Who is to bring chance, beside the public roll."""

    contributors: tuple[str, ...] = ()
    """`NAME=COMMITMENT`"""
    beacon_round: int | None = None
    beacon_at: str | None = None
    """A time with its zone, as ISO 8601 has it: the first round from then on."""
    roll: str | None = None
    """Form of the public roll, `20d6` unless it is said: `3x1000`, `words`, or `hand` for a number drawn."""


NO_CHANCE_OPTIONS = ChanceOptions()
"""The public roll is all."""


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """A draw from a file of volunteers."""

    pool: str | Path | None = None
    """None: the list that `tirage prepare` has made."""
    quotas: str | Path | None = None
    """None: what the rules of the folder say; none at all without rules, and where they name none."""
    seats: int | None = None
    """None: what the rules of the folder say."""
    panels: int | None = None
    """None: as many as `lottery.panel_count` finds enough."""
    fairness: Fairness | None = None
    """None without rules: `leximin`."""
    household: tuple[str, ...] | None = None
    """Columns that people of one household have in common."""
    id_column: str | None = None
    manner: Manner = AS_IT_COMES
    """How the files are to be read; its sheet is that of the volunteers."""
    rehearsal: bool = False
    chance: ChanceOptions = NO_CHANCE_OPTIONS
    later: LaterDraws | tuple[str, ...] = ()
    """What later draws keep to, or `KEY=VALUE` of fairness, panels, policy and roll."""
    ids: Ids | None = None
    """What is published of a person; None: what the rules in the dossier say, or aliases."""
    key: str | Path | None = None
    """A file with the key of the aliases, 64 hex digits; by default a new key."""
    guards: Guards = NO_GUARDS
    """What somebody has decided about who is in the file."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a plan is made from."""

    file: PoolFile
    quotas: QuotaFile
    request: Request

    @property
    def pool(self) -> Pool:
        """The volunteers, apart from their file."""
        return self.file.pool

    @property
    def notes(self) -> tuple[Note, ...]:
        """How the files were read."""
        source, quotas, homes = self.file.source, self.quotas, self.file.households
        read = {"file": source.name, "encoding": source.encoding, "rows": source.read}
        ignored = {"file": quotas.name, "columns": ", ".join(quotas.ignored_columns)}
        sizes = [Note("note.household.sizes", {"count": n, "size": size}) for size, n in homes.sizes.items()]
        shared = {"sizes": sizes or Note("note.household.none"), "unknown": homes.unknown}
        return (
            Note("note.encoding", read),
            *self.file.notes,
            *quotas.notes,
            *([Note("note.ignored", ignored)] if quotas.ignored_columns else []),
            *(
                [Note("note.households", {"columns": ", ".join(self.pool.household), **shared})]
                if self.pool.household
                else []
            ),
        )


def read_inputs(asked: DrawOptions) -> Inputs:
    """The pool, the quotas and the request; InputInvalid with the defects of every option and file."""
    defects: list[Defect] = []
    if asked.seats is None:
        raise InputInvalid([Defect("option.unsaid", "--seats", values={"option": "--seats"})])
    if asked.pool is None:
        raise TypeError("the file of volunteers was not found by the caller")
    source, seats, fairness = asked.pool, asked.seats, asked.fairness or "leximin"
    attempt(defects, lambda: read_panels(asked.panels))
    quotas, known = _quotas(asked, seats, defects)
    pool = attempt(
        defects,
        lambda: read_pool(
            source,
            known,
            id_column=asked.id_column,
            household=asked.household or (),
            manner=asked.manner,
            # A number of seats that is none is a defect already.
            seats=seats if seats <= MOST_SEATS else 0,
        ),
    )
    sources = attempt(defects, lambda: read_sources(asked.chance))
    form = DEFAULT if sources is None else sources.form
    later = (
        asked.later
        if isinstance(asked.later, LaterDraws)
        else attempt(defects, partial(read_later, asked.later, fairness, form))
    )
    if defects or quotas is None or pool is None or sources is None:
        raise InputInvalid(defects)
    request = Request(seats, fairness, asked.panels, asked.rehearsal, sources, later=later)
    return Inputs(pool, quotas, request)


def look(asked: DrawOptions) -> Inputs:
    """As `read_inputs`, for who only looks: doubts about who is in the file are told, and stop nothing."""
    given = read_inputs(asked)
    return replace(given, file=looked_at(given.file, asked.guards))


def inputs_of(
    dossier: Dossier, panels: int | None, fairness: Fairness | None, sources: ChanceSources
) -> Inputs:
    """The pool of those who accepted, in a dossier that begins with a roll, under its own quotas.

    Refused where nobody has answered yet, where the names or the answers were altered, and where panels or
    fairness are not those of the rules.
    """
    from tirage.acts.letters.promises import rules_and_quotas

    read_panels(panels)
    rules, quotas = rules_and_quotas(dossier)
    later = ruled(rules)
    panels = keep("--panels", panels, later.panels)
    fair = keep("--fairness", fairness, later.fairness)
    pool = accepting(dossier, quotas)
    request = Request(rules.seats, fair, panels, dossier.rehearsal, sources, later=later)
    return Inputs(pool, quotas, request)


def accepting(dossier: Dossier, quotas: QuotaFile, known: Collection[str] = frozenset()) -> PoolFile:
    """Those who accepted a letter, by the last round of answers; without the pids that are `known`.

    Refused as `inputs_of` says.
    """
    from tirage.acts.letters.promises import check_announced
    from tirage.assembly.departures import corrected
    from tirage.assembly.letters import last_responses
    from tirage.dossier.entries import Unavailable
    from tirage.people.letters.answers import ACCEPTED
    from tirage.people.pool.volunteers import volunteers

    check_announced(dossier, quotas)
    criteria = [criterion.name for criterion in quotas.quotas.criteria]
    digest = _answers_digest(dossier)
    header, *rows = last_responses(dossier)
    if header[2:] != criteria:
        raise Refused("panel.other_criteria", path=dossier.path, found=", ".join(header[2:]))
    out = {body.pid for body in bodies(corrected(dossier.entries), Unavailable)}
    rows = [row for row in rows if row[0] not in known]
    accepted = {row[0]: tuple(row[2:]) for row in rows if row[1] == ACCEPTED and row[0] not in out}
    others = Counter(row[1].partition(":")[0] for row in rows if row[1] != ACCEPTED)
    others += Counter("unavailable" for row in rows if row[1] == ACCEPTED and row[0] in out)
    key = bytes.fromhex(dossier.private(KEY).decode("ascii").strip())
    return volunteers(criteria, accepted, others, dossier.path / PEOPLE, source=digest, key=key)


def read_panels(panels: int | None) -> int | None:
    """A number of panels that may be asked for, None where none is; InputInvalid for another."""
    return None if panels is None else within("--panels", panels, 1, MOST_PANELS)


def read_sources(options: ChanceOptions, *, seats: bool = True) -> ChanceSources:
    """Who brings chance; InputInvalid with the defects of every option.

    `seats`: to a draw of seats, which may be by hand. Refused where the form of the roll is not enough.
    """
    defects: list[Defect] = []
    sealed: dict[str, str] = {}
    for option in options.contributors:
        name, _, commit = (part.strip() for part in option.partition("="))
        attempt(defects, lambda name=name: check_name(name, "--contributor"))  # type: ignore[misc]
        if not _COMMIT.fullmatch(commit):
            defects.append(Defect("ceremony.contributor", "--contributor", values={"value": typed(option)}))
        elif name in sealed:
            defects.append(Defect("ceremony.twice", "--contributor", values={"name": typed(name)}))
        sealed[name] = commit
    number = attempt(defects, lambda: _round(options))
    form = attempt(defects, lambda: check_form(options.roll or DEFAULT))
    if defects or form is None:
        raise InputInvalid(defects)
    check_enough(form, sealed=bool(sealed), beacon=number is not None, seats=seats)
    return ChanceSources(dict(sorted(sealed.items())), number, form.name)


def check_name(name: str, option: str) -> None:
    """InputInvalid unless a contributor's name can stand in a plan: it is published, and hashed."""
    if name == PUBLIC or not _NAME.fullmatch(name):
        raise InputInvalid([Defect("ceremony.name", option, values={"value": typed(name)})])


def read_text(text: str, option: str) -> str:
    """What was rolled in public, as it stands; InputInvalid where it is no text or a word of a hint."""
    if not text.strip():
        raise InputInvalid([Defect("option.seed", option)])
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise InputInvalid([Defect("option.undecodable", option, values={"value": typed(text)})])
    check_text(text, option)
    return text


def check_text(text: str, source: str) -> None:
    """InputInvalid for a text that stands for a public roll in what tirage prints."""
    if is_placeholder(text):
        raise InputInvalid([Defect("option.placeholder", source, values={"value": typed(text)})])


def _answers_digest(dossier: Dossier) -> str:
    """Hash of the last round of responses; Refused without one, and where it is not the one recorded."""
    rounds = [body for kind, body in dossier.acts if kind == "responses"]
    if not rounds:
        raise Refused("panel.no_responses", path=dossier.path)
    name = f"guarantors/responses-{rounds[-1]['round']}.csv"
    digest = sha256(dossier.files[name]) if name in dossier.files else "-"
    if digest != rounds[-1]["people"]:
        raise Refused("draw.altered", file=name, expected=rounds[-1]["people"], got=digest)
    return digest


def _quotas(asked: DrawOptions, seats: int, defects: list[Defect]) -> tuple[QuotaFile | None, Quotas]:
    """The quotas, None where they have defects; and what is known of them, enough to judge the pool by."""
    try:
        within("--seats", seats, 1, MOST_SEATS)
        quotas = read_quotas(asked.quotas, seats=seats, manner=replace(asked.manner, sheet=None))
    except QuotasInvalid as error:
        defects += error.defects
        return None, error.known
    except InputInvalid as error:
        defects += error.defects
        return None, Quotas(())
    return quotas, quotas.quotas


def _round(options: ChanceOptions) -> int | None:
    """The round of the beacon that is asked for, None where none is."""
    if options.beacon_round is not None and options.beacon_at is not None:
        raise InputInvalid([Defect("ceremony.two_rounds", "--beacon-at")])
    if options.beacon_round is not None:
        return within("--beacon-round", options.beacon_round, 1, LAST)
    if options.beacon_at is None:
        return None
    try:
        moment = datetime.fromisoformat(options.beacon_at.strip())
    except ValueError:
        moment = None
    # Without a zone it would be another round on another computer.
    if moment is None or moment.tzinfo is None or moment.timestamp() > due(LAST):
        values = {"value": typed(options.beacon_at)}
        raise InputInvalid([Defect("ceremony.moment", "--beacon-at", values=values)])
    # A part of a second counts as a whole one: the round is not due before the moment.
    return first_round(-int(-moment.timestamp() // 1))
