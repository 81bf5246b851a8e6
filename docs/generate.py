"""Write what is made from the code: schemas, reference of the interface, tables of the manual.

`python docs/generate.py` writes the files; tests/test_generated.py compares them, and runs the examples.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from glossary import glossary
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

import tirage
from tirage import program
from tirage.dossier import entries
from tirage.dossier.documents import certificate, document, frame, geography, part, plans, proofs, regulation

ROOT = Path(__file__).parents[1]
SCHEMAS = ROOT / "src" / "tirage" / "spec" / "schemas"
Schema = dict[str, Any]
FORMATS = ROOT / "docs" / "formats.md"
WIDTH = 120
DOCUMENTS: Mapping[str, type[document.Document]] = {
    "plan": plans.PanelPlan,
    "later-plan": plans.LaterPlan,
    "letters-plan": plans.LettersPlan,
    "standby-plan": plans.StandbyPlan,
    "alternates-plan": plans.AlternatesPlan,
    "certificate": certificate.Certificate,
    "frame": frame.PublishedFrame,
    "geography": geography.PublishedGeography,
    "regulation": regulation.PublishedRegulation,
}
"""Name of the schema → the model that it is made from."""
MODELS = (entries, document, plans, certificate, frame, geography, part, proofs, regulation)


def journal_schema() -> Schema:
    """The JSON Schema of `journal/NNNN-type.json`, made from the models of the bodies."""
    forms = sorted({form for each in entries.FORMS.values() for form in each}, key=lambda form: form.__name__)
    _, found = models_json_schema([(form, "validation") for form in forms])
    kinds = [
        {"properties": {"type": {"const": kind}, "body": _one_of([_ref(form) for form in each])}}
        for kind, each in entries.FORMS.items()
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://tirage.invalid/schema/journal-entry.schema.json",
        "title": "journal/NNNN-type.json",
        "description": "One act on the record. The order of the acts, the chain of hashes and the rising "
        "times are beyond a schema: docs/formats.md.",
        "type": "object",
        "additionalProperties": False,
        "required": ["v", "i", "prev", "type", "time", "tool", "body"],
        "properties": {
            "v": {"const": 1, "description": "Version of this form."},
            "i": {
                "type": "integer",
                "minimum": 1,
                "maximum": 999_999_999_999_999,
                "description": "Counts from 1; the NNNN of the file's name, with four digits at least.",
            },
            "prev": {
                "type": "string",
                "pattern": "^[0-9a-f]{64}$",
                "description": "Of the entry before; 64 zeros in the first.",
            },
            "type": {"enum": [*entries.FORMS]},
            "time": {
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
                "description": "UTC to the second, on the organiser's word.",
            },
            "tool": {
                "type": "string",
                "pattern": "^tirage [0-9A-Za-z.+-]{1,60} [0-9a-f]{64} ortools [0-9A-Za-z.+-]{1,30}$",
                "description": "The program that wrote it, with its version.",
            },
            "body": {"type": "object"},
        },
        "oneOf": kinds,
        "$defs": {name: _described(name, each) for name, each in sorted(found["$defs"].items())},
    }


def document_schema(name: str, model: type[document.Document]) -> Schema:
    """The JSON Schema of a published document: of its one form, or one of its forms."""
    forms = model.forms()
    _, found = models_json_schema([(form, "validation") for form in forms])
    parts = {name: _described(name, each) for name, each in sorted(found["$defs"].items())}
    whole = parts.pop(model.__name__) if forms == (model,) else _one_of([_ref(form) for form in forms])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"https://tirage.invalid/schema/{name}.schema.json",
        "title": model.FILE,
        "description": _line(str(model.__doc__)),
        **{key: each for key, each in whole.items() if key != "description"},
        **model.ACROSS,
        "$defs": parts,
    }


def _ref(form: type[BaseModel]) -> Schema:
    return {"$ref": f"#/$defs/{form.__name__}"}


def _one_of(forms: list[Schema]) -> Schema:
    return forms[0] if len(forms) == 1 else {"oneOf": forms}


def _described(name: str, schema: Schema) -> Schema:
    """Without the titles that pydantic makes, and each key with the docstring of its field."""
    plain: Schema = _untitled(schema)
    made = {form.__name__: form for each in entries.FORMS.values() for form in each}
    form = made.get(name) or next(getattr(module, name) for module in MODELS if hasattr(module, name))
    for key, words in _docstrings(form).items():
        if key in plain["properties"]:
            plain["properties"][key]["description"] = _line(words)
    return plain


def _untitled(node: Any) -> Any:
    if isinstance(node, list):
        return [_untitled(each) for each in node]
    if not isinstance(node, dict):
        return node
    names = node.get("properties")
    kept = {
        key: _untitled(each) for key, each in node.items() if not (key == "title" and isinstance(each, str))
    }
    if isinstance(names, dict):
        kept["properties"] = {key: _untitled(each) for key, each in names.items()}
    return kept


def _docstrings(model: type[Any]) -> dict[str, str]:
    """Field → the docstring under it, those of the classes above included."""
    found: dict[str, str] = {}
    for each in reversed(model.__mro__):
        if issubclass(each, part.Part):
            found |= _own_docstrings(each)
    return found


def _own_docstring(module: ModuleType, name: str) -> str:
    """The docstring under a constant of a module."""
    lines = iter(ast.parse(inspect.getsource(module)).body)
    next(line for line in lines if isinstance(line, ast.AnnAssign) and ast.unparse(line.target) == name)
    words = next(lines)
    assert isinstance(words, ast.Expr)
    assert isinstance(words.value, ast.Constant)
    return str(words.value.value)


def _own_docstrings(model: type[Any]) -> Mapping[str, str]:
    if not hasattr(inspect.getmodule(model), model.__name__):
        return {}  # put together of others, whose docstrings count
    body = ast.parse(inspect.getsource(model)).body[0]
    assert isinstance(body, ast.ClassDef)
    return {
        field.target.id: words.value.value
        for field, words in zip(body.body, body.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(words, ast.Expr) and isinstance(words.value, ast.Constant)
    }


def generated() -> dict[Path, str]:
    """Every file that is made from the code, and its text."""
    return {
        SCHEMAS / "journal-entry.schema.json": f"{_laid_out(journal_schema())}\n",
        **{
            SCHEMAS / f"{name}.schema.json": f"{_laid_out(document_schema(name, model))}\n"
            for name, model in DOCUMENTS.items()
        },
        ROOT / "docs" / "api.md": api(),
        FORMATS: formats(),
        **{ROOT / "docs" / each / "glossary.md": glossary(each) for each in ("fr", "en")},
    }


def formats() -> str:
    """The manual of files, the tables in it made from the specification."""
    text = FORMATS.read_text(encoding="utf-8")
    for name, table in {"layout": layout_table(), "checks": checks_table()}.items():
        start, end = f"<!-- spec/{name}.json -->\n", f"<!-- end of spec/{name}.json -->"
        before, _, after = text.partition(start)
        text = f"{before}{start}{table}\n{end}{after.partition(end)[2]}"
    return text


def layout_table() -> str:
    """The files that each kind of entry brings, and the key of its body that has their hash."""
    rows = [
        f"| {act} | `{file['path']}` | {_key(file)} |"
        for act, files in _specified("layout").items()
        for file in files
    ]
    return "\n".join(["| entry | file | hash |", "|---|---|---|", *rows])


def _key(file: Mapping[str, str]) -> str:
    if "{part}" in file["path"]:
        return "in `public/frame.json`"
    return f"`{file['hash']}` of the entry" if "hash" in file else "in the plan"


def checks_table() -> str:
    """Every check with its number and its sentence."""
    said = tomllib.loads((ROOT / "src/tirage/verify/locale/en.toml").read_text(encoding="utf-8"))
    sentences = said["sentences"]
    rows = [f"| {each['number']} | {sentences[each['code']]} |" for each in _specified("checks")["checks"]]
    return "\n".join(["| number | check |", "|---|---|", *rows])


def _specified(name: str) -> Any:
    return json.loads((SCHEMAS.parent / f"{name}.json").read_text(encoding="utf-8"))


def api() -> str:
    """The reference of the interface: the introduction, then every public name under its heading."""
    parts = [(ROOT / "docs" / "api.intro.md").read_text(encoding="utf-8").rstrip()]
    for heading, names in SECTIONS.items():
        parts += [f"## {heading}", *(_described_name(name) for name in names)]
    return "\n\n".join(parts) + "\n"


SECTIONS = {
    "Reading": ("read_quotas", "read_pool", "Manner", "read_rules", "write_rules", "open_dossier"),
    "Drawing up a lottery": (
        *("draw_up", "Request", "Lottery", "Level", "planned_chances", "PlannedChances"),
        *("compare_fairness", "Comparison"),
    ),
    "Frame, letters, answers": (
        *(
            "invent_rolls",
            "survey_files",
            "SurveyedFiles",
            "close_frame",
            "FrameOptions",
            "ClosedFrame",
            "look_ahead",
            "Outlook",
            "draw_letters",
            "Conducted",
        ),
        *("record_responses", "record_undelivered", "RecordedRound"),
    ),
    "A panel, and seats that open": (
        *("draw_panel_from_file", "DrawOptions", "Guards", "ChanceOptions", "draw_panel", "PanelOptions"),
        *("replace_members", "SeatOptions", "renew", "RenewalOptions", "foresee", "leave_vacant"),
        *("list_alternates", "draw_alternates", "AlternatesOptions", "Alternates"),
    ),
    "A ceremony with several contributors": (
        *("commit_value", "Committed", "reveal_value", "drop_contributor", "record_beacon"),
        *("ceremony_state", "CeremonyState"),
    ),
    "Acts of an assembly": (
        *(
            "list_people",
            "People",
            "record_member",
            "correct_member",
            "Right",
            "record_term",
            "correct_term",
            "Recorded",
            "TermRecorded",
        ),
        *("declare_void", "contest", "erase", "open_next", "Erased", "NextAssembly"),
    ),
    "Lives that might be": ("read_scenario", "Assumed", "simulate_lives", "Simulation"),
    "In a notebook": ("show", "View"),
    "Time and program": ("system_clock", "TOOL"),
    "A dossier": ("Dossier", "AssemblyState", "Seat", "Summary", "summarise"),
    "Verifying, publishing, reporting": (
        *(
            "verify_dossier",
            "audit",
            "Audited",
            "audit_published",
            "PublishedAudit",
            "BestLottery",
            "replay",
            "Replayed",
            "publish",
            "Pack",
            "export_draw",
            "Exported",
            "make_report",
            "make_proof",
            "CitizenProof",
            "write_receipts",
            "WrittenReceipts",
        ),
        *("write_head", "record_signature", "record_stamp", "Head", "Anchored"),
        *("name_witnesses", "write_checkpoint", "record_cosignatures", "WitnessedJournal"),
    ),
    "People": ("PoolFile", "Pool", "Person"),
    "Quotas": ("QuotaFile", "Quotas", "Criterion", "Bound"),
    "Rules": ("Rules",),
    "Errors": (
        *("TirageError", "InputInvalid", "QuotasImpossible", "VerificationFailed", "Refused", "Defect"),
    ),
}
"""Heading → the public names under it."""


def _described_name(name: str) -> str:
    """A heading, the signature, the docstring; of a class its fields, properties and methods too."""
    thing = getattr(tirage, name)
    heading = f"### {name}\n\n"
    if isinstance(thing, str):
        return f"{heading}{_own_docstring(program, name)}"
    if not isinstance(thing, type):
        return f"{heading}```text\n{_signature(name, thing)}\n```\n\n{_words(thing)}"
    return "\n".join([f"{heading}{_words(thing)}", *_members(thing)])


def _words(thing: object) -> str:
    """The docstring, without the examples in it."""
    text = inspect.cleandoc(thing.__doc__ or "")
    return re.sub(r"(?ms)^>>> .*?(\n\n|\Z)", "", text).rstrip()


def _signature(name: str, function: Callable[..., object]) -> str:
    line = f"{name}{_unquoted(inspect.signature(function))}"
    if len(line) <= WIDTH:
        return line
    given = inspect.signature(function)
    inside = [_unquoted(each) for each in given.parameters.values()]
    keyword = [each.kind for each in given.parameters.values()]
    if inspect.Parameter.KEYWORD_ONLY in keyword:
        inside.insert(keyword.index(inspect.Parameter.KEYWORD_ONLY), "*")
    listed = "".join(f"    {each},\n" for each in inside)
    return f"{name}(\n{listed}) -> {given.return_annotation}"


def _unquoted(signature: object) -> str:
    """Without the quotes around annotations, and with the class of a default that has no repr of its own."""
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(signature))
    return re.sub(r"<[\w.]*?(\w+) object at 0x[0-9a-f]+>", r"\1()", text)


def _members(model: type[Any]) -> Iterator[str]:
    """A line for each field, property and public method that the class itself defines."""
    fields = _own_annotations(model)
    if fields:
        yield ""
    for field, (kind, words) in fields.items():
        yield f"- `{field}: {kind}`" + (f" — {_line(words)}" if words else "")
    for member, value in vars(model).items():
        if member.startswith("_") or member in fields or isinstance(value, staticmethod):
            continue
        inner = value.fget if isinstance(value, property) else getattr(value, "func", value)
        inner = getattr(inner, "__func__", inner)
        if inspect.isfunction(inner):
            called = "" if inner is not value else _unquoted(inspect.signature(inner))
            called = called.replace("(self, ", "(").replace("(self)", "()")
            yield f"- `{member}{called}` — {_line(inspect.cleandoc(inner.__doc__ or ''))}"


def _own_annotations(model: type[Any]) -> dict[str, tuple[str, str]]:
    """Field → its type as it is written, and the docstring under it."""
    if not hasattr(inspect.getmodule(model), model.__name__):
        return {}  # put together of others, whose docstrings count
    body = ast.parse(inspect.getsource(model)).body[0]
    assert isinstance(body, ast.ClassDef)
    fields = {
        field.target.id: (ast.unparse(field.annotation), "")
        for field in body.body
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
    }
    for field, words in _own_docstrings(model).items():
        fields[field] = (fields[field][0], words)
    return {name: told for name, told in fields.items() if not name.startswith("_")}


def _line(text: str) -> str:
    """A docstring on one line of a list, without its examples."""
    return " ".join(re.sub(r"(?ms)^\s*>>> .*", "", text).split())


def _laid_out(node: Any, margin: str = "") -> str:
    """JSON in which what fits on a line is on one."""
    line = json.dumps(node, ensure_ascii=False)
    if len(margin) + len(line) <= WIDTH or not isinstance(node, dict | list):
        return line
    inside = f"{margin}  "
    if isinstance(node, dict):
        parts = [f"{json.dumps(key)}: {_laid_out(each, inside)}" for key, each in node.items()]
    else:
        parts = [_laid_out(each, inside) for each in node]
    left, right = line[0], line[-1]
    return f"{left}\n{inside}" + f",\n{inside}".join(parts) + f"\n{margin}{right}"


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
