"""Which columns a file has: one of the layouts that are known, by its headers, or a mapping given by hand.

Headers are compared in canonical form (`people.identity`), in any order, so that `libelle de voie` is
`libellé de voie`. A layout is recognised if it has a name for half of the columns; what it then lacks is
said. A file that is like none is never guessed at: the closest headers are proposed, and a person decides.

A layout is added here; its name goes to the kinds of both verifiers (`received`), its words to
`check.kind.NAME`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from tirage.errors import Defect
from tirage.people.identity import canonical
from tirage.tabular.cells import closest, listed, quoted

NEEDED = ("surname", "first_names", "birth_date", "street", "postcode")
"""Fields without which there is nobody to draw, or nowhere to write."""

LIKELY = 0.6
"""Likeness from which a header is proposed for a field."""
ALL_WORDS = 0.9
"""Likeness of `adresse postale` to `adresse`."""
MANY = 100
"""Columns of a file for which fields are proposed."""

_DATA = re.compile(r"\d[/.-]\d\d?[/.-]\d|\d{4,}")

RECOGNISED = 0.5
"""Share of its columns that a file has to have in common with a layout."""

Names = Mapping[str, tuple[str, ...]]
"""Field → headers that it goes by."""

ROLL_A: Names = {
    "commune": ("code de l'ugle", "code du l'ugle"),
    "commune_name": ("libellé de l'ugle",),
    "list": ("libellé du type de liste",),
    "surname": ("nom de naissance",),
    "usage_name": ("nom d'usage",),
    "first_names": ("prénoms",),
    "sex": ("sexe",),
    "birth_date": ("date de naissance",),
    "birthplace": ("code commune de naissance", "code de la commune de naissance"),
    "birthplace_name": ("libellé commune de naissance", "libellé de la commune de naissance"),
    "birthplace_department": ("code département de naissance", "code du département de naissance"),
    "birth_country": ("pays de naissance",),
    "nationality": ("libellé nationalité", "identifiant nationalité", "nationalité"),
    "number": ("numéro de voie",),
    "street": ("libellé de voie",),
    "complement1": ("complément 1",),
    "complement2": ("complément 2",),
    "locality": ("lieu-dit",),
    "postcode": ("code postal",),
    "city": ("commune",),
    "country": ("pays",),
    "bureau": ("code du bureau de vote",),
}
"""REU/ELIRE, "Listes électeurs actifs"."""

ROLL_B: Names = {
    "list": ("TypeListe",),
    "list_state": ("InfoListe",),
    "list_date": ("DateCreationListe",),
    "department": ("CodeDepartement",),
    "commune": ("CodeCommune",),
    "commune_name": ("NomCommune",),
    "sex": ("Sexe",),
    "surname": ("NomdeNaissance",),
    "usage_name": ("NomDusage",),
    "first_names": ("Prenoms",),
    "birth_date": ("DateDeNaissance",),
    "birthplace_name": ("NomComNaissance",),
    "birthplace_department": ("DeptNaissance",),
    "birth_country": ("PaysNaissance",),
    "nationality": ("Nationalite",),
    "bureau": ("NoBureauDeVote",),
    "complement1": ("ComplementDeLocalisation1",),
    "complement2": ("ComplementDeLocalisation2",),
    "number": ("NumeroVoie",),
    "street_type": ("TypeVoie",),
    "street": ("LibelleVoie",),
    "locality": ("LieuDit",),
    "postcode": ("CodePostal",),
    "city": ("VilleLocalite",),
    "country": ("Pays",),
}
"""Arrêté of 2013 (e-listelec)."""

CARDS: Names = {
    "card": ("numero_carte", "numéro de carte"),
    "title": ("civilite",),
    "sex": ("sexe",),
    "surname": ("nom de naissance", "nom_naissance", "nom"),
    "usage_name": ("nom d'usage", "nom_usage"),
    "first_names": ("prenom", "prenoms"),
    "birth_date": ("date_naissance", "date de naissance"),
    "street": ("adresse",),
    "complement1": ("complement", "complément d'adresse"),
    "postcode": ("code_postal", "code postal", "cp"),
    "city": ("ville", "commune"),
    "country": ("pays",),
    "email": ("courriel", "email", "adresse électronique"),
    "phone": ("telephone",),
    "nationality": ("nationalite",),
    "guardian": ("representant_legal", "représentant légal"),
}
"""Carte citoyenne; the real layout is not public."""

EXTRA: Names = {
    "elector_number": ("nne", "numéro national d'électeur", "numéro d'électeur", "NumeroNationalElecteur"),
    "district": ("code iris", "code de l'iris"),
}
"""Known in any layout. What a city calls a district has many names, and a mapping says which column it is."""

_IGNORED = {
    "layout-a": (
        "libellé du bureau de vote",
        "code circonscription législative du bureau de vote",
        "libellé canton du bureau de vote",
        "libellé circonscription métropolitaine du bureau de vote",
        "numéro d'ordre dans le bureau de vote",
    ),
    "layout-b": ("NoElecteurGeneral", "NomBureauDeVote", "CodeCanton", "CodeCirconscription"),
    "cards": ("date_inscription",),
}
"""Columns of a layout that nothing is made of: an order number is no key, for it is given anew."""

LAYOUTS: Mapping[str, Names] = {"layout-a": ROLL_A, "layout-b": ROLL_B, "cards": CARDS}
FIXED = ("layout-a", "layout-b")
"""Layouts of which every column is known to be there."""
MAPPED = "mapping"

FIELDS = tuple(dict.fromkeys(field for names in (ROLL_A, ROLL_B, CARDS, EXTRA) for field in names))
"""Fields that a mapping may name."""

_OTHER_NAMES = {
    "surname": ("nom", "nom de famille", "nom patronymique"),
    "first_names": ("prénom",),
    "birth_date": ("né le", "naissance"),
    "sex": ("genre",),
    "street": ("adresse", "rue", "voie"),
    "postcode": ("CP",),
    "city": ("ville", "localité"),
    "bureau": ("bureau", "bureau de vote"),
    "list": ("liste", "type de liste"),
}
"""Names that are proposed for a field, and that no layout has."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a file are."""

    kind: str
    """`layout-a`, `layout-b`, `cards` or `mapping`."""
    positions: Mapping[str, int]
    """Field → position of its column."""
    absent: tuple[str, ...]
    """Headers of a fixed layout that the file lacks."""
    unused: tuple[str, ...]
    """Headers of the file that nothing is made of, those aside that the layout is known to have."""


