"""Gives each test its own copy of the small pool."""

import shutil
from pathlib import Path

import pytest
from support.commands import PETIT


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """The twenty volunteers of `examples/petit`, to be changed at will."""
    return Path(shutil.copy(PETIT / "volontaires.csv", tmp_path / "volontaires.csv"))
