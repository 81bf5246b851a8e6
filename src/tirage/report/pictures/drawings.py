"""Small pictures as plain SVG: a band with its mark, a bar, the places of a city as tiles.

Lengths along a line are percentages, so a picture is as wide as its cell on paper and on a phone; colours are
attributes, since not every printer looks for them in a style sheet. Every place is worked out in fractions:
the same figures are the same bytes. What a picture shows always stands in words beside it, so the small ones
are hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import count

from tirage.report.document import Band, Bar
from tirage.report.pictures.strips import number

MARGIN = 3
"""Percent left free at both ends of a line, for round ends and marks."""
_SMALL = 'width="100%" height="22" aria-hidden="true" focusable="false"'

TRACK = 'stroke="#e3e8ed" stroke-width="2"'
ALLOWED = 'stroke="#b9d2e9" stroke-width="14" stroke-linecap="round"'
TARGET = 'stroke="#1c2733" stroke-width="1.5"'
INSIDE = 'fill="#1d5a94" stroke="#ffffff" stroke-width="1.5"'
OUTSIDE = 'fill="#a3180f" stroke="#ffffff" stroke-width="1.5"'
BAR = 'fill="#6d9cc7"'
SHADES = ("#eef3f8", "#d6e4f1", "#a9c8e4", "#3f79b0", "#1b4f82")
"""Of a tile, from the fewest to the most; what is written on the last two is white."""
DARK, WHITE, RED = "#12202d", "#ffffff", "#a3180f"

SIDE, GAP = 84, 6
LARGEST, SMALLEST = 17, 11
"""Height of the letters of a name; each is some six tenths as wide."""


def band(found: Band) -> str:
    """What was allowed as a broad line, what was obtained as a dot (a diamond where it is outside)."""
    # A line of no length has no round ends.
    end = found.high if found.high > found.low else found.high + found.top / 1000
    parts = [
        f'<svg class="band" {_SMALL}>',
        _line(TRACK, Fraction(0), found.top, found.top),
        _line(ALLOWED, found.low, end, found.top),
    ]
    if found.target is not None:
        place = _along(found.target, found.top)
        parts.append(f'<line {TARGET} x1="{place}" x2="{place}" y1="1" y2="21"/>')
    if found.mark is not None:
        place = _along(found.mark, found.top)
        if found.within:
            parts.append(f'<circle class="in" {INSIDE} cx="{place}" cy="11" r="5"/>')
        else:
            diamond = f'<path class="out" {OUTSIDE} d="M0-8 8 0 0 8-8 0Z"/>'
            parts.append(f'<svg x="{place}" y="11" overflow="visible">{diamond}</svg>')
    return "".join([*parts, "</svg>"])


def bar(found: Bar) -> str:
    """A bar from the left."""
    share = number(100 * found.value / found.top) if found.top else "0"
    return f'<svg class="bar" {_SMALL}><rect {BAR} x="0" y="4" width="{share}%" height="14"/></svg>'


def _line(look: str, start: Fraction, end: Fraction, top: Fraction) -> str:
    return f'<line {look} x1="{_along(start, top)}" x2="{_along(end, top)}" y1="11" y2="11"/>'


def _along(value: Fraction, top: Fraction) -> str:
    """The place of a value on a line from 0 to `top`."""
    share = min(max(value / top, Fraction(0)), Fraction(1)) if top else Fraction(0)
    return number(MARGIN + (100 - 2 * MARGIN) * share) + "%"


Square = tuple[int, int]
"""Column and row of a square, from 1 and 1 at the top left."""


@dataclass(frozen=True, eq=False, slots=True)
class Tile:
    """What one place shows; several squares may share one."""

    name: str
    figure: str
    strength: int
    """Of its colour, from 0 to 4."""
    fine: bool = True


def tiled(tiles: Mapping[Square, Tile], title: str) -> str:
    """The map; squares that share a `Tile` are drawn as one, without a gap."""
    side = SIDE + GAP
    width, height = (max(square[axis] for square in tiles) * side - GAP for axis in (0, 1))
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    parts = [f'<svg class="places" {size} role="img" aria-label="{escape(title)}">']
    order = sorted(tiles, key=lambda square: (square[1], square[0]))
    for square in order:
        parts += _tile(tiles, square)
    said: set[int] = set()
    for square in order:
        if id(tiles[square]) not in said:
            said.add(id(tiles[square]))
            parts += _label(tiles, square)
    return "".join([*parts, "</svg>"])


def _tile(tiles: Mapping[Square, Tile], square: Square) -> Iterator[str]:
    (column, row), tile, side = square, tiles[square], SIDE + GAP
    right = tiles.get((column + 1, row)) is tile
    below = tiles.get((column, row + 1)) is tile
    width, height = SIDE + (GAP if right else 0), SIDE + (GAP if below else 0)
    look = (
        f'fill="{SHADES[tile.strength]}"' if tile.fine else f'fill="{WHITE}" stroke="{RED}" stroke-width="4"'
    )
    place_of = f'x="{(column - 1) * side}" y="{(row - 1) * side}" width="{width}" height="{height}"'
    yield f'<rect {look} {place_of} shape-rendering="crispEdges"/>'


def _label(tiles: Mapping[Square, Tile], square: Square) -> Iterator[str]:
    (column, row), tile = square, tiles[square]
    x, y = (column - 1) * (SIDE + GAP), (row - 1) * (SIDE + GAP)
    squares = next(n for n in count(1) if tiles.get((column + n, row)) is not tile)
    text, size = _fitted(tile.name, squares * (SIDE + GAP) - 2 * GAP)
    colour = (WHITE if tile.strength > 2 else DARK) if tile.fine else RED
    name = f'font-size="{size}" x="{x + 9}" y="{y + 24}"'
    yield f'<text class="where" fill="{colour}" {name}>{escape(text)}</text>'
    figure = f'font-size="27" font-weight="700" x="{x + 9}" y="{y + SIDE - 12}"'
    yield f'<text fill="{colour}" {figure}>{escape(tile.figure)}</text>'


def _fitted(text: str, width: int) -> tuple[str, int]:
    """A name and its size that fit a width: smaller letters first, then a shorter name.

    >>> _fitted("12e", 78), _fitted("Val-d'Argent", 78), _fitted("Saint-Germain-des-Landes", 78)
    (('12e', 17), ("Val-d'Argent", 11), ('Saint-Germa…', 11))
    """
    size = max(SMALLEST, min(LARGEST, width * 10 // (6 * max(1, len(text)))))
    most = width * 10 // (6 * size) + 1
    return (text if len(text) <= most else text[: most - 1].rstrip() + "…"), size
