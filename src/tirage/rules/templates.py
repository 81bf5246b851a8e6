"""The files that a new dossier begins with, for people to read and correct."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Literal

from tirage.errors import InputInvalid, Refused
from tirage.i18n.languages import COMPLETE, FALLBACK
from tirage.tabular.files import check_new, why_unwritable

RULES = "tirage.yaml"
QUOTAS = "quotas.yaml"
Template = Literal["paris", "generic"]

_QUOTAS = {"paris": "paris.quotas.yaml", "generic": "generic.{language}.quotas.yaml"}


def template(name: Template, language: str) -> dict[str, bytes]:
    """File name → content; comments in `language`, English where there is no such template."""
    if language not in COMPLETE:
        language = FALLBACK
    folder = files("tirage.rules") / "templates"
    return {
        RULES: (folder / f"{name}.{language}.yaml").read_bytes(),
        QUOTAS: (folder / _QUOTAS[name].format(language=language)).read_bytes(),
    }


def write_template(folder: Path, name: Template, language: str) -> None:
    """Write the files of a template; Refused, with nothing written, where one of them is there already."""
    contents = template(name, language)
    for file in contents:
        check_new(folder / file)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file, data in contents.items():
            with (folder / file).open("xb") as stream:
                stream.write(data)
    except FileExistsError as error:
        raise Refused("init.exists", path=folder) from error
    except OSError as error:
        raise InputInvalid([why_unwritable(folder, error)]) from error