def recognise(
    columns: Sequence[str], file: str, line: int, mapping: Mapping[str, str]
) -> tuple[Layout | None, list[Defect]]:
    """The layout of a header, and a defect for each thing that stands in the way of reading the file.

    `mapping`: field → header, for a file that is like no layout; a header of it that the file has wins over
    the layout's own.
    """
    strange = [field for field in mapping if field not in FIELDS]
    if strange:
        return None, [_no_field(field, file) for field in strange]
    keys = [canonical(column) for column in columns]
    by_hand = {field: keys.index(key) for field, key in _keys(mapping).items() if key in keys}
    known = {kind: _located(names, keys) for kind, names in LAYOUTS.items()}
    kind = max(known, key=lambda kind: _share(kind, known[kind], keys))
    lacking: dict[str, str] = {}
    if _share(kind, known[kind], keys) < RECOGNISED:
        if not by_hand:
            return None, [_unknown(columns, file, line)]
        kind = MAPPED
        lacking = {field: column for field, column in mapping.items() if field not in by_hand}
    names = LAYOUTS.get(kind, {})
    positions = {**known.get(kind, {}), **by_hand}
    lacking |= {field: names.get(field, (field,))[0] for field in NEEDED if field not in positions}
    used = {*positions.values(), *(keys.index(key) for key in _ignored(kind) if key in keys)}
    layout = Layout(
        kind,
        positions,
        absent=tuple(
            headers[0]
            for field, headers in names.items()
            if field not in {**positions, **lacking} and kind in FIXED
        ),
        unused=tuple(column for i, column in enumerate(columns) if column and i not in used),
    )
    if kind == "cards" and lacking.keys() == {"street", "postcode"} and not mapping:
        return layout, [Defect("extract.exclusion", file, line)]
    return layout, [_lacking(field, column, columns, file, line) for field, column in lacking.items()]


