"""Counts of very few people are in no report for everybody, as in no public pack."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.commands import PETIT, draw

from tirage.cli import main


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small example: its categories have 13 and 7, 6, 9 and 5, 6, 8 and 6 volunteers."""
    folder = tmp_path_factory.mktemp("small") / "d"
    assert draw(PETIT / "volontaires.csv", folder, "--number", "3") == 0
    return folder


def test_a_column_with_a_small_count_is_left_out_whole(
    out: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    rules = out / "tirage.yaml"
    try:
        for kind, shown in (("public", {5: 3, 6: 2, 7: 1, 99: 0}), ("quotas", {99: 3})):
            for fewest, criteria in shown.items():
                rules.write_text(_rules(fewest), encoding="utf-8")
                page = tmp_path / f"{kind}-{fewest}.md"
                typed = ["report", str(out), "--kind", kind, "--out", str(page), "--lang", "en"]
                assert main(typed) == 0
                text = page.read_text(encoding="utf-8")
                assert text.count("| volunteers |") == criteria + (kind == "quotas"), (kind, fewest)
                assert text.count("could be recognised") == (3 - criteria), (kind, fewest)
    finally:
        rules.unlink()


def test_packs_take_the_limit_of_the_rules(out: Path, tmp_path: Path) -> None:
    try:
        for fewest, here in ((5, True), (6, False)):
            (out / "tirage.yaml").write_text(_rules(fewest), encoding="utf-8")
            pack = tmp_path / f"pack{fewest}"
            assert main(["publish", str(out), "--for", "public", "--out", str(pack)]) == 0
            assert (pack / "public/counts.csv").exists() == here
        told = tmp_path / "told"
        assert main(["publish", str(out), "--for", "public", "--out", str(told), "--small-cells", "0"]) == 0
        assert (told / "public/counts.csv").exists()
    finally:
        (out / "tirage.yaml").unlink()


def _rules(fewest: int) -> str:
    return f"tirage: dossier/1\nname: Essai\nseats: 6\nsmall_cells: {fewest}\n"
