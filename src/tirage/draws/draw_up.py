"""A draw of seats: plan, then chance, then result. Pure: files and facts in, files out.

`plan` turns a pool and quotas into the published files that fix everything but chance; `draw` turns these
files and what was rolled in public into the panel. Neither reads a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from typing import TYPE_CHECKING

from tirage.chances.instance import Profiles, profiles
from tirage.chances.rising import Unproved
from tirage.dossier import entries
from tirage.dossier.canonical import canonical, sha256
from tirage.dossier.documents.document import SPEC
from tirage.dossier.documents.plans import SeatsPlan
from tirage.dossier.layout import (
    CERTIFICATE,
    CHANCES,
    COUNTS,
    LOTTERY,
    PANEL,
    PLAN,
    POOL,
    PRIVATE_PANEL,
    PRIVATE_POOL,
    QUOTAS,
    RECEIPTS,
    RESULTS,
    RULES,
    SEATS,
)
from tirage.dossier.merkle import root
from tirage.dossier.outcome import Act, Changes
from tirage.draws.certificate import certificate
from tirage.draws.chance import Chance
from tirage.draws.delivered import check_delivered
from tirage.draws.documents import csv_rows, panel_line, receipt_leaves, receipts_csv, seats_csv
from tirage.draws.lottery import LaterDraws, Lottery, Request
from tirage.errors import Defect, InputInvalid, Refused
from tirage.feasibility.conflicts import has_panel
from tirage.lottery.panel_count import MOST_PANELS
from tirage.lottery.realise import realise
from tirage.lottery.seating import assign_people
from tirage.people.pool.files import counts_csv, pick, pool_csv, private_csv
from tirage.people.pool.model import Pool, PoolFile
from tirage.progress import Progress, Silent
from tirage.quotas.model import Quotas, tolerated
from tirage.quotas.read import QuotaFile
from tirage.randomness.seeds import Turns, in_ticket_order, rings_seed, tickets, uniform
from tirage.tabular.writing import csv_text

if TYPE_CHECKING:
    from tirage.lottery.preference.exchanges import Preference

HAD = "had"
"""The column of `chances.csv` with the millionths of chance that people had before, where that counts."""


def inputs(
    pool: Pool, quotas: Quotas, request: Request, panels: int, data: bytes | None = None
) -> dict[str, object]:
    """The document that the lottery is a function of (docs/formats.md); `panels`: how many it has.

    `data`: the file of the pool, where it was written already.
    """
    return {
        "fairness": request.fairness,
        "household": list(pool.household),
        "panels": panels,
        "pool": sha256(pool_csv(pool) if data is None else data),
        "quotas": sha256(canonical(quotas.document())),
        "seats": request.seats,
        **request.before,
    }


def draw_up(
    pool: Pool,
    quotas: Quotas,
    request: Request,
    *,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Lottery:
    """The chances and the numbered lottery of a pool: a pure function of pool, quotas and request.

    `workers` threads share the work (None: as Python sees fit) and change nothing in the result. Raises
    QuotasImpossible, with a minimal conflict, when no panel meets the quotas; Refused where the fairness
    asked for was not proved within the effort allowed.
    """
    grouped = group(pool, quotas, request.seats, request.given)
    if not has_panel(grouped.instance):
        from tirage.draws.impossible import impossible

        raise impossible(grouped.instance, quotas)
    try:
        with ThreadPoolExecutor(workers) as threads:
            realised = realise(
                grouped.instance,
                request.fairness,
                request.panels,
                threads,
                progress or Silent(),
                _preference(grouped, quotas, request),
            )
    except Unproved as error:
        # Another way to be fair is the organiser's to choose, never ours to put in its place.
        raise Refused("chances.unproved", fairness=request.fairness) from error
    stage = rings_seed(sha256(canonical(inputs(pool, quotas, request, len(realised.compositions)))))
    pids = [person.pid for person in pool.people]
    seated = seat(realised.compositions, grouped, pids, stage)
    return Lottery(grouped, realised, _numbered(seated, pids, stage), tuple(pids), request.given)


def _numbered(
    seated: Iterable[Sequence[int]], pids: Sequence[str], stage: str
) -> tuple[tuple[str, ...], ...]:
    """The pids of panels of people (positions in the pool), ascending; panels in ticket order."""
    import numpy as np

    order = sorted(range(len(pids)), key=pids.__getitem__)
    names = [pids[person] for person in order]
    place = [0] * len(order)
    for number, person in enumerate(order):
        place[person] = number
    # Whole numbers sort faster than texts, and all panels are as large.
    sitting = np.sort(np.array(place)[np.array(list(seated))], axis=1)
    panels = [tuple(map(names.__getitem__, panel)) for panel in sitting.tolist()]
    own = tickets(stage, (sha256(panel_line(panel)) for panel in panels))
    return tuple([panels[number] for number in sorted(range(len(panels)), key=own.__getitem__)])


def _preference(grouped: Profiles, quotas: Quotas, request: Request) -> Preference | None:
    """Which panels are preferred, of those that give the same chances; None: those found first."""
    later = request.later
    if later is None or later.prefer is None:
        return None
    if later.prefer == "diverse":
        from tirage.lottery.preference.crossings import crossings
        from tirage.lottery.preference.diverse import Diverse

        cells = crossings([profile.features for profile in grouped.profiles], quotas.bounds)
        return Diverse(grouped.instance, cells) if cells.members else None
    wide = tolerated(quotas, later.tolerance).bounds
    tolerance = [loose.maximum - row.maximum for row, loose in zip(quotas.bounds, wide, strict=True)]
    from tirage.lottery.preference.repairable import Repairable

    return Repairable(grouped.instance, tolerance)


def seat(
    compositions: Sequence[Sequence[int]], grouped: Profiles, pids: Sequence[str], stage: str
) -> list[list[int]]:
    """Panels of people (positions in the pool) by the tickets and turns of the rings' stage seed."""
    place = {pid: number for number, pid in enumerate(in_ticket_order(stage, pids))}
    return assign_people(compositions, grouped, [place[pid] for pid in pids], Turns(stage, pids))


