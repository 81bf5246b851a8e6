"""What one cell of a roll says, in every way that a roll may write it."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tirage.people.addresses import read_postcode, words
from tirage.people.geography.read import read_geography
from tirage.people.identity import canonical
from tirage.people.rolls.addresses import read_street, read_town
from tirage.people.rolls.births import UNKNOWN, Calendar
from tirage.people.rolls.lists import Facts, of_file_name, read_list
from tirage.people.rolls.nationalities import read_nationality
from tirage.people.rolls.places import lived, registered
from tirage.people.rolls.readers import read_birthplace, read_name, read_number, read_sex
from tirage.tabular.readings import MOST_REMEMBERED, Remembered

ON = date(2026, 9, 1)

# --- Identity ----------------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x52F), max_size=30))
def test_the_canonical_form_is_that_of_the_specification(text: str) -> None:
    """Read literally, on texts of Latin, Greek and Cyrillic letters: no sign of another script."""
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d"}
    plain |= {"ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss", "þ": "th"}
    folded = "".join(plain.get(c, c) for c in folded)
    stripped = "".join(c for c in folded if unicodedata.category(c)[0] != "M")
    words = re.findall(r"[^\W_]+", "".join(" " if 0x2B0 <= ord(c) < 0x300 else c for c in stripped))
    assert canonical(text) == " ".join(words).upper()


@pytest.mark.parametrize(
    "text", ["Zoé-Anne d'Été", "ZOE ANNE D’ETE", "Zoe\u0301 Anne\u00a0d Été", " zoé  anne, d'été"]
)
def test_accents_case_and_signs_make_no_difference(text: str) -> None:
    assert canonical(text) == "ZOE ANNE D ETE"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CŒUR", "Coeur"),
        ("Łukasz", "LUKASZ"),
        ("Ærøskøbing", "AEROSKOBING"),
        ("Weiß", "WEISS"),
        ("STRAẞE", "strasse"),
        ("Đặng", "DANG"),
        ("Þórður", "THORDUR"),
        ("Işık", "ISIK"),
        ("İzmir", "izmir"),
        ("ʼāli", "ʼALI"),
        ("Oʻzbek", "O'ZBEK"),
        ("ΠΑΠΑΔΌΠΟΥΛΟΣ", "Παπαδόπουλος"),
        ("Алёна", "АЛЕНА"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("ガ", "カ\u3099"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) != ""


@pytest.mark.parametrize(
    "names",
    [
        ("Παπαδόπουλος", "Νικολάου", "Γεωργίου"),
        ("Иванов", "Петров", "Сидоров"),
        ("محمد", "أحمد", "فاطمة"),
        ("राम", "रोम", "रिम"),
        ("ガ", "カ"),
        ("李", "王", "张"),
        ("٣", "٤"),
    ],
)
def test_names_of_every_script_stay_distinct(names: tuple[str, ...]) -> None:
    found = {canonical(name) for name in names}
    assert len(found) == len(names)
    assert "" not in found


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_the_canonical_form_is_its_own(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


# --- Birth dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "first", "last", "remarks"),
    [
        ("03/05/1961", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("3/5/1961", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("03-05-1961", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("03.05.1961", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("1961-05-03", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("1961-05-03 00:00:00", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        (" 03/05/1961\u00a0", "03 05 1961", "1961-05-03", "1961-05-03", ()),
        ("00/00/1961", "00 00 1961", "1961-01-01", "1961-12-31", ("birth.partial",)),
        ("1961", "00 00 1961", "1961-01-01", "1961-12-31", ("birth.partial",)),
        ("00/05/1961", "00 05 1961", "1961-05-01", "1961-05-31", ("birth.partial",)),
        ("00/02/1960", "00 02 1960", "1960-02-01", "1960-02-29", ("birth.partial",)),
        ("15/00/1961", "15 00 1961", "1961-01-01", "1961-12-31", ("birth.partial",)),
        ("29/02/1960", "29 02 1960", "1960-02-29", "1960-02-29", ()),
        ("31/02/1990", "31 02 1990", "1990-01-01", "1990-12-31", ("birth.impossible",)),
        ("29/02/1961", "29 02 1961", "1961-01-01", "1961-12-31", ("birth.impossible",)),
        ("12/13/1990", "12 13 1990", "1990-01-01", "1990-12-31", ("birth.impossible",)),
        ("32/00/1990", "32 00 1990", "1990-01-01", "1990-12-31", ("birth.impossible",)),
        ("01/09/1906", "01 09 1906", "1906-09-01", "1906-09-01", ()),
        ("31/08/1906", "31 08 1906", "1906-08-31", "1906-08-31", ("birth.very_old",)),
        ("01/01/1896", "01 01 1896", "1896-01-01", "1896-01-01", ("birth.very_old",)),
        ("01/09/2008", "01 09 2008", "2008-09-01", "2008-09-01", ()),
        ("02/09/2008", "02 09 2008", "2008-09-02", "2008-09-02", ("birth.minor",)),
        ("2008", "00 00 2008", "2008-01-01", "2008-12-31", ("birth.partial",)),
        ("2009", "00 00 2009", "2009-01-01", "2009-12-31", ("birth.partial", "birth.minor")),
        ("01/09/2026", "01 09 2026", "2026-09-01", "2026-09-01", ("birth.minor",)),
    ],
)
def test_a_date_is_the_interval_that_it_leaves_open(
    text: str, key: str, first: str, last: str, remarks: tuple[str, ...]
) -> None:
    assert Calendar(ON).read(text) == ((key, first, last), remarks)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "missing"),
        (" ", "missing"),
        ("02/09/2026", "future"),
        ("2027", "future"),
        ("01/01/9999", "future"),
        ("03/05/61", "unreadable"),
        ("22403", "unreadable"),
        ("19610503", "unreadable"),
        ("mai 1961", "unreadable"),
        ("00/00/0000", "unreadable"),
        ("0000", "unreadable"),
        ("NULL", "unreadable"),
        ("1/2/3/1961", "unreadable"),
        ("١٩٦١", "unreadable"),
        ("03/05/1961 12:30", "unreadable"),
    ],
)
def test_a_date_that_says_nothing_is_not_guessed_at(text: str, why: str) -> None:
    assert Calendar(ON).read(text) == (UNKNOWN, (f"birth.{why}",))


@given(st.dates(date(1907, 1, 1), ON))
def test_every_whole_date_is_itself_however_it_is_written(day: date) -> None:
    readings = {Calendar(ON).read(day.strftime(form)) for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y")}
    assert len(readings) == 1
    ((_, first, last), remarks) = readings.pop()
    assert first == last == day.isoformat()
    eighteen = (
        date(day.year + 18, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 18)
    )
    assert ("birth.minor" in remarks) == (eighteen > ON)


@given(st.integers(1907, 2025), st.integers(1, 12))
def test_an_unknown_day_is_any_day_of_its_month(year: int, month: int) -> None:
    (_, first, last), _ = Calendar(ON).read(f"00/{month:02}/{year}")
    days = (date.fromisoformat(last) - date.fromisoformat(first)) / timedelta(days=1) + 1
    assert days == calendar.monthrange(year, month)[1]


# --- Arrondissements ---------------------------------------------------------------------------------


ARRONDISSEMENTS, SECTORS = map(read_geography, ("paris-arrondissements", "paris-sectors"))


def nth(number: int) -> str:
    return "1er" if number == 1 else f"{number}e" if number else ""


def test_codes_of_all_arrondissements() -> None:
    found = ["", *map(nth, range(1, 21)), ""]
    assert [ARRONDISSEMENTS.by_commune(str(75100 + n)) for n in range(22)] == found
    # A commune is sometimes written as a postcode, and a postcode as a commune.
    assert [ARRONDISSEMENTS.by_commune(str(75000 + n)) for n in range(1, 22)] == found[1:]
    assert [ARRONDISSEMENTS.by_postcode(str(75000 + n)) for n in range(22)] == found
    assert ARRONDISSEMENTS.by_postcode("75116") == "16e"
    none = ("75056", "69003", "7511", "751150", "", "75200", "2A004")
    assert [ARRONDISSEMENTS.by_commune(code) for code in none] == [""] * 7


@pytest.mark.parametrize(
    ("label", "found"),
    [
        *(
            (text, (1, 1))
            for text in (
                "1",
                "01",
                "1er",
                "1ER",
                "1er arrondissement",
                "Paris 1er Arrondissement",
                "PARIS 01",
                "Paris 1",
                "PARIS-01",
                "75001",
                "75101",
                "75001 PARIS",
                "PARIS CEDEX 01",
                "Paris 1 er",
                "PARIS 1ER ARRDT",
            )
        ),
        ("Paris 11e", (11, 11)),
        ("PARIS 11EME", (11, 11)),
        ("Paris 2nd", (2, 1)),
        ("PARIS 20 CEDEX", (20, 20)),
        ("75116 PARIS", (16, 16)),
        ("Paris Centre", (0, 1)),
        ("PARIS CENTRE", (0, 1)),
        ("Paris", (0, 0)),
        ("PARIS 21", (0, 0)),
        ("PARIS 0", (0, 0)),
        ("Lyon 3e Arrondissement", (0, 0)),
        ("", (0, 0)),
        ("PARIS 175011", (0, 0)),
        ("Paris-l'Hôpital", (0, 0)),
    ],
)
def test_spellings_of_an_arrondissement(label: str, found: tuple[int, int]) -> None:
    assert ARRONDISSEMENTS.by_label(label) == nth(found[0])
    assert SECTORS.by_label(label) == ("Paris Centre" if found[1] == 1 else nth(found[1]))


@pytest.mark.parametrize(
    ("bureau", "commune", "name", "file", "place", "remarks"),
    [
        ("75056_1512", "75115", "", "", ("15e", "15e", "bureau"), ()),
        ("75056_0112", "75056", "PARIS", "", ("1er", "Paris Centre", "bureau"), ()),
        ("75056-2042", "75120", "", "", ("20e", "20e", "bureau"), ()),
        ("1512", "75056", "", "", ("15e", "15e", "bureau"), ()),
        ("112", "75056", "", "", ("1er", "Paris Centre", "bureau"), ()),  # a spreadsheet ate the zero
        ("0001", "75115", "", "", ("15e", "15e", "commune"), ()),
        ("0001", "75056", "Paris", "75104", ("4e", "Paris Centre", "file"), ()),
        ("0001", "", "Paris 18e Arrondissement", "", ("18e", "18e", "name"), ()),
        ("0001", "75056", "Paris Centre", "", ("", "Paris Centre", "name"), ("registration.unknown",)),
        ("0001", "75056", "Paris Centre", "75103", ("3e", "Paris Centre", "file"), ()),
        ("75056_1512", "75114", "", "", ("15e", "15e", "bureau"), ("bureau.elsewhere",)),
        ("JU01", "75101", "", "", ("1er", "Paris Centre", "commune"), ("bureau.odd",)),
        ("75056_JU01", "75101", "", "", ("1er", "Paris Centre", "commune"), ("bureau.odd",)),
        ("75056_2112", "75101", "", "", ("1er", "Paris Centre", "commune"), ("bureau.odd",)),
        ("", "75101", "", "", ("1er", "Paris Centre", "commune"), ("bureau.missing",)),
        ("0001", "75056", "PARIS", "", ("", "", ""), ("registration.unknown",)),
        ("0012", "18033", "Bourges", "18033", ("", "", ""), ()),
        ("JU01", "18033", "Bourges", "", ("", "", ""), ()),
        ("1512", "18033", "Bourges", "", ("", "", ""), ()),
        ("", "18033", "Bourges", "", ("", "", ""), ("bureau.missing",)),
        ("3", "69123", "Lyon 3e Arrondissement", "", ("", "", ""), ()),
    ],
)
def test_where_someone_is_registered_and_by_which_rule(
    bureau: str, commune: str, name: str, file: str, place: tuple[object, ...], remarks: tuple[str, ...]
) -> None:
    found, said = registered(bureau, commune, name, file, (ARRONDISSEMENTS, SECTORS))
    assert ((*(found.label.split("\t") if found.label else ["", ""]), found.by), said) == (place, remarks)


@pytest.mark.parametrize(
    ("postcode", "city", "place", "remarks"),
    [
        ("75011", "PARIS", ("11e", "11e", "postcode"), ()),
        ("75116", "PARIS 16", ("16e", "16e", "postcode"), ()),
        ("75003", "Paris Centre", ("3e", "Paris Centre", "postcode"), ()),
        ("75011", "PARIS 12", ("11e", "11e", "postcode"), ("address.contradiction",)),
        ("75541", "PARIS CEDEX 11", ("11e", "11e", "city"), ()),
        ("", "PARIS 11", ("11e", "11e", "city"), ()),
        ("", "Paris Centre", ("", "Paris Centre", "city"), ()),
        ("", "11", ("", "", ""), ()),
        ("", "Lyon 3", ("", "", ""), ()),
        ("69003", "PARIS 11", ("", "", ""), ()),
        ("75000", "PARIS", ("", "", ""), ()),
        ("", "", ("", "", ""), ()),
    ],
)
def test_where_someone_lives_and_by_which_rule(
    postcode: str, city: str, place: tuple[object, ...], remarks: tuple[str, ...]
) -> None:
    found, said = lived(postcode, city, "", (ARRONDISSEMENTS, SECTORS))
    assert ((*(found.label.split("\t") if found.label else ["", ""]), found.by), said) == (place, remarks)


# --- Addresses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("75011", ("75011", ())),
        ("75 011", ("75011", ())),
        ("75\u00a0011", ("75011", ())),
        ("", ("", ())),
        ("1000", ("01000", ("postcode.zero",))),
        ("750111", ("750111", ("postcode.odd",))),
        ("F-75011", ("F-75011", ("postcode.odd",))),
        ("75011 CEDEX", ("75011 CEDEX", ("postcode.odd",))),
    ],
)
def test_a_postcode(text: str, read: tuple[str, tuple[str, ...]]) -> None:
    assert read_postcode(text) == read


def test_one_home_however_it_is_written() -> None:
    ways = [
        ("12bis", "", "Rue de l'Été", ""),
        ("12 BIS", "RUE", "DE L ETE", ""),
        ("", "", "0012 bis, rue de l’été", ""),
    ]
    assert len({read_street(cells)[0].key for cells in ways}) == 1
    towns = [("75116", "PARIS", ""), ("75016", "Paris 16e", "France"), ("75 016", "PARIS CEDEX 16", "FRANCE")]
    assert len({read_town((*cells, ""))[0].key for cells in towns}) == 1
    assert words("12 rue X") != words("1 2 rue X")
    assert read_street(("12", "", "rue X", "La Lande"))[0].key != read_street(("12", "", "rue X", ""))[0].key


@pytest.mark.parametrize("country", ["FRANCE", "France", "france", "FR", "FRA", "France métropolitaine", ""])
def test_france_is_no_foreign_country(country: str) -> None:
    assert read_town(("75011", "PARIS", country, ""))[1] == ()


def test_an_address_abroad_keeps_its_postcode_as_it_is() -> None:
    town, remarks = read_town(("1000", "Bruxelles", "BELGIQUE", ""))
    assert (town.postcode, town.place.label, remarks) == ("1000", "", ("address.abroad",))
    assert town.key


# --- Lists, names of files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Liste principale", "LP"),
        ("LISTE PRINCIPALE", "LP"),
        ("lp", "LP"),
        ("LCM", "LCM"),
        ("lce", "LCE"),
        ("Liste complémentaire municipale", "LCM"),
        ("liste complementaire européenne", "LCE"),
        ("", ""),
        ("L", ""),
    ],
)
def test_types_of_list(text: str, code: str) -> None:
    assert read_list(text) == code


@pytest.mark.parametrize(
    ("stem", "facts"),
    [
        ("com75101_LP_31-08-2026", ("75101", "LP", "2026-08-31")),
        ("COM75101_lcm_31-08-2026", ("75101", "LCM", "2026-08-31")),
        ("75101-LCE-2026-08-31", ("75101", "LCE", "2026-08-31")),
        ("export 20260831 com75120 LP (1)", ("75120", "LP", "2026-08-31")),
        ("com2A004_LP", ("2A004", "LP", "")),
        ("CC_2026-08-31", ("", "CC", "2026-08-31")),
        ("com75101_LP_99-99-2026", ("75101", "LP", "")),
        ("cartes", ("", "", "")),
        ("ALPES_LPO", ("", "", "")),
        ("com751011_LP", ("", "LP", "")),
    ],
)
def test_what_the_name_of_a_file_says(stem: str, facts: tuple[str, str, str]) -> None:
    assert of_file_name(stem) == Facts(*facts)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("LP", "Liste principale"),
        ("LP", "liste générale"),
        ("LP", "Listes générales"),
        ("LP", "générale"),
        ("LP", "liste électorale principale"),
        ("LCM", "Liste complémentaire municipale"),
        ("LCM", "liste complémentaire municipales"),
        ("LCM", "listes complémentaires municipales"),
        ("LCM", "complémentaire municipales"),
        ("LCE", "Liste complémentaire européenne"),
        ("LCE", "liste complémentaire européennes"),
        ("LCE", "listes complémentaires européennes"),
        ("LCE", "complémentaire européennes"),
        ("CC", "Carte citoyenne"),
        ("LP", "LP"),
        ("LCM", "LCM"),
        ("LCE", "LCE"),
    ],
)
def test_the_name_of_a_list_in_several_typographies(kind: str, name: str) -> None:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = f"  {name.replace(' ', chr(0xA0))} "
    ways = [
        name,
        name.upper(),
        name.lower(),
        name.title(),
        bare,
        bare.upper(),
        name.replace(" ", "_"),
        spaced,
    ]
    assert {read_list(way) for way in [*ways, unicodedata.normalize("NFD", name)]} == {kind}


@pytest.mark.parametrize(
    "name", ["", "liste", "complémentaire", "liste électorale", "tableau", "liste générale municipale", "LPX"]
)
def test_what_names_no_list(name: str) -> None:
    assert read_list(name) == ""


# --- Names, sexes, nationalities, numbers, birthplaces -----------------------------------------------


@pytest.mark.parametrize(
    "name", ["O'Brien", "O’BRIEN", "Le Goff-Élie", "D'ALMEIDA E SILVA", "Jean, Paul", "Nguyễn", "St. John"]
)
def test_a_plain_name_is_not_remarkable(name: str) -> None:
    assert read_name(name) == ((name, canonical(name)), ())


@pytest.mark.parametrize(
    ("name", "remark"),
    [
        ("NA", "word"),
        ("Null", "word"),
        ("True", "word"),
        ("None", "word"),
        ("VRAI", "word"),
        ("=cmd", "signs"),
        ("[/b]", "signs"),
        ("DUPONT2", "signs"),
        ("N/A", "signs"),
        ("<script>", "signs"),
        ("LEF¼UVRE", "latin9"),
        ("¾SAYE", "latin9"),
        ("AgnÃ¨s", "mojibake"),
        ("LEFÃˆVRE", "mojibake"),
        ("Oâ€™Brien", "mojibake"),
        ("LEF�VRE", "replaced"),
        ("Иванов", "script"),
        ("李", "script"),
    ],
)
def test_any_name_is_kept_and_its_oddness_said(name: str, remark: str) -> None:
    assert read_name(name) == ((name, canonical(name)), (f"name.{remark}",))


@pytest.mark.parametrize("name", ["", " ", "-", "...", "\u00a0"])
def test_signs_alone_are_no_name(name: str) -> None:
    assert read_name(name) == (("", ""), ())


def test_a_name_in_decomposed_form_is_the_composed_one() -> None:
    assert read_name("Zoe\u0301") == (("Zoé", "ZOE"), ())


@pytest.mark.parametrize(
    ("cells", "sex"),
    [
        (("M", ""), "M"),
        (("F", ""), "F"),
        (("f", ""), "F"),
        (("Féminin", ""), "F"),
        (("", "M."), "M"),
        (("", "Mme"), "F"),
        (("", "Madame"), "F"),
        (("", "Mlle"), "F"),
        (("", "Monsieur"), "M"),
        (("F", "M."), "F"),
        (("X", "Mme"), "F"),
        (("", ""), ""),
        (("X", ""), ""),
        (("1", ""), ""),
    ],
)
def test_a_sex_or_a_form_of_address(cells: tuple[str, str], sex: str) -> None:
    assert read_sex(cells) == (sex, () if sex else ("sex.unknown",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *((text, "FR") for text in ("Française", "FRANCAISE", "français", "FR", "FRA")),
        *(
            (text, "EU")
            for text in (
                "Belge",
                "BE",
                "Portugaise",
                "PORTUGAIS",
                "Allemand",
                "grec",
                "Grecque",
                "EL",
                "Hellénique",
                "Néerlandaise",
                "Tchèque",
                "Chypriote",
                "UE",
                "Union européenne",
                "it",
            )
        ),
        *(
            (text, "OTHER")
            for text in (
                "Algérienne",
                "ALGERIEN",
                "Britannique",
                "GB",
                "Suisse",
                "turc",
                "Turque",
                "Burkinabè",
                "Sri-lankaise",
                "hors UE",
                "Apatride",
                "Américain",
                "CN",
                "Nigériane",
                "Nigérienne",
            )
        ),
        *((text, "") for text in ("", "Francaize", "martienne", "ZZ", "?")),
    ],
)
def test_nationalities(text: str, found: str) -> None:
    assert read_nationality(text) == found


def test_the_union_has_twenty_seven_states_france_included() -> None:
    codes = {a + b for a in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" for b in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
    assert len({code for code in codes if read_nationality(code) == "EU"} - {"EL", "UE"}) == 26


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("123456789", ("123456789", ())),
        ("12345678", ("12345678", ())),
        (" 123 456 789 ", ("123456789", ())),
        ("", ("", ())),
        ("1.23E8", ("", ("number.odd",))),
        ("1234567", ("", ("number.odd",))),
        ("12345678A", ("", ("number.odd",))),
    ],
)
def test_a_number_of_an_elector(cell: str, read: tuple[str, tuple[str, ...]]) -> None:
    assert read_number(cell) == read


@pytest.mark.parametrize(
    ("cells", "read"),
    [
        (("29019", "29", "Brest", "FRANCE"), ("29019", "29 BREST", "Brest (29)")),
        (("2a004", "", "", ""), ("2A004", "", "")),
        (("99352", "", "ALGER", "Algérie"), ("99352", "99 ALGERIE", "ALGER (Algérie)")),
        (("", "99", "ALGER", "ALGERIE"), ("99 ALGERIE", "99 ALGERIE", "ALGER (ALGERIE)")),
        (("97411", "", "Saint-Denis", "France"), ("97411", "974 SAINT DENIS", "Saint-Denis")),
        (("", "974", "ST DENIS", ""), ("974 SAINT DENIS", "974 SAINT DENIS", "ST DENIS (974)")),
        (("", "1", "Bourg-en-Bresse", ""), ("01 BOURG EN BRESSE",) * 2 + ("Bourg-en-Bresse (01)",)),
        (("", "075", "PARIS 15EME", "FR"), ("75 PARIS 15", "75 PARIS 15", "PARIS 15EME (75)")),
        (("", "", "Brest", ""), ("BREST", "BREST", "Brest")),
        (("", "29", "", ""), ("", "", "29")),
        (("", "", "", ""), ("", "", "")),
    ],
)
def test_a_birthplace(cells: tuple[str, ...], read: tuple[str, str, str]) -> None:
    assert read_birthplace(cells) == (read, ())
    assert read_birthplace(("1004", "", "", ""))[::-1] == (("birthplace.zero",), ("01004", "", ""))


# --- Memory ------------------------------------------------------------------------------------------


def test_what_is_remembered_stays_bounded_and_never_changes_the_answer() -> None:
    double = Remembered[int, int](lambda n: 2 * n)
    assert all(double[n] == 2 * n for n in (*range(MOST_REMEMBERED + 5), 0, 1))
    assert len(double) <= MOST_REMEMBERED
