"""People who are known, and the rolls, cards and lists of exclusion that have them.

People who moved, who married, who are written in two ways, namesakes and twins, at rates of the order of real
rolls; surnames and first names as unequal as in a large city. Every row knows whose it is. Nothing here is of
`tirage synth`, so that neither can be right by the other's mistakes.
"""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

ROLL = (
    "code de l'ugle;libellé de l'ugle;libellé du type de liste;nom de naissance;nom d'usage;prénoms;sexe;"
    "date de naissance;code commune de naissance;libellé commune de naissance;code département de naissance;"
    "pays de naissance;libellé nationalité;numéro de voie;libellé de voie;complément 1;complément 2;lieu-dit;"
    "code postal;commune;pays;code du bureau de vote"
)
CARD = "numero_carte;civilite;nom;nom d'usage;prenom;date_naissance;adresse;code_postal;ville;nationalite"


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


STARTS = words("b c d f g h j k l m n p r s t v bl br ch cl cr dr fl gr pl pr tr th ng sch kh")
VOWELS = words("a e i o u ai au eau ou oi an en on in é è")
ENDS = ["", "", *words("n r t s l nd rd rt ck ez ic x gne")]
WOMEN = words(
    "Marie Anne Jeanne Françoise Monique Catherine Nathalie Isabelle Jacqueline Sylvie Martine Nicole "
    "Julie Julia Camille Léa Manon Chloé Emma Inès Sarah Fatima Aïcha Aminata Lan Mai Thi Zoé Lucie "
    "Clara Alice Claire Élise Hélène Sophie Céline Laure Pauline Agnès Odile Maria Anna Elena Olga "
    "Irina Rosa Carmen"
)
MEN = words(
    "Jean Pierre Michel André Philippe René Louis Alain Jacques Bernard Marcel Daniel Roger Paul Luc "
    "Luca Léo Lucas Hugo Nathan Thomas Julien Nicolas Mohamed Mamadou Ibrahima Saliou José Antonio "
    "Manuel João Pedro Ivan Pascal Patrick Éric Thierry Yves Loïc Gaël Rémi Noël Émile Arthur "
    "Gabriel Raphaël Adam Karim"
)
PARTICLES = ("DE ", "LE ", "DA ", "BEN ", "EL ", "VAN ", "D'")


@dataclass(frozen=True)
class Human:
    """Somebody, as they are."""

    number: int
    surname: str
    usage: str
    firsts: tuple[str, ...]
    sex: str
    born: date
    place: str
    home: tuple[int, str, str]
    """Number, street, postcode."""
    kind: str
    """`LP`, `LCE` (both complementary lists), `CC` (cards alone)."""


@dataclass
class World:
    """Everyone, and every row with its person."""

    people: list[Human] = field(default_factory=list)
    homes: defaultdict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    """Household → people; one a number of `people`."""


