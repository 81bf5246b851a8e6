"""Names and contacts of people by the files of `private/`: for the organiser, and for nobody else."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress
from pathlib import Path

from tirage.discretion import brief
from tirage.people.engines.opening import people_of
from tirage.people.identity import canonical
from tirage.people.private.lookup import PEOPLE, rows_of_pool
from tirage.people.rolls.layouts import CARDS, ROLL_A, ROLL_B
from tirage.people.titles import is_called
from tirage.tabular.writing import unguarded

NAMING = ("surname", "usage_name", "first_names")
"""Fields of a layout that name somebody."""
OTHERS = ("prénom", "nom de famille", "name", "full name", "last name", "first name", "given name", *NAMING)
"""Headers that do so in files of no layout."""
FEW = 4
"""Cells that are told of a row in which no header names anybody."""
_HEADERS = frozenset(
    canonical(header)
    for header in (
        *OTHERS,
        *(each for names in (ROLL_A, ROLL_B, CARDS) for f in NAMING for each in names.get(f, ())),
    )
)
PLACES = ("complement", "street", "postcode", "city")
"""Parts of an address, in the order in which they are printed."""
GIVEN = ("email", "phone")
"""Contacts that somebody may give with the answer."""
_QUERY = """
    select pid, usage_name, surname, first_names, concat_ws(' ', complement1, complement2), street, postcode,
        city, email, phone
    from people where pid in (select unnest($pids::varchar[]))
"""


@dataclass(repr=False, frozen=True, slots=True)
class Contact:
    """How to reach somebody; empty where nothing is known."""

    name: str = ""
    """Of columns that name people, and of no others."""
    address: str = ""
    """On one line, with commas."""
    email: str = ""
    phone: str = ""
    first: str = ""
    """What stands first of the person, where no column is a name."""

    @property
    def label(self) -> str:
        """What the organiser knows the person by."""
        return self.name or self.first

    def __repr__(self) -> str:
        return brief(self, named=bool(self.name))


NOBODY = Contact()


def directory(dossier: Path, pids: Collection[str], pool: Sequence[str]) -> Mapping[str, Contact]:
    """Contact by pid, of those of `pids` of whom `private/` has something.

    `pool`: the pids of the pool, in the order of their private rows; empty for a dossier that has none yet.
    What somebody gave with the last answer counts before what the lists have.
    """
    wanted = set(pids)
    found: dict[str, Contact] = {}
    if (path := rows_of_pool(dossier)).is_file():
        found |= _in_pool(path, [pid in wanted for pid in pool], pool)
    if (others := wanted - found.keys()) and (dossier / PEOPLE).is_file():
        found |= _in_frame(dossier / PEOPLE, sorted(others))
    for pid, given in _given(dossier):
        if pid in wanted:
            found[pid] = replace(found.get(pid, NOBODY), **{k: v for k, v in given.items() if v})
    return found


def named(people: Mapping[str, Contact], text: str) -> tuple[str, ...]:
    """The pids of those who have all these words in their name, ascending; nobody for no words."""
    words = set(canonical(text).split())
    return tuple(sorted(pid for pid in people if words and words <= set(canonical(people[pid].name).split())))


def contacts_path(number: int) -> str:
    """Where the contacts are that came with a round of answers."""
    return f"private/contacts-{number}.csv"


def _in_pool(path: Path, wanted: Sequence[bool], pool: Sequence[str]) -> Iterator[tuple[str, Contact]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.reader(file, delimiter=";")
        header = next(rows, [])
        places = {
            role: [place for place, title in enumerate(header) if is_called(title, role)]
            for role in (*PLACES, *GIVEN)
        }
        places["name"] = [place for place, title in enumerate(header) if _names(title)]
        for pid, cells in compress(zip(pool, rows, strict=False), wanted):
            yield pid, _contact([unguarded(cell) for cell in cells], places)


def _names(title: str) -> bool:
    return canonical(title) in _HEADERS or is_called(title, "surname") or is_called(title, "first-names")


def _contact(cells: Sequence[str], places: Mapping[str, Sequence[int]]) -> Contact:
    """The contact in a row, given where its parts stand."""

    def said(role: str) -> str:
        # A list that was prepared has an address twice: as it came, and as the column of the household.
        return " ".join(filter(None, dict.fromkeys(cells[at] for at in places[role] if at < len(cells))))

    place = _address({role: said(role) for role in PLACES})
    first = ", ".join(filter(None, cells[:FEW]))
    return Contact(said("name"), place, said("email"), said("phone"), first)


def _address(parts: Mapping[str, str]) -> str:
    """`3 rue du Four, 75006 Paris`"""
    city = f"{parts['postcode']} {parts['city']}".strip()
    return ", ".join(filter(None, (parts["complement"].strip(), parts["street"], city)))


def _in_frame(path: Path, pids: Sequence[str]) -> Iterator[tuple[str, Contact]]:
    with people_of(path) as store:
        rows = [*store.rows(_QUERY, pids=list(pids))]
    for pid, usage, surname, first, *place, email, phone in rows:
        name = " ".join(filter(None, (usage, surname, first)))
        address = _address(dict(zip(PLACES, (cell or "" for cell in place), strict=True)))
        yield pid, Contact(name, address, email or "", phone or "")


def _given(dossier: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """What came with the answers, round after round."""
    found = [path for path in (dossier / "private").glob("contacts-*.csv") if _round(path).isdecimal()]
    for path in sorted(found, key=lambda path: int(_round(path))):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";", restval=""):
                yield row["pid"], {name: unguarded(row[name]) for name in GIVEN}


def _round(path: Path) -> str:
    return path.stem.rpartition("-")[2]
