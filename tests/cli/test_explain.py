"""`tirage explain`: ways to be fair with the figures of the example; codes of errors, findings and checks."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from support.windows import Window

from tirage.analysis.objectives import Comparison, compare
from tirage.chances.objectives.choose import Fairness
from tirage.cli import main
from tirage.errors import Defect
from tirage.i18n.catalogue import COMPLETE, Language, explain
from tirage.people.pool.read import read_pool
from tirage.quotas.read import read_quotas
from tirage.report.pages import codes
from tirage.report.pages.explain import PARTS
from tirage.report.rendering import markdown
from tirage.report.wording import Wording
from tirage.verify.texts import sentence

ROOT = Path(__file__).parents[2]
PARIS = ROOT / "examples" / "paris"
RAISED = ("Defect", "Refused", "TirageError", "Unfinished", "VerificationFailed", "QuotasImpossible")
NAMES = ("leximin", "maximin", "goldilocks", "nash", "capped")


def explained(capsys: pytest.CaptureFixture[str], *typed: str) -> Any:
    assert main(["explain", *typed, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("language", COMPLETE)
def test_all_in_short_and_each_at_length(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    every = explained(capsys, "--lang", language)["objectives"]
    assert [each["fairness"] for each in every] == list(NAMES)
    assert set(get_args(Fairness)) <= set(NAMES)
    assert main(["explain", "--lang", language]) == 0
    table = words(capsys.readouterr().out)
    for each in every:
        assert list(each) == ["fairness", *PARTS]
        assert all(each.values())
        assert words(each["fairness"]) <= table
        assert words(each["seeks"]) <= table
        assert explained(capsys, each["fairness"], "--lang", language) == {"tirage": "objective/1", **each}


def words(text: str) -> set[str]:
    return set(text.split())


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_a_narrow_terminal(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = explained(capsys, name, "--lang", "fr")
    for typed in (["explain", name], ["explain"]):
        window = Window(42, monkeypatch)
        with redirect_stdout(window):
            assert main([*typed, "--lang", "fr"]) == 0
        said = window.said()
        assert max(map(len, said.splitlines())) <= 42
        assert words(whole["seeks"]) <= words(said)


def test_a_name_that_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "fair", "--lang", "en"]) == 3
    assert "leximin" in capsys.readouterr().err
    assert main(["explain", "pool.id.duplicat", "--lang", "en"]) == 3
    assert "Did you mean “pool.id.duplicate”?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Leximin", "leximin"), ("[POOL.ID.DUPLICATE].", "pool.id.duplicate"), ("6.11.", "6.11")],
)
def test_what_is_copied_with_capitals_and_stops_is_understood(
    typed: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", typed, "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(code)


@pytest.mark.parametrize("language", COMPLETE)
def test_every_code_has_a_page_with_its_own_sentences(language: Language) -> None:
    wording = Wording(language)
    for code in codes.codes():
        document = codes.page(code, wording)
        said = markdown.render(document).decode()
        assert len(document.sections[0].blocks) >= 3
        assert said.count("{") == said.count("}") <= 1, code
        assert (document.title, document.data["code"]) == (code, code)


def test_what_is_told_of_an_error_is_what_the_error_says(capsys: pytest.CaptureFixture[str]) -> None:
    told = explained(capsys, "[pool.id.duplicate]", "--lang", "en")
    defect = Defect("pool.id.duplicate", "v.csv", 3, None, {"id": "…", "lines": "…"})
    assert {part: told[part] for part in ("found", "expected", "remedy")} == explain(defect, "en")
    assert "twice the chance" in told["why"]
    stops = explained(capsys, "list-missing", "--lang", "en")
    assert '--accept list-missing="the reason"' in stops["remedy"]


def test_a_check_is_told_by_its_number(capsys: pytest.CaptureFixture[str]) -> None:
    for language in COMPLETE:
        assert main(["explain", "6.11", "--lang", language]) == 0
        said = capsys.readouterr().out
        assert sentence(specified_checks()["6.11"], language).split(",")[0] in " ".join(said.split())
    assert main(["explain", "11.1", "--lang", "en"]) == 0
    assert "This is no check" in capsys.readouterr().out


def specified_checks() -> dict[str, str]:
    known = json.loads((ROOT / "src/tirage/spec/checks.json").read_text(encoding="utf-8"))
    return {each["number"]: each["code"] for each in known["checks"]}


def test_every_code_that_the_program_names_has_a_page() -> None:
    """Whatever is raised with a code written out; the others are put together from parts."""
    named = set()
    for source in sorted((ROOT / "src/tirage").rglob("*.py")):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in RAISED and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    named.add(first.value)
    assert len(named) > 200
    assert named - set(codes.codes()) == set()


@cache
def paris() -> Comparison:
    quotas = read_quotas(PARIS / "quotas.yaml", seats=100).quotas
    pool = read_pool(PARIS / "volontaires.csv", quotas, household=["adresse", "code postal"]).pool
    return compare(pool, quotas, 100, 100)


@pytest.mark.slow
@pytest.mark.parametrize("language", COMPLETE)
def test_the_figures_of_the_examples_are_true(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From the least chance aimed at to the largest, as the example says; and what else it says."""
    told = {each["fairness"]: each["example"] for each in explained(capsys, "--lang", language)["objectives"]}
    found = {each.fairness: each for each in paris().objectives}
    for name, each in found.items():
        shares = list(percents(told[name]))
        assert shares[:2] == [
            round(100 * float(value), 1) for value in (each.aimed.least, each.aimed.largest)
        ]
        if name == "nash":
            geometric = [100 * found[by].aimed.geometric_mean for by in ("nash", "leximin")]
            assert shares[2:] == [round(value, 1) for value in geometric]
        if name == "capped":
            assert each.aimed.least == found["leximin"].aimed.least
            assert each.aimed.certain == 0
        if name == "goldilocks":
            lexi = found["leximin"].aimed
            lost = [
                100 * float(lexi.least - each.aimed.least),
                100 * float(lexi.largest - each.aimed.largest),
            ]
            assert [round(value, 1) for value in lost] == list(points(told[name]))
    assert (found["leximin"].aimed.certain, found["leximin"].aimed.at_least) == (2, 125)
    assert found["maximin"].aimed.at_least > 500


def percents(text: str) -> Iterator[float]:
    """`11,2 %` and `11.2%`."""
    for whole, rest in re.findall(r"(\d+)[.,](\d+)\u00a0?%", text):
        yield float(f"{whole}.{rest}")


def points(text: str) -> Iterator[float]:
    """Numbers with a decimal that are no percentages."""
    for whole, rest in re.findall(r"(\d+)[.,](\d+)(?!\d|\u00a0?%)", text):
        yield float(f"{whole}.{rest}")
