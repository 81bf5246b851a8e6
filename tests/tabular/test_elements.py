"""Rolls that come as XML: the plain form is read, and whatever is not is one defect that names it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pytest
import xlsxwriter

from tirage.errors import Defect, InputInvalid
from tirage.people.rolls.extract import open_extract
from tirage.tabular.csv import Record, Records

ROW = "<r><Nom>Lef&#232;vre</Nom><Prenoms>Zoé</Prenoms></r>"


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "liste.xml"
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path) -> tuple[Records, list[Record]]:
    with path.open("rb") as stream:
        records = Records(stream, path, elements=True)
        return records, [*records]


def refused(path: Path) -> Defect:
    with pytest.raises(InputInvalid) as caught:
        read(path)
    (defect,) = caught.value.defects
    return defect


def test_each_element_is_a_row_with_the_line_where_it_starts(tmp_path: Path) -> None:
    """Columns are those of all rows; case, namespace, attributes and comments make no difference."""
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<l:Liste xmlns:l="urn:l">\n <!-- une liste -->\n'
        ' <l:electeur id="1">\n  <l:Nom>Le\nGoff</l:Nom>'
        "<Prenoms><![CDATA[A & B]]></Prenoms>\n </l:electeur>\n"
        " <Electeur><prenoms/><NOM>Martin</NOM><LieuDit>Le Bourg</LieuDit></Electeur>\n</l:Liste>\n"
    )
    records, found = read(written(tmp_path, text))
    assert records.columns == ("Nom", "Prenoms", "LieuDit")
    assert found == [(4, ["Le\nGoff", "A & B", ""]), (8, ["Martin", "", "Le Bourg"])]
    assert (records.header_line, records.encoding, records.defects) == (2, "utf-8", [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("said", ["", '<?xml version="1.0" encoding="UTF-8"?>'])
def test_the_bytes_say_the_encoding_whatever_the_first_line_says(
    said: str, encoding: str, tmp_path: Path
) -> None:
    records, found = read(written(tmp_path, f"{said}<l>{ROW}</l>", encoding))
    assert (records.encoding, found) == (encoding, [(1, ["Lefèvre", "Zoé"])])


def test_rows_on_one_line_are_told_apart(tmp_path: Path) -> None:
    assert [line for line, _ in read(written(tmp_path, f"<l>{ROW * 3}</l>"))[1]] == [1, 2, 3]


@pytest.mark.parametrize("end", [0.3, 0.6, 0.999])
def test_a_file_that_was_cut_off_is_no_shorter_list(end: float, tmp_path: Path) -> None:
    text = "<l>\n" + f"{ROW}\n" * 30 + "</l>"
    defect = refused(written(tmp_path, text[: int(end * len(text))]))
    assert (defect.code, defect.line) == ("file.xml.cut", 1 + text[: int(end * len(text))].count("\n"))


@pytest.mark.parametrize(
    ("text", "code", "found"),
    [
        ("<l><r><a>1</a></r><s><a>1</a></s></l>", "file.xml.shape", "l/r, l/s"),
        ("<l><g><r><a>1</a></r></g></l>", "file.xml.shape", "l/g/r/a"),
        ("<l><r><a>1</a><A>2</A></r></l>", "file.xml.shape", "l/r/A"),
        ("<l><r>Martin<a>1</a></r></l>", "file.xml.shape", "l/r/text()"),
        ('<l>\n<r nom="Martin"/></l>', "file.xml.shape", "l/r/@*"),
        ("<?xml version='1.0'?><liste></liste>", "file.xml.empty", ""),
        ("<l><r><a>1</b></r></l>", "file.xml.broken", ""),
        ("<l><r><a>1 &autre; 2</a></r></l>", "file.xml.broken", ""),
        (f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><l>{ROW}</l>', "file.xml.doctype", ""),
    ],
)
def test_another_shape_is_one_defect_that_names_it(text: str, code: str, found: str, tmp_path: Path) -> None:
    defect = refused(written(tmp_path, text))
    assert defect.code == code
    assert found in str(defect.values.get("found", "")) and "Martin" not in str(defect)


class Growing(io.BytesIO):
    """A file to which another program is still writing: it is longer each time that it is gone through."""

    def seek(self, place: int, whence: int = 0) -> int:
        if place == 0 and whence == 0 and self.tell():
            super().seek(0, 2)
            self.write(b" ")
        return super().seek(place, whence)


@pytest.mark.parametrize("name", ["liste.xml", "liste.xlsx", "liste.csv"])
def test_a_file_that_changes_while_it_is_read_is_no_list(name: str, tmp_path: Path) -> None:
    if name.endswith("xlsx"):
        workbook = xlsxwriter.Workbook(str(tmp_path / name))
        workbook.add_worksheet().write_row(0, 0, ["Nom", "Prenoms"])
        workbook.close()
    else:
        text = f"<l>{ROW}</l>" if name.endswith("xml") else "Nom;Prenoms\nMartin;Zoé\n"
        (tmp_path / name).write_text(text, encoding="utf-8")

    def found(stream: BinaryIO) -> list[str]:
        try:
            records = Records(stream, tmp_path / name, elements=True)
            assert len([*records]) <= 1
            return [each.code for each in records.defects]
        except InputInvalid as error:
            return [each.code for each in error.defects]

    assert found(io.BytesIO((tmp_path / name).read_bytes())) == []
    assert found(Growing((tmp_path / name).read_bytes())) == ["file.changed"]


def test_a_roll_of_the_order_of_2013_as_xml_is_that_of_its_csv(tmp_path: Path) -> None:
    row = {
        "TypeListe": "liste générale",
        "InfoListe": "liste électorale",
        "CodeCommune": "115",
        "CodeDepartement": "75",
        "NomCommune": "PARIS",
        "Sexe": "F",
        "NomdeNaissance": "LEFÈVRE",
        "NomDusage": "",
        "Prenoms": "Zoé",
        "DateDeNaissance": "01/02/1980",
        "NumeroVoie": "1",
        "LibelleVoie": "rue X",
        "CodePostal": "75015",
        "VilleLocalite": "PARIS",
        "Pays": "FRANCE",
    }
    cells = "".join(f"<{name}>{cell}</{name}>" for name, cell in row.items() if cell)
    empty = "<electeur><NomDusage/></electeur>"
    (tmp_path / "xml").mkdir()
    one = written(tmp_path / "xml", f"<liste>\n<electeur>{cells}</electeur>\n{empty}</liste>")
    other = tmp_path / "liste.csv"
    other.write_text(f"{';'.join(row)}\n{';'.join(row.values())}\n", encoding="utf-8")

    def entries(path: Path) -> Iterator[object]:
        with open_extract(path, on=date(2026, 9, 1)) as extract:
            assert extract.layout is not None and extract.layout.kind == "layout-b"
            for batch in extract.batches():
                yield from batch.entries

    assert [*entries(one)] == [*entries(other)] != []
