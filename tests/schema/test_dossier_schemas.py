"""The JSON Schemas of a dossier's documents: real dossiers fit them, and what was tampered with does not."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import hull_gap
import jsonschema
import pytest
from instances import write

from tirage.cli import main
from tirage.verify.checklist import verify
from tirage.verify.dossier import read
from tirage.verify.journal import BODIES

ROOT = Path(__file__).parents[2]
PETIT = ROOT / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
SCHEMAS = {
    r"public/plan\.json": "plan",
    r"public/quotas\.json": "published-quotas",
    r"public/certificate\.json": "certificate",
    r"journal/[0-9]{4}-[a-z]+\.json": "journal-entry",
}
Document = dict[str, Any]


def schema(name: str) -> Document:
    found: Document = json.loads((ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    return found


def validator(path: str) -> Any:
    """The validator of a document, by its path in the dossier."""
    name = next(name for pattern, name in SCHEMAS.items() if re.fullmatch(pattern, path))
    return jsonschema.Draft202012Validator(schema(name))


def draw(out: Path, pool: Path, quotas: Path, *more: str) -> Path:
    arguments = ["draw", "panel", str(pool), "--quotas", str(quotas), "--out", str(out), *more]
    assert main([*arguments, "--lang", "en"]) == 0
    return out


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One dossier of each kind that there is, by what is particular about it."""
    folder = tmp_path_factory.mktemp("dossiers")
    files = (PETIT / "volontaires.csv", PETIT / "quotas.csv")
    petit = ("--seats", "6", "--panels", "39", "--household", "adresse")
    gap = hull_gap.LOWER[0]
    columns = (*write(gap, folder / "gap"), "--seats", str(gap.seats), "--panels", "60")
    return {
        "plan": draw(folder / "plan", *files, *petit),
        "seed": draw(folder / "seed", *files, *petit, "--seed", DICE),
        "hand": draw(folder / "hand", *files, *petit, "--number", "7"),
        "rehearsal": draw(folder / "rehearsal", *files, *petit, "--rehearsal", "--seed", "des mots"),
        "maximin": draw(folder / "maximin", *files, *petit, "--fairness", "maximin"),
        "columns": draw(folder / "columns", *columns, "--number", "3"),
    }


KINDS = ("plan", "seed", "hand", "rehearsal", "maximin", "columns")


