"""The commands of the README and of the examples, typed in their order in a fresh copy of their folder."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor
from pathlib import Path

import pytest
from support.figures import check_papers
from support.pages import commands

from tirage.chances.instance import Instance
from tirage.chances.objectives.choose import Fairness
from tirage.cli import main
from tirage.draws import draw_up
from tirage.lottery import realise as realising
from tirage.lottery.preference.exchanges import Preference
from tirage.lottery.realise import Realised
from tirage.progress import Progress
from tirage.verify import Family, checklist, read

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    *sorted(ROOT.glob("examples/*/README.md")),
    *sorted(ROOT.glob("docs/*/regulation.md")),
]
# A program types the commands of this one, and has a test of its own.
PAGES.remove(ROOT / "examples" / "vie" / "README.md")
# It needs a cluster: tests/spark types it.
PAGES.remove(ROOT / "examples" / "grappe" / "README.md")


@pytest.fixture(scope="module")
def _each_pool_once() -> Iterator[None]:
    """README and the example of Paris draw the same pool: its lottery, a pure function, is made once.

    The demo below draws it anew, in a process of its own.
    """
    made: dict[tuple[Instance, Fairness, int | None], Realised] = {}

    def realise(
        instance: Instance,
        fairness: Fairness,
        panels: int | None,
        workers: Executor,
        progress: Progress,
        preference: Preference | None,
    ) -> Realised:
        if preference is not None:
            return realising.realise(instance, fairness, panels, workers, progress, preference)
        key = (instance, fairness, panels)
        if key not in made:
            made[key] = realising.realise(instance, fairness, panels, workers, progress)
        return made[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(draw_up, "realise", realise)
        yield


@pytest.mark.slow
@pytest.mark.usefixtures("_each_pool_once")
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_what_a_page_says_to_type_works(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if page.parent == ROOT:
        shutil.copytree(ROOT / "examples", tmp_path / "examples")
    else:
        shutil.copytree(page.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    typed = [
        words for words in commands(page.read_text(encoding="utf-8")) if words[0] in {"tirage", "export"}
    ]
    assert typed
    for program, *words in typed:
        if program == "export":
            name, _, value = words[0].partition("=")
            monkeypatch.setenv(name, value)
        else:
            assert main(words) == 0, words
    assert capsys.readouterr().out
    check_papers(tmp_path)


@pytest.mark.posix
@pytest.mark.slow
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_first_draw_needs_nothing_but_its_page(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / language / "first-draw.md").read_text(encoding="utf-8")
    quotas = re.search(r"^```text\n(feature,.*?)^```", page, re.MULTILINE | re.DOTALL)
    assert quotas
    (tmp_path / "quotas.csv").write_text(quotas[1], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for words in commands(page):
        assert words[0] == "tirage"
        assert main([*words[1:], "--lang", language]) == 0, words
    assert {"fr": "VERDICT\u00a0: tout", "en": "VERDICT: all"}[language] in capsys.readouterr().out
    told = next(tmp_path.glob("*/publication/pack.zip"))
    assert (told.parent / "verifier.html").exists(), "the page names both"


@pytest.mark.slow
def test_the_demo_draws_and_verifies(tmp_path: Path) -> None:
    tirage = tmp_path / "tirage"
    tirage.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tirage "$@"\n', encoding="utf-8")
    tirage.chmod(0o755)
    done = subprocess.run(
        ["sh", str(ROOT / "examples" / "paris" / "demo.sh"), "en"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "TIRAGE": str(tirage), "DEMO": str(tmp_path / "demo")},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Every quota is met." in done.stdout
    assert "VERDICT" in done.stdout
    check_papers(tmp_path)


@pytest.mark.slow
def test_a_year_of_an_assembly_verifies_from_the_first_act_to_the_last(tmp_path: Path) -> None:
    dossier = tmp_path / "vie"
    done = subprocess.run(
        [sys.executable, str(ROOT / "examples" / "vie" / "vie.py"), str(dossier)],
        capture_output=True,
        text=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    acts = [path.name[5:-5] for path in sorted((dossier / "journal").iterdir())]
    # Five groups and two thirds: each is drawn, or the proof is there that no one fits; a seat open meanwhile
    # has no one to leave it.
    draws = [act for act in acts if act in {"replacement", "unfilled", "renewal"}]
    assert len(draws) - (5 + 2) in {0, 1} and set(draws) - {"unfilled"}, "as many as could be filled, or none"
    assert 15 < acts.count("vacancy") <= 15 + 34 + 33
    assert acts[-1] == "close"
    # Every figure of every paper of the year, and of the next assembly, follows from the record.
    check_papers(tmp_path)
    # From the first act to the last, and on into the next assembly.
    assert main(["verify", str(dossier)]) == 0
    former, following = read(dossier), read(dossier / "next")
    report = checklist.verify(following, None, Family((former,)))
    assert {check.status for check in report.checks if check.code.startswith("next.")} == {"ok"}
    # One ceremony for who left and for who refused the seat.
    assert [check.got for check in report.checks if check.code == "standby.next"] == ["2"]
    pool = json.loads(following["journal/0004-pool.json"])["body"]
    sat = {
        pid
        for name, data in former.items()
        if re.fullmatch(r"public/((replacements|renewal)-[0-9]+-)?panel\.csv", name)
        for pid in data.decode().split()[1:]
    }
    assert len(sat) > 100
    first, later = (
        {row.split(",")[0] for row in former[f"guarantors/{name}.csv"].decode().splitlines()[1:]}
        for name in ("pool", "volunteers-1")
    )
    assert len(later - first) == 60 and first <= later
    # Those who joined in mid-life are not in the file of the next assembly.
    again = len(sat & first)
    assert (pool["kept"], pool["causes"]) == (1400 - again, {"former-member": again})
    # Twice a hundred sat within every quota.
    for files in (former, following):
        seats = csv.DictReader(files["public/seats.csv"].decode().splitlines())
        assert all(int(row["minimum"]) <= int(row["seats"]) <= int(row["maximum"]) for row in seats)
