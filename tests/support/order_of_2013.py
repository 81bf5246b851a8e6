"""Rolls as the order of 12 November 2013 has them (INTA1326795A, art. 2, 4), by other code than synth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

COLUMNS = (
    *("TypeListe", "InfoListe", "DateCreationListe", "CodeDepartement", "CodeCommune", "NomCommune"),
    *("NoElecteurGeneral", "Sexe", "NomdeNaissance", "NomDusage", "Prenoms", "DateDeNaissance"),
    *("NomComNaissance", "DeptNaissance", "PaysNaissance", "Nationalite", "NomBureauDeVote"),
    *("NoBureauDeVote", "CodeCanton", "CodeCirconscription", "ComplementDeLocalisation1"),
    *("ComplementDeLocalisation2", "NumeroVoie", "TypeVoie", "LibelleVoie", "LieuDit", "CodePostal"),
    *("VilleLocalite", "Pays"),
)
LISTS = ("liste générale", "liste complémentaire municipales", "liste complémentaire européennes")
"""As the order itself spells them."""
_SURNAMES = ("LE GOFF", "D'ARTAGNAN", "MÜLLER", "ÖZTÜRK", "GARCÍA", "N'GUYEN", "SAINT-MARTIN", "LŒVENBRUCK")
_NAMES = {"F": ("Zoé", "Anne-Marie Louise", "Françoise"), "M": ("Noël", "José", "Jean Paul")}
_STATES = ("Allemande", "Espagnole", "Italienne", "Portugaise")
Row = tuple[str, ...]


def rows(number: int, kind: str = LISTS[0], *, first: int = 0, made: str = "31/08/2026") -> Iterator[Row]:
    """That many electors of one list; nobody is on it twice, or on another that has other numbers."""
    foreign = kind != LISTS[0]
    for i in range(first, first + number):
        # One after the other of each name on 28,000 days: no two are one person, or may be.
        born = date(1935, 1, 1) + timedelta(i % 25_000)
        draw = sha256(f"{i}".encode()).digest()
        sex = "FM"[draw[0] % 2]
        surname = f"{_SURNAMES[draw[1] % len(_SURNAMES)]} {_word(i)}"
        yield (
            *(kind, "liste électorale", made, "22", f"{1 + i % 9:03}", f"COMMUNE {1 + i % 9}", f"{i + 1}"),
            *(sex, surname, "", _NAMES[sex][draw[2] % 3], born.strftime("%d/%m/%Y")),
            *(("", "", "ITALIE") if foreign else ("RENNES", "35", "FRANCE")),
            _STATES[draw[3] % 4] if foreign else "",
            *("Mairie", f"{1 + draw[4] % 9}", "5", "1", "", ""),
            *(f"{1 + draw[5] % 99}", "rue", f"des {_word(draw[6]).title()}", "", f"22{1 + i % 9:03}"),
            *(f"COMMUNE {1 + i % 9}", "FRANCE"),
        )


def write(path: Path, table: Iterator[Row] | Sequence[Row], encoding: str = "utf-8") -> Path:
    """A list as CSV; one that nobody is on is its header alone."""
    lines = [";".join(COLUMNS), *map(";".join, table)]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return path


def write_xml(path: Path, table: Iterator[Row]) -> Path:
    """A list as XML: what is empty is left out."""
    with path.open("w", encoding="utf-8") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<ListeElectorale>\n')
        for row in table:
            cells = (f"<{name}>{cell}</{name}>" for name, cell in zip(COLUMNS, row, strict=True) if cell)
            file.write(f"<Electeur>{''.join(cells)}</Electeur>\n")
        file.write("</ListeElectorale>\n")
    return path


def _word(number: int) -> str:
    """A word of letters for a number: numbers that differ have words that differ in several letters."""
    digits = sha256(f"word {number}".encode()).hexdigest()[:10]
    return "".join(chr(ord("A") + int(digit, 16)) for digit in digits)
