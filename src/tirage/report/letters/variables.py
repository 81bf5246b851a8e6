"""The words in braces of a model letter: what they are called, and what takes their place.

Some stand in `tirage.yaml`, some a city writes once into a file beside its letters; those of a person are the
titles of the columns of the files in `private/`, so that a mail merge finds them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from tirage.errors import InputInvalid
from tirage.i18n.catalogue import text
from tirage.i18n.languages import Language
from tirage.people.intake.words import key
from tirage.rules.model import Rules
from tirage.rules.nodes import read_document
from tirage.tabular.cells import closest, quoted
from tirage.tabular.encodings import decode

OF_RULES = ("assembly", "organiser", "city", "seats")
OF_CITY = (
    *("deadline", "answer", "contact", "first_session", "controller", "basis", "recipients", "retention"),
    *("dpo", "signatory"),
)
_COLUMNS = (
    *(f"mailing.column.{name}" for name in ("code", "surname", "first_names", "guardian", "origin")),
    *(f"mailing.column.line{number}" for number in range(1, 7)),
    *(f"members.column.{name}" for name in ("reference", "name", "address", "since", "until")),
)
"""Of a person: columns for the printing house, and of the lists of `tirage members`."""


def title(name: str, language: Language) -> str:
    """What a variable of the rules or of the city is called."""
    return text(f"letter.variable.{name}", language)


@cache
def merged(language: Language) -> Mapping[str, str]:
    """Key of a variable of a person → the title of its column."""
    return {key(found): found for code in _COLUMNS for found in [text(code, language)]}


def values_file(language: Language) -> bytes:
    """The file of what a city writes once, with nothing in it yet."""
    lines = [f"# {line}" for line in text("letter.values", language).splitlines()]
    lines += [f"{title(name, language)}: ''" for name in OF_CITY]
    return ("\n".join(lines) + "\n").encode()


def known_values(rules: Rules, path: Path, data: bytes, language: Language) -> Mapping[str, str]:
    """Key of a variable of the rules or of the city → what takes its place, empty where it is not known yet.

    `path`, `data`: the file of the city, and what is in it. Raises InputInvalid for keys that are no
    variables, with their lines.
    """
    of_rules = {"assembly": rules.name, "organiser": rules.organiser, "city": rules.city}
    said = {**of_rules, "seats": str(rules.seats), **dict.fromkeys(OF_CITY, "")}
    found = {key(title(name, language)): value or "" for name, value in said.items()}
    own = {key(title(name, language)): title(name, language) for name in OF_CITY}
    words, _ = decode(data, str(path))
    written = read_document(words, str(path))
    defects = written.defects
    values = written.values if isinstance(written.values, dict) else {}
    for name, value in values.items():
        if key(name) not in own:
            near = closest(name, own.values())
            defects.append(
                written.defect("letter.variable", (name,), {"found": quoted(name), "closest": near})
            )
        elif not isinstance(value, str):
            defects.append(written.defect("letter.value", (name,), {"found": quoted(name)}))
        else:
            found[key(name)] = value
    if defects:
        raise InputInvalid(sorted(defects, key=lambda defect: defect.line or 0))
    return found
