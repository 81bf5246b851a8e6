"""The file of a census mapping, for a person to read and correct: `X ?` is a proposal, `?` a question.

It is read back as strictly as `tirage.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import StringConstraints

from tirage.i18n.catalogue import Language, text
from tirage.quotas.census.mapping import CensusMap, Rows, is_open
from tirage.quotas.yaml_text import written as quoted_yaml
from tirage.rules.conflicts import Place
from tirage.rules.nodes import Written, read_document, refuse, validated
from tirage.rules.sections import Section
from tirage.rules.values import Text

VERSION = "census/1"


class RowsRules(Section):
    """A criterion whose categories stand in the rows."""

    column: Text
    categories: Mapping[str, Text] = {}
    bands: Mapping[str, Text] = {}


class CensusRules(Section):
    """The keys of the file."""

    tirage: Literal["census/1"]
    file: Text
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    header: Text
    sheet: str = ""
    decimal: Text = "."
    unit: Text = "people"
    proposals: Literal["?", "accepted"] = "?"
    source: str = ""
    where: Mapping[str, Text] = {}
    rows: Mapping[str, RowsRules] = {}
    columns: Mapping[str, Text] = {}


def parse_census_map(document: str, file: str) -> tuple[CensusMap, Written]:
    """The mapping of a YAML text, and where its keys stand; InputInvalid with every defect of its form."""
    written = read_document(document, file)
    defects = written.defects
    found = validated(CensusRules, written, _known_keys, VERSION)
    if found is not None:
        choices = {"decimal": (".", ","), "unit": ("people", "percent")}
        for key, allowed in choices.items():
            said = getattr(found, key)
            if said not in allowed and not is_open(said):
                values: dict[str, object] = {"key": key, "found": said, "allowed": ", ".join(allowed)}
                defects.append(written.defect("rules.choice", (key,), {**values, "version": VERSION}))
    if defects or found is None:
        refuse(defects)
    rows = {
        name: Rows(each.column, dict(each.categories), dict(each.bands)) for name, each in found.rows.items()
    }
    plain = {name: getattr(found, name) for name in ("file", "sha256", "header", "sheet", "decimal")}
    mapping = CensusMap(
        **plain,
        unit=found.unit,
        accepted=found.proposals == "accepted",
        source=found.source,
        where=dict(found.where),
        rows=rows,
        columns=dict(found.columns),
    )
    return mapping, written


def _known_keys(place: Place) -> Sequence[str]:
    return list((RowsRules if len(place) > 2 else CensusRules).model_fields)


def census_map_text(
    mapping: CensusMap, values: Mapping[str, Sequence[str]], examples: Mapping[str, str], language: Language
) -> str:
    """The text of the file; `values`: what stands in each column, `examples`: the first of it."""
    lines = [f"# {line}" for line in text("censusmap.title", language).splitlines()]
    lines += ["", f"tirage: {VERSION}", f"file: {quoted_yaml(mapping.file)}", f"sha256: {mapping.sha256}"]
    lines.append(f"{_line('header', mapping.header)} # {text('censusmap.header', language)}")
    if mapping.sheet:
        lines.append(_line("sheet", mapping.sheet))
    if mapping.pending:
        lines.append(f'proposals: "?" # {text("censusmap.proposals", language)}')
    lines.append(f"{_line('decimal', mapping.decimal)} # {text('censusmap.decimal', language)}")
    lines.append(f"{_line('unit', mapping.unit)} # {text('censusmap.unit', language)}")
    if mapping.source:
        lines.append(f"{_line('source', mapping.source)} # {text('censusmap.source', language)}")
    if mapping.where:
        lines += ["", f"# {text('censusmap.where', language)}", "where:"]
        for name, said in mapping.where.items():
            beside = ", ".join(each[:24] for each in values.get(name, ())[:12])
            lines.append(f"  {_line(quoted_yaml(name), said)}" + (f" # {_plain(beside)}" if beside else ""))
    if mapping.rows:
        lines += ["", f"# {text('censusmap.rows', language)}", "rows:"]
        lines += [line for name, rows in mapping.rows.items() for line in _rows(name, rows)]
    lines += [
        "",
        f"# {text('censusmap.columns', language)}",
        "columns:" if mapping.columns else "columns: {}",
    ]
    for name, said in mapping.columns.items():
        example = examples.get(name, "")
        lines.append(f"  {_line(quoted_yaml(name), said)}" + (f" # {_plain(example)}" if example else ""))
    return "\n".join([*lines, ""])


def _rows(name: str, rows: Rows) -> Iterator[str]:
    yield f"  {quoted_yaml(name)}:"
    yield f"    {_line('column', rows.column)}"
    if rows.bands:
        yield "    bands:"
    yield from (f"      {_line(quoted_yaml(category), ages)}" for category, ages in rows.bands.items())
    if rows.categories:
        yield "    categories:"
    yield from (f"      {_line(quoted_yaml(label), said)}" for label, said in rows.categories.items())


def _line(key: str, said: str) -> str:
    return f"{key}: {quoted_yaml(said)}"


def _plain(words: str) -> str:
    """What stands in a comment, on one line and with nothing invisible."""
    return "".join(sign if sign.isprintable() else " " for sign in words)
