"""`recodage.yaml`: how the file received becomes the list of volunteers, for a person to read and correct.

`X ?` is a proposal, `?` what nobody proposes; to decide is to take the question mark away, or to write
something else. The file is read back as strictly as `tirage.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import StringConstraints

from tirage.i18n.catalogue import Language, catalogue, text
from tirage.people.intake.apply import Tallies
from tirage.people.intake.model import OPEN, Aside, Choice, Coding, Reading, Recoding, certain, proposed
from tirage.quotas.yaml_text import written as quoted_yaml
from tirage.rules.conflicts import Place
from tirage.rules.nodes import Written, key_of, read_document, refuse, validated
from tirage.rules.sections import Section, Slug
from tirage.rules.values import AgeRange, Ages, Text

RECODING = "recodage.yaml"
ANSWERS = "recodage-answers-{}.yaml"
NEWCOMERS = "recodage-volunteers-{}.yaml"
"""Of a round of answers, by its number."""
VERSION = "recoding/1"
_SIGN = "?"


class CodingRules(Section):
    """How everyone's category of one criterion is read."""

    column: Text
    read: Reading = "values"
    geography: str = ""
    table: Annotated[str, StringConstraints(pattern="^([0-9a-f]{64})?$")] = ""
    order: str = ""
    years: str = ""
    values: Mapping[str, str] = {}
    bands: Mapping[str, AgeRange] = {}


class RecodingRules(Section):
    """The keys of the file."""

    tirage: Literal["recoding/1"]
    file: Text
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    sheet: str = ""
    header: Text
    id: Text
    criteria: Mapping[str, CodingRules]
    household: Mapping[str, Text] = {}
    keep: tuple[Text, ...] = ()
    aside: Mapping[Slug, tuple[Text, ...]] = {}


def parse_recoding(document: str, file: str) -> tuple[Recoding, Written]:
    """The recoding of a YAML text, and where its keys stand; InputInvalid with every defect of its form."""
    written = read_document(document, file)
    defects = written.defects
    found = validated(RecodingRules, written, _known_keys, VERSION)
    if found is not None:
        said: dict[str, object] = {"found": "—"}
        defects += (
            written.defect("rules.whole", place, {**said, "key": key_of(place)}) for place in _unread(found)
        )
    if defects or found is None:
        refuse(defects)
    return _recoding(found), written


def _known_keys(place: Place) -> Sequence[str]:
    return list((CodingRules if len(place) > 1 else RecodingRules).model_fields)


def _unread(found: RecodingRules) -> Iterator[Place]:
    """Places of lines that are no numbers."""
    if not choice(found.header).value.isdigit():
        yield ("header",)
    for cause, lines in found.aside.items():
        if any(not line.isdigit() for line in lines if line != _SIGN):
            yield ("aside", cause)


def _recoding(found: RecodingRules) -> Recoding:
    return Recoding(
        found.file,
        found.sha256,
        choice(found.sheet) if found.sheet else certain(""),
        choice(found.header),
        choice(found.id),
        {
            name: Coding(
                choice(each.column),
                each.read,
                {value: choice(category) for value, category in each.values.items()},
                {category: (ages.lowest, ages.highest) for category, ages in each.bands.items()},
                choice(each.years) if each.years else None,
                choice(each.order) if each.order else None,
                choice(each.geography) if each.geography else None,
                each.table,
            )
            for name, each in found.criteria.items()
        },
        {name: choice(column) for name, column in found.household.items()},
        found.keep,
        {
            cause: Aside(tuple(int(line) for line in lines if line != _SIGN), _SIGN not in lines)
            for cause, lines in found.aside.items()
        },
    )


def choice(said: str) -> Choice:
    """What is decided, proposed or open.

    >>> [(each.value, each.state) for each in map(choice, ("Femme", "Femme ?", "?"))]
    [('Femme', 'certain'), ('Femme', 'proposed'), ('', 'open')]
    """
    if said in {"", _SIGN}:
        return OPEN
    return proposed(said[: -len(_SIGN)].strip()) if said.endswith(f" {_SIGN}") else certain(said)


