"""The folder of an assembly that begins: its rules and its quotas, all of them or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tirage.dossier.system.outputs import sweep_outputs, write_new
from tirage.errors import Refused
from tirage.rules.read import parse_rules
from tirage.rules.templates import NO_VALUES, RULES, Value, template
from tirage.tabular.files import check_new


def check_free(folder: Path, file: str = RULES) -> None:
    """Refused where a folder has such a file, once what a command that died left there is finished."""
    if folder.is_dir():
        sweep_outputs(folder)
    elif folder.exists():
        raise Refused("init.exists", path=folder)
    check_new(folder / file)


def write_template(
    folder: str | Path,
    name: str,
    language: str,
    values: Mapping[str, Value] = NO_VALUES,
    geography: str | None = None,
) -> None:
    """Write the files of a template; Refused, with nothing written, where one of them is there already.

    `name`: `volunteers`, `generic` or `paris`; `language`: of the comments; `values`: what takes the place of
    its own, by key (`seats`, `household`, `draws.roll`…); `geography`: one that ships, or a file.
    InputInvalid for values that the rules cannot have: nothing is written then.
    """
    folder = Path(folder)
    contents = template(name, language, values, geography)
    if geography is not None and (folder / Path(geography).name).resolve() == Path(geography).resolve():
        # It is there already.
        contents.pop(Path(geography).name, None)
    for file in contents:
        check_free(folder, file)
    where = folder if geography is None else Path(geography).parent
    parse_rules(contents[RULES].decode("utf-8"), str(where / RULES))
    write_new({folder / file: data for file, data in contents.items()})
