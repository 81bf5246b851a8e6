"""What is said of quotas and a pool before any draw."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_DEFECTS = {
    "pool.people.few": (
        "{people} volontaire(s) pour {seats} sièges.", "Autant de volontaires que de sièges, au moins.",
        "Corrigez --seats, ou réunissez davantage de volontaires.",
        "{people} volunteer(s) for {seats} seats.", "As many volunteers as seats, at least.",
        "Correct --seats, or find more volunteers.",
    ),
}  # fmt: skip

_SENTENCES = {
    "help.quotas.group": (
        "Les quotas : ce qu'ils font aux volontaires, avant tout tirage.",
        "The quotas: what they do to the volunteers, before any draw.",
    ),
    "help.quotas.check": (
        "Avant tout tirage : les volontaires face aux quotas, ce que chaque quota coûte, qui ne peut être tiré et pourquoi, "
        "qui siégerait à coup sûr. N'écrit rien.",
        "Before any draw: the volunteers against the quotas, what each quota costs, who cannot be drawn and why, who would "
        "be certain to sit. Writes nothing.",
    ),
    "quotacheck.title": ("{people} volontaires, {seats} sièges", "{people} volunteers, {seats} seats"),
    "quotacheck.mean": ("chance moyenne", "mean chance"),
    "quotacheck.lowest": ("la plus petite", "smallest"),
    "quotacheck.highest": ("la plus grande", "largest"),
    "quotacheck.cost": ("coût", "cost"),
    "quotacheck.holds": (
        "Les quotas tiennent ensemble : il existe des panels qui les respectent tous.",
        "The quotas hold together: there are panels that meet them all.",
    ),
    "quotacheck.least": (
        "Plus petite chance : {chance} ({exact}) au mieux, pour {people} personne(s) ; {without} s'il n'y avait aucun quota.",
        "Smallest chance: {chance} ({exact}) at best, for {people} person(s); {without} if there were no quota at all.",
    ),
    "quotacheck.crowded": (
        "« {category} » ({criterion}) suffit à la tenir à {chance} au plus : {volunteers} volontaires pour {maximum} siège(s) "
        "au plus.",
        "“{category}” ({criterion}) by itself keeps it to {chance} at most: {volunteers} volunteers for {maximum} seat(s) at "
        "most.",
    ),
    "quotacheck.largest": (
        "Plus grande chance : {chance} avec leximin, pour {people} personne(s).",
        "Largest chance: {chance} with leximin, for {people} person(s).",
    ),
    "quotacheck.scarce": (
        "Aucun tirage ne la ramène sous {chance} : {volunteers} « {category} » ({criterion}) pour {minimum} siège(s) au moins.",
        "No lottery brings it below {chance}: {volunteers} “{category}” ({criterion}) for {minimum} seat(s) at least.",
    ),
    "quotacheck.costs": (
        "Part de la plus petite chance que prend chaque critère (sans lui, les autres restant) : {costs}.",
        "Share of the smallest chance that each criterion takes (without it, the others staying): {costs}.",
    ),
    "quotacheck.costs.one": (
        "{criterion} {share} (la plus petite chance serait {without})",
        "{criterion} {share} (the smallest chance would be {without})",
    ),
    "quotacheck.costs.none": (
        "Aucun critère, à lui seul, ne coûte quoi que ce soit à la plus petite chance.",
        "No criterion by itself costs the smallest chance anything.",
    ),
    "quotacheck.excluded": (
        "{count} personne(s) ne peuvent pas être tirées, aucun panel respectant les quotas ne les contient : {pids}.",
        "{count} person(s) cannot be drawn, no panel that meets the quotas holds them: {pids}.",
    ),
    "quotacheck.excluded.who": ("  Qui elles sont : {counts}.", "  Who they are: {counts}."),
    "quotacheck.excluded.why": (
        "  Ce qui les exclut, ensemble, sans qu'aucun point soit de trop :",
        "  What keeps them out, together, no point being one too many:",
    ),
    "quotacheck.forced": (
        "{count} personne(s) sont dans tous les panels possibles : leur siège est certain, quel que soit le tirage : {pids}.",
        "{count} person(s) are in every possible panel: their seat is certain, whatever the lottery: {pids}.",
    ),
    "quotacheck.certain": (
        "{count} personne(s) auraient un siège certain avec leximin, bien qu'il existe des panels sans elles : {pids}. "
        "Voyez ce qu'un plafond y changerait : tirage chances --compare.",
        "{count} person(s) would have a certain seat with leximin, although there are panels without them: {pids}. See what "
        "a cap would change: tirage chances --compare.",
    ),
    "quotacheck.nobody": (
        "Personne n'est exclu d'avance, et personne n'est certain de siéger.",
        "Nobody is excluded beforehand, and nobody is certain to sit.",
    ),
    "quotacheck.note": (
        "Ces chances sont celles que les quotas permettent au mieux ; si aucune loterie de panels entiers ne les a, "
        "tirage chances le dit.",
        "These chances are the best that the quotas allow; where no lottery of whole panels has them, tirage chances says so.",
    ),
}

TEXTS = defect_texts(_DEFECTS) | {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _SENTENCES.items()
}
