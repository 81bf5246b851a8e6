"""Makes the genuine dossiers of `tests/verify` importable from the attacks on them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "verify"))