def recoding_text(
    recoding: Recoding, tallies: Tallies, ignored: Sequence[str], language: Language, *, answers: bool = False
) -> str:
    """The text of the file, with what a person needs to judge it beside each line."""
    title = "recoding.title.answers" if answers else "recoding.title"
    lines = [f"# {line}" for line in text(title, language).splitlines()]
    lines += ["", f"tirage: {VERSION}", f"file: {quoted_yaml(recoding.file)}", f"sha256: {recoding.sha256}"]
    if recoding.sheet.value:
        lines.append(_line("sheet", recoding.sheet, text("recoding.sheet", language)))
    lines += [
        _line("header", recoding.header, text("recoding.header", language)),
        _line("id", recoding.id, text(f"recoding.{'code' if answers else 'id'}", language)),
    ]
    lines += [
        "",
        f"# {text('recoding.criteria', language)}",
        "criteria:" if recoding.criteria else "criteria: {}",
    ]
    for name, coding in recoding.criteria.items():
        lines += _criterion(name, coding, tallies.get(name, {}), language)
    if recoding.household:
        lines += ["", f"# {text('recoding.household', language)}", "household:"]
        lines += [f"  {_line(quoted_yaml(name), each)}" for name, each in recoding.household.items()]
    if recoding.keep:
        lines += [
            "",
            f"# {text('recoding.keep', language)}",
            f"keep: [{', '.join(map(quoted_yaml, recoding.keep))}]",
        ]
    if ignored:
        lines += [f"# {text('recoding.ignored', language, columns=', '.join(ignored))}"]
    if recoding.aside:
        lines += ["", f"# {text('recoding.aside', language)}", "aside:"]
        lines += [_aside(cause, each, language) for cause, each in recoding.aside.items()]
    return "\n".join([*lines, ""])


def _criterion(
    name: str, coding: Coding, tally: Mapping[str, tuple[int, Sequence[int]]], language: Language
) -> Iterator[str]:
    yield f"  {quoted_yaml(name)}:"
    yield f"    {_line('column', coding.column)}"
    if coding.read != "values":
        yield f"    read: {coding.read}"
    for key, chosen in coding.manners():
        yield f"    {_line(key, chosen, text(f'recoding.{key}', language))}"
    if coding.table:
        yield f"    table: {coding.table}"
    if coding.read == "place":
        told = ((name, count) for name, (count, _) in sorted(tally.items()) if name not in coding.values)
        yield from (
            f"    # {name or '—'}: {text('recoding.rows', language, count=count)}" for name, count in told
        )
    if coding.bands:
        yield "    bands:"
    for category, (low, high) in coding.bands.items():
        rows = text("recoding.rows", language, count=tally.get(category, (0, ()))[0])
        yield f"      {quoted_yaml(category)}: {quoted_yaml(str(Ages(low, high)))} # {rows}"
    if coding.values:
        yield "    values:"
    for value, chosen in coding.values.items():
        count, first = tally.get(value, (0, ()))
        rows = text("recoding.rows", language, count=count)
        where = "" if chosen.state == "certain" else f" ({', '.join(map(str, first))})"
        yield f"      {_line(quoted_yaml(value), chosen, f'{rows}{where}')}"


def _aside(cause: str, aside: Aside, language: Language) -> str:
    lines = [*map(str, aside.lines), *([] if aside.decided else ['"?"'])]
    said = catalogue(language).get(f"report.cause.{cause}")
    line = f"  {cause}: [{', '.join(lines)}]"
    return f"{line} # {said.template}" if said else line


def _line(key: str, chosen: Choice, beside: str = "") -> str:
    """`column: Sexe ?`, and what is said beside it."""
    value = quoted_yaml(chosen.value)
    if chosen.state == "open":
        value = f'"{_SIGN}"'
    elif chosen.state == "proposed":
        value = f"{chosen.value} {_SIGN}" if value == chosen.value else f'{value[:-1]} {_SIGN}"'
    line = f"{key}: {value}"
    return f"{line} # {beside}" if beside else line