class Maker:
    """People of one seed."""

    def __init__(self, seed: str, rows: int) -> None:
        self.draw = random.Random(seed)
        self.surnames = [self._word() for _ in range(25_000)]
        self.weights = [*accumulate(1 / (rank + 12) ** 0.85 for rank in range(len(self.surnames)))]
        self.streets = [
            f"{kind} {self._word().title()}"
            for kind in ("rue", "rue", "rue", "avenue", "boulevard", "place", "impasse")
            for _ in range(150)
        ]
        self.rows = rows

    def _word(self) -> str:
        parts = [
            self.draw.choice(STARTS) + self.draw.choice(VOWELS) for _ in range(self.draw.choice((1, 2, 2, 3)))
        ]
        word = ("".join(parts) + self.draw.choice(ENDS)).upper()
        return self.draw.choice(PARTICLES) + word if self.draw.random() < 0.05 else word

    def surname(self) -> str:
        """A surname, some of them common."""
        return self.draw.choices(self.surnames, cum_weights=self.weights)[0]

    def firsts(self, sex: str) -> tuple[str, ...]:
        """One first name to three."""
        names = WOMEN if sex == "F" else MEN
        weights = [1 / (rank + 3) for rank in range(len(names))]
        found = dict.fromkeys(self.draw.choices(names, weights, k=self.draw.choice((1, 1, 2, 2, 3))))
        return tuple(found)

    def born(self, oldest: int = 95) -> date:
        """A day in so many years."""
        return date(2010, 8, 31) - timedelta(self.draw.randrange(oldest * 365))

    def world(self) -> World:
        """People in households, until there are rows enough."""
        world = World()
        while len(world.people) < self.rows * 0.83:
            self._household(world)
        for who in self.draw.sample(world.people, self.rows // 200):
            self._namesake(world, who)
        return world

    def _namesake(self, world: World, who: Human) -> None:
        """Somebody with the name, the first of the first names and the birth date of another; of a card."""
        number = len(world.homes)
        moved = (self.draw.randrange(1, 180), self.draw.choice(self.streets), who.home[2])
        # One in five lives in the same house, as in a hostel.
        home = who.home if self.draw.random() < 0.2 else moved
        other = replace(who, number=len(world.people), home=home, kind="CC", usage="", firsts=who.firsts[:1])
        world.people.append(other)
        world.homes[number] = [other.number]

    def _household(self, world: World) -> None:
        number = len(world.homes)
        home = (
            self.draw.randrange(1, 180),
            self.draw.choice(self.streets),
            f"750{self.draw.randrange(1, 21):02}",
        )
        kind = self.draw.choices(("LP", "LCE", "CC"), (85, 8, 7))[0]
        first = self._human(world, self.surname(), "F", home, kind)
        members = [first]
        if self.draw.random() < 0.45:
            members.append(self._human(world, self.surname(), "M", home, kind))
            if self.draw.random() < 0.55:
                usage = members[1].surname
                if self.draw.random() < 0.15:
                    usage = f"{first.surname}-{usage}"
                members[0] = replace(first, usage=usage)
                world.people[first.number] = members[0]
            for _ in range(self.draw.choice((0, 0, 1, 2))):
                sex = self.draw.choice("FM")
                members.append(self._human(world, members[1].surname, sex, home, kind))
            if self.draw.random() < 0.02:  # twins
                last = members[-1]
                twin = self._human(world, last.surname, last.sex, home, kind)
                firsts = twin.firsts
                while firsts[0] == last.firsts[0]:  # nobody gives one name to two
                    firsts = self.firsts(twin.sex)
                world.people[twin.number] = replace(twin, born=last.born, place=last.place, firsts=firsts)
                members.append(twin)
        world.homes[number] = [each.number for each in members]

    def _human(self, world: World, surname: str, sex: str, home: tuple[int, str, str], kind: str) -> Human:
        place = (
            f"751{self.draw.randrange(1, 21):02}"
            if self.draw.random() < 0.35
            else (
                f"99{self.draw.randrange(100, 260)}"
                if kind != "LP" or self.draw.random() < 0.15
                else f"{self.draw.randrange(1, 95):02}{self.draw.randrange(1, 400):03}"
            )
        )
        born = self.born()
        if kind != "LP" and self.draw.random() < 0.05:  # no day is known, and an administration wrote one
            born = born.replace(month=1, day=1)
        human = Human(len(world.people), surname, "", self.firsts(sex), sex, born, place, home, kind)
        world.people.append(human)
        return human

    def slip(self, name: str) -> str:
        """One letter missing, another, doubled, or two swapped."""
        if len(name) < 5:
            return name
        at, way = self.draw.randrange(1, len(name) - 1), self.draw.randrange(4)
        if way == 0:
            return name[:at] + name[at + 1 :]
        if way == 1:
            return name[:at] + self.draw.choice("AEILNRST") + name[at + 1 :]
        if way == 2:
            return name[:at] + name[at] + name[at:]
        return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]

    def written(self, who: Human) -> Human:  # noqa: PLR0911 - a way a line
        """The person as another clerk writes them: as they are in nine cases of ten."""
        way = self.draw.random()
        if way < 0.90:
            return who
        if way < 0.92:
            return replace(who, surname=who.surname.replace(" ", "").replace("'", ""))
        if way < 0.94:
            return replace(who, surname=self.slip(who.surname))
        if way < 0.96:
            return replace(who, firsts=who.firsts[-1:])
        if way < 0.97 and who.usage:
            return replace(who, surname=who.usage, usage="")
        if way < 0.98 and who.usage:
            return replace(who, surname=f"{who.surname}-{who.usage}", usage="")
        if way < 0.985:
            return replace(who, surname=who.firsts[0].upper(), firsts=(who.surname.title(),))
        return replace(who, place="" if way < 0.993 else f"99{self.draw.randrange(100, 260)}")

    def address(self, home: tuple[int, str, str]) -> tuple[str, str, str]:
        """(number, street, postcode), abbreviated by every other clerk."""
        number, street, postcode = home
        short = {"avenue": "av.", "boulevard": "BD", "rue": "R", "place": "Pl"}
        kind, _, name = street.partition(" ")
        if kind in short and self.draw.random() < 0.3:
            kind = short[kind]
        return str(number), f"{kind} {name}", postcode


