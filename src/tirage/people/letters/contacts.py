"""Contacts that people give with their answers, kept in `private/` to telephone and write to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tirage.people.ids import read_code
from tirage.people.intake.words import key
from tirage.people.private.directory import GIVEN
from tirage.people.titles import is_called
from tirage.tabular.tables import Table
from tirage.tabular.writing import spreadsheet_csv

Contacts = Mapping[str, Mapping[str, str]]
"""pid → `email` and `phone`, empty where that was not given."""


def read_contacts(table: Table, pids: Mapping[str, str]) -> Contacts:
    """What stands in the columns of a mail and a telephone, whatever these are called; `pids`: by code.

    Only people who gave one; of several rows of one person the last counts. A code of no letter is for
    `read_answers` to refuse.
    """
    titles = list(enumerate(table.header))
    places = {role: next((i for i, each in titles if is_called(each, role)), None) for role in GIVEN}
    code = next((i for i, each in titles if key(each) == "code"), None)
    found: dict[str, Mapping[str, str]] = {}
    if code is None:
        return found
    for _, cells in table.rows:
        pid = pids.get(read_code(cells[code]) or "")
        said = {role: "" if (i := places[role]) is None else cells[i] for role in GIVEN}
        if pid is not None and any(said.values()):
            found[pid] = said
    return found


def contact_titles(header: Collection[str]) -> tuple[str, ...]:
    """The titles of the columns of a mail and a telephone."""
    return tuple(title for title in header if any(is_called(title, role) for role in GIVEN))


def contacts_csv(contacts: Contacts) -> bytes:
    """The file of a round, for a spreadsheet, sorted by pid."""
    rows = [(pid, *(contacts[pid][role] for role in GIVEN)) for pid in sorted(contacts)]
    return spreadsheet_csv([("pid", *GIVEN), *rows])
