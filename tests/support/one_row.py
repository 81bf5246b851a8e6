"""What a row of a roll says, cell by cell and without memory: what batches of rows are compared with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tirage.people.geography.model import Geography
from tirage.people.identity import canonical, identity
from tirage.people.rolls.addresses import STREET, TOWN, read_door, read_street, read_town
from tirage.people.rolls.births import Calendar
from tirage.people.rolls.entries import RollEntry
from tirage.people.rolls.lists import CARDS, Facts, read_list, read_state
from tirage.people.rolls.readers import (
    read_birthplace,
    read_home,
    read_name,
    read_nationality,
    read_number,
    read_sex,
)
from tirage.tabular.cells import clean


def read_row(
    line: int, row: Mapping[str, str], facts: Facts, on: date, geographies: Sequence[Geography]
) -> tuple[RollEntry | str, str]:
    """(the entry, its usage key), or (the cause for which there is none, ""); `row`: field → cell."""

    def cells(*fields: str) -> tuple[str, ...]:
        return tuple(row.get(field, "") for field in fields)

    kind = read_list(row["list"]) if row.get("list", "").strip() else facts.list
    (surname, surname_key), of_surname = read_name(row.get("surname", ""))
    (usage_name, usage_key), of_usage = read_name(row.get("usage_name", ""))
    (first_names, first_names_key), of_first_names = read_name(row.get("first_names", ""))
    birth, of_birth = Calendar(on).read(row.get("birth_date", ""))
    if not surname:
        return "name.missing", ""
    if not birth.first:
        return of_birth[0], ""
    change, of_state = read_state(row.get("list_state", ""))
    if change or not kind:
        return change or "list.unknown", ""
    number, of_number = read_number(row.get("elector_number", ""))
    sex, of_sex = read_sex(cells("sex", "title"))
    birthplace, of_birthplace = read_birthplace(
        cells("birthplace", "birthplace_department", "birthplace_name", "birth_country")
    )
    nationality, of_nationality = read_nationality((kind, *cells("nationality")))
    home, of_home = read_home(
        (kind, *cells("bureau", "department", "commune", "commune_name")), facts, geographies
    )
    street, of_street = read_street(cells(*STREET))
    town, of_town = read_town(cells(*TOWN), geographies)
    card, complement1, complement2, email, phone, guardian = map(
        clean, cells("card", "complement1", "complement2", "email", "phone", "guardian")
    )
    remarks = [
        *(["list.disagrees"] if facts.list not in {"", kind} else []),
        *of_state,
        *of_number,
        *(*of_surname, *of_usage, *of_first_names, *of_sex, *of_birth),
        *(*of_birthplace, *of_nationality, *of_home, *of_street, *of_town),
        *([] if first_names else ["first_names.missing"]),
        *([] if street.key and town.key else ["address.incomplete"]),
        *(["address.elsewhere"] if "" != home.place.first != town.place.first != "" else []),
        *(["guardian.missing"] if kind == CARDS and not guardian and "birth.minor" in of_birth else []),
    ]
    entry = RollEntry(
        line=line,
        list=kind,
        elector_number=number,
        card=card,
        identity=identity(surname_key, first_names_key, birth.key, birthplace.key),
        surname=surname,
        usage_name=usage_name,
        first_names=first_names,
        sex=sex,
        born_first=birth.first,
        born_last=birth.last,
        birthplace=birthplace.written,
        birth_town=birthplace.town,
        nationality=nationality,
        commune=home.commune,
        bureau=home.bureau,
        registered=home.place.label,
        registered_by=home.place.by,
        lives=town.place.label,
        lives_by=town.place.by,
        street=street.written,
        locality=street.locality,
        complement1=complement1,
        complement2=complement2,
        postcode=town.postcode,
        city=town.city,
        country=town.country,
        home=f"{street.key}|{town.key}" if street.key and town.key else "",
        door=read_door(complement1, complement2),
        email=email,
        phone=phone,
        guardian=guardian,
        remarks=" ".join(dict.fromkeys(remarks)),
    )
    assert usage_key == canonical(usage_name)
    return entry, usage_key
