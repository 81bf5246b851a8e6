"""A chart of simulated lives: how many assemblies are whole, month by month, one line a policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape

WIDTH, HEIGHT, LEFT, BOTTOM, TOP = 720, 300, 48, 34, 16
COLOURS = ("#1f5a92", "#b8560f", "#4a7c2a", "#7a3e8e")
DASHES = ("", "6 3", "2 3", "8 3 2 3")


def chart(shares: Mapping[str, Sequence[Fraction]], title: str) -> bytes:
    """An SVG document; `shares` by name of policy, one share from 0 to 1 a month."""
    months = max((len(each) for each in shares.values()), default=1)
    inner = WIDTH - LEFT - 10, HEIGHT - BOTTOM - TOP

    def x(month: int) -> str:
        return f"{LEFT + inner[0] * month / months:.1f}"

    def y(share: Fraction) -> str:
        return f"{TOP + inner[1] * float(1 - share):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + 20 * len(shares)}" '
        f'role="img" font-family="sans-serif" font-size="12"><title>{escape(title)}</title>'
        '<rect width="100%" height="100%" fill="#fff"/>'
    ]
    for tenth in range(0, 11, 2):
        at = y(Fraction(tenth, 10))
        parts.append(f'<path d="M{LEFT} {at}H{WIDTH - 10}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 6}" y="{at}" dy="4" text-anchor="end">{10 * tenth}</text>')
    for month in range(0, months + 1, 12):
        parts.append(f'<text x="{x(month)}" y="{HEIGHT - 14}" text-anchor="middle">{month}</text>')
    for number, (name, each) in enumerate(shares.items()):
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        points = " ".join(f"{x(month)},{y(share)}" for month, share in enumerate(each, 1))
        line = f'fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
        parts.append(f'<polyline points="{points}" {line}/>')
        low = HEIGHT + 20 * number
        parts.append(f'<path d="M{LEFT} {low}h30" {line}/>')
        parts.append(f'<text x="{LEFT + 38}" y="{low}" dy="4">{escape(name)}</text>')
    parts.append("</svg>\n")
    return "".join(parts).encode()
