"""Papers made from a pack for everybody: what its files tell, and not a figure that needs the others."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from support.genuine import from_the_roll, lived
from support.reporting import KINDS, document, known, petit, table

from tirage.acts.records.publish import choose, seal
from tirage.cli import main
from tirage.dossier.chain import head, read_chain
from tirage.dossier.packs import zipped
from tirage.errors import Refused
from tirage.i18n.catalogue import COMPLETE
from tirage.report.document import Names
from tirage.report.rendering import data, markdown

Files = Mapping[str, bytes]
MADE = {"a file": petit, "a life": lived, "the roll": from_the_roll}
TELLING = {"chances", "histogram", "alternates", "comparison", "pair", "today", "delivered", "spread"}
"""Tables that need the pool."""

WANTING = {"reader", "small-cells", "absent", "no-guarantors", "no-pool", "no-receipts", "no-frame"}
"""Words of the verifier for a check that wants a file which is not there."""


@cache
def whole(name: str) -> Files:
    return MADE[name]()


@cache
def pack(name: str, fewest: int = 1) -> Files:
    """The pack for everybody; `fewest`: people that a public table may show."""
    files = whole(name)
    journal = read_chain({path: found for path, found in files.items() if path.startswith("journal/")})
    return seal(choose(files, "public", fewest), "# Pack\n", head(journal))


def rows(files: Files, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


@pytest.mark.parametrize("language", COMPLETE)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MADE)
def test_a_paper_of_a_public_pack_has_no_figure_that_the_whole_dossier_denies(
    name: str, kind: str, language: str
) -> None:
    told, full = (document(files, kind, language) for files in (pack(name), whole(name)))
    keys = Counter(each.key for _, each in told.tables)
    assert not TELLING & set(keys)
    for key in set(keys) - {"checks", "annexes"}:
        for place in range(keys[key]):
            for mine, theirs in zip(table(told, key, place), table(full, key, place), strict=True):
                assert mine.items() <= theirs.items(), key
    assert told.verdict.tone != "bad"
    said = markdown.render(told).decode()
    assert "[FAILED]" not in said
    assert "ÉCHEC" not in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", MADE)
def test_what_is_left_out_is_said_once_and_first(name: str, kind: str) -> None:
    sections = document(pack(name), kind, "en").sections
    assert [section.key for section in sections].count("without") == 1
    assert sections[0].key == "without"
    missing = sum(
        each.status == "not-checked" and each.got in WANTING for each in known(pack(name)).verified.checks
    )
    assert missing
    assert (
        f"{missing} checks could not be made in this pack"
        in data.render(document(pack(name), kind, "en")).decode()
    )
    assert "without" not in [section.key for section in document(whole(name), kind, "en").sections]


@pytest.mark.parametrize("name", MADE)
def test_quotas_seats_and_volunteers_are_those_of_the_public_files(name: str) -> None:
    files = pack(name)
    bounds = json.loads(files["public/quotas.json"])["criteria"]
    came = {(row["criterion"], row["category"]): row for row in rows(files, "public/counts.csv")}
    sat = {(row["criterion"], row["category"]): row for row in rows(files, "public/seats.csv")}
    for place, criterion in enumerate(bounds):
        assert table(document(files, "quotas", "en"), "quotas", place) == [
            {
                "category": each["name"],
                "seats": int(sat[criterion["name"], each["name"]]["seats"]),
                "minimum": each["minimum"],
                "maximum": each["maximum"],
                "volunteers": int(came[criterion["name"], each["name"]]["volunteers"]),
                "met": True,
            }
            for each in criterion["categories"]
        ]


def test_where_small_counts_are_left_out_no_volunteers_are_told_by_category() -> None:
    files = pack("a file", 99)
    assert "public/counts.csv" not in files
    for kind in KINDS:
        found = document(files, kind, "fr")
        assert not [
            each for _, each in found.tables if "volunteers" in {column.key for column in each.columns}
        ]
    assert {row["met"] for row in table(document(files, "quotas", "fr"), "quotas")} == {True}


@pytest.mark.parametrize("name", MADE)
def test_members_have_the_references_of_the_whole_dossier_or_their_whole_ids(name: str) -> None:
    names = [
        block.names
        for files in (pack(name), whole(name))
        for section in document(files, "proces-verbal", "fr", "panel").sections
        for block in section.blocks
        if isinstance(block, Names)
    ]
    panel = [row["pid"] for row in rows(pack(name), "public/panel.csv")]
    in_lottery = {
        pid for line in pack(name)["public/lottery.csv"].decode().split() for pid in line.split(",")
    }
    everybody = {row["pid"] for row in rows(whole(name), "guarantors/pool.csv")}
    assert names[0] == (names[1] if in_lottery == everybody else tuple(panel))


def test_letters_are_refused_as_they_are_told_person_by_person() -> None:
    with pytest.raises(Refused) as refused:
        document(pack("the roll"), "letters", "fr")
    assert refused.value.code == "report.no_guarantors"


def test_a_zip_file_is_read_like_its_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, archive = tmp_path / "pack", tmp_path / "pack.zip"
    for name, found in pack("a life").items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(found)
    archive.write_bytes(zipped("pack", pack("a life")))
    for words in (["history"], ["report", "--kind", "life", "--format", "md"], ["status"]):
        shown = []
        for path in (folder, archive):
            assert main([words[0], str(path), *words[1:], "--lang", "fr"]) == 0
            shown.append(capsys.readouterr().out.replace(str(archive), str(folder)))
        assert shown[0] == shown[1]
        assert shown[0]


@pytest.mark.parametrize("words", [["report"], ["history"], ["status"]])
def test_a_file_that_is_no_dossier_is_refused_without_a_traceback(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 no archive")
    assert main([*words, str(tmp_path / "x.zip")]) not in {0, 70}
    assert "Traceback" not in capsys.readouterr().err
