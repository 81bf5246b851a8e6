"""`tirage init`: a folder that can be read, corrected and used, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tirage.cli import main
from tirage.quotas.read import read_quotas
from tirage.rules.read import read_rules


@pytest.mark.parametrize("template", ["paris", "generic"])
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_rules_and_quotas_agree(tmp_path: Path, template: str, lang: str) -> None:
    folder = tmp_path / "assemblée"
    assert main(["init", str(folder), "--template", template, "--lang", lang]) == 0
    rules = read_rules(folder / "tirage.yaml")
    quotas = read_quotas(folder / rules.quotas, seats=rules.seats).quotas
    assert [criterion.name for criterion in quotas.criteria] == list(rules.criteria)
    for criterion in quotas.criteria:
        names = list(criterion.categories)
        own = rules.criteria[criterion.name]
        if own.origin in {"sex", "age", "stream"}:
            assert names == list(own.categories)
        if own.origin == "answers":
            assert names == list(rules.letters.answers[criterion.name])
        if own.origin == "stream":
            seats = {name: stream.seats for name, stream in rules.streams.items()}
            assert {own.categories[each.category]: each.minimum for each in criterion.bounds} == seats


def test_what_was_corrected_by_hand_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "quotas.yaml").write_text("mine", encoding="utf-8")
    assert main(["init", str(tmp_path)]) == 6
    assert [path.name for path in tmp_path.iterdir()] == ["quotas.yaml"]
    assert (tmp_path / "quotas.yaml").read_text(encoding="utf-8") == "mine"


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["init", str(tmp_path / "file")]) == 6
