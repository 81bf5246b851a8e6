"""Folders and archives as a browser is given them: what is read of them, and what is refused, is the same."""

from __future__ import annotations

import io
import itertools
import json
import subprocess
import sys
import zlib
from base64 import b64encode
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from support.dossier_cases import EVEN
from support.dossiers import Files, dossier
from support.engine import Engine, agreed, packed
from support.packing import packed_for

from tirage.acts.records.verification import verify_dossier
from tirage.dossier.transaction import COMMIT, recover
from tirage.errors import Unfinished
from tirage.verify import NotADossier, Unsafe, checklist, command, read
from tirage.verify.export import write_zipapp

GENUINE = dossier(EVEN)
PACK = packed_for("auditors", GENUINE)
MIB = 2**20


def written(folder: Path, files: Files) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder


def zipped(files: Files, how: int = ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def opened(engine: Engine, archive: bytes) -> Any:
    return engine.ask("open", archive=b64encode(archive).decode())


def refusal(engine: Engine, archive: bytes) -> tuple[str, str]:
    (check,) = opened(engine, archive)["report"]["checks"]
    assert (check["code"], check["status"]) == ("files.known", "failed")
    return check["file"], check["got"]


def by_python(archive: bytes, folder: Path) -> list[str] | int:
    """Number, status, file and value of each check of `tirage verify FILE.zip`; else its exit code."""
    target = folder / "dossier.zip"
    target.write_bytes(archive)
    try:
        reports = list(command.reports(target, None))
    except NotADossier:
        return 3
    return [f"{c.number} {c.status} {c.file} {c.got}" for report in reports for c in report.checks]


def refused_by_python(archive: bytes, folder: Path) -> tuple[str, str]:
    target = folder / "dossier.zip"
    target.write_bytes(archive)
    (report,) = command.reports(target, None)
    (check,) = report.checks
    assert (check.code, check.status) == ("files.known", "failed")
    return check.file, check.got


FOLDERS: dict[str, Files] = {
    "what a computer left": {
        **GENUINE,
        **dict.fromkeys(("public/.DS_Store", "journal/Thumbs.db", "guarantors/Desktop.ini"), b"x"),
    },
    "what a computer left in a pack": {
        **PACK,
        **dict.fromkeys((".DS_Store", "desktop.ini", "public/.DS_Store", "__MACOSX/._public"), b"x"),
    },
    "genuine": GENUINE,
    "pack": PACK,
    "private and more beside": {**GENUINE, "private/names.csv": b"x", "tirage.yaml": b"x", ".DS_Store": b"x"},
    "unknown suffix": {**GENUINE, "public/notes.txt": b"x"},
    "no suffix": {**GENUINE, "public/notes": b"x"},
    "a suffix and nothing before it": {**GENUINE, "public/.json": b"{}"},
    "unknown name": {**GENUINE, "public/notes.csv": b"x\n"},
    "folder among the files": {**GENUINE, "public/more/plan.json": b"{}"},
    "large entry": {**GENUINE, "journal/0001-open.json": b" " * (MIB + 1)},
    "large list": {**PACK, "pack.json": b" " * (4 * MIB + 1)},
    "strange file in a pack": {**PACK, "names.csv": b"x"},
    "private in a pack": {**PACK, "private/names.csv": b"x"},
    "readme that is a folder": {**{n: d for n, d in PACK.items() if n != "README.md"}, "README.md/x": b""},
    "readme without a list": {**GENUINE, "README.md": b"x"},
    "public alone": {name: data for name, data in GENUINE.items() if name.startswith("public/")},
    "nothing of a dossier": {"a.txt": b"x", "journals/1.json": b"{}"},
}


@pytest.mark.parametrize("name", FOLDERS)
@pytest.mark.parametrize("above", ["", "dossier/", "my journal/of public/"])
def test_a_folder(name: str, above: str, engine: Engine, tmp_path: Path):
    files = FOLDERS[name]
    given = {above + path: data for path, data in files.items()}
    found = [engine.ask("open", given=packed(given)), opened(engine, zipped(given))]
    found.append(opened(engine, zipped(given, ZIP_STORED)))
    python = by_python(zipped(given), tmp_path)
    try:
        report = checklist.verify(read(written(tmp_path / "folder", files)))
    except Unsafe as unsafe:
        report = checklist.refused(unsafe)
    except NotADossier:
        assert found == [None] * 3 and python == 3
        return
    for each in found:
        agreed(each["report"], report)
    assert python == [f"{c.number} {c.status} {c.file} {c.got}" for c in report.checks]
    if "computer" in name:
        assert report.ok
        assert [c.got.count(",") for c in report.checks if c.code == "beyond.litter"] == [
            3 if "pack" in name else 2
        ]


def test_in_the_moment_of_a_crash_there_is_no_verdict(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    last = max(name for name in GENUINE if name.startswith("journal/"))
    crashed = {f"{COMMIT}/{name}" if name == last else name: data for name, data in GENUINE.items()}
    folder = written(tmp_path / "crashed", crashed)
    (tmp_path / "crashed.zip").write_bytes(zipped(crashed))
    for path, more in itertools.product((folder, tmp_path / "crashed.zip"), ([], ["--part", "1"])):
        assert command.main([str(path), "--lang", "en", *more]) == command.HALFWAY
        said = capsys.readouterr()
        assert said.out == "" and "UNFINISHED" in said.err and "tirage status" in said.err
        with pytest.raises(Unfinished):
            verify_dossier(path)
    for above in ("", "dossier/"):
        given = {above + name: data for name, data in crashed.items()}
        assert engine.ask("open", given=packed(given)) == {"halfway": True}
        assert opened(engine, zipped(given)) == {"halfway": True}
    recover(folder)
    (folder / COMMIT).mkdir()  # nothing in it is still to be put into place
    (report,) = verify_dossier(folder)
    assert report.ok


def test_an_act_that_comes_while_files_are_read_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    last = max(name for name in GENUINE if name.startswith("journal/"))
    folder = written(tmp_path, {name: data for name, data in GENUINE.items() if name != last})

    def and_then(*given: Any) -> Any:
        report = checklist.verify(*given)
        written(folder, {last: GENUINE[last]})
        return report

    assert not verify_dossier(folder)[0].ok
    monkeypatch.setattr(command, "verify", and_then)
    with pytest.raises(Unfinished):
        verify_dossier(folder)


def test_a_dossier_in_a_folder_of_an_unlucky_name(engine: Engine):
    given = {f"public/journal of 2026/{name}": data for name, data in GENUINE.items()}
    agreed(engine.ask("open", given=packed(given))["report"], checklist.verify(GENUINE))


def test_of_two_dossiers_side_by_side_none_is_meant(engine: Engine):
    given = {f"{above}/{name}": data for above in "ab" for name, data in GENUINE.items()}
    assert engine.ask("open", given=packed(given)) is None


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 1000, zipped(GENUINE)[:-30], zipped(GENUINE)[2000:]])
def test_what_is_no_archive(data: bytes, engine: Engine):
    assert opened(engine, data) is None