def group(pool: Pool, quotas: Quotas, seats: int, given: Mapping[str, int] | None = None) -> Profiles:
    """The profiles of a pool under quotas; `given`: by pid, what is told apart besides."""
    features = [person.features for person in pool.people]
    homes = [person.household for person in pool.people]
    had = None if given is None else [given[person.pid] for person in pool.people]
    return profiles(features, homes, quotas.bounds, seats, had)


def check_panels(lottery: Lottery) -> None:
    """Refused where m·p < 1 for somebody whose chance aimed at p is above 0.

    Whole panels cannot give such a chance: this person is in none of them, or in one and has more. Where what
    people had before counts, p is taken with it: less than a panel may be missing then. The values
    of the error name `enough`, the smallest power of ten of panels with m·p ≥ 1 for everyone, where
    MOST_PANELS or fewer are enough.
    """
    panels = len(lottery.panels)
    instance = lottery.profiles.instance
    wanted = [chance and chance + instance.had(t) for t, chance in enumerate(lottery.realised.chances)]
    chances = zip(wanted, instance.sizes, strict=True)
    small = [(chance, size) for chance, size in chances if 0 < chance * panels < 1]
    if not small:
        return
    least = min(chance for chance, _ in small)
    facts = {"panels": panels, "people": sum(size for _, size in small), "chance": str(least)}
    enough = 1
    while enough * least < 1:
        enough *= 10
    if enough > MOST_PANELS:
        raise Refused("panels.beyond", most=MOST_PANELS, **facts)
    raise Refused("panels.too_few", enough=enough, **facts)


def opening(*, rehearsal: bool = False) -> Act:
    """The first entry of a dossier that follows no other."""
    return entries.Open(spec=SPEC, rehearsal=rehearsal).as_act()


def plan(
    file: PoolFile, quotas: QuotaFile, request: Request, lottery: Lottery, rules: bytes | None = None
) -> Changes:
    """The files and acts that fix everything of a panel but chance; Refused as `check_panels` says.

    `rules`: public/rules.json, which the panel is drawn by; None where there are none.
    """
    receipts = {RECEIPTS: receipts_csv(file.pool, file.nonces)} if file.nonces else {}
    ruled = {} if rules is None else {RULES: rules}
    kept = {PRIVATE_POOL: private_csv(file.private), **receipts, **ruled}
    fixed = plan_seats(file.pool, quotas.quotas, request, lottery, kept)
    hashes = {name: sha256(data) for name, data in fixed.files.items()}
    source = file.source
    received = entries.Pool(
        sha256=hashes[POOL],
        **source.on_record(len(file.pool.people)),
        ids=file.ids,
        root=root(receipt_leaves(file.pool, file.nonces)) if file.nonces else "",
        rules="" if rules is None else sha256(rules),
    )
    if source.settled is not None:
        received = entries.SettledPool(**received.document(), **asdict(source.settled))
    numbered = entries.Lottery(
        sha256=hashes[LOTTERY],
        certificate=hashes[CERTIFICATE],
        chances=hashes[CHANCES],
        panels=len(lottery.panels),
    )
    announced: Act = ("quotas", {"sha256": hashes[QUOTAS], **quotas.on_record()})
    return fixed.after((announced, received.as_act(), numbered.as_act()))


