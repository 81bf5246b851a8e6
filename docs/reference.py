"""The reference of commands, a page a stage, made from the help of the command line in each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import typer

from tirage.cli.app import build
from tirage.cli.helping import STAGES, Help, metavar
from tirage.i18n.catalogue import Language, text
from tirage.report.rendering.markdown import escaped

COMMON = {"lang", "as_json", "help"}
"""Options of every command, told once."""
WIDE = 10_000
"""Columns: the page breaks lines, not the help."""


def pages(language: Language) -> Mapping[str, str]:
    """Name of a page below commands/ → its text in Markdown."""
    root = build(language)
    context = typer.Context(root, info_name="tirage")
    found = {"index.md": "\n".join(_index(root, context, language))}
    for stage, names in STAGES.items():
        lines = [f"# {_title(stage, language)}", ""]
        for name in names:
            lines += _told(root.commands[name], context, name, language, 2)
        found[f"{stage}.md"] = "\n".join(lines)
    return found


def _title(stage: str, language: Language) -> str:
    return _bare(text(f"help.stage.{stage}", language))


def _bare(title: str) -> str:
    """Without the colon at its end."""
    return title.rstrip(" :\u00a0\u202f")


def _index(root: Any, context: Any, language: Language) -> Iterator[str]:
    """Every command with its first sentence, and the options that all have."""
    yield f"# {'Commandes' if language == 'fr' else 'Commands'}"
    yield ""
    yield str(root.help)
    colon = " :" if language == "fr" else ":"
    for stage, names in STAGES.items():
        yield from ("", f"## {_title(stage, language)}", "")
        for name in names:
            first = str(root.commands[name].help).split(". ")[0].rstrip(".")
            yield f"- [`tirage {name}`]({stage}.md#tirage-{name}){colon} {first}."
    verify = root.commands["verify"]
    inner = typer.Context(verify, info_name="verify", parent=context, help_option_names=["-h", "--help"])
    shared = [each for each in verify.get_params(inner) if each.name in COMMON]
    yield from ("", f"## {_bare(text('help.title.options', language))}", "")
    yield from _options([Help(verify, inner, language, WIDE).option(each) for each in shared], language)


def _told(command: Any, above: Any, name: str, language: Language, level: int) -> Iterator[str]:
    """A command, and the commands in it."""
    context = typer.Context(command, info_name=name, parent=above, help_option_names=["-h", "--help"])
    told = Help(command, context, language, WIDE)
    path = context.command_path
    yield from (f"{'#' * level} {path}", "", escaped(command.help or ""), "")
    yield from ("```text", *(line for line in told.usage()), "```", "")
    example = text(f"example.{path.replace(' ', '.')}", language)
    yield from ("```console", *(f"$ {line}" for line in example.splitlines()), "```", "")
    arguments = [
        (metavar(each, language), each.help or "")
        for each in told.parameters
        if each.param_type_name == "argument"
    ]
    options = [
        told.option(each)
        for each in told.parameters
        if each.param_type_name == "option" and each.name not in COMMON
    ]
    if arguments or options:
        yield from _options([*arguments, *options], language)
        yield ""
    for inner, each in getattr(command, "commands", {}).items():
        yield from _told(each, context, inner, language, level + 1)


def _options(rows: list[tuple[str, str]], language: Language) -> Iterator[str]:
    yield "| option | ce qu’elle dit |" if language == "fr" else "| option | what it says |"
    yield "|---|---|"
    for name, words in rows:
        typed = name.replace("|", "\\|")
        yield f"| `{typed}` | {escaped(words)} |"
