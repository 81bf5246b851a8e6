"""Files that are no table, whatever they are called: each is named before anything in it is judged."""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import zipfile
from pathlib import Path

import pytest
from support.refusals import codes, file, refused

from tirage.people.pool.read import read_pool
from tirage.quotas.model import Quotas
from tirage.quotas.read import read_quotas
from tirage.tabular.grid import read_grid
from tirage.tabular.tables import parse

HTML = "<html><body><table><tr><th>id</th></tr><tr><td>v1</td></tr></table></body></html>"


def archive(*names: str, mimetype: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as found:
        if mimetype:
            found.writestr("mimetype", mimetype)
        for name in names:
            found.writestr(name, "x")
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """The start of an OLE file, and a directory with these names."""
    entries = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + entries


def database() -> bytes:
    with sqlite3.connect(":memory:") as found:
        found.execute("create table volunteers (id text)")
        return found.serialize()


OPEN = "application/vnd.oasis.opendocument."
FIXED = (
    "NUM   NOM          VILLE",
    "0001  MARTIN       PARIS",
    "0002  LEFEVRE      LILLE",
    "0003  LE GOFF      BREST",
)
KINDS: dict[str, tuple[bytes, ...]] = {
    "file.kind.pdf": (
        b"%PDF-1.4\n1 0 obj",
        b"%PDF-1.7\r%\xe2\xe3\xcf\xd3",
        b"\xef\xbb\xbf%PDF-1.5\n",
        b"\n\n%PDF-2.0 id;a",
        b"junk\n%PDF-1.3\n",
    ),
    "file.kind.page": (
        HTML.encode(),
        b"\xef\xbb\xbf" + HTML.encode(),
        HTML.upper().encode("utf-16"),
        b"\r\n <!DOCTYPE html>\n<title>Export</title>",
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<TABLE border="1"><tr><td>id</td></tr></TABLE>',
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
        b"From: <Saved by Blink>\r\nSubject: x\r\nContent-Type: multipart/related;\r\n",
    ),
    "file.kind.sheet": (
        b'<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
    ),
    "file.kind.xml": (
        b'<?xml version="1.0"?><rows><row/></rows>',
        b"<rows>\n  <row/></rows>",
        '<?xml version="1.0"?><électeurs/>'.encode("utf-16"),
    ),
    "file.kind.json": (
        json.dumps([{"id": 1}]).encode(),
        json.dumps({"id": 1}, indent=1).encode(),
        b"[[1, 2]]",
        b'["id", "nom"]',
        b"{}\n",
    ),
    "file.kind.yaml": (
        b"tirage: recoding/1\nsheet: A\n",
        b"# Rules\n\ntirage: rules/2\nname: X\n",
        b"---\nid: 1\n",
        b"nom: A\nville: B\nliste:\n  - un\n",
        b"criteria:\n  genre:\n    Femme: {minimum: 2, maximum: 3}\n",
    ),
    "file.kind.fixed": (
        "\n".join(FIXED).encode(),
        "\r\n".join(FIXED).encode("cp1252"),
        "\n".join((*FIXED, "0004  L'HAŸ        AIX, EN PROVENCE")).encode(),
        "\n".join(line.replace("      ", "          ") for line in FIXED).encode(),
        ("\n".join(FIXED) + "\n\n").encode("utf-8-sig"),
    ),
    "file.kind.document": (
        b"{\\rtf1\\ansi",
        archive("[Content_Types].xml", "word/document.xml"),
        archive("content.xml", mimetype=OPEN + "text"),
        archive("content.xml", mimetype=OPEN + "text-template"),
        ole("WordDocument"),
    ),
    "file.kind.slides": (
        archive("ppt/presentation.xml"),
        archive(mimetype=OPEN + "presentation"),
        ole("PowerPoint Document"),
    ),
    "file.kind.image": (
        b"\x89PNG\r\n\x1a\n\0",
        b"\xff\xd8\xff\xe0JFIF",
        b"GIF89a",
        b"II*\0",
        b"RIFF\0\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic",
    ),
    "file.kind.numbers": (archive("Index/Document.iwa", "Metadata/Properties.plist"),),
    "file.kind.database": (database(), b"\0\1\0\0Standard Jet DB\0", b"\0\1\0\0Standard ACE DB\0"),
    "file.kind.statistics": (b"PAR1\x15\x04", b"ARROW1\0\0", b"$FL2@(#) SPSS", b"<stata_dta><header>"),
    "file.kind.compressed": (
        gzip.compress(b"id;nom\n"),
        archive("liste.csv"),
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!\x1a\x07\0",
        archive(),
        b"BZh91AY",
    ),
    "workbook.password": (ole("EncryptionInfo", "EncryptedPackage"), ole("EncryptedPackage") + bytes(5000)),
}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kind_of_file_is_named_before_its_content_is_judged(tmp_path: Path, code: str) -> None:
    for data in KINDS[code]:
        assert codes(refused(lambda data=data: parse(data, Path("liste.csv")))) == [(code, None)], data[:60]  # type: ignore[misc]
        assert codes(refused(lambda data=data: read_grid(data, Path("liste.csv")))) == [(code, None)], data[
            :60
        ]  # type: ignore[misc]
    path = file(tmp_path, "liste.xls", KINDS[code][0])
    assert codes(refused(lambda: read_pool(path, Quotas(())))) == [(code, None)]
    if code != "file.kind.yaml":
        assert codes(refused(lambda: read_quotas(path, seats=5))) == [(code, None)]


@pytest.mark.parametrize(
    "text",
    [
        "id;nom\np1;<script>\n",
        "<id>;nom\np1;a\n",
        "[id];nom\np1;a\n",
        "note: à lire\nid;nom\np1;a\n",
        "BMX;nom\np1;a\n",
        "id\tnom : prénom\np1\ta\np2\tb\n",
        "adresse\n12  rue A\n3  rue B\n5  rue C\n",
        "{id};nom\np1;a\n",
    ],
)
def test_a_table_that_looks_like_something_else_is_a_table(text: str) -> None:
    assert len(read_grid(text.encode(), Path("t.csv")).sheets[""]) == text.count("\n")


QUOTAS = "feature,value,min,max\ngenre,Femme,2,3\ngenre,Homme,2,3\n"


def test_quotas_in_the_place_of_volunteers_and_volunteers_in_the_place_of_quotas(tmp_path: Path) -> None:
    people = file(tmp_path, "v.csv", "identifiant;Nom;genre\np1;Zoé;Femme\np2;Luc;Homme\n")
    sound = file(tmp_path, "q.csv", QUOTAS)
    wanted = read_quotas(sound, seats=5).quotas
    for text in (
        QUOTAS,
        QUOTAS.replace("min,max", "minimum,maximum"),
        "critère;modalité;Mini;Maxi\ngenre;Femme;2;3\n",
    ):
        assert codes(refused(lambda text=text: read_pool(file(tmp_path, "x.csv", text), wanted))) == [
            ("pool.is_quotas", None)
        ]  # type: ignore[misc]
    assert codes(refused(lambda: read_quotas(people, seats=5))) == [("quotas.is_pool", None)]
    assert len(read_pool(people, wanted).pool.people) == 2
