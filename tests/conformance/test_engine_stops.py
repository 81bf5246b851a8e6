"""What nobody foresaw, in the browser: a check or a fact that stops is said, and takes no check away."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from support.assemblies import Assembly
from support.ceremonies import held
from support.dossier_cases import COLUMNS
from support.dossiers import Files, dossier
from support.engine import Engine, packed
from support.instances import Instance
from support.waves import answered

from tirage.browser.build import built

PAGE = built().decode()
ROW = re.compile(r'^ +(?:check|fact)\("([\w.-]+)", ', re.MULTILINE)
ONE = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), ONE, 3)


def lived() -> Files:
    assembly = Assembly(SOME)
    assembly.begin()
    assembly.list_alternates(2)
    assembly.leave(assembly.life.seated[0])
    assembly.replace()
    return assembly.files


CHANCE = r"contributions|beacon|seed|given|brought|pulse|result|drawn"
KINDS: dict[str, tuple[Files, str]] = {
    "columns": (dossier(COLUMNS), ""),
    "ceremony": (held(), CHANCE),
    "letters": (answered(), ""),
    "life": (lived(), ""),
}
"""Dossiers, and the beginnings of the names that are stopped: a beacon takes its time."""


@pytest.fixture(scope="module")
def stoppable(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An engine in which a question names a check or a fact that stops."""
    node = shutil.which("node") or pytest.skip("NOT CHECKED: node is not installed")
    page = PAGE
    for place, there in (
        (
            "verify: ({ files: given, proof: beside, trust: keys }) => ",
            "verify: ({ files: given, proof: beside, trust: keys, stop }) => ",
        ),
        ("verify(given, beside, keys),", "(self.stop = stop, verify(given, beside, keys)),"),
        (
            "function* run(table, given, around = NO_FACTS) {\n",
            "function* run(whole, given, around = NO_FACTS) {\n"
            "  const stop = () => { throw new RangeError(self.stop); };\n"
            "  const table = whole.map((row) => [row.name, row.code].includes(self.stop)"
            ' ? { ...row, ["make" in row ? "make" : "judge"]: stop } : row);\n',
        ),
    ):
        assert page.count(place) == 1, place
        page = page.replace(place, there)
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_text(page, encoding="utf-8")
    engine = Engine(node, file)
    yield engine
    engine.close()


def asked(engine: Engine, files: Files, stop: str = "") -> list[Mapping[str, Any]]:
    """The lines of the report with that check or fact stopped."""
    found = engine.ask("verify", files=packed(files), proof=None, stop=stop)
    return list(found["checks"])


@pytest.mark.one_verifier
@pytest.mark.parametrize("kind", KINDS)
def test_whatever_stops_is_a_failed_check_and_takes_none_away(kind: str, stoppable: Engine) -> None:
    files, names = KINDS[kind]
    whole = asked(stoppable, files)
    codes = {line["code"] for line in whole}
    lost, silent, stray = {}, [], {}
    rows = dict.fromkeys(ROW.findall(PAGE))
    assert len(rows) > 120
    for row in filter(re.compile(names).match, rows):
        lines = asked(stoppable, files, row)
        kept = {line["number"] for line in lines}
        gone = {line["number"] for line in whole if not line["number"].startswith("11.")} - kept
        stopped = {line["code"] for line in lines if line["got"] == "unexpected"}
        if gone:
            lost[row] = sorted(gone)
        if row in codes and not row.startswith("beyond.") and row not in stopped:
            silent.append(row)
        if "." in row and stopped - {row}:
            stray[row] = stopped
    assert (lost, silent, stray) == ({}, [], {})
