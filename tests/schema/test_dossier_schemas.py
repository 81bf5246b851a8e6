"""The JSON Schemas of a dossier's documents: real dossiers fit them, and what was tampered with does not."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from support import hull_gap
from support.ceremonies import EARLY, NO_BEACON, Ceremony, held
from support.commands import finish, number_of
from support.instances import write
from support.schemas import schema
from support.two_commands import in_two

from tirage.cli import main
from tirage.dossier.canonical import canonical
from tirage.dossier.documents.certificate import Certificate
from tirage.dossier.documents.document import Document as Model
from tirage.dossier.documents.frame import PublishedFrame
from tirage.dossier.documents.geography import PublishedGeography
from tirage.dossier.documents.plans import AlternatesPlan, LaterPlan, LettersPlan, PanelPlan, StandbyPlan
from tirage.dossier.entries import FORMS, read_body
from tirage.errors import InputInvalid, VerificationFailed
from tirage.rules.templates import template
from tirage.verify.checklist import verify
from tirage.verify.reading.bodies import BODIES
from tirage.verify.reading.dossier import read

ROOT = Path(__file__).parents[2]
PETIT = ROOT / "examples" / "petit"
DICE = "3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"
SCHEMAS = {
    r"public/plan\.json": "plan",
    r"public/(replacements|renewal)-[1-9]-plan\.json": "later-plan",
    r"public/(quotas(-announced)?|(replacements|renewal)-[1-9]-quotas)\.json": "published-quotas",
    r"public/((replacements|renewal)-[1-9]-)?certificate\.json": "certificate",
    r"public/frame\.json": "frame",
    r"public/rules\.json": "published-rules",
    r"public/geography\.json": "geography",
    r"public/letters-[1-9]-plan\.json": "letters-plan",
    r"public/standby-[1-9]-plan\.json": "standby-plan",
    r"public/alternates-[1-9]-plan\.json": "alternates-plan",
    r"public/responses-[1-9]\.json": "responses",
    r"journal/[0-9]{4,15}-[a-z]+\.json": "journal-entry",
}
MODELS: dict[str, type[Model]] = {
    "plan": PanelPlan,
    "later-plan": LaterPlan,
    "letters-plan": LettersPlan,
    "standby-plan": StandbyPlan,
    "alternates-plan": AlternatesPlan,
    "certificate": Certificate,
    "frame": PublishedFrame,
    "geography": PublishedGeography,
}
Document = dict[str, Any]


def name_of(path: str) -> str:
    """The name of the schema of a document, by its path in the dossier."""
    return next(name for pattern, name in SCHEMAS.items() if re.fullmatch(pattern, path))


def validator(path: str) -> Any:
    """The validator of a document, by its path in the dossier."""
    return jsonschema.Draft202012Validator(schema(name_of(path)))


def of_mutants(path: str) -> Any:
    """The same for many documents, each of which is asked for its first fault alone."""
    return quick(name_of(path))


@cache
def quick(name: str) -> Any:
    return jsonschema.validators.extend(jsonschema.Draft202012Validator, {"oneOf": one_of})(schema(name))


def one_of(found: Any, branches: list[Any], document: Any, _schema: Any) -> Iterator[Any]:
    """Draft 2020-12, 10.2.1.3, without the list of everything that is wrong by each of the others."""
    fitting = sum(found.evolve(schema=each).is_valid(document) for each in branches)
    if fitting != 1:
        yield jsonschema.ValidationError(f"fits {fitting} of {len(branches)}")


def draw(out: Path, pool: Path, quotas: Path, *more: str) -> Path:
    arguments = ["draw", "panel", str(pool), "--quotas", str(quotas), "--out", str(out), *more]
    apart = not {"--seed", "--number"}.isdisjoint(more) and "--rehearsal" not in more
    assert (in_two(*arguments) if apart else main(arguments)) == 0
    return out


def write_letters(folder: Path, *more: str) -> Path:
    """A dossier of rolls and cards with two waves of letters: one that is answered, one that is planned."""
    lists, dossier, decided = folder / "lists", folder / "dossier", folder / "decided.csv"

    def run(*words: object, code: int = 0) -> None:
        assert main([*map(str, words), "--lang", "en"]) == code

    run("synth", "roll", lists, "--people", 900, "--quirks", "many", "--seed", "schema")
    cards = folder / "carte-citoyenne_2026-09-01.csv"
    run("synth", "cards", cards, "--people", 150, "--roll-people", 900, "--seed", "schema")
    run("init", dossier, "--template", "paris")
    accepted = "--accept=list-missing=There is no list of this kind."
    files = ["frame", *sorted(lists.glob("*_LP_*")), cards, "--dossier", dossier, accepted, *more]
    run(*files, code=InputInvalid.exit_code)
    cases = (dossier / "private/review.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    lines = ["case;decision", *(f"{case.partition(';')[0]};same" for case in cases)]
    decided.write_text("\n".join(lines), encoding="utf-8")
    run(*files, "--decisions", decided)
    run("draw", "letters", "--dossier", dossier, "--letters", 80)
    run("draw", "letters", "--dossier", dossier, "--seed", DICE)
    run("synth", "answers", dossier / "private/letters-1.csv", folder / "answers.csv", "--rate", 0.3)
    run("record", "responses", folder / "answers.csv", "--dossier", dossier)
    back = (dossier / "private/letters-1.csv").read_text(encoding="utf-8-sig").splitlines()
    place = back[0].split(";").index("code")
    codes = [row.split(";")[place] for row in back]
    (folder / "back.csv").write_text("\n".join(codes), encoding="utf-8")
    run("record", "undelivered", folder / "back.csv", "--dossier", dossier)
    run("draw", "letters", "--dossier", dossier, "--letters", 30)
    return dossier


def with_member(pid: str, out: Path) -> Path:
    """The plan's number drawn by hand: the first that seats this person."""
    assert finish(out, "--number", number_of(out, pid)) == 0
    return out


