"""Writes `sign-ups.xlsx`, the invented people of this example: `python examples/cork/make_signups.py`.

The same bytes every time: nothing is random, and the workbook has a fixed day.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

from xlsxwriter import Workbook

HERE = Path(__file__).parent
PEOPLE = 84
FIRST = [
    *("Aoife", "Cian", "Niamh", "Oisín", "Saoirse", "Tadhg", "Róisín", "Darragh"),
    *("Caoimhe", "Conor", "Ciara", "Eoin", "Maeve", "Fionn", "Orla", "Liam"),
]
LAST = [
    *("Murphy", "O’Sullivan", "McCarthy", "O’Brien", "Walsh", "Ryan", "O’Connor"),
    *("Collins", "Crowley", "Barry", "Kelleher", "Lynch", "Kovács", "Nowak"),
]
GENDER = ["Female", "M", "F", "Male", "Woman", "Man", "female ", "male", "Female", "Male", "FEMALE", "Male"]
AREA = [
    *(
        "Cork City North East",
        "North West",
        "Cork City South Central",
        "South-East",
        "South West",
        "Blackpool",
    ),
    *("NORTH EAST", "Cork North West", "south central", "Cork City South East", "Bishopstown", "Mayfield"),
]
EDUCATION = [
    *("Leaving Cert", "Degree or higher", "Level 6", "Leaving Certificate", "PhD", "Junior Cert", "PLC"),
    *("Degree or higher", "Apprenticeship"),
]
EIRCODE = ["T12", "T23", "T45"]
TITLES = (
    *("Ref", "Timestamp", "First name", "Last name", "Gender", "Age", "Electoral area", "Highest education"),
    *("Eircode", "Email", "Mobile", "How did you hear of us?"),
)


def people() -> list[list[str | int]]:
    """The rows below the header, in the order in which they came in."""
    rows: list[list[str | int]] = []
    told = zip(cycle(FIRST), cycle(LAST), cycle(GENDER), cycle(AREA), cycle(EDUCATION), strict=False)
    for place, (first, last, gender, area, education) in enumerate(islice(told, PEOPLE)):
        ref = f"CC-{place + 101}"
        age = 16 + (place * 29) % 67
        home = f"{EIRCODE[place % 3]} {'ACDEFHKNPRTVWXY'[place % 15]}{place % 10}{place // 10}X"
        shown: str | int = f"{age} years" if place % 9 == 4 else age
        said = f"{first.lower()}.{place}@example.ie"
        day = f"{place % 28 + 1:02}/09/2026 {9 + place % 9:02}:{place % 60:02}"
        heard = ("Radio", "Friends; Radio", "")[place % 3]
        rows.append(
            [
                ref,
                day,
                first,
                last,
                gender,
                shown,
                area,
                education,
                home,
                said,
                f"085 55{place:02} 1{place:02}",
                heard,
            ]
        )
    rows[17][4], rows[17][5] = "Prefer not to say", 44
    rows[29][5] = "forties"
    rows[41][6] = "Cobh"
    return rows


def main() -> None:
    """Write the workbook."""
    book = Workbook(str(HERE / "sign-ups.xlsx"))
    book.set_properties(
        {"created": datetime(2026, 10, 1, tzinfo=UTC).replace(tzinfo=None), "author": "tirage"}
    )
    sheet = book.add_worksheet("Sign-ups")
    sheet.write(0, 0, "Cork Citizens’ Assembly on Transport: sign-ups, exported 1 October 2026")
    sheet.write_row(2, 0, TITLES)
    line = 3
    for place, row in enumerate(people()):
        # The export leaves a row blank now and then.
        line += place in {20, 55}
        sheet.write_row(line, 0, row)
        line += 1
    sheet.write_row(line + 1, 0, ["Total", PEOPLE])
    notes = book.add_worksheet("Read me")
    notes.write_column(
        0, 0, ["Exported from the form.", "Do not share: it has personal data.", "Questions: ext. 4455"]
    )
    book.close()


if __name__ == "__main__":
    main()
