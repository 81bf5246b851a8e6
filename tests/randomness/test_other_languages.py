"""The same answers from tools that anyone has: the shell's sha256sum, and JavaScript."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

import pytest
from support.known_answers import (
    CONTRIBUTIONS,
    INVITE,
    PANEL,
    PLAN_HASH,
    ROLLS,
    ROLLS_FILE,
    SEED,
    VECTORS,
    VECTORS_FILE,
    WEIGHTS_FILE,
)

from tirage.randomness.seeds import in_ticket_order

SCRIPT = Path(__file__).parent / "vectors.mjs"
BEACON = VECTORS["beacon"]
DRAND = f"{BEACON['chain']}|{BEACON['round']}|{BEACON['signature']}"
BY_HAND = [
    *((f"tirage1|commit|{c['id']}|{c['value']}", c["commit"]) for c in VECTORS["contributions"]),
    (
        "".join(f"{name}|{CONTRIBUTIONS[name]}\\n" for name in sorted(CONTRIBUTIONS)),
        VECTORS["contributions_hash"],
    ),
    (f"tirage1|seed|{PLAN_HASH}|{VECTORS['contributions_hash']}|{DRAND}", SEED),
    (f"tirage1|stage|{SEED}|invite", INVITE),
    (f"tirage1|stage|{SEED}|panel", PANEL),
    *((f"tirage1|ticket|{INVITE}|{known['pid']}", known["ticket"]) for known in VECTORS["ticket"]),
]
"""What a person types after printf, and the hash that comes out."""

Shell = Callable[..., str]


@pytest.fixture(scope="module")
def shell(tool: Callable[[str], str]) -> Shell:
    tool("sha256sum")

    def run(script: str, *words: str) -> str:
        command = [tool("sh"), "-euc", script, "sh", *words]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run


@pytest.mark.parametrize(("typed", "expected"), BY_HAND)
def test_printf_and_sha256sum(shell: Shell, typed: str, expected: str) -> None:
    assert shell(f"printf '{typed}' | sha256sum") == f"{expected}  -\n"


def test_the_plan_by_sha256sum(shell: Shell) -> None:
    assert shell('printf %s "$1" | sha256sum', VECTORS["plan_canonical_utf8"]) == f"{PLAN_HASH}  -\n"


@pytest.mark.parametrize(
    "roll", [r for r in ROLLS if r["form"] == "words" and r["value"]], ids=lambda roll: roll["why"]
)
def test_a_text_rolled_in_public_by_sha256sum(shell: Shell, roll: dict[str, str]) -> None:
    shown = " ".join(normalize("NFC", roll["text"]).split())
    assert shell('printf %s "$1" | sha256sum', shown) == f"{roll['value']}  -\n"


def test_a_short_list_is_put_in_order_by_the_shell(shell: Shell) -> None:
    pids = [f"p{number:07d}" for number in range(20)]
    order = (
        'stage=$1; shift; for pid in "$@"; do '
        'printf "%s %s\\n" "$(printf "tirage1|ticket|$stage|$pid" | sha256sum | cut -c 1-64)" "$pid"; '
        "done | LC_ALL=C sort | cut -d ' ' -f 2"
    )
    assert shell(order, INVITE, *pids).split() == in_ticket_order(INVITE, pids)


def javascript(node: str, vectors: Path) -> subprocess.CompletedProcess[str]:
    typed = [node, SCRIPT, vectors, ROLLS_FILE, WEIGHTS_FILE]
    return subprocess.run(typed, check=False, capture_output=True, text=True)


def test_javascript_gives_every_known_answer(tool: Callable[[str], str]) -> None:
    done = javascript(tool("node"), VECTORS_FILE)
    assert done.returncode == 0, done.stdout + done.stderr
    known = len(
        VECTORS["contributions"] + VECTORS["ticket"] + VECTORS["uniform"] + VECTORS["uniform_rejection"]
    )
    # And five refusals, the plan, its hash, the contributions' hash, the seed, two stages, the draw of fifty;
    # of weighted tickets, a logarithm and three keys each, and one order.
    weighted = 4 * len(json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["keys"]) + 1
    assert done.stdout.splitlines()[-1] == f"{known + len(ROLLS) + 12 + weighted} passed, 0 failed"


def test_javascript_notices_a_wrong_answer(tool: Callable[[str], str], tmp_path: Path) -> None:
    wrong = copy.deepcopy(VECTORS)
    wrong["uniform_rejection"][0]["attempts"] -= 1
    changed = tmp_path / "vectors.json"
    changed.write_text(json.dumps(wrong), encoding="utf-8")
    done = javascript(tool("node"), changed)
    assert done.returncode == 1
    assert done.stdout.count("FAIL") == 1
