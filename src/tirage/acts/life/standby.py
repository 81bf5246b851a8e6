"""A standby: one ceremony draws the successors for the seats that open in a period, one after another.

Its rules are fixed with the panel: how many successors, for how many months, and whether everybody can tell
the order once the dice are rolled. Where the order is hidden, a chain of links is made before the plan, and
each link is shown with the succession that it draws: until then only whoever has the secret could look ahead.
So the secret is kept in `private/`, or by a guarantor, in a file that is brought to each succession.

For one open seat the leximin lottery is a uniform choice among those who fit: a composition of one seat is
one person. So a succession needs no solver: of those who remain and fit, the first by its tickets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tirage.acts import by_dice, conduct
from tirage.acts.inputs import NO_CHANCE_OPTIONS, ChanceOptions
from tirage.acts.interface import AGREED, Clock, Consent, Dice, Question
from tirage.acts.life.ending import check_nameless, read_reason
from tirage.acts.regulation.keeping import check_rules
from tirage.assembly.record import Dossier, load
from tirage.assembly.remaining import check_sits, seats_of
from tirage.assembly.standby import StandbyState
from tirage.assembly.state import AssemblyState
from tirage.dossier.canonical import sha256
from tirage.dossier.chain import head
from tirage.dossier.documents.plans import StandbyPlan, StandbyRule
from tirage.dossier.entries import Lapse, Passed, Plan, Standby, Successor, SuccessorByLink
from tirage.dossier.layout import PLAN, path_in_draw
from tirage.dossier.outcome import Act, Changes
from tirage.dossier.packs import write_file
from tirage.draws.chance import PUBLIC_ROLL, Chance, ChanceSources
from tirage.draws.seat_draw import fitting
from tirage.errors import Defect, InputInvalid, Refused
from tirage.i18n.shell import as_typed
from tirage.randomness.chain import NONE, head_of, next_link, succession_seed
from tirage.randomness.secrets import new_contribution
from tirage.randomness.seeds import in_ticket_order
from tirage.tabular.files import read_bytes

KEPT = "private/standby-{}.txt"
"""The last link of a chain, where nobody else keeps it."""
_VALUE = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1000
"""Bytes of a file with a link: a hundred do."""


@dataclass(frozen=True, slots=True)
class StandbyAct:
    """A standby as an act with chance (`acts.interface.ActWithChance`)."""

    name: str
    command: str
    rule: StandbyRule | None = None
    """None where the plan is fixed."""
    link: str = ""
    """The last link of a chain that somebody else keeps; empty: it is made, and kept in `private/`."""
    sources: ChanceSources = PUBLIC_ROLL

    def plan(self, dossier: Dossier) -> Changes:
        """The plan, and the secret where nobody else keeps it."""
        assert self.rule is not None, "asked before there is a plan"
        files: dict[str, bytes] = {}
        link = ""
        if self.rule.order == "hidden":
            secret, files = (self.link, {}) if self.link else _secret(self.name)
            link = head_of(secret, self.rule.seats)
            _check_unused(dossier, link)
        inputs = {"journal": head(dossier.entries), **self.rule.document(), "head": link}
        document = self.sources.plan(self.name, inputs, rehearsal=dossier.rehearsal)
        return by_dice.fix(StandbyPlan.model_validate(document), files)

    def result(self, dossier: Dossier, chance: Chance | int) -> Changes:
        """The seed that all successions follow from; Refused for a number drawn by hand."""
        plan = sha256(dossier.files[path_in_draw(PLAN, self.name)])
        facts = by_dice.rolled(dossier, chance).facts
        body = Standby.model_validate({"act": self.name, "plan": plan, **facts})
        return Changes({}, (body.as_act(),))


def draw_standby(
    folder: str | Path,
    key: Path | None = None,
    chance: ChanceOptions = NO_CHANCE_OPTIONS,
    dice: Dice = None,
    *,
    clock: Clock,
    tool: str,
    consent: Consent = AGREED,
) -> conduct.Conducted:
    """Fix the plan of a standby, or draw it once its plan is fixed.

    `key`: the file of the guarantor who keeps the secret, which is made where it is not there. Refused where
    the rules have no standby, while another is in force and where seats wait for one; else as `conduct`.
    """
    dossier = load(Path(folder))
    state = dossier.state
    command = f"tirage draw standby {as_typed(folder)}"
    pending = by_dice.waiting(dossier, "standby", chance, asked=key is not None)
    if pending is not None:
        act = StandbyAct(pending, command)
        return conduct.conduct(dossier, act, dice, clock=clock, tool=tool, consent=consent)
    check_rules(dossier)
    rule = _rule(dossier, state, clock)
    name = f"standby/{state.draws['standby'] + 1}"
    link = "" if key is None or rule.order != "hidden" else _link_of(key)
    act = StandbyAct(name, command, rule, link, by_dice.sources_of(dossier, chance))
    done = conduct.work_out(dossier, act, dice, clock=clock, tool=tool, consent=consent)
    return conduct.write(done, first=partial(_keep, key, link) if key is not None and link else None)


def succeed(
    dossier: Dossier, key: Path | None = None, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> conduct.Conducted:
    """Fill every open seat that the standby has to fill, in the order of the record.

    A seat that fits no one stays open, on record. Raises Refused where no seat waits for a standby, and where
    the next link is not to be had; nothing is written then.
    """
    standby = dossier.state.standbys.last
    if standby is None or not dossier.state.due:
        raise Refused("standby.nobody_due")
    check_sits(dossier.state, conduct.today_of(dossier, clock))
    secret = _kept(dossier, standby, key) if standby.hidden else ""
    time = clock(rehearsal=dossier.rehearsal)
    acts = successions(dossier, secret, time=time, tool=tool)
    question = Question("succession", {"act": standby.act, "seats": len(acts)})
    done = conduct.record(
        dossier, Changes({}, acts), clock=clock, tool=tool, consent=consent, question=question
    )
    return conduct.Conducted(done, standby.act)


def successions(dossier: Dossier, secret: str, *, time: str, tool: str) -> tuple[Act, ...]:
    """What becomes of every vacancy of the standby, one after another: each follows from those before it."""
    after = dossier
    while after.state.due:
        act = succession(after, secret).as_act()
        after = after.after(Changes({}, (act,)), time=time, tool=tool)
    return tuple((entry.type, entry.body) for entry in after.entries[len(dossier.entries) :])


def succession(dossier: Dossier, secret: str = "") -> Successor | Passed:
    """What becomes of the vacancy whose turn it is: somebody takes the seat over, or no one fits.

    `secret`: any link of the chain from the next one on, where the order is hidden. Refused for another.
    """
    state = dossier.state
    standby = state.standbys.last
    assert standby is not None, "asked where a seat waits for a standby"
    vacancy = state.due[0]
    draw = seats_of(dossier.files, state, head(dossier.entries), standby.act, (vacancy,))
    people = [each.pid for each in fitting(draw)]
    if not people:
        return Passed(act=standby.act, vacancy=vacancy, people=len(draw.pool.people))
    link = next_link(secret, standby.link, standby.left) if standby.hidden else NONE
    if link is None:
        raise Refused("standby.wrong_key", act=standby.act)
    number = standby.filled + 1
    said = {
        "act": standby.act,
        "number": number,
        "vacancy": vacancy,
        "pid": in_ticket_order(succession_seed(standby.seed, number, link), people)[0],
        "fitting": len(people),
    }
    if standby.hidden:
        return SuccessorByLink.model_validate({**said, "link": link})
    return Successor.model_validate(said)


def lapse(
    folder: str | Path, reason: str, *, clock: Clock, tool: str, consent: Consent = AGREED
) -> conduct.Conducted:
    """End a standby whose links are lost: the seats that open are filled by other draws.

    Raises Refused where none is in force, where there is nothing to lose, its order being published, and for
    a reason that names somebody; InputInvalid for a reason that is no sentence.
    """
    dossier = load(Path(folder))
    standby = dossier.state.standbys.last
    dossier.state.check_open()
    in_force = standby is not None and (
        dossier.state.due or standby.in_force(conduct.today_of(dossier, clock))
    )
    if standby is None or not in_force:
        raise Refused("standby.none")
    if not standby.hidden:
        raise Refused("standby.stands", act=standby.act)
    said = read_reason(reason)
    check_nameless(said, dossier)
    body = Lapse(act=standby.act, reason=said)
    question = Question("lapse", {"act": standby.act, "seats": standby.left})
    changes = Changes({}, (body.as_act(),))
    done = conduct.record(dossier, changes, clock=clock, tool=tool, consent=consent, question=question)
    return conduct.Conducted(done, standby.act)


def _rule(dossier: Dossier, state: AssemblyState, clock: Clock) -> StandbyRule:
    """What was fixed with the panel; Refused where a standby cannot be held now."""
    today = conduct.today_of(dossier, clock)
    check_sits(state, today)
    rule, last = dossier.plan.later.standby, state.standbys.last
    if rule is None:
        raise Refused("standby.unruled")
    if state.due:
        raise Refused("standby.first", seats=len(state.due))
    if last is not None and last.in_force(today):
        raise Refused("standby.in_force", act=last.act, seats=last.left, until=last.until)
    if state.renewing:
        raise Refused("standby.renewing")
    return rule


def _check_unused(dossier: Dossier, link: str) -> None:
    """Refused where the chain is that of an earlier standby, of which links were shown."""
    acts = [body.act for body in dossier.bodies(Plan) if body.act.startswith("standby/")]
    plans = [StandbyPlan.from_bytes(dossier.files[path_in_draw(PLAN, act)]) for act in acts]
    if any(plan.inputs.head == link for plan in plans):
        raise Refused("standby.used")


def _secret(act: str) -> tuple[str, dict[str, bytes]]:
    """The last link of a new chain, and the file of `private/` that keeps it."""
    secret = new_contribution()
    return secret, {KEPT.format(act.partition("/")[2]): f"{secret}\n".encode()}


def _link_of(key: Path) -> str:
    """The last link in the file of whoever keeps it; a new one where there is no such file yet."""
    return _read_key(key) if key.exists() else new_contribution()


def _keep(key: Path, link: str) -> None:
    """Make that file before the plan is on record, which would be lost without it."""
    if not key.exists():
        write_file(key, f"{link}\n".encode(), 0o600)


def _kept(dossier: Dossier, standby: StandbyState, key: Path | None) -> str:
    """The secret of a standby, or a link, from the file of whoever keeps it, or from `private/`."""
    if key is not None:
        return _read_key(key)
    path = dossier.path / KEPT.format(standby.act.partition("/")[2])
    if not path.exists():
        raise Refused("standby.no_key", act=standby.act)
    return _read_key(path)


def _read_key(path: Path) -> str:
    data = read_bytes(path)
    value = "".join(data.decode("ascii", "replace").split()).lower() if len(data) <= _LARGEST else ""
    if not _VALUE.fullmatch(value):
        raise InputInvalid([Defect("standby.key", str(path))])
    return value
