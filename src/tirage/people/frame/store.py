"""What an engine does for the frame and the letters: rows of all lists in tables, and questions about them.

The rooms above know this protocol and nothing of an engine; `people.engines` makes one. Statements are of a
subset that every engine has, by way of translation where need be: no `delete`, no `update`, no `rowid`, no
difference of dates by a minus, no `count(distinct) over`; a test translates each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

from tirage.people.rolls import entries
from tirage.people.rolls.lists import ROLLS
from tirage.progress import Progress

COLUMNS = (*entries.COLUMNS, "file")
"""Of a file of entries: those of a batch, and the hash of the file it is from."""
NUMBERS = {"line"}
"""Columns that are numbers; the others are texts, empty where nothing is known."""

ROW_BITS = 32
"""Of the number of a row: its place in its file of the roll; above them, the place of that file."""
OF_ROLL = "list in (" + ", ".join(f"'{name}'" for name in ROLLS) + ")"
"""SQL: whether a row is of a list of the roll."""
SEVERAL = "select person from merged where row <> person"
"""SQL: people of several rows, once these are merged."""

Row = tuple[Any, ...]
ReadSome = Callable[[tuple[Sequence[Path], Path]], Any]
"""`reading.read_some`, that is told all but its files."""
Away = Callable[[ReadSome, Sequence[str], Sequence[Path], Progress], list[Any]]
"""Reads files where the store is, and takes their entries in: what it says of each.

Given are what reads some; a mark of all that the reading of each depends on, but its bytes; and the files.
"""


class Store(Protocol):
    """Entries as they come, then whatever is made of them; everything is gone with the object."""

    @property
    def away(self) -> Away | None:
        """What reads files and takes their entries in, where the store is on other machines."""
        ...

    def take_in(self, paths: Sequence[Path]) -> None:
        """Files of entries (Parquet of COLUMNS), one for each file of the roll, as the table `entries`.

        It has two columns more: `roll`, whether the row is of a list of the roll; and `row`, a number of its
        own, by the hash of its file and its place there, so that it says the same on any engine.
        """
        ...

    def read_csv(self, table: str, paths: Sequence[Path]) -> None:
        """Published files of one header (`,`, no quotes) as a table of texts; empty cells are null."""
        ...

    def read_parquet(self, table: str, path: Path) -> None:
        """A file of `write_parquet` as a table."""
        ...

    def fill(self, table: str, rows: Sequence[Row]) -> None:
        """Add rows to a table that is there."""
        ...

    def run(self, *statements: str, **values: object) -> None:
        """Statements one after the other; `$name` stands for a value in each that has it."""
        ...

    def rows(self, query: str, **values: object) -> Iterable[Row]:
        """The rows of a query, some thousands at a time."""
        ...

    def one(self, query: str, **values: object) -> Any:  # noqa: ANN401 - a cell of any kind
        """The only cell of a query."""
        ...

    def mac(self, key: bytes) -> None:
        """Make the function `mac(text)` for the statements that follow: HMAC-SHA256 with the key, in hex."""
        ...

    def write_csv(self, query: str, path: Path) -> None:
        """The rows of a query in its order, with a header, `,` between cells and nothing around them."""
        ...

    def write_parquet(self, query: str, path: Path) -> None:
        """The rows of a query as one file."""
        ...

    def close(self) -> None:
        """Release the files that it works with."""
        ...