def is_layout(cells: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether a row is the header of a known layout, or has every column that a mapping names."""
    keys = [canonical(cell) for cell in cells]
    if mapping:
        return set(_keys(mapping).values()) <= set(keys)
    return any(_share(kind, _located(names, keys), keys) >= RECOGNISED for kind, names in LAYOUTS.items())


def looks_like_data(columns: Sequence[str]) -> bool:
    """Whether a header is a row of data: it holds a date, or a number of several digits."""
    return any(map(_DATA.search, columns))


def propose(columns: Sequence[str]) -> dict[str, str]:
    """Field → header of the file, the closest pairs first, each header once; in the order of `FIELDS`.

    Nothing for a row of data in the place of a header.
    """
    if looks_like_data(columns):
        return {}
    keys = {column: canonical(column) for column in columns[:MANY] if canonical(column)}
    pairs = [
        (-_likeness(key, name), FIELDS.index(field), column, field)
        for field in FIELDS
        for name in _names(field)
        for column, key in keys.items()
    ]
    found: dict[str, str] = {}
    for unlikeness, _, column, field in sorted(pairs):
        if -unlikeness >= LIKELY and field not in found and column not in found.values():
            found[field] = column
    return {field: found[field] for field in FIELDS if field in found}


@cache
def _canonical(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Asked of every file, and a country has a hundred thousand."""
    return tuple(map(canonical, headers))


def _located(names: Names, keys: Sequence[str]) -> dict[str, int]:
    """Field → position, for the fields that have a column."""
    found: dict[str, int] = {}
    for field, headers in {**EXTRA, **names}.items():
        position = next((keys.index(key) for key in _canonical(headers) if key in keys), None)
        if position is not None:
            found[field] = position
    return found


def _share(kind: str, positions: Mapping[str, int], keys: Sequence[str]) -> float:
    """How much of the columns with a name the layout has a name for."""
    known = len(positions) + len(_ignored(kind) & set(keys))
    return known / max(1, sum(map(bool, keys)))


def _ignored(kind: str) -> set[str]:
    return {*_canonical(_IGNORED.get(kind, ()))}


def _keys(mapping: Mapping[str, str]) -> dict[str, str]:
    return {field: canonical(column) for field, column in mapping.items()}


def _lacking(field: str, column: str, columns: Sequence[str], file: str, line: int) -> Defect:
    values = {"column": quoted(column), "field": field, "closest": closest(column, columns)}
    return Defect("extract.column.missing", file, line, quoted(column), values)


def _unknown(columns: Sequence[str], file: str, line: int) -> Defect:
    """Defect of a file like no layout; a first row that is no header is not quoted: it may name somebody."""
    if looks_like_data(columns):
        return Defect("extract.header.missing", file, line)
    return Defect("extract.layout.unknown", file, line, values={"columns": listed(filter(None, columns))})


def _no_field(field: str, file: str) -> Defect:
    values = {"field": quoted(field), "fields": ", ".join(FIELDS), "closest": closest(field, FIELDS)}
    return Defect("extract.field.unknown", file, values=values)


def _names(field: str) -> Iterable[str]:
    every = (names.get(field, ()) for names in (*LAYOUTS.values(), EXTRA, _OTHER_NAMES))
    return dict.fromkeys(canonical(name) for names in every for name in names)


def _likeness(key: str, name: str) -> float:
    """1 for the same words, a little less where all words of the name are there, else by letters."""
    if key != name and set(name.split()) <= set(key.split()):
        return ALL_WORDS
    return SequenceMatcher(None, key, name, autojunk=False).ratio()