def live(out: Path) -> Path:
    """Someone accepts, someone leaves whom no one can replace, and then is replaced under relaxed quotas."""
    rules = (
        template("generic", "en")["tirage.yaml"]
        .decode()
        .replace("  months: 12", "  months: 12\n  absences: 3")
    )
    (out / "tirage.yaml").write_text(rules, encoding="utf-8")
    seated = (out / "public/panel.csv").read_text().split()
    rival = next(pid for pid in (f"V{number:02}" for number in range(1, 21)) if pid not in seated)
    for words in (
        ["record", "acceptance", "V02", str(out)],
        ["term", str(out), "--start", "2026-12-01", "--months", "12", "--cohorts", "2"],
        ["record", "absence", "V02", str(out)],
        ["alternates", str(out), "--record"],
        ["alternates", str(out), "--record", "--seed", DICE],
        ["record", "withdrawal", "V02", str(out), "--cause", "work"],
        ["record", "moved", rival, str(out), "--volunteer", "--evidence", str(out / "tirage.yaml")],
        ["draw", "replacements", str(out), "--leave-vacant"],
        ["draw", "replacements", str(out), "--relax"],
        ["void", str(out), "--reason", "before the dice"],
        ["draw", "replacements", str(out), "--relax"],
        ["draw", "replacements", str(out), "--number", "0"],
    ):
        assert main([*words, "--lang", "en"]) == 0, words
    return out


def followed(out: Path) -> Path:
    """A rehearsal: someone has moved and waits for the end, everyone leaves, the next assembly is open."""
    before = dict(os.environ)
    member = (out / "public/panel.csv").read_text().split()[1]
    (out / "tirage.yaml").write_text(
        template("generic", "fr")["tirage.yaml"]
        .decode()
        .replace("months: 12", "months: 12\n  cohorts: 2\n  last: 1\n  moved: end-of-term"),
        encoding="utf-8",
    )
    try:
        for day, words in (
            ("2999-11-24", ["term", str(out), "--start", "2999-12-01"]),
            ("3000-01-01", ["record", "moved", member, str(out)]),
            ("3000-06-01", ["draw", "renewal", str(out)]),
        ):
            os.environ["TIRAGE_CLOCK"] = f"{day}T09:00:00Z"
            assert main([*words, "--lang", "en"]) == 0, words
    finally:
        os.environ.clear()
        os.environ.update(before)
    return out


