"""`tirage publish`: papers, pack, page of the verifier and index, in one folder, and nobody's name."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from cli.test_from_file_by_rules import folder
from support.commands import DICE, on_disk
from support.two_commands import in_two

from tirage.cli import main
from tirage.verify import read, verify

__all__ = ["folder"]
PAPERS = ("guarantors/quotas", "life", "members", "proces-verbal-panel", "public")


def private_values(folder: Path) -> set[str]:
    """Addresses and birth dates of the invented people."""
    text = (folder / "private/pool.csv").read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    return {row[title] for row in rows for title in ("Adresse", "Né(e) le")}


def test_everything_stands_in_one_folder_and_the_index_names_it(folder: Path) -> None:
    assert in_two("draw", "panel", "--seed", DICE) == 0
    assert main(["publish", "--lang", "fr"]) == 0
    written = on_disk(folder / "publication")
    papers = {f"{name}.{shape}" for name in PAPERS for shape in ("html", "docx")}
    assert written.keys() == papers | {"index.html", "pack.zip", "verifier.html"}
    index = written["index.html"].decode("utf-8")
    assert set(re.findall(r'href="([^"]+)"', index)) == written.keys() - {"index.html"}
    assert '<html lang="fr">' in index and "Essai" in index
    assert len(re.findall(r"<code>(?:[0-9a-f]{8} ){3}[0-9a-f]{8}</code>", index)) == 2
    with zipfile.ZipFile(io.BytesIO(written["pack.zip"])) as pack:
        pack.extractall(folder / "tried")
    assert verify(read(folder / "tried/pack")).ok
    assert verify(read(folder)).ok


def test_nothing_private_is_in_it(folder: Path) -> None:
    assert in_two("draw", "panel", "--seed", DICE) == 0
    assert main(["publish"]) == 0
    for name, data in on_disk(folder / "publication").items():
        found = data
        if name.endswith((".docx", ".zip")):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                found = b"\n".join(archive.read(each) for each in archive.namelist())
        said = found.decode("utf-8", "replace")
        assert not [value for value in private_values(folder) if value in said], name


def test_a_paper_for_each_draw_comes_by_itself_and_nothing_is_written_over(folder: Path) -> None:
    assert in_two("draw", "panel", "--seed", DICE) == 0
    assert main(["publish"]) == 0
    before = on_disk(folder / "publication")
    assert main(["publish"]) == 0
    assert not (folder / "publication-2").exists()
    assert main(["term", "--months", "12", "--start", "2027-01-01", "--yes"]) == 0
    assert main(["publish"]) == 0
    assert on_disk(folder / "publication") == before
    assert (folder / "publication-2/index.html").exists()


def test_before_the_draw_it_is_refused_and_writes_nothing(folder: Path) -> None:
    assert main(["draw", "panel"]) == 0
    assert main(["publish"]) == 6
    assert not (folder / "publication").exists()


def test_a_rehearsal_is_marked_on_the_index_too(folder: Path) -> None:
    assert main(["draw", "panel", "--rehearsal", "--seed", DICE]) == 0
    out = folder.parent / "papers"
    assert main(["publish", "../assemblée-TEST", "--out", str(out), "--lang", "fr"]) == 0
    assert "RÉPÉTITION" in (out / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", [["--zip"], ["--small-cells", "3"], ["--for", "public"]])
def test_options_of_one_reader_need_one(folder: Path, typed: list[str]) -> None:
    assert main(["publish", *typed]) == 2
