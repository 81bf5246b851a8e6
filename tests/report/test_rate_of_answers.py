"""What the screen of answers says of each stream, and of an assembly that has none."""

from __future__ import annotations

from tirage.report.pages.responses import _rate
from tirage.report.wording import Wording


def test_an_assembly_without_streams_names_none() -> None:
    said = [_rate({"stream": name, "letters": 40, "accepted": 5}, Wording("en")).words for name in ("a", "")]
    assert said[0] == f"Stream “a”: {said[1]}"
    assert said[1].startswith("5 volunteers from 40 letters, 12.5%")