@pytest.fixture(scope="module")
def dossiers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One dossier of each kind that there is, by what is particular about it."""
    folder = tmp_path_factory.mktemp("dossiers")
    files = (PETIT / "volontaires.csv", PETIT / "quotas.csv")
    petit = ("--seats", "6", "--panels", "39", "--household", "adresse", "--ids", "published")
    halves = ("--later", "cohorts=2", "--later", "alternates=2", "--later", "standby=3:6")
    gap = hull_gap.LOWER[0]
    columns = (*write(gap, folder / "gap"), "--seats", str(gap.seats), "--panels", "60")
    end = followed(draw(folder / "ended", *files, *petit, *halves, "--rehearsal", "--seed", DICE))
    return {
        "ended": end,
        "next": end / "next",
        "plan": draw(folder / "plan", *files, *petit),
        "seed": draw(folder / "seed", *files, *petit, "--seed", DICE),
        "hand": draw(folder / "hand", *files, *petit, "--number", "7"),
        "rehearsal": draw(folder / "rehearsal", *files, *petit, "--rehearsal", "--seed", DICE),
        "maximin": draw(folder / "maximin", *files, *petit, "--fairness", "maximin"),
        "columns": draw(folder / "columns", *columns, "--number", "3"),
        "life": live(with_member("V02", draw(folder / "life", *files, *petit, *halves, "--roll", "hand"))),
        "letters": write_letters(folder / "letters"),
        "letters rehearsal": write_letters(folder / "letters rehearsal", "--rehearsal"),
    }


OF_PANEL = ("plan", "quotas", "certificate")
OF_LETTERS = ("frame", "rules", "quotas-announced", "letters-1-plan", "responses-2", "letters-2-plan")
KINDS = (
    "ended",
    "next",
    "plan",
    "seed",
    "hand",
    "rehearsal",
    "maximin",
    "columns",
    "life",
    "letters",
    "letters rehearsal",
)


def documents(folder: Path) -> dict[str, Document]:
    """Every JSON document of a dossier, by path."""
    return {name: json.loads(data) for name, data in read(folder).items() if name.endswith(".json")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_of_a_real_dossier_fits_its_schema(kind: str, dossiers: dict[str, Path]) -> None:
    found = documents(dossiers[kind])
    assert {f"public/{name}.json" for name in OF_LETTERS if "letters" in kind} <= found.keys()
    assert {
        f"public/{name}.json" for name in OF_PANEL if "letters" not in kind and kind != "next"
    } <= found.keys()
    for path, document in found.items():
        assert not [error.message for error in validator(path).iter_errors(document)], path
        if path.startswith("journal/"):
            assert read_body(document["type"], document["body"]).document() == document["body"], path
    assert verify(read(dossiers[kind])).ok


CEREMONIES = {
    "whole": Ceremony(),
    "dropped": Ceremony(revealed=("amina",), dropped=("bruno", "chloe")),
    "beacon alone": Ceremony(commits={}, revealed=(), dice=None, witnessed=EARLY),
    "no beacon": NO_BEACON,
}


@pytest.mark.parametrize("kind", CEREMONIES)
def test_every_document_of_a_ceremony_fits_its_schema(kind: str) -> None:
    files = held(CEREMONIES[kind])
    assert verify(files).ok
    for path in (path for path in files if path.endswith(".json")):
        document = json.loads(files[path])
        assert not [error.message for error in validator(path).iter_errors(document)], path
    plan = json.loads(files["public/plan.json"])
    wave = {
        **{key: plan[key] for key in ("spec", "rehearsal", "contributors", "beacon")},
        "act": "letters",
        "wave": 1,
        "stage": "letters/1",
        "inputs": {
            "frame": "a" * 64,
            "rules": "a" * 64,
            "strata": "a" * 64,
            "before": [],
            "allocation": {"rule": "shares/1", "letters": 7000, "alpha": "1/2"},
        },
    }
    check = validator("public/letters-1-plan.json")
    assert check.is_valid(wave)
    for change in ({"contributors": [], "beacon": None}, {"beacon": {"round": 1}}):
        assert not check.is_valid(wave | change)
        assert not validator("public/plan.json").is_valid(plan | change)


def test_the_dossiers_are_of_the_kinds_that_they_say(dossiers: dict[str, Path]) -> None:
    found = {kind: documents(folder) for kind, folder in dossiers.items()}
    assert len(found["plan"]) == 3 + 5
    assert found["seed"]["journal/0007-panel.json"]["body"]["by"] == "seed"
    assert found["hand"]["journal/0006-panel.json"]["body"]["by"] == "hand"
    assert found["rehearsal"]["public/plan.json"]["stage"] == "test/panel"
    assert found["maximin"]["public/certificate.json"]["fairness"] == "maximin"
    proofs = [level["proof"].keys() for level in found["columns"]["public/certificate.json"]["levels"]]
    assert found["columns"]["public/certificate.json"]["method"] == "columns"
    assert {"nu", "quotas", "households", "cuts"} in proofs
    assert found["columns"]["public/certificate.json"]["cuts"][0].keys() == {
        "weights",
        "best",
        "proved",
        "tree",
    }
    assert {"nu", "quotas", "households"} in proofs


@pytest.mark.parametrize("name", SCHEMAS.values())
def test_a_schema_is_one_and_names_every_key_it_asks_for(name: str) -> None:
    whole = schema(name)
    jsonschema.Draft202012Validator.check_schema(whole)
    assert whole["$id"].endswith(f"/{name}.schema.json")
    for part in objects(whole):
        required, named = set(part["required"]), set(part["properties"])
        assert named - SOMETIMES <= required <= named, part
        assert part["additionalProperties"] is False


SOMETIMES = {
    "solver",
    "cuts",
    "homes",
    "least",
    "parts",
    "alternates",
    "crossings",
    "cumulated",
    "expected",
    "filling",
    "had",
    "prefer",
    "standby",
    "stopped",
    "tolerance",
    "weights",
}
"""A key that some kinds of a document have."""


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
    forms = {kind: [form.keys() for form in each] for kind, each in FORMS.items()}
    known = {kind: [set(keys) for form, keys in BODIES.items() if form.split()[0] == kind] for kind in forms}
    assert {form.split()[0] for form in BODIES} == set(forms)
    for kind, keys in forms.items():
        assert sorted(map(sorted, keys)) == sorted(map(list, {tuple(sorted(each)) for each in known[kind]}))


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


FREE = {
    *(("body", "causes"), ("causes",), ("answers",)),
    *(("levels", 0, "proof", name) for name in ("quotas", "households", "cuts", "y")),
    ("cuts", 0, "weights"),
}
"""Objects whose keys are numbers, causes or answers: one of them may go."""
OTHER = ("body", "geography")
"""A key whose loss makes another form of an entry, of rules without places."""
MUTABLE = ("seed", "hand", "columns", "letters", "letters rehearsal")


@pytest.mark.parametrize("kind", MUTABLE)
@pytest.mark.parametrize("change", [remove, replace_by_a_float, add_a_neighbour])
def test_a_key_that_is_gone_or_new_or_a_float_fails(
    kind: str, change: Callable[[Any, Any], None], dossiers: dict[str, Path]
) -> None:
    for path, document in documents(dossiers[kind]).items():
        check = of_mutants(path)
        for place in paths_of(document):
            if change is remove and (
                place == OTHER
                or place[-1] in {"cuts", "solver"}
                or place[:-1] in FREE
                or (place[-2:-1] == ("quotas",) and "tree" in place)
            ):
                continue
            assert not check.is_valid(changed(document, place, change)), (path, place)


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_is_read_into_its_model_and_back_to_the_same_bytes(
    kind: str, dossiers: dict[str, Path]
) -> None:
    files = read(dossiers[kind])
    for path, model in modelled(files):
        assert model.from_bytes(files[path]).data == files[path], path


@pytest.mark.parametrize("kind", [*MUTABLE, "life"])
@pytest.mark.parametrize("change", [remove, replace_by_a_float, add_a_neighbour])
def test_a_document_that_its_schema_forbids_is_not_read(
    kind: str, change: Callable[[Any, Any], None], dossiers: dict[str, Path]
) -> None:
    found = documents(dossiers[kind])
    for path, model in modelled(found):
        for place in paths_of(found[path]):
            foreign = changed(found[path], place, change)
            if of_mutants(path).is_valid(foreign):
                assert model.from_bytes(canonical(foreign)).document() == foreign
                continue
            with pytest.raises(VerificationFailed) as caught:
                model.from_bytes(json.dumps(foreign).encode())
            assert caught.value.code == "document.form", (path, place)


def modelled(names: Iterable[str]) -> list[tuple[str, type[Model]]]:
    """The documents that have a model, with it."""
    found = [name for name in names if name.endswith(".json")]
    return [(path, MODELS[name_of(path)]) for path in found if name_of(path) in MODELS]


@pytest.mark.parametrize("kind", MUTABLE)
def test_a_hash_in_capitals_fails(kind: str, dossiers: dict[str, Path]) -> None:
    for path, document in documents(dossiers[kind]).items():
        check, hashes = (
            of_mutants(path),
            [place for place, text in texts_of(document) if HASH.fullmatch(text)],
        )
        assert hashes or not path.startswith("journal")
        for place in hashes:
            assert not check.is_valid(changed(document, place, put("AB" * 32))), (path, place)


HASH = re.compile("[0-9a-f]{64}")


def texts_of(node: Any, before: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a document with its place."""
    if isinstance(node, str):
        yield before, node
    for key, child in (
        node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    ):
        yield from texts_of(child, (*before, key))


