"""Makes `refusals` importable from the tests of quota files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "people"))
