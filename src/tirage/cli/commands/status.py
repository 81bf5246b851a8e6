"""`tirage status`: where a dossier stands, and what comes next."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from tirage.cli.figures import folded
from tirage.cli.output import Output, output

app = typer.Typer()


@app.command("status", help="help.status")
def status(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="help.dir", show_default=False)] = Path(),
) -> None:
    talk = output()
    from tirage.assembly import record

    if not record.exists(folder):
        _show(talk, folder, [], "rules" if (folder / "tirage.yaml").exists() else "none")
        return
    found = record.load(folder)
    _show(talk, folder, found.entries, _next(found), _due(found))
    if found.drawn is not None and not talk.as_json:
        _say_due(found, talk)
    if not talk.as_json:
        _say_served(found, talk)


def _say_served(found: Any, talk: Output) -> None:  # noqa: ANN401 - a Record
    """The seats of each category over the terms, once there are two."""
    from tirage.assembly.lineage import NEXT, follows

    if follows(found) or (found.path / NEXT).exists():
        from tirage.cli.show_served import show

        show(found.path, talk)


def _next(found: Any) -> str:  # noqa: ANN401 - a Record, which would be imported at start-up
    """The next step, by the last act."""
    last = next(entry for entry in reversed(found.entries) if entry.type not in {"anchor", "contested"})
    if last.type in {"plan", "contribution", "beacon"} and not found.ceremony.terms.plain:
        return "ceremony"
    if last.type in {"plan", "contribution"} and str(last.body["act"]).startswith(
        ("replacements/", "renewal/")
    ):
        return "replacements.roll"
    if last.type in {"plan", "contribution"}:
        return "letters.roll" if str(last.body["act"]).startswith("letters/") else "panel.roll"
    if found.drawn is not None and last.type != "panel":
        return _of_life(found)
    after = {"open": "opened", "frame": "letters", "letters": "responses", "responses": "panel"}
    after |= {"panel": "verify", "void": "void", "erase": "verify"}
    return after.get(last.type, "letters" if found.framed else "panel.roll")


def _of_life(found: Any) -> str:  # noqa: ANN401 - a Record
    """The next step of an assembly that sits, or has sat."""
    from tirage.assembly.lineage import NEXT
    from tirage.assembly.record import exists
    from tirage.assembly.state import read_state as read_life

    life = read_life(found.files, found.entries)
    if life.closed is not None:
        return "followed" if exists(found.path / NEXT) else "closed"
    return "replacements" if life.vacant else "verify"


def _due(found: Any) -> Any:  # noqa: ANN401 - a Record
    """The end of the term, None where there is none on the record."""
    if found.drawn is None:
        return None
    from tirage.cli.mandates import due

    return due(*_today(found))


def _say_due(found: Any, talk: Output) -> None:  # noqa: ANN401 - a Record
    from tirage.cli.departures import say_absences
    from tirage.cli.mandates import say_due

    life, today = _today(found)
    say_due(life, found.path, talk, today)
    say_absences(life, talk)


def _today(found: Any) -> Any:  # noqa: ANN401 - a Record
    """The assembly, and the day."""
    from datetime import date

    from tirage.assembly.state import read_state as read_life
    from tirage.cli.clock import now

    return read_life(found.files, found.entries), date.fromisoformat(now(rehearsal=found.rehearsal)[:10])


def _show(talk: Output, folder: Path, entries: Any, step: str, due: Any = None) -> None:  # noqa: ANN401 - entries
    acts = [
        {"number": entry.number, "type": entry.type, "time": entry.time, **_facts(entry.body)}
        for entry in entries
    ]
    if talk.as_json:
        talk.data({"dossier": str(folder), "acts": acts, "next": step, "due": due})
        return
    console = talk.console()
    for act, more in folded(acts, lambda act: act["type"] == "vacancy" and act["kind"] == "term"):
        code = "status.contribution.dropped" if act["kind"] == "dropped" else f"status.{act['type']}"
        line = talk.text(code, **act) if not more else talk.text("status.term.ends", count=more + 1)
        console.print(f"{act['number']:>3}  {act['time']}  {line}", soft_wrap=True)
    console.print(talk.text(f"status.next.{step}", path=folder), style="bold", soft_wrap=True)


def _facts(body: Mapping[str, Any]) -> dict[str, Any]:
    """What a line says of an act; nothing where the act does not have it."""
    names = (
        "act",
        "people",
        "excluded",
        "read",
        "kept",
        "count",
        "round",
        "panels",
        "number",
        "list",
        "commune",
        "id",
        "kind",
        "pid",
        "members",
    )
    facts: dict[str, Any] = dict.fromkeys(names, "")
    facts |= {name: body[name] for name in names if name in body}
    # The entry has a number of its own.
    facts["drawn"] = facts.pop("number")
    if not isinstance(facts["people"], int):
        facts["people"] = ""
    return facts
