"""Carte citoyenne, volunteers, and answers to letters: the other lists that a rehearsal needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tirage.synth import names
from tirage.synth.area import Area, Part
from tirage.synth.people import (
    DIPLOMAS,
    YEAR,
    Dice,
    Someone,
    chosen,
    cumulated,
    someone,
)
from tirage.synth.rolls import FOREIGNERS

CARD_HEADER = [
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
ON_THE_ROLL, YOUNG = 0.35, 0.2
"""Shares of the holders of a card who are on a roll too, and who are 16 or 17."""
_AGES = ((16, "16-17"), (18, "18-24"), (25, "25-39"), (40, "40-54"), (55, "55-64"), (65, "65 et plus"))
_VOLUNTEERS = cumulated([volunteers for _, _, volunteers in DIPLOMAS])
POOL_HEADER = ("id", "nom", "prénom", "adresse", "code postal", "genre", "âge", "diplôme", "secteur")


def cards(people: int, seed: str, roll_people: int, area: Area) -> Iterator[Sequence[str]]:
    """Rows of an extract of the cards, header first; some are people of `rolls(roll_people, seed, …)`."""
    yield CARD_HEADER
    sizes, shares, groups = area.sizes(roll_people), area.shares(), area.groups()
    for i in range(people):
        dice = Dice(seed, "card", str(i))
        part = area.drawn(shares, dice)
        own, kind = sizes[part.number - 1], dice.number()
        if kind < ON_THE_ROLL and own:
            n = dice.below(own, 3)
            foreign = Dice(seed, f"list {part.number}", str(n)).number() < FOREIGNERS
            nationality = "Italienne" if foreign else "Française"
            yield _card(someone(seed, groups[part.number - 1], n), part, i, nationality, dice, young=False)
        else:
            nationality = names.ELSEWHERE[dice.below(len(names.ELSEWHERE), 1)]
            young = kind < ON_THE_ROLL + YOUNG
            yield _card(someone(seed, "cards", i), part, i, "" if young else nationality, dice, young=young)


def _card(person: Someone, part: Part, i: int, nationality: str, dice: Dice, *, young: bool) -> Sequence[str]:
    year = YEAR - 16 - dice.below(2, 1) if young else person.year
    first = person.first_names.split(",")[0]
    return (
        *(f"C{i:07}", "Mme" if person.sex == "F" else "M.", person.usage_name or person.surname, first),
        *(f"{person.day:02}/{person.month:02}/{year}", f"{person.number} {person.street}", person.complement),
        *(part.postcodes[0], part.city, f"carte{i}@example.org", "", f"01/09/{YEAR - 1}", nationality),
        f"Mme {names.WOMEN[dice.below(len(names.WOMEN), 1)]} {person.surname}" if young else "",
    )


def pool(people: int, seed: str, area: Area) -> Iterator[Sequence[str]]:
    """Volunteers with gender, age, diploma and sector, header first: graduates have answered more."""
    yield POOL_HEADER
    home: tuple[str, str, Part] | None = None
    shares = area.shares()
    for i in range(people):
        person, dice = someone(seed, "pool", i), Dice(seed, "volunteer", str(i))
        address = (f"{person.number} {person.street}", person.surname, area.drawn(shares, dice))
        # One in fifteen lives with the volunteer before.
        shared = home if home is not None and dice.number(1) < 1 / 15 else None
        street, surname, part = shared or address
        home = None if shared else address
        age = 16 + dice.below(2, 1) if dice.number(1) < 0.03 else YEAR - person.year
        band = [name for lowest, name in _AGES if age >= lowest][-1]
        diploma = "en études" if age < 18 else DIPLOMAS[chosen(_VOLUNTEERS, dice.number())][0]
        gender = "Femme" if person.sex == "F" else "Homme"
        first = person.first_names.split(",")[0]
        yield (f"V{i:05}", surname, first, street, part.postcodes[0], gender, band, diploma, part.label)


def answers(letters: Sequence[tuple[str, str]], seed: str, rate: float) -> Iterator[Sequence[str]]:
    """Answers to letters (code, pid), header first: `rate` of them yes, a third as many no."""
    yield ("code", "réponse", "cause", "diplôme")
    for code, pid in letters:
        dice = Dice(seed, "answer", pid)
        value = dice.number()
        if value < rate:
            yield (code, "oui", "", DIPLOMAS[chosen(_VOLUNTEERS, dice.number())][0])
        elif value < rate * 4 / 3:
            yield (code, "non", ("time", "other", "")[dice.below(3, 1)], "")
