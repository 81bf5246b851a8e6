"""`tirage init`: a new folder with the rules of an assembly, to be read and corrected."""

from pathlib import Path
from typing import Annotated

import typer

from tirage.cli import where
from tirage.cli.asking import Asking, in_terminal
from tirage.cli.options import columns
from tirage.cli.output import Output, output
from tirage.rules.templates import GENERIC, VOLUNTEERS, templates

Said = dict[str, str | int | list[str]]
"""Key of `tirage.yaml` → value."""
app = typer.Typer()

folder_argument = typer.Argument(metavar="[DIR]", help="help.init.dir", show_default=False)


@app.command("init", help="help.init")
def init(
    folder: Annotated[Path | None, folder_argument] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", metavar="|".join(templates()), help="help.template", show_default=False),
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="help.init.name")] = None,
    organiser: Annotated[
        str | None, typer.Option("--organiser", metavar="TEXT", help="help.init.organiser")
    ] = None,
    city: Annotated[str | None, typer.Option("--city", metavar="TEXT", help="help.init.city")] = None,
    zone: Annotated[str | None, typer.Option("--timezone", metavar="ZONE", help="help.init.timezone")] = None,
    seats: Annotated[int | None, typer.Option("--seats", metavar="K", min=1, help="help.seats")] = None,
    household: Annotated[
        str | None, typer.Option("--household", metavar="COLUMN[,COLUMN]", help="help.household")
    ] = None,
    roll: Annotated[str | None, typer.Option("--roll", metavar="FORM", help="help.roll")] = None,
    geography: Annotated[
        str | None, typer.Option("--geography", metavar="NAME|FILE", help="help.init.geography")
    ] = None,
    dossier: Annotated[Path | None, where.DOSSIER] = None,
) -> None:
    talk = output()
    if template is not None and template not in templates():
        raise typer.BadParameter(talk.text("init.template", templates=", ".join(templates())))
    if geography is not None and template not in {None, GENERIC}:
        raise typer.BadParameter(talk.text("init.geography", template=GENERIC))
    from tirage.acts.beginning import check_free, write_template
    from tirage.dossier.system.places import check_place

    place = where.new(dossier, folder)
    check_place(place, home=True)
    check_free(place)
    given: dict[str, str | int | list[str] | None] = {
        "name": name,
        "organiser": organiser,
        "city": city,
        "timezone": zone,
        "seats": seats,
        "household": None if household is None else list(columns(household)),
        "draws.roll": roll,
    }
    said: Said = {key: value for key, value in given.items() if value is not None}
    chosen = template or (VOLUNTEERS if geography is None else GENERIC)
    if in_terminal() and template is None:
        chosen, said, geography = _asked(said, geography, talk)
    write_template(place, chosen, talk.language, said, geography)
    talk.say("init.done", path=place)
    talk.say(f"init.next.{'file' if chosen == VOLUNTEERS else 'rolls'}")


def _asked(said: Said, geography: str | None, talk: Output) -> tuple[str, Said, str | None]:
    """What somebody answers, question by question; the template's own answer for an empty line."""
    from tirage.rules.read import parse_rules
    from tirage.rules.templates import RULES, template

    asking = Asking(talk)
    roads = {each: talk.text(f"init.road.{each}") for each in templates()}
    asking.say(talk.text("init.asking"))
    chosen = asking.choice(talk.text("init.ask.road"), roads, VOLUNTEERS)
    own = parse_rules(template(chosen, talk.language)[RULES].decode("utf-8"), RULES)
    usual = {
        "name": own.name,
        "organiser": own.organiser or "",
        "city": own.city or "",
        "timezone": own.timezone or "",
        "seats": str(own.seats),
        "draws.roll": own.drawing.roll,
    }
    found = dict(said)
    for key, default in usual.items():
        if key not in said and (answer := _lawful(key, default, chosen, asking, talk)):
            found[key] = answer
    if chosen == VOLUNTEERS and "household" not in said:
        found["household"] = list(columns(asking.line(talk.text("init.ask.household"))))
    if chosen == GENERIC and geography is None:
        geography = _place(asking, talk)
    return chosen, found, geography if chosen == GENERIC else None


def _place(asking: Asking, talk: Output) -> str | None:
    """The geography that somebody names, asked again until it is one; None for an empty line."""
    from tirage.errors import InputInvalid
    from tirage.people.geography.read import read_geography, shipped

    while answer := asking.line(talk.text("init.ask.geography", known=", ".join(shipped()))):
        try:
            read_geography(answer)
        except InputInvalid as error:
            for defect in error.defects:
                asking.say(talk.text(f"{defect.code}.found", **defect.values))
        else:
            return answer
    return None


def _lawful(key: str, default: str, chosen: str, asking: Asking, talk: Output) -> str:
    """An answer that the rules can have; asked again, and told why, until it is one."""
    from tirage.errors import InputInvalid
    from tirage.rules.read import parse_rules
    from tirage.rules.templates import RULES, template

    while answer := asking.line(talk.text(f"init.ask.{key}"), default):
        files = template(chosen, talk.language, {key: answer})
        try:
            parse_rules(files[RULES].decode("utf-8"), RULES)
        except InputInvalid as error:
            for defect in error.defects:
                asking.say(talk.text(f"{defect.code}.expected", **defect.values))
        else:
            break
    return answer
