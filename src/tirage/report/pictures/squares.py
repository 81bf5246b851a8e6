"""Where the places of a criterion stand in a picture: by a table published, or one that ships."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tirage.dossier.documents.geography import PublishedTable
from tirage.people.geography.model import Geography
from tirage.people.geography.read import read_geography, shipped
from tirage.quotas.model import BoundCount
from tirage.report.pictures.drawings import Square

MANY = 10
"""Places from which on nothing but a city has these names: a few numbers may be anything."""


def squares_of(lines: Sequence[BoundCount], table: PublishedTable | None, city: str) -> Mapping[Square, str]:
    """Square → category, where each category has one at least; else nothing.

    `table`: of the criterion, as it was published; `city`: as the rules name it, empty where they do not.
    """
    categories = [line.category for line in lines]
    if table is not None:
        own = {place.label: [(tile.column, tile.row) for tile in place.tiles] for place in table.places}
        return _placed({category: own.get(category, []) for category in categories})
    for geography in map(read_geography, shipped()):
        here = geography.is_inside(city) if city else len(categories) >= MANY
        if here and (found := _shipped(categories, geography)):
            return found
    return {}


def _shipped(categories: Sequence[str], geography: Geography) -> Mapping[Square, str]:
    """A map is of the whole city: each place once, and nothing else; a bare number is no place."""
    labels = {category: geography.by_label(category) for category in categories if not category.isdigit()}
    if len(labels) < len(categories) or sorted(labels.values()) != sorted(geography.labels):
        return {}
    return _placed({category: geography.places[label].tiles for category, label in labels.items()})


def _placed(squares: Mapping[str, Sequence[Square]]) -> Mapping[Square, str]:
    if not all(squares.values()):
        return {}
    return {square: category for category, own in squares.items() for square in own}
