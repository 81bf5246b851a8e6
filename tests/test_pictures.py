"""Pictures of screens in the manual are what the screens are: `python docs/pictures.py` takes them anew."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"


@pytest.fixture(scope="module")
def taken() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "docs"))
    try:
        from pictures import pictures
    finally:
        sys.path.pop(0)
    return dict(pictures())


def test_every_picture_of_a_screen_is_up_to_date(taken: dict[str, str]) -> None:
    old = [name for name, picture in taken.items() if (IMAGES / name).read_text(encoding="utf-8") != picture]
    assert old == [], "python docs/pictures.py"
    assert {path.name for path in IMAGES.glob("screen-*.svg")} == set(taken)


def test_a_picture_asks_no_other_computer(taken: dict[str, str]) -> None:
    found = {name: re.findall(r"https?://[^\"'\s]+", picture) for name, picture in taken.items()}
    assert {url for urls in found.values() for url in urls} <= {"http://www.w3.org/2000/svg"}


def test_every_picture_is_in_the_manual(taken: dict[str, str]) -> None:
    manual = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*/*.md"))
    assert [name for name in taken if f"images/{name}" not in manual] == []
