"""What a public lottery gives away is measured, and said where it is published."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from support.commands import PETIT, draw

from tirage.analysis.disclosure import Disclosed, by_few_seats, disclosed
from tirage.cli import main
from tirage.dossier.layout import LOTTERY, PANEL, POOL, path_in_draw
from tirage.verify import read

SEATS, PEOPLE, PANELS = 10, 120, 400


def lottery(mixed: bool, tolerance: int = 0, seed: int = 7) -> dict[str, bytes]:
    """Panels of as many a as b, or a few more or less; or panels that heed nothing."""
    chance = random.Random(seed)
    pids = [f"p{number:03}" for number in range(PEOPLE)]
    half = PEOPLE // 2
    lines = []
    for _ in range(PANELS):
        if mixed:
            panel = chance.sample(pids, SEATS)
        else:
            own = SEATS // 2 + chance.randint(-tolerance, tolerance)
            panel = chance.sample(pids[:half], own) + chance.sample(pids[half:], SEATS - own)
        lines.append(",".join(sorted(panel)))
    pool = "".join(f"{pid},,{'a' if place < half else 'b'}\n" for place, pid in enumerate(pids))
    return {LOTTERY: ("\n".join(lines) + "\n").encode(), POOL: f"pid,household,kind\n{pool}".encode()}


def test_a_quota_that_every_panel_meets_gives_everyone_away() -> None:
    assert disclosed(lottery(mixed=False)) == (Disclosed("kind", PEOPLE, PEOPLE, PEOPLE // 2),)


def test_panels_that_heed_no_category_tell_none() -> None:
    (found,) = disclosed(lottery(mixed=True))
    assert found.readable < 0.75 * PEOPLE


def test_a_later_draw_adds_to_what_the_first_one_tells() -> None:
    """Three to seven of a kind: lost among the chance of 400 panels, not among that of 800."""
    first, second = lottery(mixed=False, tolerance=2), lottery(mixed=False, tolerance=2, seed=8)
    more = b"p999,,b\n"
    both = first | {
        path_in_draw(LOTTERY, "renewal/1"): second[LOTTERY],
        path_in_draw(POOL, "renewal/1"): second[POOL] + more,
        path_in_draw(PANEL, "renewal/1"): b"pid\np001\np002\n",
    }
    (alone,) = disclosed(first)
    (found,) = disclosed(both, ("panel", "renewal/1"))
    assert (found.readable, found.people) == (alone.readable, PEOPLE + 1)
    assert found.together is not None and found.together > 0.8 * PEOPLE > 0.6 * PEOPLE > found.readable
    assert [by_few_seats(both, ("panel", "renewal/1"), fewest) for fewest in (2, 3)] == [0, 2]


def test_the_order_of_panels_changes_nothing() -> None:
    files = lottery(mixed=True)
    turned = b"".join(reversed(files[LOTTERY].splitlines(keepends=True)))
    assert disclosed({**files, LOTTERY: turned}) == disclosed(files)


def test_without_the_pool_nothing_is_measured() -> None:
    files = lottery(mixed=False)
    assert disclosed({LOTTERY: files[LOTTERY]}) == ()


@pytest.mark.parametrize(("ids", "said"), [("alias", "keep private/"), ("published", "whoever knows")])
def test_it_is_said_by_publish_and_on_the_public_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ids: str, said: str
) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--number", "3", ids=ids) == 0
    capsys.readouterr()
    folder, pack = str(tmp_path / "d"), str(tmp_path / "pack")
    assert main(["publish", folder, "--for", "public", "--out", pack, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["disclosed"]
    assert [each["criterion"] for each in found] == ["genre", "âge", "quartier"]
    assert all(each["guess"] <= each["readable"] <= each["people"] == 20 for each in found)
    assert {(each.criterion, each.readable) for each in disclosed(read(tmp_path / "d"))} == {
        (each["criterion"], each["readable"]) for each in found
    }
    assert main(["publish", folder, "--for", "guarantors", "--out", f"{pack}2", "--lang", "en"]) == 0
    assert said in capsys.readouterr().out.replace("\n", " ")
    page = tmp_path / "page.md"
    assert main(["report", folder, "--kind", "public", "--out", str(page), "--lang", "en"]) == 0
    assert said in page.read_text(encoding="utf-8").replace("\n", " ")
