"""Work that several processes share."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tirage.errors import Lost
from tirage.processes import WORTH_IT, spread
from tirage.progress import Silent


def ended(_: object) -> None:
    """Work of a process that the system ends, as one that has no memory left."""
    os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)


def test_a_process_that_is_ended_from_outside_is_said_in_a_sentence() -> None:
    with pytest.raises(Lost, match=r"memory runs out.*--threads 1.*\[process\.lost\]"):
        spread(ended, ["a", "b"], [WORTH_IT] * 2, 2, Silent(), "check")


def test_one_process_raises_what_its_work_raises() -> None:
    with pytest.raises(FileNotFoundError):
        spread(Path.read_bytes, [Path("not there")], [1], 1, Silent(), "check")
