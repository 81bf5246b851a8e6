"""Write `volontaires.csv`: 700 invented volunteers for the 100 seats of an assembly of Paris.

    python examples/paris/make_pool.py [FOLDER]

The same bytes every time. Nobody in it exists: names are drawn from lists, addresses are invented,
mail goes to example.org. The shares are those of people who answer, not of the city: graduates and the
middle-aged are over-represented, as in real calls. Couples share an address, some addresses are blank
(the postcode is not: that makes no household), and some names are there to break careless software.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from random import Random

SEED = "tirage/examples/paris/1"
PEOPLE = 700
COUPLES = 24
FAMILIES = 2
BLANK_ADDRESSES = 6

HEADER = [
    "identifiant",
    "nom",
    "prénom",
    "adresse",
    "code postal",
    "courriel",
    "genre",
    "âge",
    "diplôme",
    "secteur",
]

SECTORS = {
    "Paris Centre": 4.8,
    "5e": 3.4,
    "6e": 2.2,
    "7e": 2.2,
    "8e": 1.4,
    "9e": 3.3,
    "10e": 4.9,
    "11e": 7.9,
    "12e": 6.8,
    "13e": 8.2,
    "14e": 6.4,
    "15e": 10.0,
    "16e": 5.6,
    "17e": 6.6,
    "18e": 9.2,
    "19e": 8.2,
    "20e": 8.9,
}
"""Per cent of the answers; the inner east answers more than its share, the 8e, 15e and 16e less."""

AGES = {"16-17": 2.0, "18-24": 9.0, "25-39": 29.0, "40-54": 25.0, "55-64": 16.0, "65 et plus": 19.0}
WOMEN = 0.54

DIPLOMAS = ["aucun ou CEP", "brevet", "CAP-BEP", "bac", "bac+2", "bac+3 ou 4", "bac+5 et plus", "en études"]
DIPLOMAS_BY_AGE = {
    "16-17": (0, 0, 0, 0, 0, 0, 0, 100),
    "18-24": (2, 2, 2, 8, 4, 6, 5, 71),
    "25-39": (3, 1, 4, 8, 8, 19, 50, 7),
    "40-54": (4, 2, 5, 9, 9, 18, 51, 2),
    "55-64": (6, 3, 7, 11, 10, 18, 44, 1),
    "65 et plus": (8, 5, 8, 13, 10, 18, 38, 0),
}
"""Per cent, in the order of `DIPLOMAS`."""


def _list(text: str) -> list[str]:
    return " ".join(text.split()).split(", ")


STREETS = _list(
    """
    rue des Acacias, rue de l’Ancienne-Forge, rue des Bateliers, rue du Beau-Noyer, rue des Bleuets, allée
    des Cerisiers, rue du Champ-d’Avoine, rue des Charrons, impasse du Cordier, rue de l’Écluse, rue des
    Églantines, passage de l’Étoupe, rue du Figuier-Blanc, rue des Foulons, rue du Grand-Puits, boulevard
    des Ormes, rue de la Huchette-Neuve, rue des Îlots, rue du Jeu-de-Quilles, quai des Laveurs, rue des
    Maraîchers-Bas, avenue du Méridien, rue de la Noria, rue des Osiers, place du Pigeonnier, rue du
    Puits-à-Roue, rue des Quatre-Saisons, sente des Ronces, rue de la Tannerie, rue du Vieux-Tilleul
    """
)

WOMENS_NAMES = _list(
    """
    Adèle, Aïcha, Aïssatou, Amélie, Ana, Anaïs, Andrée, Anne-Sophie, Bérénice, Camille, Cécile, Chloé,
    Claire, Clémence, Delphine, Éléonore, Élise, Émilie, Esther, Eugénie, Fatoumata, Fatima, Françoise,
    Gaëlle, Geneviève, Hélène, Inès, Jacqueline, Jeanne, Joëlle, Josée, Juliette, Khadija, Laëtitia, Léa,
    Linh, Louise, Lucie, Maëlys, Maïté, Margaux, Marie-Thérèse, Mathilde, Mélanie, Mireille, Monique,
    Myriam, Nadège, Nicole, Noémie, Océane, Odile, Pauline, Rachel, Raphaëlle, Rosa, Salomé, Samira,
    Ségolène, Solène, Sophie, Thaïs, Thérèse, Valérie, Véronique, Wafa, Xuan, Yasmine, Zélie, Zoé
    """
)
MENS_NAMES = _list(
    """
    Adrien, Alexis, Amadou, André, Antoine, Aurélien, Baptiste, Benoît, Bilal, Cédric, Clément, Daniel,
    Désiré, Didier, Édouard, Élie, Émile, Étienne, Fabrice, Félix, Félicien, François, Frédéric, Gaël,
    Georges, Gérard, Grégoire, Hamid, Hugo, Ibrahima, Idriss, Jean-Noël, Jérémie, Jérôme, Joël, José, Karim,
    Léo, Loïc, Louis, Malo, Mamadou, Mathéo, Maurice, Mickaël, Minh, Moïse, Nicolas, Noël, Olivier, Ousmane,
    Pascal, Philippe, Pierre, Quentin, Raphaël, Régis, Rémi, René, Samuel, Sébastien, Stéphane, Tarek, Théo,
    Thomas, Tristan, Valéry, Victor, Xavier, Yaël
    """
)
SURNAMES = _list(
    """
    Abadie, Aït Ahmed, Alvès, Arnoult, Aubépin, Ba, Bâcle, Barthélemy, Béguin, Belkacem, Benaïssa, Bénard,
    Blé, Boëdec, Bonnard, Bouchareb, Boulègue, Çelik, Camara, Castaño, Chérif, Chevêtre, Cissé, Coëffard,
    Corrêa, Crépin, Da Sylva, Dauphiné, Delaître, Delépine, Desprès, Diallo, Diarra, Đặng, Du Pré,
    Dubuisson-Gâtel, Élan, Estève, Evrard, Fauchère, Fébvre, Ferreira, Forêt, Fougère, Galopin, Garçonnet,
    Gâtinel, Gérôme, Gomès, Grésillon, Guéguen, Guérin, Haddad, Hénaff, Héritier, Hervé, Hoàng, Houël, Île,
    Jaffré, Jégou, Joncquières, Kaboré, Kerguélen, Kone, Kowalczyk, Labbé, Lacôte, Laîné, Le Bihan, Le Goff,
    Lefèvre, Légaré, Lemaître, Levêque, Lévy-Fontanel, Maçon, Maïga, Malherbe, Maréchal, Mbaye, Méheut,
    Mercœur, Moënner, Müller, N’Diaye, Noël, Núñez, Œillet, Ouédraogo, Paquin, Périer, Pérignon, Phạm,
    Poirée, Prévôt, Quémener, Rabaté, Rançon, Réaux, Renâcle, Rocher, Saïdi, Sánchez, Sarré, Sène, Sévérac,
    Soufflé, Şahin, Tardieu-Belmonté, Tête, Thébault, Touré, Trần, Vallée, Vasseur, Vénard, Wójcik, Yılmaz,
    Zérah
    """
)
HOSTILE_SURNAMES = _list(
    """
    NA, Null, None, O’Brien, D'Artagnan, [/b], [red]Rouge, <script>, =1+1, +33, Nguyễn, de La Fontaine,
    True, L’Hôpital; dit Long, Dit "Le Grand", {nom}, %s, nan
    """
)
"""What breaks a missing-value rule, a markup renderer, a spreadsheet, a template or a splitting on `;`."""


@dataclass(frozen=True)
class Volunteer:
    """One line of the file, in the order of `HEADER`."""

    identifier: str
    surname: str
    first_name: str
    address: str
    postcode: str
    mail: str
    gender: str
    age: str
    diploma: str
    sector: str


def volunteers() -> list[Volunteer]:
    """The 700, in the order in which they answered."""
    rng = Random(SEED)
    numbers = rng.sample(range(1, 10_000), PEOPLE)
    addresses = _addresses(rng)
    pool = [_volunteer(rng, number, addresses) for number in numbers]
    _share_addresses(rng, pool)
    for i in rng.sample(_alone(pool), BLANK_ADDRESSES):
        pool[i] = replace(pool[i], address="")
    renamed = rng.sample(range(10, PEOPLE), len(HOSTILE_SURNAMES))
    for i, surname in zip(renamed, HOSTILE_SURNAMES, strict=True):
        pool[i] = replace(pool[i], surname=surname)
    return pool


def _addresses(rng: Random) -> list[str]:
    """As many different addresses as people: only those who are meant to share one do."""
    every = [f"{number} {street}" for street in STREETS for number in range(1, 100)]
    return rng.sample(every, PEOPLE)


def _volunteer(rng: Random, number: int, addresses: list[str]) -> Volunteer:
    gender = "Femme" if rng.random() < WOMEN else "Homme"
    age = _pick(rng, AGES)
    diploma = rng.choices(DIPLOMAS, DIPLOMAS_BY_AGE[age])[0]
    sector = _pick(rng, SECTORS)
    first_name = rng.choice(WOMENS_NAMES if gender == "Femme" else MENS_NAMES)
    surname = rng.choice(SURNAMES)
    mail = f"{_plain(first_name)}.{_plain(surname)}.{number}@example.org"
    return Volunteer(
        identifier=f"CC-{number:05}",
        surname=surname,
        first_name=first_name,
        address=addresses.pop(),
        postcode=_postcode(rng, sector),
        mail=mail,
        gender=gender,
        age=age,
        diploma=diploma,
        sector=sector,
    )


def _pick(rng: Random, weights: dict[str, float]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def _postcode(rng: Random, sector: str) -> str:
    if sector == "Paris Centre":
        return f"7500{rng.randint(1, 4)}"
    if sector == "16e":
        return rng.choice(["75016", "75116"])
    return f"750{int(sector.removesuffix('e')):02}"


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe").replace("ı", "i"))
    return "".join(c for c in letters.lower() if c.isascii() and c.isalpha()) or "x"


def _share_addresses(rng: Random, pool: list[Volunteer]) -> None:
    """Couples of adults, two families of three, at the first one's address; half share the surname too."""
    adults = [i for i in range(PEOPLE) if pool[i].age != "16-17"]
    for size in [2] * COUPLES + [3] * FAMILIES:
        first, *others = rng.sample(adults, size)
        for i in others:
            home = pool[first]
            same = rng.random() < 0.5
            surname = home.surname if same else pool[i].surname
            pool[i] = replace(
                pool[i], address=home.address, postcode=home.postcode, sector=home.sector, surname=surname
            )
        adults = [i for i in adults if i not in {first, *others}]


def _alone(pool: list[Volunteer]) -> list[int]:
    addresses = [volunteer.address for volunteer in pool]
    return [i for i, address in enumerate(addresses) if addresses.count(address) == 1]


def main(folder: Path) -> None:
    """Write `volontaires.csv` as a French spreadsheet exports it: BOM, semicolons, CRLF."""
    with (folder / "volontaires.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADER)
        writer.writerows(astuple(volunteer) for volunteer in volunteers())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
