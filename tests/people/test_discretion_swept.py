"""Whatever a command makes on its way, no repr of it shows a name: all that is returned is looked at."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

import pytest
from support.commands import PETIT, draw
from support.marked import SIGN, swept

from tirage.cli import main

ODD = f"{SIGN}éjk"
"""Stands in every name, every address and every own id: nobody else is called so."""


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """The small example, everybody under a strange name, at a strange address, with a strange id."""
    header, *rows = (PETIT / "volontaires.csv").read_text(encoding="utf-8-sig").splitlines()
    sign = ";" if ";" in header else ","
    titles = header.split(sign)
    strange = [place for place, title in enumerate(titles) if title in {"nom", "prénom", "adresse"}]
    assert len(strange) == 3
    lines = [header]
    for number, row in enumerate(rows):
        cells = row.split(sign)
        for place in strange:
            # Households stay as they are: only what stands there changes.
            cells[place] = f"{number % 17} rue {ODD} {cells[place]}"
        cells[0] = f"{SIGN}-{number:04}"
        lines.append(sign.join(cells))
    path = tmp_path / "p.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_nothing_that_a_command_makes_shows_a_name(
    pool: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    out = str(tmp_path / "d")
    letter = tmp_path / "letter.txt"
    letter.write_text(f"{ODD} leaves.", encoding="utf-8")
    with swept() as shown:
        assert draw(pool, out, "--number", "3", ids="alias", household=None) == 0
        seated = (tmp_path / "d/public/panel.csv").read_text().split()[1]
        own = next(
            row.split(";")[1]
            for row in (tmp_path / "d/private/pool.csv").read_text(encoding="utf-8-sig").splitlines()
            if row.startswith(seated)
        )
        assert own.startswith(SIGN)
        assert main(["proof", own, out, "--json"]) == 0
        assert main(["record", "withdrawal", own, out, "--evidence", str(letter), "--json"]) == 0
        assert main(["alternates", out, "--count", "2", "--json"]) == 0
        for reader in ("public", "guarantors", "auditors"):
            pack = str(tmp_path / reader)
            assert main(["publish", out, "--for", reader, "--out", pack, "--json"]) == 0
        assert main(["status", out, "--json"]) == main(["history", out, "--json"]) == 0
        assert main(["contest", out, "--reason", f"{own} complains"]) == 6
    assert {"Dossier", "PoolFile", "Named", "Pack", "Recorded"} <= shown.keys()
    said = capsys.readouterr()
    assert SIGN not in said.out + said.err
    assert not [record for record in caplog.records if SIGN in record.getMessage()]


def test_a_traceback_names_nobody(pool: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where something breaks in the middle, what is shown are places in the program."""
    from tirage.acts import panel
    from tirage.acts.inputs import DrawOptions
    from tirage.clock import system_clock
    from tirage.draws import draw_up

    def broken(*given: object, **_: object) -> None:
        raise RuntimeError(repr(given))

    monkeypatch.setattr(draw_up, "plan", broken)
    asked = DrawOptions(pool, PETIT / "quotas.csv", 6, 39)
    with pytest.raises(RuntimeError) as error:
        panel.draw_from_file(asked, tmp_path / "d", clock=system_clock, tool="tirage test")
    assert "PoolFile(" in str(error.value)
    assert SIGN not in "".join(traceback.format_exception(error.value))
