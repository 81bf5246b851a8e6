"""Lists of people who may not be drawn, against a file of volunteers; addresses that are no household."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.refusals import codes, file, quotas, refused

from tirage.people.guards.exclusions import CAUSES, match, read_cause
from tirage.people.guards.no_household import apart, large, large_csv, read_no_household
from tirage.people.guards.settling import traits_of
from tirage.people.pool.model import PoolFile
from tirage.people.pool.read import read_pool

ACTS = Path(__file__).parents[2] / "src" / "tirage" / "spec" / "acts.json"
GENRE = quotas(genre="Femme:0-9 Homme:0-9")
POOL = (
    "id;nom;prénom;date de naissance;courriel;téléphone;adresse;code postal;genre\n"
    "v1;Le Goff;Zoé;03/05/1961;zoe@x.fr;0612345678;1 rue X;75011;Femme\n"
    "v2;Martin;Paul;01/02/1980;;;2 rue X;75011;Homme\n"
    "v3;Durand;Anne;;couple@x.fr;;3 rue X;75011;Femme\n"
    "v4;Petit;Jean;09/09/1999;couple@x.fr;;3 rue X;75011;Homme\n"
)


@pytest.fixture
def pool(tmp_path: Path) -> PoolFile:
    return read_pool(file(tmp_path, "v.csv", POOL), GENRE, household=["adresse", "code postal"])


def matched(pool: PoolFile, folder: Path, text: str) -> tuple[list[str], list[tuple[str, str]], list[int]]:
    """Ids on the list, (id, reason) of those who may be, lines of nobody."""
    columns, people = traits_of(pool)
    found = match(people, columns, pool.private.own, {"staff": file(folder, "l.csv", text)})
    near = [(people[each.place].pid, each.reason) for each in found.near]
    return [people[place].pid for place in sorted(found.certain)], near, list(found.unmatched["staff"])


def test_a_title_above_a_list_is_left_out(pool: PoolFile, tmp_path: Path) -> None:
    for title in ("Élus au 1er mai\n", "Élus au 1er mai;;\n\n"):
        assert matched(pool, tmp_path, title + "Nom;Prénom;Né(e) le\nLE GOFF;Zoe;03/05/1961\n")[0] == ["v1"]


NAMED, NEAR, ID, PHONE = "list-name", "list-near-birth", "list-id", "list-phone"
COUPLE = [("v3", "list-email"), ("v4", "list-email")]


@pytest.mark.parametrize(
    ("rows", "certain", "near", "nobody"),
    [
        ("nom;prénom;né le\nLE GOFF;ZOE;1961-05-03\nInconnu;Jo;1/1/1950\n", ["v1"], [], [3]),
        ("Courriel\nZOE@X.FR\n", ["v1"], [], []),
        ("id;remarque\nv2;x\nv9;x\n", ["v2"], [], [3]),
        ("nom;prénom\nMartin;Paul\nLe Goff;Zoe\nAutre;Jo\n", [], [("v2", NAMED), ("v1", NAMED)], [4]),
        ("nom;prénom;né le\nMartin;Paul;3/3/1970\nLe Gof;Zoé;3/5/1961\n", [], [("v1", NEAR)], [2]),
        ("nom;prénom;né le\nDurand;Anne;3/3/1970\n", [], [("v3", NAMED)], []),
        ("nom;prénom;courriel\nPetit;Jean;couple@x.fr\n", ["v4"], [], []),
        ("nom;prénom;courriel\nPetit;Marie;couple@x.fr\n", [], COUPLE, []),
        ("id;nom;prénom\nv2;Bernard;Luc\n", [], [("v2", ID)], []),  # another numbering
        ("nom;tél\nLe Goff;+33 6 12 34 56 78\n", [], [("v1", PHONE)], []),
    ],
)
def test_who_is_on_a_list(
    pool: PoolFile,
    tmp_path: Path,
    rows: str,
    certain: list[str],
    near: list[tuple[str, str]],
    nobody: list[int],
) -> None:
    assert matched(pool, tmp_path, rows) == (certain, near, nobody)


def test_lists_that_name_nobody_are_refused_all_together(pool: PoolFile, tmp_path: Path) -> None:
    columns, people = traits_of(pool)
    lists = {
        "staff": file(tmp_path, "a.csv", "service;grade\nVoirie;A\n"),
        "elected": file(tmp_path, "b.csv", "nom;mandat\n;Maire\n;Adjoint\nMartin;\n"),
    }
    found = refused(lambda: match(people, columns, pool.private.own, lists))
    assert codes(found) == [("pool.exclusion.column", 1), ("pool.exclusion.row", 2)]
    assert found[1].lines == (2, 3)
    assert "Martin" not in str([dict(each.values) for each in found])


def test_causes_are_those_of_the_specification() -> None:
    assert sorted(CAUSES) == json.loads(ACTS.read_text("utf-8"))["exclusions"]
    assert [read_cause(word) for word in ("élus", "AGENTS", "staff", "Décès", "voisins")] == [
        *("elected", "staff", "staff", "deceased"),
        None,
    ]


# --- Households that are none --------------------------------------------------------------------------


def residents(folder: Path, people: int, *, street: str = "5 rue de Picpus") -> PoolFile:
    """So many people at one address, and a couple next door."""
    rows = [f"v{n:02};{street};75012;Femme" for n in range(people)]
    rows += ["w1;7 rue de Picpus;75012;Homme", "w2;7 Rue de Picpus;75 012;Homme"]
    text = "id;adresse;code postal;genre\n" + "\n".join(rows)
    return read_pool(file(folder, "v.csv", text), GENRE, household=["adresse", "code postal"])


def test_sizes_of_households_are_counted_and_a_large_one_is_named(tmp_path: Path) -> None:
    found = residents(tmp_path, 14)
    assert (found.households.sizes, found.households.unknown) == ({2: 1, 14: 1}, 0)
    assert large(found) == [tuple(range(2, 16))]
    assert large(residents(tmp_path, 6)) == []
    assert large(residents(tmp_path, 7)) == [tuple(range(2, 9))]
    assert "5 rue de Picpus;75012;14;" in large_csv(found).decode("utf-8-sig")


def test_a_street_without_a_number_is_no_household(tmp_path: Path) -> None:
    found = residents(tmp_path, 8, street="rue de Rivoli")
    assert (found.households.sizes, found.households.unknown) == ({2: 1}, 8)


@pytest.mark.parametrize(
    "listed",
    [
        "adresse;code postal\n5, rue de picpus;75012\n",
        "Code postal,n,Adresse\n75 012,14,005 R. DE PICPUS\n",
    ],
)
def test_an_address_that_is_declared_is_no_household(tmp_path: Path, listed: str) -> None:
    found = residents(tmp_path, 14)
    none = read_no_household(file(tmp_path, "none.csv", listed), found)
    settled, declared = apart(found, none)
    assert len(declared) == 1
    assert (settled.households.sizes, settled.households.declared) == ({2: 1}, 14)
    homes = {one.pid: one.household for one in settled.pool.people}
    assert {pid: home for pid, home in homes.items() if home} == {"w1": "h1", "w2": "h1"}


def test_the_table_of_large_addresses_can_be_declared_as_it_stands(tmp_path: Path) -> None:
    found = residents(tmp_path, 14)
    path = file(tmp_path, "households.csv", large_csv(found))
    assert apart(found, read_no_household(path, found))[0].households.sizes == {2: 1}


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("rue;code postal\n5 rue de Picpus;75012\n", "pool.no_household.column", 1),
        ("adresse;code postal\n5 rue de Picpus;75012\nrue de Picpus;75012\n", "pool.no_household.row", 3),
    ],
)
def test_a_list_of_addresses_that_is_none(tmp_path: Path, text: str, code: str, line: int) -> None:
    found = residents(tmp_path, 3)
    path = file(tmp_path, "none.csv", text)
    assert codes(refused(lambda: read_no_household(path, found))) == [(code, line)]


def test_a_family_name_among_the_columns_joins_no_neighbours(tmp_path: Path) -> None:
    text = "id;nom;adresse;genre\na;Martin;1 rue X;Femme\nb;MARTIN;1, rue X;Homme\nc;Durand;1 rue X;Homme\n"
    found = read_pool(file(tmp_path, "v.csv", text), GENRE, household=["adresse", "nom"])
    assert [one.household for one in found.pool.people] == ["h1", "h1", ""]
    none = read_no_household(file(tmp_path, "none.csv", "adresse\n1 rue X\n"), found)
    assert apart(found, none)[0].households.sizes == {}
