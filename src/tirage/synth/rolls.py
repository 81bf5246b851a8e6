"""Electoral rolls of an area as REU exports them (layout A), or as the arrêté of 2013 has them (layout B).

The oddities of real rolls come at the rates that were measured on 1,840,917 rows; `many` makes them frequent,
so that a small file holds each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tirage.synth import names
from tirage.synth.area import Area, By, Part
from tirage.synth.people import YEAR, Dice, Someone, someone

Layout = Literal["A", "B"]
Quirks = Literal["real", "none", "many"]

DAY = f"31-08-{YEAR}"
LAYOUT_A = [
    "code de l'ugle",
    "libellé de l'ugle",
    "libellé du type de liste",
    "nom de naissance",
    "nom d'usage",
    "prénoms",
    "sexe",
    "date de naissance",
    "code commune de naissance",
    "libellé commune de naissance",
    "code département de naissance",
    "pays de naissance",
    "libellé nationalité",
    "numéro de voie",
    "libellé de voie",
    "complément 1",
    "complément 2",
    "lieu-dit",
    "code postal",
    "commune",
    "pays",
    "code du bureau de vote",
    "libellé du bureau de vote",
    "code circonscription législative du bureau de vote",
    "libellé canton du bureau de vote",
    "libellé circonscription métropolitaine du bureau de vote",
    "numéro d'ordre dans le bureau de vote",
]
LAYOUT_B = [
    "TypeListe",
    "InfoListe",
    "DateCreationListe",
    "CodeDepartement",
    "CodeCommune",
    "NomCommune",
    "NoElecteurGeneral",
    "Sexe",
    "NomdeNaissance",
    "NomDusage",
    "Prenoms",
    "DateDeNaissance",
    "NomComNaissance",
    "DeptNaissance",
    "PaysNaissance",
    "Nationalite",
    "NomBureauDeVote",
    "NoBureauDeVote",
    "CodeCanton",
    "CodeCirconscription",
    "ComplementDeLocalisation1",
    "ComplementDeLocalisation2",
    "NumeroVoie",
    "TypeVoie",
    "LibelleVoie",
    "LieuDit",
    "CodePostal",
    "VilleLocalite",
    "Pays",
]
_LISTS = {
    "LP": "Liste principale",
    "LCM": "Liste complémentaire municipale",
    "LCE": "Liste complémentaire européenne",
}
FOREIGNERS = 0.045
"""European electors, of all rows of a main list."""
ON_BOTH = 0.95
"""European electors on the municipal list too."""

_RATES: tuple[tuple[str, float], ...] = (
    ("no_first_names", 49 / 1_840_917),
    ("no_day", 961 / 1_840_917),
    ("minor", 2_482 / 1_840_917),
    ("year_alone", 60 / 1_840_917),
    ("hostile_name", 400 / 1_840_917),
    ("no_number", 9_000 / 1_840_917),
    ("commune_spelled", 30_000 / 1_840_917),
    ("shelter", 1_500 / 1_840_917),
    ("no_bureau", 200 / 1_840_917),
    ("odd_bureau", 100 / 1_840_917),
    ("twin_elsewhere", 353 / 1_840_917),
)
_OFTEN = 200
ROW = 250
"""Bytes of a row, about."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The three lists of one commune or place, to be written side by side; nothing is made before."""

    names: Mapping[str, str]
    """List → file."""
    encoding: str
    size: int
    """About how many bytes."""
    _writer: _Writer
    _homes: tuple[_Home, ...]

    def lines(self) -> Iterator[tuple[str, str]]:
        """(list, line with its end), each list's header first."""
        return self._writer.lines(self._homes)


@dataclass(frozen=True, slots=True)
class _Home:
    """A part whose people are on the lists."""

    part: Part
    people: int
    group: str
    """By which its people are invented."""
    before: str
    """The same, of the part before."""


