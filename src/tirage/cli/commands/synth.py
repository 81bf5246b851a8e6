"""`tirage synth …`: invented people, for rehearsals, tests and measurements."""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tirage.cli.output import output
from tirage.errors import Defect, InputInvalid

if TYPE_CHECKING:
    from tirage.synth.area import Area


class LayoutChoice(StrEnum):
    """What `--layout` takes."""

    A = "A"
    B = "B"


class QuirksChoice(StrEnum):
    """What `--quirks` takes."""

    real = "real"
    none = "none"
    many = "many"


class ByChoice(StrEnum):
    """What `--by` takes."""

    commune = "commune"
    place = "place"


people_option = typer.Option("--people", metavar="N", min=1, max=100_000_000, help="help.synth.people")
seed_option = typer.Option("--seed", metavar="TEXT", help="help.synth.seed")
file_argument = typer.Argument(metavar="FILE", show_default=False, help="help.synth.file")
geography_option = typer.Option("--geography", metavar="NAME|FILE", help="help.synth.geography")
USUAL = "paris-sectors"
group = typer.Typer(help="help.synth", no_args_is_help=True)


@group.command("roll", help="help.synth.roll")
def roll(
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False, help="help.synth.dir")],
    people: Annotated[int, people_option] = 1_400_000,
    seed: Annotated[str, seed_option] = "tirage",
    layout: Annotated[LayoutChoice, typer.Option("--layout", help="help.synth.layout")] = LayoutChoice.A,
    quirks: Annotated[QuirksChoice, typer.Option("--quirks", help="help.synth.quirks")] = QuirksChoice.real,
    geography: Annotated[str, geography_option] = USUAL,
    communes: Annotated[
        int, typer.Option("--communes", metavar="N", min=0, max=1_000_000, help="help.synth.communes")
    ] = 0,
    by: Annotated[ByChoice, typer.Option("--by", help="help.synth.by")] = ByChoice.commune,
) -> None:
    talk = output()
    from tirage.acts.invented import write_rolls
    from tirage.cli.progress import Bar
    from tirage.processes import available

    with Bar(talk) as bar:
        files = write_rolls(
            folder,
            people=people,
            seed=seed,
            geography=geography,
            communes=communes,
            by=by.value,
            layout=layout.value,
            quirks=quirks.value,
            processes=available(),
            progress=bar,
        )
    talk.say("synth.rolls", files=files, path=folder)


@group.command("cards", help="help.synth.cards")
def cards(
    file: Annotated[Path, file_argument],
    people: Annotated[int, people_option] = 40_000,
    roll_people: Annotated[
        int, typer.Option("--roll-people", metavar="N", min=0, help="help.synth.roll_people")
    ] = 1_400_000,
    seed: Annotated[str, seed_option] = "tirage",
    geography: Annotated[str, geography_option] = USUAL,
) -> None:
    from tirage.synth.others import cards as rows

    _table(file, rows(people, seed, roll_people, _area(geography)))


@group.command("pool", help="help.synth.pool")
def pool(
    file: Annotated[Path, file_argument],
    people: Annotated[int, people_option] = 700,
    seed: Annotated[str, seed_option] = "tirage",
    geography: Annotated[str, geography_option] = USUAL,
) -> None:
    from tirage.synth.others import pool as rows

    _table(file, rows(people, seed, _area(geography)))


@group.command("answers", help="help.synth.answers")
def answers(
    letters: Annotated[
        Path, typer.Argument(metavar="LETTERS", show_default=False, help="help.synth.letters")
    ],
    file: Annotated[Path, file_argument],
    rate: Annotated[float, typer.Option("--rate", min=0.0, max=1.0, help="help.synth.rate")] = 0.075,
    seed: Annotated[str, seed_option] = "tirage",
) -> None:
    from tirage.synth.others import answers as rows
    from tirage.tabular.tables import read_table

    table = read_table(letters)
    code, pid = table.column("code"), table.column("pid")
    if code is None or pid is None:
        raise InputInvalid([Defect("responses.column", str(letters), 1, None, {"column": "code, pid"})])
    _table(file, rows([(cells[code], cells[pid]) for _, cells in table.rows], seed, rate))


def _area(geography: str) -> "Area":
    from tirage.people.geography.invented import area_of
    from tirage.people.geography.read import read_geography

    return area_of(read_geography(geography))


def _table(path: Path, rows: Iterable[Sequence[str]]) -> None:
    """A CSV as a French spreadsheet has it."""
    from tirage.dossier.system.places import check_place
    from tirage.tabular.files import check_new, write_lines
    from tirage.tabular.writing import csv_lines

    check_place(path)
    check_new(path)
    write_lines(path, csv_lines(rows, ";"))
