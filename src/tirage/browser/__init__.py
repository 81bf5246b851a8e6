"""The verifier in a browser: one HTML file that anyone opens from a disk, without a server or a network.

`engine/` does in JavaScript what `tirage.verify` does in Python, with no code in common; `page/` shows it.
What both say, and the numbers of the checks, are put in from the one place where they are written. `build`
makes `verifier.html` of it all (`make verifier`); a test tells when it is out of date.
"""

from pathlib import Path

VERIFIER = Path(__file__).parent / "verifier.html"
"""The page, as it is published with a dossier."""

__all__ = ["VERIFIER"]
