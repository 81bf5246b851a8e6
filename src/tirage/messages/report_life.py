"""What the report on the life of an assembly says."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "report.vacancies.some": (
        "{count} départ(s) au journal ; {vacant} siège(s) vacant(s) aujourd'hui.",
        "{count} departure(s) on the record; {vacant} seat(s) open today.",
    ),
    "report.today": (
        "{members} membre(s) siègent, {vacant} siège(s) sont vacants.",
        "{members} member(s) sit, {vacant} seat(s) are open.",
    ),
    "report.draws.some": (
        "{count} tirage(s), chacun vérifié comme celui du panel : quotas des sièges vacants, chances, loterie, hasard neuf.",
        "{count} draw(s), each verified like the panel's: the quotas of the open seats, chances, lottery, fresh chance.",
    ),
    "report.draws.unfilled": (
        "Personne ne convenait {count} fois : les sièges sont restés vacants jusqu'au tirage suivant, la preuve au journal.",
        "No one fitted {count} time(s): the seats stayed open until the next draw, with the proof on the record.",
    ),
    "report.draw.replacements": ("Remplacements n° {number}", "Replacements no. {number}"),
    "report.draw.renewal": ("Renouvellement n° {number}", "Renewal no. {number}"),
    "report.verdict.life.closed": (
        "L'assemblée a pris fin le {end} ; {members} membres siégeaient.",
        "The assembly ended on {end}; {members} members sat.",
    ),
    "report.today.ended": (
        "Quand l'assemblée a pris fin, {members} membres siégeaient ; {vacant} siège(s) étaient vacants.",
        "When the assembly ended, {members} members sat; {vacant} seat(s) were open.",
    ),
    "report.verdict.life.whole": (
        "{members} membres siègent ; chaque quota est respecté.",
        "{members} members sit; every quota is met.",
    ),
    "report.verdict.life.open": (
        "{members} membres siègent, {vacant} siège(s) sont vacants ; chaque quota est respecté.",
        "{members} members sit, {vacant} seat(s) are open; every quota is met.",
    ),
    "report.verdict.life.unmet": (
        "{members} membres siègent, {vacant} siège(s) sont vacants ; {unmet} quota(s) sur {quotas} ne sont pas respectés aujourd'hui.",
        "{members} members sit, {vacant} seat(s) are open; {unmet} quota(s) of {quotas} are not met today.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
