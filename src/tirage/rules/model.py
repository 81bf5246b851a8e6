"""What a `tirage.yaml` says, once it is known to be sound: one model, and the sections that a road needs.

The volunteers come by one of two roads: letters to people drawn from rolls (`RollRules`), or a file of
volunteers (`FileRules`). What both say stands in `Rules`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Literal

from tirage.people.geography.model import Geography
from tirage.people.private.small_cells import FEWEST
from tirage.people.rolls.collection import Expected
from tirage.rules.sections import (
    CAUSES,
    CauseCode,
    CoolingOff,
    Criterion,
    DrawRules,
    Letters,
    ListCode,
    ReplacementRules,
    Section,
    Slug,
    Stream,
    TermRules,
)
from tirage.rules.values import Day, Electors, Text, Whole, Zone

VERSION = "dossier/1"


class Rules(Section):
    """The rules of one assembly, whichever road its volunteers come by."""

    tirage: Literal["dossier/1"]
    name: Text
    organiser: Text | None = None
    """Who holds the draw: a town hall, a service, an association."""
    city: Text | None = None
    """Where papers are signed."""
    timezone: Zone | None = None
    """Of the hours on papers, `Europe/Paris`; None: UTC, as in the journal."""
    seats: Whole
    quotas: Text | None = None
    """The quota file, beside tirage.yaml; None: quotas.yaml where there is one, else no quotas."""
    geography: Text | None = None
    """The table by which `tirage prepare` tells places: one that ships, or a file beside tirage.yaml."""
    draws: DrawRules | None = None
    replacements: ReplacementRules | None = None
    term: TermRules | None = None
    cooling_off: CoolingOff | None = None
    small_cells: Whole = FEWEST
    """People that a table for everybody counts at least, or none: fewer could be recognised."""
    causes: tuple[CauseCode, ...] = CAUSES
    """Why a member may be said to have left: published, and a closed list."""
    ids: Literal["alias", "published"] | None = None
    """What is published of a person of a file with ids of its own: an alias made with the key, or this id."""

    @property
    def drawing(self) -> DrawRules:
        """How seats are drawn, whether anything is said of it or not."""
        return self.draws or DrawRules()

    @property
    def replacing(self) -> ReplacementRules:
        """How open seats are filled, whether anything is said of it or not."""
        return self.replacements or ReplacementRules()

    @property
    def tolerance(self) -> Mapping[str, int]:
        """Criterion → seats of tolerance in later draws, of "" for those not named."""
        return {name: seats for name, seats in sorted(self.replacing.tolerance.items()) if seats or name}

    @property
    def cohorts(self) -> int:
        """How many cohorts a term has, said or not."""
        return (self.term.cohorts if self.term else None) or 1

    def published(self) -> Mapping[str, object]:
        """The rules that the draws depend on, as a canonical document (`public/rules.json`)."""
        return {
            "spec": "tirage/2",
            "name": self.name,
            "organiser": self.organiser,
            "city": self.city,
            "timezone": self.timezone,
            "seats": self.seats,
            "causes": list(self.causes),
            "draws": self._draws(),
        }

    def _draws(self) -> Mapping[str, object]:
        """What the panel's draw and all later ones keep to."""
        replacing = self.replacing
        found = {**self.drawing.model_dump(mode="json"), "cohorts": self.cohorts}
        found |= {"policy": replacing.policy, "batch": replacing.batch}
        # Only where there is any: other rules are what they were, to the byte.
        if self.tolerance:
            found["tolerance"] = self.tolerance
        if replacing.standby:
            found["standby"] = replacing.standby.model_dump(mode="json")
        if replacing.alternates:
            found["alternates"] = replacing.alternates.published()
        if replacing.prefer:
            found["prefer"] = replacing.prefer
        return found


class FileRules(Rules):
    """The rules of an assembly whose volunteers come in a file."""

    reference_date: Day | None = None
    """Ages are those of this day; None where the file has categories, not ages."""
    household: tuple[Text, ...] = ()
    """Columns of the file that people of one household have in common; none: people are alone."""

    def published(self) -> Mapping[str, object]:
        """As of `Rules`, with nothing of rolls and letters."""
        return {
            **super().published(),
            "reference_date": None if self.reference_date is None else str(self.reference_date),
            "streams": [],
            "criteria": [],
            "strata": [],
            "household": list(self.household),
            "exclusions": [],
            "letters": None,
        }


class RollRules(Rules):
    """The rules of an assembly whose volunteers answer letters to people drawn from rolls."""

    reference_date: Day
    """Ages are those of this day."""
    streams: Mapping[Slug, Stream] = {}
    """In order: someone belongs to the first stream that fits."""
    criteria: dict[str, Criterion]
    strata: tuple[str, ...]
    """Criteria by which letters are spread; none that only the answers tell."""
    household: tuple[Literal["address", "door", "surname"], ...] = ("address", "surname")
    """What the people of one household share; `address` is the building on most rolls."""
    exclusions: tuple[Slug, ...] = ()
    """Causes for which a list of people may be excluded."""
    letters: Letters
    expected: Mapping[ListCode, Electors] = {}
    """Electors who are known to be on a list, in all or by commune or arrondissement: what is read must be as
    many."""
    columns: Mapping[str, str] = {}
    """Columns of an extract that is like none of those known: header → meaning."""

    @property
    def tolerance(self) -> Mapping[str, int]:
        """As of `Rules`; streams are blocks of seats, which keep theirs unless they are named."""
        found = super().tolerance
        streams = [name for name, each in self.criteria.items() if each.origin == "stream"]
        return dict(sorted({**dict.fromkeys(streams, 0), **found}.items())) if found.get("") else found

    @property
    def geographies(self) -> tuple[Geography, ...]:
        """The tables of places, in the order of the criteria."""
        found = {each.table.name: each.table for each in self.criteria.values() if each.table}
        return tuple(found.values())

    def published(self) -> Mapping[str, object]:
        """As of `Rules`, with all that frame and letters depend on."""
        return {
            **super().published(),
            "reference_date": str(self.reference_date),
            "streams": [
                {"name": name, **stream.model_dump(mode="json")} for name, stream in self.streams.items()
            ],
            "criteria": [
                {
                    "name": name,
                    "from": criterion.origin,
                    "geography": None if criterion.table is None else criterion.table.name,
                    "categories": [
                        {"name": category, "means": criterion.meaning(category)}
                        for category in criterion.categories
                    ],
                }
                for name, criterion in self.criteria.items()
            ],
            "strata": list(self.strata),
            "household": list(self.household),
            "exclusions": list(self.exclusions),
            "letters": self.letters.published(),
            **({"expected": [asdict(each) for each in self.known_electors]} if self.expected else {}),
        }

    @property
    def known_electors(self) -> tuple[Expected, ...]:
        """What is known of the lists, sorted."""
        return tuple(
            sorted(
                Expected(name, place, electors)
                for name, known in self.expected.items()
                for place, electors in (known.items() if isinstance(known, Mapping) else (("", known),))
            )
        )


OF_ROLLS = frozenset(RollRules.model_fields.keys() - FileRules.model_fields.keys())
"""Keys that only the road by rolls has: one of them, and the rules are `RollRules`."""
