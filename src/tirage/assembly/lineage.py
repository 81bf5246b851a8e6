"""From one assembly to the next, and the seats that a chain of assemblies has given by category.

The next assembly has its own journal, frame, letters, pool and panel under `DIR/next/`, the one after it
under `DIR/next/next/`. What links them is `after` in its first entry: the hash of the entry `close` that ends
the former journal. It has the key of the former one: a person has the same public id in both, so that former
members and former addressees are left out for a while without a name being kept.

A term counts for a criterion where its panel had the same categories: where quotas have changed in between,
there is nothing to compare.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tirage.assembly import record
from tirage.assembly.record import Dossier
from tirage.dossier import entries, files
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import ASIDES, append
from tirage.dossier.documents.document import SPEC
from tirage.dossier.entries import OpenNext
from tirage.dossier.layout import KEY, NEXT, SEATS
from tirage.draws.documents import csv_rows
from tirage.errors import InputInvalid, Refused
from tirage.people.pool.model import Ids
from tirage.people.private.small_cells import FEWEST
from tirage.rules.templates import QUOTAS, RULES
from tirage.tabular.files import read_bytes

if TYPE_CHECKING:
    from tirage.quotas.census.apportionment import Served
    from tirage.rules.model import Rules
    from tirage.rules.sections import CoolingOff, TermRules


def follows(found: Dossier) -> bool:
    """Whether a dossier is the next assembly of another."""
    return isinstance(found.entries[0].content, OpenNext)


def is_opened(found: Dossier) -> bool:
    """Whether an assembly was opened, under a regulation or none, and nothing more."""
    return {entry.type for entry in found.entries} <= {"open", "regulation", *ASIDES}


def cooling_off(found: Dossier) -> CoolingOff:
    """The periods that a dossier was opened under."""
    from tirage.rules.sections import CoolingOff

    opening = found.entries[0].content
    if not isinstance(opening, OpenNext):
        return CoolingOff()
    return CoolingOff(members=opening.cooling_off.members, invited=opening.cooling_off.invited)


def formers(found: Dossier) -> tuple[Dossier, ...]:
    """The assemblies before this one, the first one first; none for a dossier that follows no other.

    Refused where the former dossier is not around this one, or did not end with the entry that it names.
    """
    opening = found.entries[0].content
    if not isinstance(opening, OpenNext):
        return ()
    parent = found.path.resolve().parent
    former = record.load(parent) if record.exists(parent) else None
    if former is None or opening.after not in {
        sha256(entry.data) for entry in former.entries if entry.type == "close"
    }:
        raise Refused("next.alone", path=str(found.path), after=opening.after)
    return (*formers(former), former)


def chain_from(path: str | Path) -> tuple[Dossier, ...]:
    """The dossier at a path and every next assembly in it, in order."""
    chain = [record.load(path)]
    while record.exists(chain[-1].path / NEXT):
        chain.append(record.load(chain[-1].path / NEXT))
    return tuple(chain)


def opening(former: Dossier, cooling: CoolingOff, *, time: str, tool: str) -> dict[str, bytes]:
    """The files of the folder `next` of a dossier that has ended: its opening, rules, quotas and key.

    Refused where people are to be left out and the key that tells who they are was destroyed.
    """
    end = next(entry for entry in former.entries if entry.type == "close")
    body = OpenNext(
        spec=SPEC,
        rehearsal=former.rehearsal,
        after=sha256(end.data),
        cooling_off=entries.CoolingOff(members=cooling.members, invited=cooling.invited),
    )
    entry = append((), *body.as_act(), time=time, tool=tool)
    return {entry.name: entry.data, **_rules(former.path), **_key(former, cooling)}


def said(path: Path) -> Rules | None:
    """The rules in the `tirage.yaml` of a dossier; None where it has none."""
    if not (path / RULES).exists():
        return None
    from tirage.rules.read import read_rules

    return read_rules(path / RULES)


def announced(path: Path) -> CoolingOff | None:
    """The periods that the `tirage.yaml` of a dossier says; None where it has none."""
    rules = said(path)
    return periods(rules) if rules else None


def announced_term(path: Path) -> TermRules | None:
    """The term that the `tirage.yaml` of a dossier says; None where it says none, or is not there."""
    rules = said(path)
    return rules.term if rules else None


def announced_ids(path: Path) -> Ids | None:
    """What the `tirage.yaml` of a dossier has published of a person; None where it does not say."""
    rules = said(path)
    return rules.ids if rules else None


def announced_small_cells(path: Path) -> int:
    """People that what everybody may read counts at least, as the `tirage.yaml` of a dossier says."""
    rules = said(path)
    return rules.small_cells if rules else FEWEST


def periods(rules: Rules) -> CoolingOff:
    """The periods that rules say; none where they do not say."""
    from tirage.rules.sections import CoolingOff

    return rules.cooling_off or CoolingOff()


def _rules(path: Path) -> dict[str, bytes]:
    """`tirage.yaml` and the quota file that it means, as far as they are in the dossier."""
    rules = said(path)
    if rules is None:
        return {}
    quotas = Path(rules.quotas or QUOTAS)
    inside = not quotas.is_absolute() and ".." not in quotas.parts
    copied = [RULES, *([quotas.as_posix()] if inside and (path / quotas).is_file() else [])]
    return {each: read_bytes(path / each) for each in copied}


def _key(former: Dossier, cooling: CoolingOff) -> Mapping[str, bytes]:
    if not former.bodies(entries.Key):
        return {}
    try:
        return {KEY: files.read_private(former.path, KEY)}
    except InputInvalid:
        if cooling.any:
            raise Refused("next.no_key", path=str(former.path)) from None
        return {}


@dataclass(frozen=True, slots=True)
class ServedRow:
    """A category of the last panel, over all terms that counted it."""

    criterion: str
    category: str
    terms: int
    held: int
    """Seats in the panels of these terms, as they were drawn."""
    minimum: int
    """The minimums of these terms together."""
    maximum: int


def whole_chain(path: Path) -> tuple[Dossier, ...]:
    """Every assembly of the chain that a dossier belongs to, the first one first."""
    chain = chain_from(path)
    return (*formers(chain[0]), *chain)


def rows(chain: Sequence[Dossier]) -> list[ServedRow]:
    """The categories of the last panel drawn; nothing where none was."""
    panels = [csv_rows(found.files[SEATS])[1:] for found in chain if SEATS in found.files]
    found: list[ServedRow] = []
    for criterion, categories in _categories(panels[-1]).items() if panels else ():
        total = {category: ServedRow(criterion, category, 0, 0, 0, 0) for category in categories}
        for panel in panels:
            if set(_categories(panel).get(criterion, ())) == set(categories):
                for of, category, low, seats, high in panel:
                    if of == criterion:
                        total[category] = _added(total[category], int(low), int(seats), int(high))
        found += total.values()
    return found


def served(chain: Sequence[Dossier], categories: Mapping[str, Collection[str]]) -> dict[str, Served]:
    """By criterion, what panels with these categories gave; nothing for a criterion that no panel had so."""
    from tirage.quotas.census.apportionment import Served

    panels = [csv_rows(found.files[SEATS])[1:] for found in chain if SEATS in found.files]
    totals: dict[str, Served] = {}
    for criterion, names in categories.items():
        alike = [each for each in panels if set(_categories(each).get(criterion, ())) == set(names)]
        held = {
            name: sum(int(row[3]) for each in alike for row in each if row[:2] == [criterion, name])
            for name in names
        }
        if alike:
            totals[criterion] = Served(held, len(alike))
    return totals


def _categories(panel: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for criterion, category, *_ in panel:
        found.setdefault(criterion, []).append(category)
    return found


def _added(row: ServedRow, low: int, seats: int, high: int) -> ServedRow:
    return replace(
        row,
        terms=row.terms + 1,
        held=row.held + seats,
        minimum=row.minimum + low,
        maximum=row.maximum + high,
    )
