"""Makes `typing_commands` importable, and gives each test its own copy of the small pool."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from typing_commands import PETIT


@pytest.fixture
def pool(tmp_path: Path) -> Path:
    """The twenty volunteers of `examples/petit`, to be changed at will."""
    return Path(shutil.copy(PETIT / "volontaires.csv", tmp_path / "volontaires.csv"))