def rolls(
    people: int, seed: str, layout: Layout, quirks: Quirks, area: Area, by: By = "commune"
) -> list[Lists]:
    """The lists of everyone: about `people` rows on the main ones, fewer on the others.

    `by`: whether there are three files for each commune, or for each place, with its communes one after the
    other.
    """
    groups = area.groups()
    homes = [
        _Home(part, size, group, groups[part.number - 2])
        for part, size, group in zip(area.parts, area.sizes(people), groups, strict=True)
    ]
    writer = _Writer(area.name, max(1, len(area.parts) * 3 // 4), seed, layout, quirks)
    encoding = "utf-8" if layout == "A" else "cp1252"
    return [
        Lists(
            {kind: f"{name}_{kind}_{DAY}.csv" for kind in _LISTS},
            encoding,
            ROW * sum(homes[part.number - 1].people for part in parts),
            writer,
            tuple(homes[part.number - 1] for part in parts),
        )
        for name, parts in area.files(by)
    ]


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all files have in common."""

    area: str
    number: int
    """An odd spelling of the city."""
    seed: str
    layout: Layout
    quirks: Quirks

    def lines(self, homes: Sequence[_Home]) -> Iterator[tuple[str, str]]:
        header, row, end = (LAYOUT_A, _row_a, "\n") if self.layout == "A" else (LAYOUT_B, _row_b, "\r\n")
        for kind in _LISTS:
            yield kind, ";".join(header) + end
        orders = dict.fromkeys(_LISTS, 0)
        for home in homes:
            for i in range(home.people):
                dice = Dice(self.seed, f"list {home.part.number}", str(i))
                foreign, both = dice.number() < FOREIGNERS, dice.number() < ON_BOTH
                lists = ("LCM", "LCE") if foreign and both else ("LCE",) if foreign else ("LP",)
                person, odd = self._written(home, i)
                nationality = names.UNION[dice.below(len(names.UNION), 1)] if foreign else "Française"
                for kind in lists:
                    orders[kind] += 1
                    cells = row(person, odd, kind, home.part, self, nationality, orders[kind])
                    yield kind, _joined(cells) + end

    def _written(self, home: _Home, i: int) -> tuple[Someone, str]:
        """The person, and what is odd about the row; someone of the part before in place of some."""
        person = someone(self.seed, home.group, i)
        odd = oddity(person.quirk, self.quirks)
        if odd == "twin_elsewhere" and i:
            # Someone who is on the roll of the part before, too: moved, or a namesake.
            return someone(self.seed, home.before, i // 2), odd
        return person, odd


def oddity(value: float, quirks: Quirks) -> str:
    """The oddity that a number from 0 to 1 stands for; empty for most."""
    if quirks == "none":
        return ""
    factor = _OFTEN if quirks == "many" else 1
    for name, rate in _RATES:
        # Frequent oddities stay below one row in ten.
        value -= min(rate * factor, 0.06)
        if value < 0:
            return name
    return ""


def _joined(cells: Sequence[str]) -> str:
    """Every field quoted except the last, empty ones bare."""
    quoted = ['"' + cell.replace('"', '""') + '"' if cell else "" for cell in cells[:-1]]
    return ";".join([*quoted, cells[-1]])


def birth(person: Someone, odd: str) -> str:
    """The date as the list has it."""
    if odd == "minor":
        return f"{person.day:02}/{person.month:02}/{YEAR - 17}"
    if odd == "no_day":
        return f"00/{person.month:02}/{person.year}" if person.day % 2 else f"00/00/{person.year}"
    return str(person.year) if odd == "year_alone" else f"{person.day:02}/{person.month:02}/{person.year}"


def _address(person: Someone, odd: str, part: Part, other: int) -> tuple[str, str, str, str, str]:
    """Number, street, complement, postcode, city."""
    postcode = part.postcodes[person.number % len(part.postcodes)]
    name = part.city
    spelled = (name, f"{name.upper()} {other}", f"{name} Cedex {other}", f"{postcode[:2]} {name.upper()}")
    city = spelled[person.day % len(spelled)] if odd == "commune_spelled" else name.upper()
    if odd == "shelter":
        return "12", "rue du Refuge", "Accueil de jour", part.postcodes[0], name.upper()
    return "" if odd == "no_number" else str(person.number), person.street, person.complement, postcode, city


def _surname(person: Someone, odd: str) -> str:
    return (
        names.HOSTILE[person.day % len(names.HOSTILE)].replace("~", " ")
        if odd == "hostile_name"
        else person.surname
    )


def _bureau(person: Someone, odd: str, part: Part) -> str:
    return {"no_bureau": "", "odd_bureau": "JU01"}.get(odd, part.station(person.number))


def _row_a(
    person: Someone, odd: str, kind: str, part: Part, writer: _Writer, nationality: str, order: int
) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, part, writer.number)
    code, commune, department = person.birthplace
    bureau = _bureau(person, odd, part)
    return [
        *(part.commune, part.place, _LISTS[kind]),
        *(_surname(person, odd), person.usage_name, "" if odd == "no_first_names" else person.first_names),
        *(person.sex, birth(person, odd), code, commune, department, "FRANCE", nationality),
        *(number, street, complement, "", "", postcode, city, "FRANCE"),
        *(
            bureau,
            f"Bureau {bureau[-2:]}" if bureau else "",
            f"{part.commune[:2]}05",
            writer.area,
            "",
            str(order),
        ),
    ]


def _row_b(
    person: Someone, odd: str, kind: str, part: Part, writer: _Writer, nationality: str, order: int
) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, part, writer.number)
    _, commune, department = person.birthplace
    bureau = _bureau(person, odd, part)
    kind_of_street, _, rest = street.partition(" ")
    cells = [
        *(kind, "", "31/08/2026", part.commune[:2], part.commune[2:], f"{part.city.upper()} {part.number}"),
        *(str(order), person.sex),
        *(_surname(person, odd), person.usage_name, "" if odd == "no_first_names" else person.first_names),
        *(
            birth(person, odd),
            commune,
            department,
            "FRANCE",
            "" if kind == "LP" else nationality,
        ),
        *(
            "",
            bureau,
            "",
            "05",
            complement,
            "",
            number,
            kind_of_street.upper(),
            rest,
            "",
            postcode,
            city,
            "FRANCE",
        ),
    ]
    # The code page has no combining marks and no other script.
    return [cell.encode("cp1252", "ignore").decode("cp1252") for cell in cells]