def test_an_archive_with_a_comment_and_folders_of_its_own(engine: Engine):
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.comment = b"PK\x05\x06" * 20
        for folder in ("d/", "d/public/", "d/private/"):
            archive.writestr(folder, b"")
        for name, data in GENUINE.items():
            archive.writestr(f"d/{name}", data)
    agreed(opened(engine, stream.getvalue())["report"], checklist.verify(GENUINE))


PATHS = [
    "public/../public/x.json",
    "public/../../x.json",
    "../x",
    "/etc/x",
    "C:/x",
    "a/..",
    "public/a+b.json",
]


@pytest.mark.parametrize("path", PATHS)
def test_a_path_that_leads_out_of_the_archive(path: str, engine: Engine, tmp_path: Path):
    archive = zipped({**GENUINE, path: b"{}"}).replace(b"a+b", b"a\\b")
    wanted = (path.replace("+", "\\"), "unsafe-path")
    assert refusal(engine, archive) == refused_by_python(archive, tmp_path) == wanted


def test_a_folder_without_a_name_in_an_archive(engine: Engine, tmp_path: Path):
    archive = zipped({**GENUINE, "public//x.json": b"{}"})
    assert refusal(engine, archive) == refused_by_python(archive, tmp_path) == ("public/", "not-a-file")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice_in_an_archive(engine: Engine):
    stream = io.BytesIO(zipped(GENUINE))
    with ZipFile(stream, "a") as archive:
        archive.writestr("public/plan.json", b"{}")
    assert refusal(engine, stream.getvalue()) == ("public/plan.json", "repeated")


