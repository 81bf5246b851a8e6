"""Quota files that are made: from a census, or from a file that no panel meets, its limits relaxed.

Nothing of it is on a record: the files are read, and recorded, by the draw under them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tirage.acts.census import census_of
from tirage.acts.inputs import DrawOptions, Inputs, look
from tirage.acts.interface import Note
from tirage.assembly.lineage import served, whole_chain
from tirage.chances.rising import Unproved
from tirage.dossier.canonical import canonical
from tirage.dossier.system.names import check_name
from tirage.dossier.system.outputs import write_new as write_new_files
from tirage.dossier.system.places import check_place
from tirage.draws.draw_up import group
from tirage.draws.impossible import explained, no_panel
from tirage.draws.relax import Alternative, Proposals, kept_rows, least_change_document, propose, read_tiers
from tirage.errors import Defect, InputInvalid, Refused, attempt, within
from tirage.i18n.catalogue import text
from tirage.i18n.languages import Language
from tirage.quotas.amendments import Amendment, Move
from tirage.quotas.census.apportionment import Served
from tirage.quotas.census.build import Built, build_quotas, crossing_names, quotas_yaml
from tirage.quotas.census.figures import Census
from tirage.quotas.census.requests import read_targets, read_tolerances
from tirage.quotas.new_file import amended_text, write_new
from tirage.quotas.yaml_file import one_line, reason_fault
from tirage.tabular.files import AS_IT_COMES, Manner, check_new

MOST_ALTERNATIVES = 20


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Quotas to be built, as they are asked for."""

    seats: int
    tolerances: Sequence[str] = ()
    """`1` or `5%` for all, `volet=0` for one criterion."""
    targets: Sequence[str] = ()
    """`genre:Femme=50%`."""
    crossings: Sequence[str] = ()
    """`genre,secteur`."""
    served: Path | None = None
    """A dossier of the chain whose former panels are to be made up for."""
    manner: Manner = AS_IT_COMES
    """Of the census table."""
    mapping: Path | None = None
    """How a table as it was downloaded is read; proposed and written where it is not there."""
    where: Sequence[str] = ()
    """`com=75056`: which of its rows count."""


@dataclass(frozen=True, slots=True)
class BuiltQuotas:
    """Quotas from a census, and what is to be said of the table."""

    built: Built
    notes: tuple[Note, ...]


def build(census: Path, options: BuildOptions, out: Path | None, language: Language) -> BuiltQuotas:
    """Seats from a census table; with `out`, a quota file that reads back to them, its remarks in `language`.

    Raises InputInvalid with the defects of options and table; Refused where `out` is there already.
    """
    defects: list[Defect] = []
    tolerances = attempt(defects, lambda: read_tolerances(options.tolerances))
    targets = attempt(defects, lambda: read_targets(options.targets))
    if out is not None:
        check_place(Path(out))
        check_new(out)
    table = attempt(
        defects, lambda: census_of(census, options.manner, options.mapping, options.where, language)
    )
    if table is None or tolerances is None or targets is None:
        raise InputInvalid(defects)
    crossed = [crossing_names(each) for each in options.crossings]
    before = _served(options.served, table)
    built = build_quotas(table, options.seats, tolerances, targets, crossed, str(census), before)
    if out is not None:
        write_new(out, quotas_yaml(built, table, partial(text, language=language)), seats=built.seats)
    remarks = [
        Note(each.code, {"criterion": each.criterion, "line": each.line, **each.values})
        for each in table.remarks
    ]
    return BuiltQuotas(
        built, (*table.notes, *remarks, *([Note("build.written", {"path": str(out)})] if out else []))
    )


@dataclass(frozen=True, slots=True)
class RelaxOptions:
    """How limits may be moved, and which proposal is taken; the last three go together."""

    keep: Sequence[str] = ()
    """`âge` or `âge:16-17` stays as it is."""
    tiers: Sequence[str] = ()
    """`âge=1` is touched last."""
    alternatives: int = 3
    choose: int | None = None
    """Number of a proposal, from 1."""
    reason: str | None = None
    """It is published."""
    out: Path | None = None
    proof: Path | None = None
    """Where what is proved of the least change is written."""

    def check(self) -> None:
        """InputInvalid with every fault, before any file is read; Refused where `out` is there already."""
        defects: list[Defect] = []
        attempt(defects, lambda: within("--alternatives", self.alternatives, 1, MOST_ALTERNATIVES))
        given = {"--choose": self.choose, "--reason": self.reason, "--out": self.out}
        missing = [name for name, value in given.items() if value is None]
        if 0 < len(missing) < len(given):
            defects += [Defect("relax.together", name) for name in missing]
        if self.reason is not None and (fault := reason_fault(one_line(self.reason))):
            defects.append(Defect(fault[0], "--reason", values=fault[1]))
        if defects:
            raise InputInvalid(defects)
        if self.out is not None:
            check_place(Path(self.out))
            check_new(self.out)
        _check_proof(self.proof)


