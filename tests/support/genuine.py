"""Genuine dossiers of every kind, small: what tests change, and what the corpus keeps as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from support import objective_cases
from support.assemblies import Assembly
from support.ceremonies import Ceremony, held
from support.closed import settled, with_everything_of_a_roll
from support.dossier_cases import BY_HAND, CROSSED, EVEN, HOMES, MAXIMIN_NEVER, PLANNED, SCARCE
from support.dossiers import Files, acts_of, canon, dossier, rechained, sha
from support.instances import Instance
from support.journey import RULES, whole
from support.packing import packed_for
from support.regulations import TERM, otherwise, regulation, under
from support.waves import Hat, answered, sealed
from tirage.draws import seat_draw
from tirage.verify import read

QUOTAS = (("g", (("f", 1, 2), ("h", 1, 2))), ("q", (("n", 0, 2), ("s", 1, 3))))
FEATURES = (("f", "n"), ("f", "s"), ("f", "s"), ("h", "n"), ("h", "s"), ("h", "s"), ("f", "s"), ("h", "s"))
SOME = Instance(FEATURES, ("",) * len(FEATURES), QUOTAS, 3)


LEAVERS = {"moved": "end-of-term", "age_limit": "at-once"}


def ruled() -> Files:
    """A panel from a file of volunteers that was recoded, under rules."""
    later = json.loads(dossier(EVEN)["public/plan.json"])["later"]
    files = dossier(replace(EVEN, extra={"later": {**later, "panels": EVEN.m}}))
    plan = json.loads(files["public/plan.json"])
    rules = canon(
        {
            "spec": "tirage/2",
            "name": "Conseil",
            "organiser": "Mairie",
            "city": "Lyon",
            "timezone": "Europe/Paris",
            "reference_date": "2027-03-01",
            "causes": ["work"],
            **{key: [] for key in ("streams", "criteria", "strata", "exclusions")},
            "letters": None,
            "draws": plan["later"],
            **{key: plan["inputs"][key] for key in ("seats", "household")},
        }
    )
    said = {"rules": sha(rules), "recoding": sha(b"recoding")}
    acts = [(kind, body | said if kind == "pool" else body) for kind, body in acts_of(files)]
    return rechained({**files, "public/rules.json": rules}, acts)


def regulated() -> Files:
    """The same under a regulation that was adopted anew, and a term as it says."""
    files = ruled()
    files = rechained(files, [*acts_of(files), ("term", {**TERM, "last": 0, "leavers": LEAVERS})])
    adopted = otherwise(regulation(files), "term.moved", LEAVERS["moved"])
    return under(files, otherwise(adopted, "seats", 3), adopted, told={2: [2]})


def lived() -> Files:
    """Three cohorts: someone accepts, is absent, leaves, is replaced; one cohort is renewed."""
    assembly = Assembly(SOME, cohorts=3)
    assembly.begin(moved="end-of-term", age_limit="at-once")
    assembly.accept(assembly.life.seated[1])
    assembly.miss(assembly.life.seated[1])
    assembly.list_alternates(2)
    assembly.leave(assembly.life.seated[0], cause="work")
    assembly.replace(assembly.first_alternates())
    assembly.end_term()
    assembly.replace()
    return assembly.files


def waited() -> Files:
    """Someone has moved and leaves with a cohort, someone cannot be drawn any more, then everyone leaves."""
    assembly = Assembly(SOME, cohorts=3)
    assembly.begin(last=2, moved="end-of-term", age_limit="at-once")
    assembly.leave(next(seat.pid for seat in assembly.life.seats if seat.cohort == 3), "moved")
    sitting = {seat.pid for seat in assembly.life.seats}
    pids = [row.split(",")[0] for row in assembly.files["guarantors/pool.csv"].decode().split()[1:]]
    assembly.withhold(next(pid for pid in pids if pid not in sitting), cause="work")
    assembly.end_term()
    assembly.replace()
    assembly.end_term()
    return assembly.files


def put_right() -> Files:
    """Somebody left by mistake, and another who meant to; an acceptance and the term are put right too."""
    assembly = Assembly(SOME)
    first, second, third = assembly.life.seated
    assembly.leave(first)
    assembly.put_right(first, reason="confusion", person=second)
    assembly.accept(first)
    assembly.put_right(first)
    assembly.miss(third)
    assembly.put_right(third, person=first)
    assembly.begin(months=12)
    assembly.amend("decision", "e" * 64, months=20)
    assembly.replace()
    return assembly.files


def joined() -> Files:
    """Two people join the pool, a list of alternates is made of it, someone leaves and is replaced."""
    assembly = Assembly(SOME)
    assembly.join(("f", "s"), ("h", "s"))
    assembly.list_alternates(3)
    assembly.leave(assembly.life.seated[0])
    assembly.replace(assembly.first_alternates())
    return assembly.files


EVEN_SEXES = Instance((("f",), ("h",)) * 5, ("",) * 10, (("g", (("f", 2, 2), ("h", 2, 2))),), 4)
ONE_OF_A_KIND = Instance(
    (("f",), ("h",)) * 4 + (("x",),), ("",) * 9, (("g", (("f", 1, 2), ("h", 1, 2), ("x", 1, 1))),), 4
)
FEW = Instance(
    (("f", "j"), ("f", "m"), ("h", "j"), ("h", "v"), ("f", "m")),
    ("",) * 5,
    (("g", (("f", 2, 2), ("h", 2, 2))), ("a", (("j", 1, 3), ("m", 0, 3), ("v", 0, 2)))),
    4,
)


def stood_by() -> Files:
    """A standby whose order is hidden fills one of two seats, within a tolerance, and is ended."""
    assembly = Assembly(EVEN_SEXES, tolerance={"": 1}, standby={"seats": 2, "months": 1, "order": "hidden"})
    assembly.stand_by()
    assembly.leave(assembly.life.seated[0])
    assembly.succeed()
    assembly.lapse()
    return assembly.files


def passed_over() -> Files:
    """By a standby whose order is published one seat is filled; another is passed over, which no one fits."""
    assembly = Assembly(ONE_OF_A_KIND, standby={"seats": 2, "months": 1, "order": "published"})
    assembly.stand_by()
    assembly.leave("p008")
    assembly.leave(assembly.life.seated[0])
    assembly.succeed()
    return assembly.files


def made_up() -> Files:
    """Two draws of replacements that make up for what people had before, and a list that was ordered."""
    alternates = {"count": 2, "confidence": "", "dropout": "3/10"}
    assembly = Assembly(EVEN_SEXES, panels=60, policy="cumulated", alternates=alternates)
    assembly.draw_alternates()
    for _ in range(2):
        assembly.leave(assembly.life.seated[0])
        assembly.replace()
    return assembly.files


def filled_in_part() -> Files:
    """Of three open seats that no one fits together one is filled, not the one open for longest."""
    assembly = Assembly(FEW, panels=4)
    for pid in ("p003", "p001", "p004"):
        assembly.leave(pid)
    assembly.replace(assembly.filled())
    return assembly.files


def gave_way() -> Files:
    """Two women are to sit and only men are left: a replacement under a change of two seats."""
    people = (("f", "o"), ("f", "y"), ("h", "o"), ("h", "o"), ("h", "y"))
    quotas = (("g", (("f", 2, 2), ("h", 1, 1))), ("a", (("o", 1, 2), ("y", 1, 2))))
    assembly = Assembly(Instance(people, ("",) * 5, quotas, 3), panels=1)
    assembly.leave(next(pid for pid in assembly.life.seated if pid in {"p000", "p001"}))
    assembly.replace(seat_draw.relax(assembly.open_seats()))
    return dict(assembly.files)


def ended(*acts: tuple[str, dict[str, object]], drawn: bool = True) -> Files:
    """A dossier that ends in these acts."""
    files = dossier(EVEN if drawn else PLANNED)
    last = max(name for name in files if name.startswith("journal/"))
    known = {"plan": sha(files["public/plan.json"]), "entry": sha(files[last])}
    said = [(kind, {key: known.get(str(value), value) for key, value in body.items()}) for kind, body in acts]
    return rechained(files, [*acts_of(files), *said])


def from_the_roll() -> Files:
    """Two waves under rules by which strata differ, their answers, and a panel, by the commands."""
    rules = RULES.replace("alpha: 0", "alpha: 1/2").replace(
        "  answers:", "  rates: {genre: {Femme: 30 %}, secteur: {15e: 12 %}}\n  answers:"
    )
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        found = whole(Path(folder), rules)
        return {name: data for name, data in read(found).items() if not name.startswith("private/")}


DOSSIERS: Mapping[str, Callable[[], Files]] = {
    "by hand": lambda: dossier(BY_HAND),
    "by seed": lambda: dossier(EVEN),
    "rules": ruled,
    "households": lambda: dossier(HOMES),
    "crossings": lambda: dossier(CROSSED),
    "scarce": lambda: dossier(SCARCE),
    "maximin": lambda: dossier(MAXIMIN_NEVER),
    **{
        name: lambda name=name: dossier(objective_cases.OBJECTIVES[name])  # type: ignore[misc]
        for name in objective_cases.OBJECTIVES
    },
    "ceremony": lambda: held(Ceremony()),
    "letters": answered,
    "parts": lambda: answered(sealed(Hat(part=4))),
    "weights": with_everything_of_a_roll,
    "roll": from_the_roll,
    "settled": settled,
    "life": lived,
    "waiting": waited,
    "corrected": put_right,
    "joined": joined,
    "standby": stood_by,
    "passed": passed_over,
    "cumulated": made_up,
    "filled": filled_in_part,
    "contested": lambda: ended(
        ("contested", {"act": "panel", "entry": "entry", "reason": "dice"}), ("erase", {"reason": "time"})
    ),
    "void": lambda: ended(("void", {"act": "panel", "plan": "plan", "reason": "mistaken"}), drawn=False),
    "regulation": regulated,
    "pack": lambda: packed_for("public", dossier(EVEN)),
}
"""Genuine dossiers by kind; the fields of one are those that none before it has."""
