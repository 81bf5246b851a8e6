"""`tirage ceremony`: who may read the page, where it may stand, and what it is made from."""

from __future__ import annotations

import base64
import io
import re
import stat
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from support.dossier_cases import EVEN
from support.dossiers import DICE, Files, dossier
from support.instances import Instance, write
from support.waves import sealed as waves

from tirage.cli import main

NAMES = ("name1", "name2", "name29")
PEOPLE = Instance(
    tuple((g,) for g in "FM" for _ in range(15)), ("",) * 30, (("gender", (("F", 3, 3), ("M", 3, 3))),), 6
)


def inside(page: Path) -> dict[str, bytes]:
    """The files of the dossier that stands in a page."""
    packed = re.search(r'<script id="archive" type="text/plain">([^<]*)<', page.read_text(encoding="utf-8"))
    assert packed
    with ZipFile(io.BytesIO(base64.b64decode(packed[1]))) as archive:
        return {name.removeprefix("dossier/"): archive.read(name) for name in archive.namelist()}


def put(files: Files, folder: Path) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


@pytest.fixture
def planned(tmp_path: Path) -> Path:
    pool, quotas = write(PEOPLE, tmp_path / "in")
    folder = tmp_path / "dossier"
    words = ["--quotas", str(quotas), "--seats", "6", "--out", str(folder)]
    assert main(["draw", "panel", str(pool), *words]) == 0
    return folder


@pytest.mark.posix
def test_the_page_of_the_room_is_for_its_owner_and_group_and_has_no_name(planned: Path) -> None:
    assert main(["ceremony", str(planned)]) == 0
    page = planned / "ceremony.html"
    assert stat.S_IMODE(page.stat().st_mode) & 0o007 == 0
    files = inside(page)
    assert {"guarantors/pool.csv", "public/lottery.csv", "journal/0001-open.json"} <= set(files)
    assert not any(name.startswith("private") for name in files)
    said = page.read_bytes() + b"".join(files.values())
    assert [name for name in NAMES if name.encode() in said] == []
    # The dossier is as it was: what stands beside its folders is no part of it.
    assert main(["verify", str(planned)]) == 0


@pytest.mark.posix
def test_the_page_for_anyone_has_nothing_of_the_guarantors(
    planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = planned.parent / "anyone.html"
    assert main(["ceremony", str(planned), "--for", "public", "--out", str(out), "--lang", "en"]) == 0
    assert not any(name.startswith("guarantors/") for name in inside(out))
    assert "anyone may have it" in capsys.readouterr().err
    assert stat.S_IMODE(out.stat().st_mode) & 0o044 == 0o044


def test_it_is_never_written_over_another_file_nor_into_what_is_hashed(
    planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ceremony", str(planned), "--out", str(planned / "public" / "x.html")]) == 3
    assert not (planned / "public" / "x.html").exists()
    out = planned.parent / "page.html"
    out.write_text("mine")
    assert main(["ceremony", str(planned), "--out", str(out)]) == 6
    assert out.read_text() == "mine" and str(out) in capsys.readouterr().err


def test_the_same_dossier_gives_the_same_page(planned: Path) -> None:
    pages = [planned.parent / name for name in ("one.html", "other.html")]
    for page in pages:
        assert main(["ceremony", str(planned), "--out", str(page), "--lang", "fr"]) == 0
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_without_a_plan_or_with_a_void_one_there_is_nothing_to_show(
    planned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["void", str(planned), "--reason", "a volunteer was missing"]) == 0
    assert main(["ceremony", str(planned), "--lang", "en"]) == 6
    assert "declared void" in capsys.readouterr().err
    assert main(["ceremony", str(planned.parent / "in")]) == 3
    assert not (planned / "ceremony.html").exists()


def test_a_drawn_dossier_has_a_page_too(planned: Path) -> None:
    assert main(["draw", "panel", "--out", str(planned), "--seed", DICE]) == 0
    assert main(["ceremony", str(planned)]) == 0
    assert "public/panel.csv" in inside(planned / "ceremony.html")


def test_a_wave_of_letters_has_a_page_without_the_people_of_the_roll(tmp_path: Path) -> None:
    put(waves(), tmp_path)
    assert main(["ceremony", str(tmp_path)]) == 0
    files = inside(tmp_path / "ceremony.html")
    assert "public/letters-1-plan.json" in files
    assert [name for name in files if name.startswith("guarantors/")] == []


def test_a_forged_dossier_gets_no_page(tmp_path: Path) -> None:
    files = dossier(replace(EVEN, drawn=False))
    files["public/counts.csv"] = files["public/counts.csv"].replace(b",6,", b",7,")
    put(files, tmp_path)
    assert main(["ceremony", str(tmp_path)]) == 5
    assert not (tmp_path / "ceremony.html").exists()
