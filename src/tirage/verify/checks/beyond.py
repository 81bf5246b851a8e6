"""What no file can show, and what a dossier leaves open. Lines 11."""

from __future__ import annotations

from ..kernel import Files, Table
from ..primitives.lines import hash_of
from ..reading.journal import head, kinds
from ..reading.pack import left_out
from ..report import Said, skipped
from .chance.contributions import dropped
from .chance.draw import few_digits
from .chance.plan import Plan
from .record.files import has_guarantors
from .record.journal import Entry

BEYOND = Table()


@BEYOND.note("beyond.head")
def say_head(files: Files) -> Said:
    """The one figure that commits to all the rest, to be compared with the one read aloud."""
    return skipped(head(files))


@BEYOND.note("beyond.chance")
def say_chance(files: Files) -> list[Said]:
    """Whether the dice fell as the record has them."""
    return [skipped("")] if "panel" in kinds(files) else []


@BEYOND.note("beyond.dropped")
def say_dropped(journal: list[Entry]) -> list[Said]:
    """Contributors who were dropped."""
    names = dropped(journal)
    return [skipped(names)] if names else []


@BEYOND.note("beyond.digits")
def say_digits(journal: list[Entry]) -> list[Said]:
    """A roll of too few digits."""
    few = few_digits(journal)
    return [skipped(few)] if few else []


@BEYOND.note("beyond.pool")
def say_pool(plan: Plan | None = None) -> Said:
    """Whether these people volunteered."""
    return skipped(str(plan.people) if plan else "")


@BEYOND.note("beyond.announced")
def say_announced(files: Files) -> list[Said]:
    """Quotas that are other ones than were announced before the letters."""
    announced, final = files.get("public/quotas-announced.json"), files.get("public/quotas.json")
    if not announced or not final or announced == final:
        return []
    return [skipped(f"{hash_of(announced)[:16]} → {hash_of(final)[:16]}")]


@BEYOND.note("beyond.guarantors")
def say_guarantors(files: Files) -> list[Said]:
    """That the guarantors' part is not here."""
    return [] if has_guarantors(files) else [skipped("")]


@BEYOND.note("beyond.left-out")
def say_left_out(files: Files) -> list[Said]:
    """What a pack leaves out."""
    missing = left_out(files)
    return [skipped(", ".join(sorted(missing)))] if missing else []


@BEYOND.note("beyond.litter")
def say_litter(litter: list[str]) -> list[Said]:
    """What a computer left there, passed over."""
    return [skipped(", ".join(litter))] if litter else []


def _say(code: str) -> None:
    @BEYOND.note(code)
    def say() -> Said:
        return skipped("")


for _code in ("beyond.times", "beyond.received", "beyond.private"):
    _say(_code)