def test_a_link_in_an_archive(engine: Engine):
    stream = io.BytesIO(zipped(GENUINE))
    with ZipFile(stream, "a") as archive:
        link = ZipInfo("public/link.csv")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "../private/names.csv")
    assert refusal(engine, stream.getvalue()) == ("public/link.csv", "link")


def test_an_archive_that_unpacks_to_more_than_it_says(engine: Engine, tmp_path: Path):
    """The list at its end says 10 bytes; there are two megabytes."""
    name = "journal/0001-open.json"
    archive = zipped({**GENUINE, name: b" " * (2 * MIB)})
    place = archive.rindex(b"PK\x01\x02", 0, archive.rindex(name.encode()))
    assert archive[place + 24 : place + 28] == (2 * MIB).to_bytes(4, "little")
    lying = archive[: place + 24] + (10).to_bytes(4, "little") + archive[place + 28 :]
    assert refusal(engine, archive) == refused_by_python(archive, tmp_path) == (name, "too-large")
    assert refusal(engine, lying) == refused_by_python(lying, tmp_path) == (name, "not-a-file")


def test_an_encrypted_archive_is_none_that_can_be_read(engine: Engine):
    archive = bytearray(zipped(GENUINE))
    archive[archive.rindex(b"PK\x01\x02") + 8] |= 1
    assert opened(engine, bytes(archive)) is None


def test_a_byte_of_an_archive_changed(engine: Engine, tmp_path: Path):
    """The archive says the checksum of each file: other bytes are none that can be read."""
    archive = zipped(GENUINE, ZIP_STORED)
    place = archive.index(GENUINE["public/plan.json"])
    changed = archive[:place] + b"[" + archive[place + 1 :]
    found = refusal(engine, changed)
    assert found == refused_by_python(changed, tmp_path) == ("public/plan.json", "not-a-file")


def test_packed_bytes_that_are_none(engine: Engine):
    archive = zipped(GENUINE)
    content = zlib.compressobj(wbits=-15)
    start = (content.compress(GENUINE["public/lottery.csv"]) + content.flush())[:20]
    place = archive.index(start)
    assert refusal(engine, archive[:place] + b"\xff" * 20 + archive[place + 20 :]) == (
        "public/lottery.csv",
        "not-a-file",
    )


def _in_list(archive: bytes, name: bytes, place: int, new: bytes) -> bytes:
    """The archive with other bytes at a place of the line of its list that has this name."""
    start = archive.rindex(b"PK\x01\x02", 0, archive.rindex(name)) + place
    return archive[:start] + new + archive[start + len(new) :]


