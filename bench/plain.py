"""What a careful person would write in ten lines of SQL: the measure that `rolls.py` holds `tirage` against.

    python bench/plain.py FOLDER OUT.csv

All files of a folder that `tirage synth` made, read as text; names in capitals without accents, one row a
person by names and birth date, a SHA-256 of each, in its order, as CSV. Nothing is checked.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

PEOPLE = """
    copy (
        select distinct on (surname, first_names, born) *,
            sha256(surname || '|' || first_names || '|' || born) as id
        from (
            select upper(strip_accents(surname)) as surname, upper(strip_accents(first_names)) as first_names,
                born, sex, street, postcode
            from (
                select "nom de naissance", "prénoms", "date de naissance", "sexe",
                    "numéro de voie" || ' ' || "libellé de voie", "code postal"
                from read_csv($rolls, delim = ';', quote = '"', header = true, all_varchar = true)
                {cards}
            ) as rows(surname, first_names, born, sex, street, postcode)
        )
        order by id
    ) to $out (header)
"""
CARDS = """
                union all
                select nom, prenom, date_naissance, civilite, adresse, code_postal
                from read_csv($cards, delim = ';', quote = '"', header = true, all_varchar = true)
"""


def main(folder: str, out: str) -> None:
    """Command line."""
    base = duckdb.connect()
    base.execute("set threads = 2; set memory_limit = '600MB'")
    base.execute("set temp_directory = $folder", {"folder": f"{out}.scratch"})
    cards = sorted(map(str, Path(folder).glob("carte*.csv")))
    rolls = sorted({*map(str, Path(folder).glob("*.csv"))} - {*cards})
    given = {"rolls": rolls, "out": out} | ({"cards": cards} if cards else {})
    base.execute(PEOPLE.format(cards=CARDS if cards else ""), given)


if __name__ == "__main__":
    main(*sys.argv[1:])
