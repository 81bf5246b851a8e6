"""Names are found in what is to be published in whatever letters they are written."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest

from tirage.people.identity import canonical
from tirage.people.private.leaks import leaks

COLUMNS = (
    "usage_name",
    "first_names",
    "born_first",
    "street",
    "email",
    "phone",
    "guardian",
    "elector_number",
)


def dossier(folder: Path, **person: str) -> Path:
    """A dossier of one person on a roll, of whom only this is known."""
    (folder / "private").mkdir()
    known = {"surname": "—", **dict.fromkeys(COLUMNS, ""), **person}
    known |= {"surname_key": canonical(known["surname"]), "usage_key": canonical(known["usage_name"])}
    cells = ", ".join(f"${name} as {name}" for name in known)
    base = duckdb.connect()
    base.execute(f"create table people as select {cells}", known)
    base.sql("select * from people").write_parquet(str(folder / "private/frame.parquet"))
    base.close()
    return folder


@pytest.mark.parametrize(
    ("person", "said", "what"),
    [
        ({"surname": "Παπαδόπουλος", "first_names": "Γιώργος"}, "ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ", "name"),
        ({"surname": "ŒUVRARD", "first_names": "Łucja"}, "Lucja Oeuvrard", "name"),
        ({"guardian": "Елена Иванова"}, "ЕЛЕНА ИВАНОВА", "name"),
        ({"guardian": "Cœur Anne"}, "COEUR ANNE", "name"),
        ({"street": "12 улица Ленина"}, "12 УЛИЦА ЛЕНИНА", "address"),
    ],
)
def test_a_name_in_any_letters_is_found(tmp_path: Path, person: dict[str, str], said: str, what: str) -> None:
    document = json.dumps({"incident": f"on a appelé {said}, deux fois"}, ensure_ascii=False).encode()
    found = leaks({"public/a.json": document}, dossier(tmp_path, **person))
    assert [leak.what for leak in found] == [what]
    assert leaks({"public/a.json": b'{"incident":"personne"}'}, tmp_path) == ()
