"""`tirage publish`: what each reader gets, what never gets out, and that a pack stands alone."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from support.assemblies import Acts, retold
from support.commands import DICE, PETIT, draw, finish, on_disk
from support.journey import whole

from tirage.cli import main
from tirage.verify import Unsafe, read, verify

READERS = ("public", "guarantors", "auditors")


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier from the rolls to the panel."""
    return whole(tmp_path_factory.mktemp("town"))


@pytest.fixture(scope="module")
def packs(town: Path) -> dict[str, Path]:
    """Its pack for each reader."""
    found = {reader: town.parent / reader for reader in READERS}
    for reader, path in found.items():
        assert publish(town, reader, path) == 0
    return found


def publish(dossier: Path, reader: str, out: Path, *more: str, lang: str = "en") -> int:
    return main(["publish", str(dossier), "--for", reader, "--out", str(out), "--lang", lang, *more])


def statuses(pack: Path) -> dict[str, set[str]]:
    """Status by code, of the checks of a pack."""
    found: dict[str, set[str]] = {}
    for check in verify(read(pack)).checks:
        found.setdefault(check.code, set()).add(check.status)
    return found


@pytest.mark.parametrize("reader", READERS)
def test_a_pack_verifies_by_itself(reader: str, packs: dict[str, Path]) -> None:
    report = verify(read(packs[reader]))
    assert report.ok and report.drawn
    codes = {check.code for check in report.checks if check.status == "ok"}
    assert {"pack.files", "pack.reader", "seed.seed", "panel.number", "panel.line"} <= codes
    assert main(["verify", str(packs[reader]), "--lang", "fr"]) == 0


def test_each_reader_gets_what_it_may_have_and_nothing_else(town: Path, packs: dict[str, Path]) -> None:
    files = {reader: set(on_disk(pack)) for reader, pack in packs.items()}
    own = {name for name in on_disk(town) if name.split("/")[0] in {"journal", "public", "guarantors"}}
    assert files["auditors"] == own | {"pack.json", "README.md", "datapackage.json"}
    inside = {name for name in files["guarantors"] if name.startswith("guarantors/")}
    assert inside == {"guarantors/pool.csv", "guarantors/receipts.csv", "guarantors/chances.csv"}
    assert not [name for name in files["public"] if name.startswith("guarantors/")]
    assert not [name for names in files.values() for name in names if "private" in name or "yaml" in name]


def test_files_are_as_they_are_in_the_dossier(town: Path, packs: dict[str, Path]) -> None:
    own = on_disk(town)
    for pack in packs.values():
        for name, data in on_disk(pack).items():
            assert name in {"pack.json", "README.md", "datapackage.json"} or data == own[name]


def test_what_a_pack_cannot_show_is_said_and_never_green(packs: dict[str, Path]) -> None:
    public, guarantors, auditors = (statuses(packs[reader]) for reader in READERS)
    needs_pool = {"lottery.quotas", "chances.panels", "certificate.proof"}
    needs_frame = {"frame.root", "letters.drawn", "responses.letters", "responses.pool"}
    for code in needs_pool:
        assert (public[code], guarantors[code]) == ({"not-checked"}, {"ok"}), code
    for code in needs_frame:
        assert (public[code], guarantors[code]) == ({"not-checked"}, {"not-checked"}), code
        assert auditors[code] == {"ok"}
    assert "beyond.left-out" in public and "beyond.left-out" not in auditors


def test_small_cells_take_their_whole_table_out_of_the_public_pack(town: Path, tmp_path: Path) -> None:
    assert publish(town, "public", tmp_path / "all", "--small-cells", "0") == 0
    assert "public/frame.json" in on_disk(tmp_path / "all")
    assert publish(town, "public", tmp_path / "few", "--small-cells", "1000") == 0
    left_out = json.loads((tmp_path / "few/pack.json").read_bytes())["left_out"]
    small = {name for name, why in left_out.items() if why == "small-cells"}
    assert small == {
        "public/counts.csv",
        "public/frame.json",
        "public/letters-1-strata.csv",
        "public/letters-2-strata.csv",
        "public/responses-1.json",
        "public/responses-2.json",
    }
    assert not small & on_disk(tmp_path / "few").keys()
    found = statuses(tmp_path / "few")
    assert found["pool.counts"] == found["frame.counts"] == {"not-checked"}
    assert found["panel.seats"] == found["panel.number"] == {"ok"}
    assert publish(town, "guarantors", tmp_path / "g", "--small-cells", "1000") == 0
    assert "public/counts.csv" in on_disk(tmp_path / "g")


