"""Electoral rolls of Paris as REU exports them (layout A), or as the arrêté of 2013 has them (layout B).

The oddities of real rolls come at the rates that were measured on 1,840,917 rows; `many` makes them frequent,
so that a small file holds each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tirage.synth import names
from tirage.synth.people import YEAR, Dice, Someone, seats_of, someone

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
_CITIES = ("Paris", "PARIS 15", "Paris Cedex 15", "75 PARIS")


@dataclass(frozen=True, slots=True)
class RollFile:
    """One file to be written, row by row."""

    name: str
    encoding: str
    lines: Callable[[], Iterator[str]]
    """Its lines, each with its end."""


def rolls(people: int, seed: str, layout: Layout, quirks: Quirks) -> list[RollFile]:
    """The files of twenty arrondissements: about `people` rows on the main lists, fewer on the others."""
    found = []
    for place, count in enumerate(seats_of(people), 1):
        for kind in _LISTS:
            found.append(_file(place, count, kind, seed, layout, quirks))
    return found


def _file(place: int, count: int, kind: str, seed: str, layout: Layout, quirks: Quirks) -> RollFile:
    header = LAYOUT_A if layout == "A" else LAYOUT_B
    row = _row_a if layout == "A" else _row_b

    encoding, end = ("utf-8", "\n") if layout == "A" else ("cp1252", "\r\n")

    def lines() -> Iterator[str]:
        yield ";".join(header) + end
        order = 0
        for i in range(count):
            dice = Dice(seed, f"list {place}", str(i))
            foreign, both = dice.number() < FOREIGNERS, dice.number() < ON_BOTH
            lists = ("LCM", "LCE") if foreign and both else ("LCE",) if foreign else ("LP",)
            if kind in lists:
                order += 1
                person, odd = _written(someone(seed, f"751{place:02}", i), seed, place, i, quirks)
                yield _joined(row(person, odd, kind, place, order, dice)) + end

    return RollFile(f"com751{place:02}_{kind}_{DAY}.csv", encoding, lines)


def _written(person: Someone, seed: str, place: int, i: int, quirks: Quirks) -> tuple[Someone, str]:
    """The person, and what is odd about the row; someone of the next arrondissement in place of some."""
    odd = oddity(person.quirk, quirks)
    if odd == "twin_elsewhere" and i:
        # Someone who is on the roll of the arrondissement before, too: moved, or a namesake.
        return someone(seed, f"751{place - 1 or 20:02}", i // 2), odd
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


def _address(person: Someone, odd: str, place: int) -> tuple[str, str, str, str, str]:
    """Number, street, complement, postcode, city."""
    postcode = "75116" if place == 16 and person.number % 2 else f"750{place:02}"
    city = _CITIES[person.day % len(_CITIES)] if odd == "commune_spelled" else "PARIS"
    if odd == "shelter":
        return "12", "rue du Refuge", "Accueil de jour", f"750{place:02}", "PARIS"
    return "" if odd == "no_number" else str(person.number), person.street, person.complement, postcode, city


def _surname(person: Someone, odd: str) -> str:
    return (
        names.HOSTILE[person.day % len(names.HOSTILE)].replace("~", " ")
        if odd == "hostile_name"
        else person.surname
    )


def _bureau(person: Someone, odd: str, place: int) -> str:
    return {"no_bureau": "", "odd_bureau": "JU01"}.get(odd, f"75056_{place:02}{1 + person.number % 60:02}")


def _nationality(kind: str, dice: Dice) -> str:
    return "Française" if kind == "LP" else names.UNION[dice.below(len(names.UNION), 1)]


def _row_a(person: Someone, odd: str, kind: str, place: int, order: int, dice: Dice) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, place)
    code, commune, department = person.birthplace
    bureau = _bureau(person, odd, place)
    return [
        *(f"751{place:02}", f"Paris {place}e Arrondissement", _LISTS[kind]),
        *(_surname(person, odd), person.usage_name, "" if odd == "no_first_names" else person.first_names),
        *(person.sex, birth(person, odd), code, commune, department, "FRANCE", _nationality(kind, dice)),
        *(number, street, complement, "", "", postcode, city, "FRANCE"),
        *(bureau, f"Bureau {bureau[-2:]}" if bureau else "", "7505", "Paris", "", str(order)),
    ]


def _row_b(person: Someone, odd: str, kind: str, place: int, order: int, dice: Dice) -> list[str]:
    number, street, complement, postcode, city = _address(person, odd, place)
    _, commune, department = person.birthplace
    bureau = _bureau(person, odd, place)
    kind_of_street, _, rest = street.partition(" ")
    cells = [
        *(kind, "", "31/08/2026", "75", f"1{place:02}", f"PARIS {place}", str(order), person.sex),
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