def plan_seats(
    pool: Pool, quotas: Quotas, request: Request, lottery: Lottery, beside: Mapping[str, bytes]
) -> Changes:
    """The files and the entry that fix everything of a draw of seats but chance, of a panel or after it.

    `beside`: what it keeps besides, by the names of the panel's files. Refused as `check_panels` says.
    """
    check_panels(lottery)
    check_delivered(lottery)
    files = {**planned(pool, quotas, request, lottery), **beside}
    body = entries.Plan(act=request.act, sha256=sha256(files[PLAN]))
    return Changes(files, (body.as_act(),)).placed(request.act)


def planned(pool: Pool, quotas: Quotas, request: Request, lottery: Lottery) -> dict[str, bytes]:
    """The published files that fix everything of a draw of seats but chance, by the names of the panel's."""
    files = {
        QUOTAS: canonical(quotas.document()),
        COUNTS: counts_csv(pool, quotas),
        POOL: pool_csv(pool),
        LOTTERY: b"".join(panel_line(panel) + b"\n" for panel in lottery.panels),
        CHANCES: _chances_csv(pool, lottery),
        CERTIFICATE: canonical(certificate(lottery, request.fairness)),
    }
    depends_on = inputs(pool, quotas, request, len(lottery.panels), files[POOL])
    document = {
        **request.terms.plan(request.act, depends_on, rehearsal=request.rehearsal),
        "people": len(pool.people),
        "counts": sha256(files[COUNTS]),
        "lottery": sha256(files[LOTTERY]),
        "certificate": sha256(files[CERTIFICATE]),
        "chances": sha256(files[CHANCES]),
        **({} if request.before else {"later": _later(request).document()}),
    }
    return {**files, PLAN: canonical(document)}


def _later(request: Request) -> LaterDraws:
    """What the plan of a panel fixes for all later draws."""
    return request.later or LaterDraws(request.fairness, roll=request.terms.form)


def _chances_csv(pool: Pool, lottery: Lottery) -> bytes:
    counts = lottery.count_by_pid()
    chance: dict[int, str] = {}
    for t, members in enumerate(lottery.profiles.members):
        chance |= dict.fromkeys(members, str(lottery.realised.chances[t]))
    given = lottery.given
    rows: list[tuple[str, ...]] = [("pid", "panels", "chance", *(() if given is None else (HAD,)))]
    for i, person in enumerate(pool.people):
        had = () if given is None else (str(given[person.pid]),)
        rows.append((person.pid, str(counts.get(person.pid, 0)), chance[i], *had))
    return csv_text(rows).encode()


def draw(files: Mapping[str, bytes], private_pool: bytes, chance: Chance | int) -> Changes:
    """The people drawn under a fixed plan: their files and the entry, by the seed or a number drawn by hand.

    `files` as `layout.files_of_draw` gives them; `private_pool`: the rows of `private/pool.csv` of the people
    in their pool. Raises InputInvalid for a number that no panel has.
    """
    plan = SeatsPlan.from_bytes(files[PLAN])
    plan_hash = sha256(files[PLAN])
    lines = files[LOTTERY].splitlines()
    if isinstance(chance, int):
        if not 0 <= chance < len(lines):
            limits = {"value": chance, "lowest": 0, "highest": len(lines) - 1}
            raise InputInvalid([Defect("option.range", "--number", values=limits)])
        number = chance
        facts: dict[str, object] = {"act": plan.act, "plan": plan_hash, "by": "hand", "number": number}
    else:
        number = uniform(chance.stage_seed, len(lines))
        facts = {"act": plan.act, "plan": plan_hash, "by": "seed", **chance.facts, "number": number}
    members = lines[number].decode().split(",")
    pool_rows = csv_rows(files[POOL])[1:]
    place = {row[0]: i for i, row in enumerate(pool_rows)}
    chosen = {
        PANEL: csv_text([("pid",), *((pid,) for pid in members)]).encode(),
        SEATS: seats_csv(files[QUOTAS], [pool_rows[place[pid]][2:] for pid in members]),
        PRIVATE_PANEL: pick(private_pool, [place[pid] for pid in members], test=plan.rehearsal),
    }
    facts |= {"panel": sha256(chosen[PANEL]), "seats": sha256(chosen[SEATS])}
    return Changes(chosen, ((RESULTS[plan.act.partition("/")[0]], facts),))
