"""What `tirage status` says of the categories over several terms."""

from __future__ import annotations

from pathlib import Path

from tirage.assembly.lineage import rows, whole_chain
from tirage.cli.output import Output


def show(folder: Path, talk: Output) -> None:
    """A table of the seats that each category has had, once two panels are drawn."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    found = rows(whole_chain(folder))
    if all(row.terms < 2 for row in found):
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(talk.text("show.criterion"))
    table.add_column(talk.text("show.category"))
    codes = ("served.terms", "show.minimum", "served.held", "show.maximum")
    for code in codes:
        table.add_column(talk.text(code), justify="right", no_wrap=True)
    before = ""
    for row in found:
        if before and before != row.criterion:
            table.add_section()
        name = "" if row.criterion == before else row.criterion
        figures = (row.terms, row.minimum, row.held, row.maximum)
        table.add_row(Text(name), Text(row.category), *map(str, figures))
        before = row.criterion
    console = talk.console()
    console.print(talk.text("served.panels"), soft_wrap=True)
    console.print(table)