def documents(folder: Path) -> dict[str, Document]:
    """Every JSON document of a dossier, by path."""
    return {name: json.loads(data) for name, data in read(folder).items() if name.endswith(".json")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_of_a_real_dossier_fits_its_schema(kind: str, dossiers: dict[str, Path]) -> None:
    found = documents(dossiers[kind])
    assert {"public/plan.json", "public/quotas.json", "public/certificate.json"} < found.keys()
    for path, document in found.items():
        assert not [error.message for error in validator(path).iter_errors(document)], path
    assert verify(read(dossiers[kind])).ok


def test_the_dossiers_are_of_the_kinds_that_they_say(dossiers: dict[str, Path]) -> None:
    found = {kind: documents(folder) for kind, folder in dossiers.items()}
    assert len(found["plan"]) == 3 + 5
    assert found["seed"]["journal/0007-panel.json"]["body"]["by"] == "seed"
    assert found["hand"]["journal/0006-panel.json"]["body"]["by"] == "hand"
    assert found["rehearsal"]["public/plan.json"]["stage"] == "test/panel"
    assert found["maximin"]["public/certificate.json"]["fairness"] == "maximin"
    proofs = [level["proof"].keys() for level in found["columns"]["public/certificate.json"]["levels"]]
    assert found["columns"]["public/certificate.json"]["method"] == "columns"
    assert {"y", "best"} in proofs
    assert {"nu", "quotas", "households"} in proofs


@pytest.mark.parametrize("name", SCHEMAS.values())
def test_a_schema_is_one_and_names_every_key_it_asks_for(name: str) -> None:
    whole = schema(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    assert whole["$id"].endswith(f"/{name}.schema.json")
    for part in objects(whole):
        assert set(part["required"]) == set(part["properties"]) - SOMETIMES, part
        assert part["additionalProperties"] is False


SOMETIMES = {"crossings", "objective"}
"""Keys that some kinds of a document have: `if` asks for them there, and `false` forbids them elsewhere."""


def objects(node: Any) -> Iterator[Document]:
    """Parts of a schema that describe an object with fixed keys."""
    if isinstance(node, dict):
        if "required" in node and "type" in node:
            yield node
        for child in node.values():
            yield from objects(child)
    elif isinstance(node, list):
        for child in node:
            yield from objects(child)


def test_the_journal_has_the_bodies_that_the_verifier_knows() -> None:
    whole = schema("journal-entry")
    names = {"panel": "hand", "panel by seed": "seed"}
    for kind, keys in BODIES.items():
        form = kind.partition(" of ")[0].partition(" ")
        name = names.get(kind, form[2] if form[0] == "contribution" and form[2] else form[0])
        assert whole["$defs"][name]["properties"].keys() == keys.keys()
    assert set(whole["properties"]["type"]["enum"]) == {kind.partition(" ")[0] for kind in BODIES}


def paths_of(node: Any, before: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every key of a document, the first item of each list standing for all."""
    if isinstance(node, dict):
        for key, child in node.items():
            yield (*before, key)
            yield from paths_of(child, (*before, key))
    elif isinstance(node, list) and node:
        yield from paths_of(node[0], (*before, 0))


def changed(document: Document, path: tuple[str | int, ...], change: Callable[[Any, Any], None]) -> Document:
    copy = deepcopy(document)
    parent: Any = copy
    for step in path[:-1]:
        parent = parent[step]
    change(parent, path[-1])
    return copy


def remove(parent: Any, key: Any) -> None:
    del parent[key]


def replace_by_a_float(parent: Any, key: Any) -> None:
    parent[key] = 0.5


def add_a_neighbour(parent: Any, key: Any) -> None:
    parent[f"{key} too"] = parent[key]


FREE = {("body", "causes"), ("levels", 0, "proof", "quotas"), ("levels", 0, "proof", "y")}
"""Objects whose keys are numbers or causes: one of them may go."""


@pytest.mark.parametrize("kind", ["seed", "hand", "columns"])
@pytest.mark.parametrize("change", [remove, replace_by_a_float, add_a_neighbour])
def test_a_key_that_is_gone_or_new_or_a_float_fails(
    kind: str, change: Callable[[Any, Any], None], dossiers: dict[str, Path]
) -> None:
    for path, document in documents(dossiers[kind]).items():
        check = validator(path)
        for place in paths_of(document):
            if change is remove and place[:-1] in FREE:
                continue
            assert not check.is_valid(changed(document, place, change)), (path, place)


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        ("public/plan.json", ("lottery",), "A" * 64),
        ("public/plan.json", ("stage",), "test/panel"),
        ("public/plan.json", ("inputs", "panels"), 1_000_001),
        ("public/plan.json", ("inputs", "seats"), 0),
        ("public/plan.json", ("contributors",), []),
        ("public/plan.json", ("beacon",), {"round": 1}),
        ("public/quotas.json", ("criteria", 0, "categories", 0, "minimum"), -1),
        ("public/quotas.json", ("criteria",), []),
        ("public/certificate.json", ("levels", 0, "value"), "04/53"),
        ("public/certificate.json", ("levels", 0, "value"), "4/0"),
        ("public/certificate.json", ("levels", 0, "achieved"), "9"),
        ("public/certificate.json", ("levels", 0, "profiles"), []),
        ("public/certificate.json", ("levels", 0, "proof"), {"y": {"0": "1"}, "best": "1"}),
        ("public/certificate.json", ("levels", 0, "proof", "quotas"), {"0": "0"}),
        ("public/certificate.json", ("levels", 0, "proof", "households"), {"0": "-1"}),
        ("public/certificate.json", ("fairness",), "nash"),
        ("journal/0001-open.json", ("type",), "quotas"),
        ("journal/0001-open.json", ("time",), "2026-11-23 09:00"),
        ("journal/0001-open.json", ("tool",), "another 0.1.0"),
        ("journal/0003-pool.json", ("body", "kept"), -1),
        ("journal/0006-contribution.json", ("body", "text"), "  "),
        ("journal/0007-panel.json", ("body", "by"), "hand"),
        ("journal/0007-panel.json", ("body", "number"), "7"),
    ],
)
def test_a_value_that_cannot_be_fails(
    path: str, place: tuple[str | int, ...], value: object, dossiers: dict[str, Path]
) -> None:
    document = documents(dossiers["seed"])[path]
    assert validator(path).is_valid(document)

    def put(parent: Any, key: Any) -> None:
        parent[key] = value

    assert not validator(path).is_valid(changed(document, place, put))