def test_the_readme_speaks_both_languages_and_names_what_is_missing(packs: dict[str, Path]) -> None:
    page = (packs["guarantors"] / "README.md").read_text(encoding="utf-8")
    assert page.index("paquet des garants") < page.index("guarantors' pack")
    assert page.count("guarantors/frame.csv") == 2
    report = verify(read(packs["guarantors"]))
    assert page.count(" ".join(report.head[i : i + 8] for i in range(0, 64, 8))) == 2


def test_the_same_dossier_gives_the_same_bytes_and_a_zip_of_them(town: Path, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        assert publish(town, "public", tmp_path / name / "pack", "--zip", lang="fr") == 0
    assert on_disk(tmp_path / "a") == on_disk(tmp_path / "b")
    assert main(["verify", str(tmp_path / "a/pack.zip"), "--lang", "en"]) == 0
    with ZipFile(tmp_path / "a/pack.zip") as archive:
        archive.extractall(tmp_path / "c")
    assert on_disk(tmp_path / "c/pack") == on_disk(tmp_path / "a/pack")


def test_nothing_is_written_over(town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "there").mkdir()
    assert publish(town, "public", tmp_path / "there") == 6
    assert list((tmp_path / "there").iterdir()) == []
    assert "there" in capsys.readouterr().err


def test_a_dossier_that_was_altered_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--seed", DICE) == 0
    (tmp_path / "d/public/seats.csv").write_bytes(b"criterion\n")
    assert publish(tmp_path / "d", "public", tmp_path / "p") == 5
    assert "1.8" in capsys.readouterr().err
    assert not (tmp_path / "p").exists()


def test_the_document_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d", "--seed", DICE) == 0
    capsys.readouterr()
    assert publish(tmp_path / "d", "public", tmp_path / "p", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["for"] == "public" and document["searched"] is True
    assert document["left_out"]["guarantors/pool.csv"] == "reader"
    assert "7.6" in document["not_checked"]


# --- What identifies people ------------------------------------------------------------------------------


def spoiled(folder: Path, change: Callable[[list[dict[str, str]]], None], seed: str = DICE) -> Path:
    """The small example with another file of volunteers, drawn."""
    with (PETIT / "volontaires.csv").open(encoding="utf-8", newline="") as file:
        rows: list[dict[str, Any]] = list(csv.DictReader(file))
    change(rows)
    pool = folder / "volontaires.csv"
    with pool.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    assert draw(pool, folder / "dossier", "--seed", DICE) == 0
    if seed != DICE:
        say(folder / "dossier", seed)
    return folder / "dossier"


def say(dossier: Path, text: str) -> None:
    """Put a text in the place of what was rolled, as a beacon beside words would allow; the chain holds."""

    def edit(acts: Acts) -> None:
        next(body for kind, body in acts if kind == "contribution")["text"] = text

    for name, data in retold(read(dossier), edit).items():
        if name.startswith("journal/"):
            (dossier / name).write_bytes(data)


def refused(dossier: Path, capsys: pytest.CaptureFixture[str], secret: str, *said: str) -> None:
    """Refused, with the places, without the value, and nothing written."""
    capsys.readouterr()
    for reader in READERS:
        out = dossier.parent / f"pack-{reader}"
        assert publish(dossier, reader, out, "--zip") == 6
        assert not out.exists() and not out.with_suffix(".zip").exists()
        captured = capsys.readouterr()
        for words in said:
            assert words in captured.err
        assert secret.lower() not in captured.err.lower()


def test_attack_names_as_public_ids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[4]["identifiant"], rows[4]["nom"] = "LEGOFFREDO", "Legoffredo"

    refused(spoiled(tmp_path, change), capsys, "legoffredo", ".csv, line ", "a name", "private/pool.csv")


def test_attack_first_name_and_surname_in_a_public_id(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[4]["identifiant"] = "guenole.kerguelen"
        rows[4]["nom"], rows[4]["prénom"] = "Kerguelen", "Guénolé"

    dossier = spoiled(tmp_path, change)
    assert publish(dossier, "guarantors", tmp_path / "p") == 6
    said = capsys.readouterr().err
    assert "guarantors/chances.csv, line" in said and "guenole" not in said.lower()


@pytest.mark.parametrize(
    ("column", "value", "rolled", "what"),
    [
        ("nom", "Benaïssa", "vu par samira BENAISSA", "a name"),
        ("nom complet", "Yann-Ael Le Kermeur", "yann ael LE KERMEUR", "a name"),
        ("adresse", "3 rue des Osiers", "au 3, rue des Osiers", "an address"),
        ("né le", "03/05/1961", "le 1961-05-03", "a date of birth"),
        ("courriel", "s.b@example.org", "S.B@Example.org", "an e-mail"),
        ("téléphone", "06 12 34 56 78", "au 06.12.34.56.78", "an e-mail address or a number"),
    ],
)
def test_attack_someone_named_in_what_was_rolled(
    column: str, value: str, rolled: str, what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row.setdefault(column, "")
        rows[0][column] = value

    dossier = spoiled(tmp_path, change, rolled)
    refused(dossier, capsys, rolled.rsplit(maxsplit=1)[-1], "journal/0006-contribution.json", what)


def test_attack_the_key_in_what_was_rolled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dossier = spoiled(tmp_path, lambda _: None, "AB" * 32)
    (dossier / "private/key").write_text("ab" * 32 + "\n", encoding="ascii")
    refused(dossier, capsys, "ab" * 32, "journal/0006-contribution.json", "the key")


def test_a_category_is_no_leak_though_somebody_is_called_so(tmp_path: Path) -> None:
    def change(rows: list[dict[str, str]]) -> None:
        rows[0]["nom"], rows[0]["prénom"], rows[0]["adresse"] = "Nord", "Femme", "65 et plus"
        for row in rows:
            row["code postal"], row["nom d'usage"] = "75015", "De Paris"

    assert publish(spoiled(tmp_path, change), "guarantors", tmp_path / "p") == 0


def test_attack_a_name_of_the_roll_in_a_pack(
    town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody of the frame who never got a letter."""
    import duckdb

    shutil.copytree(town, tmp_path / "d")
    surname, first = duckdb.sql(
        f"select surname, first_names from '{town}/private/frame.parquet' order by pid limit 1"
    ).fetchall()[0]
    path = tmp_path / "d/public/rules.json"
    rules = json.loads(path.read_bytes())
    rules["name"] = f"Essai de {first} {surname}"
    path.write_bytes(json.dumps(rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode())
    assert publish(tmp_path / "d", "public", tmp_path / "p") == 6
    said = capsys.readouterr().err
    assert "public/rules.json" in said and "private/frame.parquet" in said and surname not in said


# --- Attacks on a pack -----------------------------------------------------------------------------------


def failing(pack: Path) -> list[str]:
    """Everything that is said of the checks that fail."""
    try:
        checks = verify(read(pack)).checks
    except Unsafe as unsafe:
        return [unsafe.path]
    return [f"{c.number} {c.code} {c.file} {c.got}" for c in checks if c.status == "failed"]


@pytest.mark.parametrize("reader", READERS)
def test_attack_one_byte_of_any_file_of_a_pack(reader: str, packs: dict[str, Path]) -> None:
    """The first byte, one in the middle or the last: in every pack another one of the same file."""
    files = read(packs[reader])
    assert set(files) == set(on_disk(packs[reader]))
    for name, data in files.items():
        position = (0, len(data) // 2, len(data) - 1)[(READERS.index(reader) + sum(name.encode())) % 3]
        flipped = data[:position] + bytes([data[position] ^ 0x01]) + data[position + 1 :]
        failed = [c for c in verify({**files, name: flipped}).checks if c.status == "failed"]
        assert any(name in f"{c.file} {c.got} {c.expected}" for c in failed), f"{name}, byte {position}"


@pytest.mark.parametrize(
    "name", ["private/pool.csv", "tirage.yaml", "names.csv", "public/names.csv", "guarantors/pool.csv", ".x"]
)
def test_attack_a_file_too_many_in_a_public_pack(name: str, packs: dict[str, Path], tmp_path: Path) -> None:
    pack = Path(shutil.copytree(packs["public"], tmp_path / "p"))
    (pack / name).parent.mkdir(exist_ok=True)
    (pack / name).write_bytes(b"pid\n")
    assert any(name.split("/", maxsplit=1)[0] in line for line in failing(pack))


@pytest.mark.posix
def test_attack_a_link_out_of_the_pack(packs: dict[str, Path], tmp_path: Path) -> None:
    pack = Path(shutil.copytree(packs["public"], tmp_path / "p"))
    (pack / "README.md").unlink()
    (pack / "README.md").symlink_to("/etc/passwd")
    assert failing(pack) == ["README.md"]
    (pack / "pack.json").unlink()
    (pack / "pack.json").symlink_to("/etc/passwd")
    assert failing(pack) == ["README.md"]


def relisted(pack: Path, edit: Callable[[dict[str, Any]], None]) -> Path:
    document = json.loads((pack / "pack.json").read_bytes())
    edit(document)
    (pack / "pack.json").write_bytes(json.dumps(document, sort_keys=True, separators=(",", ":")).encode())
    return pack


def test_attack_a_list_that_excuses_what_its_reader_needs(packs: dict[str, Path], tmp_path: Path) -> None:
    for reader, name in (
        ("public", "public/lottery.csv"),
        ("public", "public/seats.csv"),
        ("guarantors", "guarantors/pool.csv"),
        ("auditors", "guarantors/frame.csv"),
    ):
        pack = Path(shutil.copytree(packs[reader], tmp_path / f"{reader}-{name.replace('/', '-')}"))

        def edit(document: dict[str, Any], name: str = name) -> None:
            del document["files"][name]
            document["left_out"][name] = "reader"

        (pack / name).unlink()
        assert any("pack.reader" in line and name in line for line in failing(relisted(pack, edit)))


@pytest.mark.parametrize(
    "edit",
    [
        lambda d: d.update({"for": "anyone"}),
        lambda d: d.update({"for": "auditors"}),
        lambda d: d.update({"head": "0" * 64}),
        lambda d: d["files"].update({"../../etc/passwd": "0" * 64}),
        lambda d: d["left_out"].update({"../../etc/passwd": "reader"}),
        lambda d: d["left_out"].update({"public/plan.json": "small-cells"}),
        lambda d: d["files"].update({"README.md": d["files"]["README.md"].upper()}),
        lambda d: d.pop("left_out"),
        lambda d: d.update({"note": "trust me"}),
    ],
)
def test_attack_a_list_that_lies(
    edit: Callable[[dict[str, Any]], None], packs: dict[str, Path], tmp_path: Path
) -> None:
    assert failing(relisted(Path(shutil.copytree(packs["public"], tmp_path / "p")), edit))


def test_attack_a_monstrous_list(packs: dict[str, Path], tmp_path: Path) -> None:
    pack = Path(shutil.copytree(packs["public"], tmp_path / "p"))
    (pack / "pack.json").write_bytes(b'{"a":' * 100_000)
    assert failing(pack)
    with (pack / "pack.json").open("wb") as file:
        file.truncate(2**30)
    assert failing(pack) == ["pack.json"]


def test_attack_a_journal_that_stops_earlier_under_the_same_list(
    packs: dict[str, Path], tmp_path: Path
) -> None:
    pack = Path(shutil.copytree(packs["auditors"], tmp_path / "p"))
    last = max((pack / "journal").iterdir())
    for path in (last, pack / "public/panel.csv", pack / "public/seats.csv"):
        path.unlink()
    assert any(last.name in line for line in failing(pack))


def test_a_plan_without_a_draw_is_published_too(tmp_path: Path) -> None:
    assert draw(PETIT / "volontaires.csv", tmp_path / "d") == 0
    assert publish(tmp_path / "d", "public", tmp_path / "before") == 0
    assert finish(tmp_path / "d", "--seed", DICE) == 0
    assert publish(tmp_path / "d", "public", tmp_path / "after") == 0
    assert not verify(read(tmp_path / "before")).drawn
    assert verify(read(tmp_path / "after")).drawn


KINDS = ("quotas", "proces-verbal", "public", "letters", "life")
LACKING = {
    "public": {"letters"},
    "guarantors": {"letters"},
    "auditors": set(),
}
"""Reports that a pack leaves too much out for: these are refused, with where to make them instead."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("fewest", ["0", "1000"])
def test_a_report_on_a_genuine_pack_is_made_of_what_is_there_or_says_where_to_make_it(
    reader: str, kind: str, fewest: str, town: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(town, reader, tmp_path / "pack", "--small-cells", fewest) == 0
    capsys.readouterr()
    code = main(["report", str(tmp_path / "pack"), "--kind", kind, "--format", "json", "--lang", "en"])
    said = capsys.readouterr()
    assert "FAILED" not in said.err
    if kind in LACKING[reader]:
        assert code == 6 and "--for auditors" in said.err and said.out == ""
        return
    assert code == 0
    missing = json.loads((tmp_path / "pack/pack.json").read_bytes())["left_out"]
    assert all(name in said.err for name in missing)
    if kind in {"quotas", "proces-verbal"}:
        assert [name for name in missing if name not in said.out] == []
    assert ("leaves out the frame" in said.out) == (kind == "quotas" and reader != "auditors")


def test_a_report_on_a_pack_that_was_changed_is_refused(
    packs: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = Path(shutil.copytree(packs["auditors"], tmp_path / "pack"))
    (pack / "README.md").write_bytes(b"Other words.\n")
    assert main(["report", str(pack), "--lang", "en"]) == 5
    assert "1.14" in capsys.readouterr().err
    (pack / "notes.txt").write_bytes(b"x")
    assert main(["report", str(pack), "--lang", "en"]) == 5
