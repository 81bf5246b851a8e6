"""Electoral rolls of an area as REU exports them (layout A), or as the arrêté of 2013 has them (layout B).

The oddities of real rolls come at the rates that were measured on 1,840,917 rows; `many` makes them frequent,
so that a small file holds each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from tirage.synth import names
from tirage.synth.area import Area, Part
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


@dataclass(frozen=True, slots=True)
class RollFile:
    """One file to be written, row by row."""

    name: str
    encoding: str
    lines: Callable[[], Iterator[str]]
    """Its lines, each with its end."""


def rolls(people: int, seed: str, layout: Layout, quirks: Quirks, area: Area) -> list[RollFile]:
    """The files of all communes: about `people` rows on the main lists, fewer on the others."""
    writer = _Writer(area, tuple(area.sizes(people)), seed, layout, quirks)
    return [writer.file(commune, parts, kind) for commune, parts in area.files() for kind in _LISTS]


@dataclass(frozen=True, slots=True)
class _Writer:
    """What all files have in common."""

    area: Area
    sizes: tuple[int, ...]
    """People by part."""
    seed: str
    layout: Layout
    quirks: Quirks

    def file(self, commune: str, parts: Sequence[Part], kind: str) -> RollFile:
        header = LAYOUT_A if self.layout == "A" else LAYOUT_B
        encoding, end = ("utf-8", "\n") if self.layout == "A" else ("cp1252", "\r\n")

        def lines() -> Iterator[str]:
            yield ";".join(header) + end
            for order, row in enumerate(self._rows(parts, kind), 1):
                yield _joined(row(order)) + end

        return RollFile(f"com{commune}_{kind}_{DAY}.csv", encoding, lines)

    def _rows(self, parts: Sequence[Part], kind: str) -> Iterator[Callable[[int], list[str]]]:
        """Each row of a list, given its place in the file."""
        for part in parts:
            for i in range(self.sizes[part.number - 1]):
                dice = Dice(self.seed, f"list {part.number}", str(i))
                foreign, both = dice.number() < FOREIGNERS, dice.number() < ON_BOTH
                lists = ("LCM", "LCE") if foreign and both else ("LCE",) if foreign else ("LP",)
                if kind in lists:
                    person, odd = self._written(part, i)
                    row = _row_a if self.layout == "A" else _row_b
                    yield partial(row, person, odd, kind, part, self.area, dice)

    def _written(self, part: Part, i: int) -> tuple[Someone, str]:
        """The person, and what is odd about the row; someone of the part before in place of some."""
        person = someone(self.seed, self.area.group(part), i)
        odd = oddity(person.quirk, self.quirks)
        if odd == "twin_elsewhere" and i:
            # Someone who is on the roll of the part before, too: moved, or a namesake.
            return someone(self.seed, self.area.group(self.area.before(part)), i // 2), odd
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


def _address(person: Someone, odd: str, part: Part, area: Area) -> tuple[str, str, str, str, str]:
    """Number, street, complement, postcode, city."""
    postcode = part.postcodes[person.number % len(part.postcodes)]
    name, other = part.city, max(1, len(area.parts) * 3 // 4)
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


def _nationality(kind: str, dice: Dice) -> str:
    return "Française" if kind == "LP" else names.UNION[dice.below(len(names.UNION), 1)]


def _row_a(person: Someone, odd: str, kind: str, part: Part, area: Area, dice: Dice, order: int) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, part, area)
    code, commune, department = person.birthplace
    bureau = _bureau(person, odd, part)
    return [
        *(part.commune, part.place, _LISTS[kind]),
        *(_surname(person, odd), person.usage_name, "" if odd == "no_first_names" else person.first_names),
        *(person.sex, birth(person, odd), code, commune, department, "FRANCE", _nationality(kind, dice)),
        *(number, street, complement, "", "", postcode, city, "FRANCE"),
        *(
            bureau,
            f"Bureau {bureau[-2:]}" if bureau else "",
            f"{part.commune[:2]}05",
            area.name,
            "",
            str(order),
        ),
    ]


def _row_b(person: Someone, odd: str, kind: str, part: Part, area: Area, dice: Dice, order: int) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, part, area)
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
            "" if kind == "LP" else _nationality(kind, dice),
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