def put(value: object) -> Callable[[Any, Any], None]:
    """The change that puts `value` in a place."""

    def change(parent: Any, key: Any) -> None:
        parent[key] = value

    return change


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
        ("public/certificate.json", ("levels", 0, "proof", "cuts"), {}),
        ("public/certificate.json", ("levels", 0, "proof", "quotas"), {"0": "0"}),
        ("public/certificate.json", ("levels", 0, "proof", "households"), {"0": "-1"}),
        ("public/certificate.json", ("fairness",), "nash"),
        ("public/frame.json", ("people",), -1),
        ("public/frame.json", ("lists", 0, "list"), "autre"),
        ("public/frame.json", ("strata", 0, "code"), "a|b"),
        ("public/frame.json", ("strata", 0, "people"), 0),
        ("public/frame.json", ("causes",), {"Pas le droit": 1}),
        ("public/rules.json", ("reference_date",), "1/3/2027"),
        ("public/rules.json", ("streams", 0, "name"), "Listes"),
        ("public/rules.json", ("streams", 0, "ages"), "adultes"),
        ("public/rules.json", ("streams", 0, "nationality"), "EU citizens"),
        ("public/rules.json", ("criteria", 0, "from"), "name"),
        ("public/rules.json", ("household",), ["street"]),
        ("public/letters-1-plan.json", ("wave",), 0),
        ("public/letters-1-plan.json", ("stage",), "letters/01"),
        ("public/letters-1-plan.json", ("stage",), "test/letters/1"),
        ("public/letters-1-plan.json", ("inputs", "before"), ["0"]),
        ("public/letters-1-plan.json", ("act",), "letters/1"),
        ("public/responses-1.json", ("round",), 0),
        ("public/responses-1.json", ("answers",), {"accepted": 0}),
        ("public/responses-1.json", ("answers",), {"refused:trop cher": 1}),
        ("public/responses-1.json", ("answers",), {"perhaps": 1}),
        ("journal/0003-rolls.json", ("body", "files"), 0),
        ("journal/0003-rolls.json", ("body", "set_aside"), -1),
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
    kind = "seed" if path in documents(dossiers["seed"]) else "letters"
    document = documents(dossiers[kind])[path]
    assert validator(path).is_valid(document)
    assert not validator(path).is_valid(changed(document, place, put(value)))