@pytest.mark.parametrize("more", [b"\0", b"\x03\0", b"x" * 100])
def test_bytes_after_the_end_of_what_is_packed(more: bytes, engine: Engine, tmp_path: Path) -> None:
    """They are in no file, and whoever is shown the archive elsewhere may find something in them."""
    for stem in (b"", b"a" * 2**16):
        archive = bytearray(zipped({**GENUINE, "public/zzz.csv": stem}))
        place = archive.index(b"PK\x01\x02")
        archive[place:place] = more
        line = archive.rindex(b"PK\x01\x02", 0, archive.rindex(b"public/zzz.csv"))
        packed = int.from_bytes(archive[line + 20 : line + 24], "little") + len(more)
        archive[line + 20 : line + 24] = packed.to_bytes(4, "little")
        start = int.from_bytes(archive[-6:-2], "little") + len(more)
        archive[-6:-2] = start.to_bytes(4, "little")
        found = refusal(engine, bytes(archive))
        assert found == refused_by_python(bytes(archive), tmp_path) == ("public/zzz.csv", "not-a-file")


WHOLE = zipped(GENUINE)
PLAN = WHOLE.index(b"public/plan.json")
FORGIVEN = {
    "something before it": b"#!/bin/sh\n" + WHOLE,
    "something after it": WHOLE + b"\n",
    "another list before": WHOLE[: WHOLE.rindex(b"PK\x05\x06")]
    + b"more"
    + WHOLE[WHOLE.rindex(b"PK\x05\x06") :],
    "a line of the list too few": WHOLE[:-12] + bytes([len(GENUINE) - 1, 0]) + WHOLE[-10:],
    "an extra field beyond the list": _in_list(WHOLE, max(GENUINE).encode(), 30, b"\xff\xff"),
}
"""What a library reads that looks for an archive in whatever it is given."""
READ = {
    "another name in front of the bytes": WHOLE[:PLAN] + b"public/evil.json" + WHOLE[PLAN + 16 :],
    "another way of packing in front of them": WHOLE[: PLAN - 22] + b"\x0c\0" + WHOLE[PLAN - 20 :],
    "another system that made it": _in_list(WHOLE, b"public/plan.json", 5, b"\x0a"),
}
"""What the list does not say."""


@pytest.mark.parametrize("name", [*FORGIVEN, *READ])
def test_the_list_at_the_end_of_an_archive_alone_decides(name: str, engine: Engine, tmp_path: Path) -> None:
    archive = {**FORGIVEN, **READ}[name]
    if name in FORGIVEN:
        assert opened(engine, archive) is None and by_python(archive, tmp_path) == 3
        return
    agreed(opened(engine, archive)["report"], checklist.verify(GENUINE))
    assert by_python(archive, tmp_path) == by_python(WHOLE, tmp_path)


@pytest.mark.parametrize(
    ("name", "word"),
    [("\ufeffpublic/plan.json", ""), ("public/a..json", "unknown-file"), ("public/a\nb.json", "")],
)
def test_a_name_that_is_nearly_one(name: str, word: str, engine: Engine, tmp_path: Path) -> None:
    archive = zipped({**GENUINE, name: b"{}"})
    found = opened(engine, archive)["report"]["checks"]
    assert by_python(archive, tmp_path) == [
        f"{c['number']} {c['status']} {c['file']} {c['got']}" for c in found
    ]
    assert not word or found[0]["got"] == word


def test_a_next_assembly_is_seen_and_not_read(engine: Engine, tmp_path: Path) -> None:
    """It is a dossier of its own; in a pack it may stand beside the list as it may in a dossier."""
    for files in (GENUINE, PACK):
        inside = {**files, **{f"next/{name}": data for name, data in files.items()}}
        found = opened(engine, zipped({f"d/{name}": data for name, data in inside.items()}))
        assert found["next"]
        assert not opened(engine, zipped(files))["next"]
        folder = written(tmp_path / files["journal/0001-open.json"].hex()[-8:] / str(len(files)), inside)
        agreed(found["report"], checklist.verify(read(folder)))


