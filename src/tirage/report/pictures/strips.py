"""The ways to be fair in one picture: for each, everyone's chance in ascending order. Plain SVG, no script.

A bar is as wide as there are people with a chance, and as high as the chance: all charts of one pool have the
same area, the seats. Places are worked out in fractions, so the same comparison is the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape

from tirage.analysis.objectives import Comparison
from tirage.analysis.statistics import Figures, Groups
from tirage.i18n.catalogue import Language, text
from tirage.i18n.numbers import decimal, percent

WIDTH, HEAD, HEIGHT, GAP = 760, 70, 90, 50
LEFT, RIGHT = 130, 210
"""Room for the names, and for the figures, beside the charts."""
CHART = WIDTH - LEFT - RIGHT

STYLE = (
    "text{font-family:sans-serif;font-size:13px;fill:#1a1a1a}.name{font-weight:bold}.small{font-size:11px}"
    ".bars{fill:#86b3dc}.axis{stroke:#767676}.mean{stroke:#8a2b06;stroke-width:1.5;stroke-dasharray:5 4}"
)


@dataclass(frozen=True, slots=True)
class Chart:
    """Everyone's chance, under a name."""

    name: str
    chances: Figures
    groups: Groups


def svg(found: Comparison, language: Language) -> bytes:
    """The ways to be fair: the bytes of the picture, with a title and the same figures in words."""
    charts = [Chart(each.fairness, each.chances, each.groups) for each in found.objectives]
    return drawn(charts, found.people, found.seats, language)


def drawn(charts: Sequence[Chart], people: int, seats: int, language: Language) -> bytes:
    """The same of any charts of one pool."""
    height = HEAD + len(charts) * (HEIGHT + GAP)
    title = text("picture.title", language, people=people, seats=seats)
    words = " ".join(_words(each, language) for each in charts)
    top = max(each.chances.largest for each in charts)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}"'
        f' height="{height}" role="img" aria-labelledby="title desc" lang="{language}">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(text("picture.how", language))} {escape(words)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="26" class="name">{escape(title)}</text>',
        f'<text x="16" y="46" class="small">{escape(text("picture.how", language))}</text>',
    ]
    for place, each in enumerate(charts):
        lines += _chart(each, HEAD + place * (HEIGHT + GAP), top, language)
    return ("\n".join([*lines, "</svg>"]) + "\n").encode()


def _words(each: Chart, language: Language) -> str:
    """The figures of one way to be fair as a sentence, for those who do not see the chart."""
    chances = each.chances
    return text(
        "picture.words",
        language,
        fairness=each.name,
        least=percent(chances.least, language),
        at_least=chances.at_least,
        largest=percent(chances.largest, language),
        at_largest=chances.at_largest,
        gini=decimal(chances.gini, language),
        never=chances.never,
    )


def _chart(each: Chart, top: int, highest: Fraction, language: Language) -> Iterator[str]:
    """The chart of one way to be fair, `top` pixels from the upper edge."""
    bottom, chances = top + HEIGHT, each.chances
    yield f'<g transform="translate({LEFT} {bottom})">'
    yield f'<text x="{-LEFT + 16}" y="{-HEIGHT // 2}" class="name">{escape(each.name)}</text>'
    yield f'<path class="bars" d="{_outline(each, highest)}"/>'
    yield f'<line class="axis" x1="0" y1="0" x2="{CHART}" y2="0"/>'
    mean = number(-HEIGHT * chances.mean / highest)
    yield f'<line class="mean" x1="0" y1="{mean}" x2="{CHART}" y2="{mean}"/>'
    yield '<text class="small" x="-6" y="4" text-anchor="end">0</text>'
    yield f'<text class="small" x="-6" y="{4 - HEIGHT}" text-anchor="end">{percent(highest, language)}</text>'
    for line, said in enumerate(_beside(each, language)):
        yield f'<text class="small" x="{CHART + 12}" y="{-HEIGHT + 18 + 20 * line}">{escape(said)}</text>'
    yield "</g>"


def _beside(each: Chart, language: Language) -> Iterator[str]:
    chances = each.chances
    for code, value in (("picture.least", chances.least), ("picture.largest", chances.largest)):
        people = chances.at_least if code == "picture.least" else chances.at_largest
        yield text(code, language, chance=percent(value, language), people=people)
    yield text("picture.mean", language, chance=percent(chances.mean, language))
    yield text("picture.gini", language, gini=decimal(chances.gini, language))


def _outline(each: Chart, highest: Fraction) -> str:
    """The upper edge of the bars, from left to right and back along the axis."""
    steps, people = ["M0 0"], 0
    for chance, count in each.groups:
        people += count
        steps.append(
            f"V{number(-HEIGHT * chance / highest)}H{number(Fraction(CHART * people, each.chances.people))}"
        )
    return "".join([*steps, "V0Z"])


def number(value: Fraction) -> str:
    """Two decimals at most, rounded half to even.

    >>> number(Fraction(-1, 3)), number(Fraction(5, 2)), number(Fraction(0))
    ('-0.33', '2.5', '0')
    """
    hundredths = round(value * 100)
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}" + (f".{rest:02}".rstrip("0") if rest else "")
