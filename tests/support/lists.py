"""Small rolls and cards of invented people, as the registers export them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

ROLL = [
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
]
CARDS = [
    "numero_carte",
    "civilite",
    "nom",
    "prenom",
    "date_naissance",
    "adresse",
    "complement",
    "code_postal",
    "ville",
    "courriel",
    "telephone",
    "date_inscription",
    "nationalite",
    "representant_legal",
]
SURNAMES = [
    "MARTIN",
    "LEFÈVRE",
    "D'ÉTÉ",
    "N'GUYEN",
    "BENALI",
    "O'BRIEN",
    "COULIBALY",
    "NA",
    "LE~GOFF",
    "FRANÇOIS",
    "GARCÍA",
    "DA~SILVA",
]
FIRST = ["Zoé", "Léo", "Anaïs", "Jérôme", "Chloé", "Noël", "Inès", "Karim", "Awa", "Hélène", "Maël", "Éva"]
LIST = {
    "LP": "Liste principale",
    "LCM": "Liste complémentaire municipale",
    "LCE": "Liste complémentaire européenne",
}


def write(path: Path, header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(header), restval="", delimiter=";", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def elector(i: int, *, kind: str = "LP", arrondissement: int = 15) -> dict[str, str]:
    """Invented elector number i."""
    rng = Random(f"elector {i}")
    return {
        "code de l'ugle": f"751{arrondissement:02}",
        "libellé de l'ugle": f"Paris {arrondissement}e Arrondissement",
        "libellé du type de liste": LIST[kind],
        "nom de naissance": f"{rng.choice(SURNAMES).replace('~', ' ')}-{_letters(i)}",
        "prénoms": rng.choice(FIRST),
        "sexe": rng.choice("MF"),
        "date de naissance": f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1935, 2008)}",
        "code commune de naissance": "75056",
        "libellé nationalité": "Française" if kind == "LP" else "Italienne",
        "numéro de voie": str(rng.randint(1, 99)),
        "libellé de voie": f"rue {rng.choice(SURNAMES).replace('~', ' ')}",
        "code postal": f"750{arrondissement:02}",
        "commune": "PARIS",
        "code du bureau de vote": f"75056_{arrondissement:02}{rng.randint(1, 40):02}",
    }


def card(i: int, *, born: str, nationality: str = "Malienne", arrondissement: int = 15) -> dict[str, str]:
    """Invented holder of a card."""
    rng = Random(f"card {i}")
    return {
        "numero_carte": f"C{i:06}",
        "civilite": rng.choice(["Mme", "M."]),
        "nom": f"{rng.choice(SURNAMES).replace('~', ' ')}-{_letters(10**6 + i)}",
        "prenom": rng.choice(FIRST),
        "date_naissance": born,
        "adresse": f"{rng.randint(1, 99)} avenue {rng.choice(FIRST)}",
        "code_postal": f"750{arrondissement:02}",
        "ville": "Paris",
        "courriel": f"c{i}@example.org",
        "nationalite": nationality,
        "representant_legal": "Mme Marie PARENT" if born > "2008" else "",
    }


def _letters(i: int) -> str:
    return "".join("ABCDEFGHIJ"[int(digit)] for digit in str(i))


def paris(folder: Path, people: int = 600) -> list[Path]:
    """A roll of three arrondissements, a complementary list and cards."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for place, arrondissement in enumerate((5, 15, 18)):
        rows = [elector(place * people + i, arrondissement=arrondissement) for i in range(people)]
        files.append(write(folder / f"com751{arrondissement:02}_LP_31-08-2026.csv", ROLL, rows))
    both = [elector(9000 + i, kind=kind) for i in range(people // 20) for kind in ("LCM", "LCE")]
    files.append(write(folder / "complementaires_2026-08-31.csv", ROLL, both))
    rng = Random("cards")
    young = [
        card(
            i,
            born=f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/2010",
            arrondissement=rng.choice([5, 15, 18]),
        )
        for i in range(people // 10)
    ]
    others = [
        card(
            5000 + i,
            born=f"{rng.randint(1, 28):02}/{rng.randint(1, 12):02}/{rng.randint(1940, 2006)}",
            arrondissement=rng.choice([5, 15, 18]),
        )
        for i in range(people // 5)
    ]
    files.append(write(folder / "carte-citoyenne_2026-09-01.csv", CARDS, [*young, *others]))
    return files


@dataclass(frozen=True)
class File:
    """A file as a survey or a frame has read it."""

    file: str = "a.csv"
    list: str = "LP"
    commune: str = "69123"
    date: str = "2026-08-31"
    rows: int = 1000
    aside: int = 0
    remarks: dict[str, int] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return self.file

    @property
    def read(self) -> int:
        return self.rows + self.aside

    @property
    def named(self) -> tuple[str, str]:
        return self.list, self.commune

    @property
    def counts(self) -> dict[tuple[str, str, str], int]:
        return {(self.list, self.commune, ""): self.rows} if self.rows else {}

    @property
    def geography(self) -> str:
        return ""

    def lost(self) -> dict[str, int]:
        return {"birth.unreadable": self.aside} if self.aside else {}

    def remarked(self) -> dict[str, int]:
        return self.remarks