@dataclass(frozen=True, slots=True)
class RelaxedQuotas:
    """The ways out, and the file that was written, if one was."""

    proposals: Proposals
    notes: tuple[Note, ...]


def relax(
    asked: DrawOptions,
    options: RelaxOptions,
    *,
    today: str,
    before: Callable[[Inputs], object] = lambda _: None,
    first: Callable[[tuple[Move, ...], bool], object] = lambda *_: None,
) -> RelaxedQuotas:
    """Up to `alternatives` least changes; the chosen one is written as a new file, under its reason.

    `before` is told the inputs, and `first` the moves of the least change and whether it is proved the least,
    as soon as they are known. Raises Refused where no change that works is found.
    """
    options.check()
    given = look(asked)
    before(given)
    quotas, defects = given.quotas.quotas, list[Defect]()
    kept = attempt(defects, lambda: kept_rows(options.keep, quotas))
    tiers = attempt(defects, lambda: read_tiers(options.tiers, quotas))
    if kept is None or tiers is None:
        raise InputInvalid(defects)
    search = partial(propose, kept=kept, tiers=tiers, alternatives=options.alternatives, first=first)
    try:
        found = search(given.pool, quotas, given.request.seats)
    except Unproved as error:
        raise Refused("relax.unproved") from error
    chosen = _chosen(found, options.choose)
    notes = _proved(given, found, options.proof)
    if chosen is None or options.out is None or options.reason is None:
        return RelaxedQuotas(found, notes)
    amendment = Amendment(today, one_line(options.reason), given.quotas.sha256, chosen.moves)
    write_new(options.out, amended_text(given.quotas, amendment), seats=given.request.seats)
    return RelaxedQuotas(found, (Note("relax.written", {"path": str(options.out)}), *notes))


def _proved(given: Inputs, found: Proposals, target: Path | None) -> tuple[Note, ...]:
    """Write that no panel meets the quotas, and that the first proposal is the least change."""
    if target is None or found.blocked or not found.alternatives[0].moves:
        return ()
    pool, quotas, seats = given.pool, given.quotas.quotas, given.request.seats
    moves = found.alternatives[0].moves
    document = no_panel(pool, quotas, seats, explained(group(pool, quotas, seats).instance, quotas))
    least = least_change_document(pool, quotas, seats, moves)
    if document is None or least is None:
        raise Refused("explain.unproved")
    written = _written(target, {**document, "least": least})
    return (written,) if least["proved"] == least["weight"] else (written, Note("explain.lesser", {}))


def _check_proof(proof: Path | None) -> None:
    """Refused or InputInvalid where a file of proofs cannot be new there."""
    if proof is not None:
        check_name(proof)
        check_new(proof)


def _written(proof: Path, document: dict[str, Any]) -> Note:
    write_new_files({proof: canonical(document)})
    return Note("explain.written", {"path": str(proof)})


@dataclass(frozen=True, slots=True)
class ExplainedQuotas:
    """Why no panel meets the quotas, and what is to be said of it."""

    found: dict[str, Any]
    """`draws.impossible.explain`."""
    notes: tuple[Note, ...]


def explain(
    asked: DrawOptions, proof: Path | None = None, *, before: Callable[[Inputs], object] = lambda _: None
) -> ExplainedQuotas:
    """Every contradiction of the quotas; with `proof`, the trees that show them are written to that new file.

    `before` is told the inputs. Refused where a file was asked for and no tree was found.
    """
    _check_proof(proof)
    given = look(asked)
    before(given)
    quotas, seats = given.quotas.quotas, given.request.seats
    found = explained(group(given.pool, quotas, seats).instance, quotas)
    if proof is None or not found.trees:
        return ExplainedQuotas(found.document, ())
    document = no_panel(given.pool, quotas, seats, found)
    if document is None:
        raise Refused("explain.unproved")
    left = sum(tree is None for _, tree in found.trees)
    notes = [_written(proof, document)]
    notes += [Note("explain.left", {"count": left})] if left else []
    return ExplainedQuotas(found.document, tuple(notes))


def _chosen(found: Proposals, number: int | None) -> Alternative | None:
    """The proposal of that number; None without one; Refused where it changes nothing."""
    if number is None or found.blocked:
        return None
    chosen = found.alternatives[within("--choose", number, 1, len(found.alternatives)) - 1]
    if not chosen.moves:
        raise Refused("relax.nothing")
    return chosen


def _served(dossier: Path | None, census: Census) -> dict[str, Served]:
    """By criterion, the seats that the panels of a chain gave the categories of the census."""
    if dossier is None:
        return {}
    names = {name: [figure.category for figure in rows] for name, rows in census.criteria.items()}
    return served(whole_chain(dossier), names)