def test_files_that_share_their_bytes_are_more_than_an_archive_can_hold(engine: Engine, tmp_path: Path):
    """Some hundred kilobytes that would unpack to gigabytes are refused before anything is unpacked."""
    archive = bytearray(zipped({**GENUINE, **{f"public/{n:03}.csv": b"x" * 100_000 for n in range(30)}}))
    first = None
    place = archive.index(b"PK\x01\x02")
    while (place := archive.find(b"PK\x01\x02", place)) >= 0:
        if archive[place + 46 :].startswith(b"public/0"):
            first = first or archive[place + 42 : place + 46]
            archive[place + 42 : place + 46] = first
            archive[place + 20 : place + 24] = (len(archive) // 4).to_bytes(4, "little")
        place += 1
    found = refusal(engine, bytes(archive))
    assert found == refused_by_python(bytes(archive), tmp_path) and found[1] == "too-large"


@pytest.mark.parametrize("size", [10, 2**31])
def test_an_archive_that_says_another_size(size: int, engine: Engine, tmp_path: Path):
    archive = bytearray(zipped(GENUINE))
    place = archive.rindex(b"PK\x01\x02", 0, archive.rindex(b"public/lottery.csv"))
    archive[place + 24 : place + 28] = size.to_bytes(4, "little")
    wanted = ("public/lottery.csv", "not-a-file" if size == 10 else "too-large")
    assert refusal(engine, bytes(archive)) == refused_by_python(bytes(archive), tmp_path) == wanted


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_program_refuses_what_the_page_refuses(tmp_path: Path):
    stream = io.BytesIO(zipped(GENUINE))
    with ZipFile(stream, "a") as archive:
        archive.writestr("public/plan.json", b"{}")
    assert refused_by_python(stream.getvalue(), tmp_path) == ("public/plan.json", "repeated")
    for data in (b"", b"PK", b"x" * 1000, zipped(GENUINE)[:-30]):
        assert by_python(data, tmp_path) == 3


def test_why_nothing_can_be_read_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A name that was mistyped, an archive cut short, a folder too high: each is mended otherwise."""
    (tmp_path / "cut.zip").write_bytes(zipped(GENUINE)[:-30])
    (tmp_path / "empty").mkdir()
    said = {}
    for name in ("mistyped", "cut.zip", "empty"):
        assert command.main([str(tmp_path / name), "--lang", "en"]) == 3
        said[name] = capsys.readouterr().err
        assert command.main([str(tmp_path / name), "--part", "1", "--lang", "fr"]) == 3
        assert name in capsys.readouterr().err
    assert "no such folder or file" in said["mistyped"]
    assert "cut short" in said["cut.zip"] and "ask for it again" in said["cut.zip"]
    assert "journal/" in said["empty"]


def test_the_one_file_verifier_reads_an_archive_and_the_assembly_after(tmp_path: Path):
    whole = {f"pack/{above}{name}": data for above in ("", "next/") for name, data in GENUINE.items()}
    (tmp_path / "pack.zip").write_bytes(zipped(whole))
    write_zipapp(tmp_path / "verify.pyz")
    typed = [sys.executable, "-I", str(tmp_path / "verify.pyz"), str(tmp_path / "pack.zip"), "--json"]
    done = subprocess.run(typed, capture_output=True, text=True, check=False)
    document = json.loads(done.stdout)
    assert document["ok"] and document["next"]["head"] == document["head"]
    assert [c["code"] for c in document["next"]["checks"] if c["status"] == "failed"] == ["next.link"]


def test_the_assemblies_of_a_chain_share_the_bounds_of_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read stays at hand: a chain of dossiers, each within bounds, must not fill the memory."""
    inside = {**GENUINE, **{f"next/{name}": data for name, data in GENUINE.items()}}
    folder = written(tmp_path / "d", inside)
    size = sum(map(len, GENUINE.values()))
    monkeypatch.setattr(command, "TOTAL", 2 * size)
    assert all(
        check.got != "too-large" for report in command.reports(folder, None) for check in report.checks
    )
    monkeypatch.setattr(command, "TOTAL", 2 * size - 1)
    first, then = command.reports(folder, None)
    assert first.ok and not then.ok
    assert "too-large" in {check.got for check in then.checks}
