"""What a published file is, by its content: neither its name nor its folder is asked.

Headers are those of sortition-algorithms, StratifySelect, OpenDLP, Panelot and the data of Flanigan et al.
(Nature 596, 2021), in English or French, and what people make of them in a spreadsheet.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from tirage.people.pool.read import ID_NAMES
from tirage.people.published.model import Role
from tirage.people.published.sheets import Sheet, cells_of, named
from tirage.quotas.csv_file import is_header
from tirage.tabular.cells import bare, spelling

IDS = (
    frozenset(bare(name) for name in ID_NAMES),
    frozenset(
        {"nationbuilder id", "external id", "person id", "agent id", "respondent id", "participant id"}
    ),
    frozenset({"candidate id", "pool id"}),
)
"""Headers of a column of ids, as compared; those of the first group that a table has."""
PANEL = frozenset(
    {
        "panel",
        "panel id",
        "panel number",
        "panel no",
        "committee",
        "committee id",
        "assembly",
        "lottery number",
    }
) | {"numero de panel", "numero du panel", "panel numero"}
"""Headers of the number or the name of a panel."""
PROBABILITY = frozenset(
    {"probability", "prob", "p", "weight", "chance", "chances", "probability of selection"}
) | {"selection probability", "output probability", "probabilite", "poids", "prob de selection"}
COPIES = frozenset({"copies", "count", "times", "multiplicity", "exemplaires", "tirages"})
"""Headers of how many of the panels are this one."""
SIZE = frozenset({"size", "seats", "taille", "sieges", "included in # of committees"})
"""Columns beside the members that name nobody."""
MARKS = frozenset(
    {"selected", "selection", "selection status", "status", "statut", "drawn", "chosen", "in panel", "panel"}
) | {
    "tire",
    "tiree",
    "tire(e)",
    "tire au sort",
    "tire(e) au sort",
    "selectionne",
    "selectionnee",
    "membre",
    "member",
}
"""Headers of a column that says who was drawn."""
YES = frozenset({"1", "yes", "y", "true", "x", "selected", "confirmed", "drawn", "member"}) | {
    *("oui", "o", "vrai", "tire", "tiree", "selectionne", "selectionnee", "retenu", "retenue", "membre"),
}
NO = frozenset({"", "0", "no", "n", "false", "not selected", "pool", "remaining", "excluded", "reserve"}) | {
    *("non", "faux", "non tire", "non tiree", "non selectionne", "non retenu", "non retenue", "reste"),
}
NUMBERED = re.compile(r"(assembly|panel|committee|selection|assemblee) ?[0-9]+")
"""The header of a column, or row, that is a panel of its own."""
CURVE = frozenset({"algorithm", "selection probability"})
BY_ROW = frozenset({"ratio product", "selection probability"})
"""Chances in the order of the file of respondents."""
CROSSINGS = frozenset({"category 1", "feature 1", "category 2", "feature 2"})
WHOLE: tuple[tuple[frozenset[str], Role], ...] = (
    (CROSSINGS, "crossings"),
    (CURVE, "curve"),
    (BY_ROW, "chances"),
)
"""Headers that a file of one kind has, and no other."""


def place_of(keys: Sequence[str], names: Collection[str]) -> int | None:
    """The place of the first column that has one of these names."""
    return next((place for place, name in enumerate(keys) if name in names), None)


def id_place(sheet: Sheet, column: str | None) -> int | None:
    """The column of ids; `column`: as the user named it, else found by its name."""
    if column is not None:
        wanted = spelling(column)
        return next((i for i, name in enumerate(sheet.header) if spelling(name) == wanted), None)
    found = (place_of(sheet.keys, names) for names in IDS)
    return next((place for place in found if place is not None), None)


def mark_place(sheet: Sheet, criteria: Collection[str]) -> int | None:
    """The column that says who was drawn: yes or no in every cell, and both of them; and no criterion."""
    known = {spelling(name) for name in criteria}
    for place, name in enumerate(sheet.keys):
        if name in MARKS and spelling(sheet.header[place]) not in known:
            said = {bare(cell) for _, cell in cells_of(sheet, place)}
            if said <= YES | NO and said & YES and said & NO:
                return place
    return None


def is_matrix(sheet: Sheet, identity: int | None) -> bool:
    """Whether each column but that of the ids is a panel, with 1 for its members."""
    others = [place for place in range(len(sheet.header)) if place != identity]
    if identity is None or len(others) < 2:
        return False
    return all(cell in {"", "0", "1"} for place in others for _, cell in cells_of(sheet, place))


def is_quotas(sheet: Sheet) -> bool:
    """Whether a table has limits."""
    return bool(sheet.rows) and is_header(sheet.header)


def role_of(sheet: Sheet, criteria: Collection[str], column: str | None) -> Role | None:
    """What a file is, as far as its header says; None where there is none, or it says nothing.

    `criteria`: the names of the quotas' criteria; `column`: the title of the ids, where the user has said it.
    """
    if sheet.document is not None:
        return _json_role(sheet)
    keys, identity = sheet.keys, id_place(sheet, column)
    whole = next((role for names, role in WHOLE if names <= set(keys)), None)
    if whole is None and keys and all(map(NUMBERED.fullmatch, keys)):
        whole = "panels"
    if whole is not None:
        return whole
    known = {spelling(name) for name in criteria}
    of_people = bool(known) and known <= {spelling(name) for name in sheet.header}
    if of_people or mark_place(sheet, criteria) is not None:
        return "people"
    if place_of(keys, PANEL) is not None or is_matrix(sheet, identity):
        return "panels"
    return _by_ids(sheet, identity)


def _by_ids(sheet: Sheet, identity: int | None) -> Role | None:
    """Of a table that has neither the criteria nor the numbers of panels."""
    if place_of(sheet.keys, PROBABILITY) is not None:
        return "panels" if identity is None else "chances"
    if identity is None:
        return None
    return "panel" if len(sheet.keys) == 1 else "people"


def _json_role(sheet: Sheet) -> Role | None:
    document = sheet.document
    if named(document, "panels", "committees", "portfolio") is not None:
        return "panels"
    if isinstance(document, list) and document:
        return "panels" if isinstance(document[0], list) else "panel"
    return None
