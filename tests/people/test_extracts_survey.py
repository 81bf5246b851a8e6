"""What a survey says of one file, and of all files together."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path

from support.extract_rows import CARD, ROLL_A, ROLL_B, blocked, csv_of, remarked, surveyed, write
from support.texts import TEXTS

from tirage.i18n.catalogue import catalogue
from tirage.people.rolls import births
from tirage.people.rolls.collection import Collection, collect
from tirage.people.rolls.layouts import LAYOUTS, MAPPED
from tirage.people.rolls.survey import FIRST, HARMLESS, Survey
from tirage.verify.checks import received

NOTHING = Collection((), (), (), ())


def test_a_sound_roll(tmp_path: Path) -> None:
    found = surveyed(write(tmp_path, [ROLL_A] * 3))
    assert (found.kind, found.encoding, found.delimiter, found.date) == (
        "layout-a",
        "utf-8",
        ";",
        "2026-08-31",
    )
    assert found.sources == {"commune": "column", "list": "column", "date": "name"}
    assert found.counts == {("LP", "75115", "15e"): 3}
    assert (found.total(0), found.total(1)) == ({"LP": 3}, {"75115": 3})
    assert (found.read, found.kept, found.blank, found.causes) == (3, 3, 0, {})
    assert (found.remarks, found.defects, found.absent, found.unused) == ((), (), (), ())


def test_every_layout_has_its_name_and_can_be_recorded() -> None:
    kinds = {*LAYOUTS, MAPPED}
    assert {f"check.kind.{kind}" for kind in kinds} <= set(catalogue("en"))
    assert set(received._KINDS) == kinds


def test_where_the_facts_come_from(tmp_path: Path) -> None:
    assert surveyed(write(tmp_path, [ROLL_B], name="b.csv")).sources["date"] == "column"
    assert surveyed(write(tmp_path, [CARD], name="c.csv")).sources == {"commune": "", "list": "", "date": ""}
    gone = {"code de l'ugle", "libellé du type de liste"}
    row = {name: cell for name, cell in ROLL_A.items() if name not in gone}
    found = surveyed(write(tmp_path, [row]))
    assert found.sources == {"commune": "name", "list": "name", "date": "name"}
    assert found.absent == ("code de l'ugle", "libellé du type de liste")


def test_counts_and_first_lines_of_each_remark(tmp_path: Path) -> None:
    partial = {**ROLL_A, "date de naissance": "00/00/1961"}
    found = surveyed(write(tmp_path, [ROLL_A, *[partial] * 7, {**partial, "prénoms": ""}]))
    assert remarked(found) == {"birth.partial": 8, "first_names.missing": 1}
    assert found.remarks[0].lines == (3, 4, 5, 6, 7)
    assert len(found.remarks[0].lines) == FIRST


def test_read_is_kept_and_set_aside_by_cause(tmp_path: Path) -> None:
    rows = [ROLL_A, {**ROLL_A, "nom de naissance": ""}, {**ROLL_A, "date de naissance": "x"}, ROLL_A]
    path = write(tmp_path, rows)
    path.write_text(path.read_text(encoding="utf-8") + "\n\n" + csv_of([ROLL_A]) + "a;b\n", encoding="utf-8")
    found = surveyed(path)
    assert found.causes == {"birth.unreadable": 1, "name.missing": 1, "row.cut": 1, "row.header": 1}
    assert found.read == found.kept + sum(found.causes.values()) == 7
    assert found.blank == 2
    assert blocked(found) == {"extract.birth.unreadable": 1, "extract.name.missing": 1, "extract.row.cut": 1}
    assert remarked(found) == {"row.header": 1}
    assert {"row.header"} == HARMLESS


def test_the_rows_before_a_broken_quotation_are_counted_all_the_same(tmp_path: Path) -> None:
    path = write(tmp_path, [ROLL_A] * 3)
    path.write_text(path.read_text(encoding="utf-8") + '"a"b;c\n' + csv_of([ROLL_A]), encoding="utf-8")
    found = surveyed(path)
    assert blocked(found) == {"table.quotes": 1}
    assert (found.read, found.defects[0].lines) == (3, (5,))


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    found = surveyed(tmp_path / "no.csv")
    assert (found.file, found.kind, found.sha256) == (str(tmp_path / "no.csv"), "", "")
    assert blocked(found) == {"file.missing": 1}


def test_an_unknown_layout_has_a_proposal(tmp_path: Path) -> None:
    found = surveyed(write(tmp_path, [{"Nom": "x", "Prénom": "y", "Rue": "z", "Truc": "t", "Autre": "u"}]))
    assert blocked(found) == {"extract.layout.unknown": 1}
    assert found.proposal == {"surname": "Nom", "first_names": "Prénom", "street": "Rue"}


def test_the_commonest_accented_surnames_and_no_others(tmp_path: Path) -> None:
    names = ["DUPONT"] * 9 + ["ÉLIE"] * 3 + ["ZOÉ"] * 2 + ["ÀBC"] * 2 + ["ÉÉÉ"]
    found = surveyed(write(tmp_path, [{**ROLL_A, "nom de naissance": name} for name in names]))
    assert found.accented == ("ÉLIE", "ZOÉ", "ÀBC")


def test_nobody_is_in_a_survey_but_for_these_surnames(tmp_path: Path) -> None:
    """What it carries may be printed and written to logs."""
    secrets = {
        "nom de naissance": "SECRETNOM",
        "prénoms": "Secretprenom",
        "libellé de voie": "rue du Secretvoie",
    }
    rows = [
        {**ROLL_A, **secrets},
        {**ROLL_A, **secrets, "date de naissance": "secretdate"},
        {**ROLL_A, **secrets, "sexe": "?"},
    ]
    for name in ("com75115_LP.csv", "x.csv"):
        assert "secret" not in repr(surveyed(write(tmp_path, rows, name=name))).lower()


def test_it_crosses_to_another_process_and_back(tmp_path: Path) -> None:
    found = surveyed(write(tmp_path, [{**ROLL_A, "sexe": ""}]))
    assert pickle.loads(pickle.dumps(found)) == found


# --- Together ----------------------------------------------------------------------------------------


def _paris(tmp_path: Path, kind: str, number: int, **changes: str) -> Survey:
    row = {
        **ROLL_A,
        "code de l'ugle": str(75100 + number),
        "libellé du type de liste": kind,
        "code du bureau de vote": f"75056_{number:02}01",
        **changes,
    }
    return surveyed(write(tmp_path, [row], name=f"com{75100 + number}_{kind}_31-08-2026.csv"))


def test_sixty_files_of_paris_lack_nothing(tmp_path: Path) -> None:
    every = [_paris(tmp_path, kind, n) for kind in ("LP", "LCM", "LCE") for n in range(1, 21)]
    assert collect(every) == NOTHING
    assert collect(every[:12] + every[13:45]).missing == (
        ("LP", ("13e",)),
        ("LCE", tuple(f"{n}e" for n in range(6, 21))),
    )


def test_one_file_of_all_paris_is_counted_by_polling_station(tmp_path: Path) -> None:
    rows = [
        {**ROLL_A, "code de l'ugle": "75056", "code du bureau de vote": f"75056_{n:02}01"} for n in (3, 15)
    ]
    missing = dict(collect([surveyed(write(tmp_path, rows, name="com75056_LP.csv"))]).missing)
    assert missing["LP"] == ("1er", *(f"{n}e" for n in range(2, 21) if n not in {3, 15}))


def test_an_empty_list_is_not_a_missing_one(tmp_path: Path) -> None:
    empty = tmp_path / "com75107_LCE.csv"
    empty.write_text(csv_of([ROLL_A]).split("\n", 1)[0] + "\n", encoding="utf-8")
    missing = dict(collect([_paris(tmp_path, "LP", 7), surveyed(empty)]).missing)
    assert "7e" not in missing["LCE"]
    assert "7e" in missing["LCM"]


def test_elsewhere_no_arrondissement_is_missing(tmp_path: Path) -> None:
    row = {
        **ROLL_A,
        "code de l'ugle": "18033",
        "libellé de l'ugle": "Bourges",
        "code du bureau de vote": "0001",
    }
    assert collect([surveyed(write(tmp_path, [row], name="com18033_LP.csv"))]) == NOTHING
    assert collect([surveyed(write(tmp_path, [CARD], name="cartes.csv"))]) == NOTHING
    assert collect([]) == NOTHING


def test_the_same_file_twice_is_known_by_its_bytes(tmp_path: Path) -> None:
    one = write(tmp_path, [ROLL_A])
    other = write(tmp_path, [ROLL_A], name="copie_LP.csv")
    found = collect([surveyed(one), surveyed(other), surveyed(one)])
    assert found.repeated == ((str(other), str(one)), (str(one), str(one)))
    assert found.shared == ()


def test_two_lists_on_which_nobody_is_may_be_alike(tmp_path: Path) -> None:
    empty = [tmp_path / f"com75101_{kind}_31-08-2026.csv" for kind in ("LCM", "LCE")]
    for path in empty:
        path.write_text(";".join(ROLL_A) + "\n", encoding="utf-8")
    found = [surveyed(path) for path in empty]
    assert [(each.read, each.defects) for each in found] == [(0, ())] * 2
    assert collect(found).repeated == ()


def test_two_files_of_one_list(tmp_path: Path) -> None:
    one, other = (write(tmp_path, [ROLL_A] * n, name=f"{n}_LP.csv") for n in (1, 2))
    assert collect([surveyed(one), surveyed(other)]).shared == (("LP", "75115", (str(one), str(other))),)
    cards = [surveyed(write(tmp_path, [CARD] * n, name=f"{n}.csv")) for n in (1, 2)]
    assert collect(cards).shared == ()


def test_different_days_of_export(tmp_path: Path) -> None:
    days = [surveyed(write(tmp_path, [ROLL_A] * n, name=f"LP_{n}0-08-2026.csv")) for n in (1, 2)]
    assert collect(days).dates == ("2026-08-10", "2026-08-20")
    assert collect(days[:1]).dates == ()


# --- Texts -------------------------------------------------------------------------------------------

READERS = (
    "../addresses",
    "addresses",
    "births",
    "extract",
    "lists",
    "nationalities",
    "normalise",
    "places",
    "readers",
)
CODE = re.compile(r"[a-z]+(?:_[a-z]+)?\.[a-z0-9_]+")


def _said() -> set[str]:
    """Every code of a remark or a cause that the readers of rows hold."""
    trees = [
        ast.parse((Path(births.__file__).parent / f"{name}.py").read_text(encoding="utf-8"))
        for name in READERS
    ]
    words = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and CODE.fullmatch(word)}


def test_every_remark_and_every_cause_has_its_sentences() -> None:
    remarks = {code.removeprefix("remark.") for code in TEXTS if code.startswith("remark.")}
    causes = {
        code.removeprefix("extract.").removesuffix(".found")
        for code in TEXTS
        if re.fullmatch(r"extract\.(row|name|birth|list)\.\w+\.found", code)
    } - {"list.missing"}
    assert _said() == remarks | causes
    assert len(remarks) > 30
    assert remarks & causes == set()