def files(world: World, maker: Maker, folder: Path) -> dict[str, list[int]]:
    """Write every list; its people in the order of its lines."""
    draw, rows = maker.draw, {name: [] for name in ("LP", "LCM", "LCE", "CC")}
    whose: dict[str, list[int]] = {name: [] for name in rows}

    def add(name: str, who: Human, home: tuple[int, str, str]) -> None:
        rows[name].append(
            _card(who, maker.address(home)) if name == "CC" else _elector(name, who, maker.address(home))
        )
        whose[name].append(who.number)

    for who in world.people:
        moved = (draw.randrange(1, 180), draw.choice(maker.streets), f"750{draw.randrange(1, 21):02}")
        if who.kind == "LP":
            add("LP", who, who.home)
            if draw.random() < 0.003:
                add("LP", who, moved)
        elif who.kind == "LCE":
            add("LCM", who, who.home)
            if draw.random() < 0.95:
                add("LCE", maker.written(who), who.home if draw.random() < 0.95 else moved)
        if who.kind == "CC" or draw.random() < 0.07:
            other = replace(maker.written(who), place="")
            one = replace(other, firsts=other.firsts[:1])
            add("CC", one, who.home if draw.random() < 0.85 else moved)
    for name, lines in rows.items():
        order = list(range(len(lines)))
        draw.shuffle(order)
        whose[name] = [whose[name][place] for place in order]
        head = CARD if name == "CC" else ROLL
        stem = "carte-citoyenne" if name == "CC" else f"com75056_{name}_31-08-2026"
        text = "\n".join([head, *(lines[place] for place in order)]) + "\n"
        (folder / f"{stem}.csv").write_text(text, encoding="utf-8")
    return whose


def _elector(kind: str, who: Human, home: tuple[str, str, str]) -> str:
    nationality = "Française" if kind == "LP" else "Portugaise"
    return ";".join(
        (
            f"75056;Paris;{kind}",
            who.surname,
            who.usage,
            " ".join(who.firsts),
            who.sex,
            f"{who.born:%d/%m/%Y}",
            who.place,
            "",
            who.place[:2],
            "",
            nationality,
            home[0],
            home[1],
            "",
            "",
            "",
            home[2],
            "PARIS",
            "FRANCE",
            f"75056_{int(home[2][-2:]):02}01",
        )
    )


def _card(who: Human, home: tuple[str, str, str]) -> str:
    name, usage = (who.usage, "") if who.usage and who.number % 2 else (who.surname, who.usage)
    title = "Mme" if who.sex == "F" else "M."
    nationality = {"LP": "Française", "LCE": "Portugaise"}.get(who.kind, "Malienne")
    street = f"{home[0]} {home[1]}"
    return ";".join(
        (
            f"C{who.number:07}",
            title,
            name,
            usage,
            who.firsts[0],
            f"{who.born:%d/%m/%Y}",
            street,
            home[2],
            "Paris",
            nationality,
        )
    )


def excluded(world: World, maker: Maker, path: Path, count: int) -> list[int]:
    """Write a list of so many people, one in ten of whom is nobody here; who they are, -1 for nobody."""
    whose, lines = [], ["nom;prénoms;date de naissance"]
    for who in maker.draw.sample(world.people, count):
        other = maker.written(who)
        name = other.usage if other.usage and maker.draw.random() < 0.5 else other.surname
        if maker.draw.random() < 0.1:
            name, other, who = maker.surname(), replace(other, born=maker.born()), replace(who, number=-1)
        lines.append(f"{name};{' '.join(other.firsts)};{other.born:%d/%m/%Y}")
        whose.append(who.number)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return whose
