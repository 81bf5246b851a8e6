"""How a census table as it was downloaded becomes figures by category: what a person reads and corrects.

Every text may be a proposal, `Femme ?`, or a question, `?`: nothing is read by a mapping that has any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

SIGN = "?"
LEFT_OUT = "-"
"""In place of a category: a row or a column of which nothing is made."""
EVERYONE = "total"
"""In place of a category: of everybody, whatever the category."""
Place = tuple[str, ...]


def is_open(text: str) -> bool:
    """Whether somebody is still to say it, or to confirm it.

    >>> is_open("?"), is_open("Femme ?"), is_open("Femme")
    (True, True, False)
    """
    return text == SIGN or text.endswith(f" {SIGN}")


@dataclass(frozen=True, slots=True)
class Rows:
    """A criterion whose categories stand in the rows."""

    column: str
    categories: Mapping[str, str]
    """What stands in the column → category, `-` or `total`."""
    bands: Mapping[str, str] = field(default_factory=dict)
    """Category → ages, `16-24` or `65+`: of each label whose ages lie within, where it is not among those."""


@dataclass(frozen=True, slots=True)
class CensusMap:
    """The whole of it."""

    file: str
    sha256: str
    header: str
    """Line of the header, from 1."""
    sheet: str = ""
    decimal: str = "."
    unit: str = "people"
    """`people` or `percent`."""
    accepted: bool = False
    """Whether somebody has accepted all proposals together: nothing but questions is open then."""
    source: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    """Column → what stands in it in the rows that count."""
    rows: Mapping[str, Rows] = field(default_factory=dict)
    """By criterion."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Column of figures → `total`, `-`, or `genre: Femme`, several with `;` between."""

    @property
    def pending(self) -> tuple[Place, ...]:
        """Where something is still to be said."""
        return tuple(
            place for place, text in self._texts() if text == SIGN or (is_open(text) and not self.accepted)
        )

    def decided(self) -> CensusMap:
        """The mapping without question marks."""

        def plain(said: Mapping[str, str]) -> dict[str, str]:
            return {key: text.removesuffix(f" {SIGN}") for key, text in said.items()}

        names = ("header", "sheet", "decimal", "unit")
        rows = {
            name: Rows(each.column, plain(each.categories), plain(each.bands))
            for name, each in self.rows.items()
        }
        return replace(
            self,
            **plain({name: getattr(self, name) for name in names}),  # type: ignore[arg-type]
            where=plain(self.where),
            rows=rows,
            columns=plain(self.columns),
        )

    def _texts(self) -> Iterator[tuple[Place, str]]:
        yield from ((("header",), self.header), (("sheet",), self.sheet))
        yield from ((("decimal",), self.decimal), (("unit",), self.unit))
        yield from ((("where", name), value) for name, value in self.where.items())
        for name, rows in self.rows.items():
            yield ("rows", name, "column"), rows.column
            yield from ((("rows", name, "categories", key), said) for key, said in rows.categories.items())
            yield from ((("rows", name, "bands", key), said) for key, said in rows.bands.items())
        yield from ((("columns", name), value) for name, value in self.columns.items())


def tags_of(said: str) -> dict[str, str] | None:
    """Criterion → category of a column; empty for everyone; None for what is no such text.

    >>> tags_of("genre: Homme; âge: 15-24"), tags_of("total"), tags_of("Homme")
    ({'genre': 'Homme', 'âge': '15-24'}, {}, None)
    """
    if said == EVERYONE:
        return {}
    parts = [part.partition(":") for part in said.split(";")]
    if any(not (name.strip() and value.strip()) for name, _, value in parts):
        return None
    return {name.strip(): value.strip() for name, _, value in parts}
