"""The notebooks run, and what they hold is what comes out: `python docs/notebooks.py` writes it anew."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "examples" / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_what_comes_out_of_it(path: Path, tmp_path: Path) -> None:
    # In a process of its own: whoever starts a kernel has a loop and sockets to warn of.
    child = subprocess.run(
        [sys.executable, ROOT / "docs" / "notebooks.py", "--check", path.name],
        env={**os.environ, "TMPDIR": str(tmp_path), "TEMP": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert child.returncode == 0, f"python docs/notebooks.py\n{child.stdout}{child.stderr}"


def test_there_are_those_that_the_manual_tells_of() -> None:
    for language in ("en", "fr"):
        told = re.findall(
            r"`(\d-[\w-]+)\.ipynb`", (ROOT / "docs" / language / "notebooks.md").read_text("utf-8")
        )
        assert told == [path.stem for path in NOTEBOOKS] and told


def test_no_notebook_tells_of_the_machine_it_ran_on() -> None:
    for path in NOTEBOOKS:
        text = path.read_text(encoding="utf-8")
        assert set(json.loads(text)["metadata"]) == {"kernelspec", "language_info"}
        assert json.loads(text)["metadata"]["language_info"] == {"name": "python"}
        assert not re.findall(r"/tmp/|/home/|/root/|C:\\\\", text), path.name
        assert "0x7f" not in text
