"""Why no panel meets the quotas, and what could be changed."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS = {
    "quotas.impossible": (
        "Aucun panel de {seats} personnes parmi ces {people} volontaires ne respecte les quotas.",
        "No panel of {seats} people among these {people} volunteers meets the quotas.",
    ),
    "quotas.impossible.remedy": (
        "« tirage quotas relax » propose les plus petits changements ; ou réunissez davantage de volontaires. Rien n'a été écrit.",
        "“tirage quotas relax” proposes the smallest changes; or find more volunteers. Nothing was written.",
    ),
    "quotas.demand.minimum": (
        "{criterion} « {category} » : au moins {seats} siège(s), pour {volunteers} volontaire(s)",
        "{criterion} “{category}”: at least {seats} seat(s), with {volunteers} volunteer(s)",
    ),
    "quotas.demand.maximum": (
        "{criterion} « {category} » : au plus {seats} siège(s), pour {volunteers} volontaire(s)",
        "{criterion} “{category}”: at most {seats} seat(s), with {volunteers} volunteer(s)",
    ),
    "quotas.demand.household": ("au plus une personne par foyer", "at most one person a household"),
    "conflict.one": (
        "Une contradiction : que l'une de ses exigences cède, et un panel existe.",
        "One contradiction: if any of its demands gives way, a panel exists.",
    ),
    "conflict.several": (
        "{count} contradictions, à lever toutes : dans chacune, une exigence au moins doit céder.",
        "{count} contradictions, and all have to go: in each of them one demand at least must give way.",
    ),
    "conflict.cut": (
        "Il y en a d'autres : la recherche s'est arrêtée à {count}.",
        "There are more: the search stopped at {count}.",
    ),
    "conflict.required": ("Il faut {items}.", "It takes {items}."),
    "conflict.required.sum": ("Il faut {items} : {sum}.", "It takes {items}: {sum}."),
    "conflict.and": (" et ", " and "),
    "conflict.then": (" ; ", "; "),
    "conflict.minimum": (
        "au moins {seats} « {category} » ({criterion})",
        "at least {seats} “{category}” ({criterion})",
    ),
    "conflict.minimum.group": (
        "au moins {total} en tout pour {count} modalités de « {criterion} » ({list})",
        "at least {total} in all for {count} categories of “{criterion}” ({list})",
    ),
    "conflict.fill": ("{seats} personnes pour {seats} sièges", "{seats} people for {seats} seats"),
    "conflict.only.none": (
        "Aucun volontaire ne l'est.",
        "No volunteer is one.",
    ),
    "conflict.only.one": ("Un seul volontaire l'est.", "Only one volunteer is."),
    "conflict.only.many": ("{people} volontaires seulement le sont.", "Only {people} volunteers are."),
    "conflict.pool": ("Il n'y a que {people} volontaires.", "There are {people} volunteers only."),
    "conflict.room": ("Or {clauses} : {sum} < {need}.", "But {clauses}: {sum} < {need}."),
    "conflict.whom.all": ("{all} volontaires", "{all} volunteers"),
    "conflict.whom.some": ("{all} volontaires concernés", "{all} volunteers concerned"),
    "conflict.maximum": (
        "{concerned} des {whom} sont « {category} » ({criterion}), {seats}",
        "{concerned} of the {whom} are “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.single": (
        "1 des {whom} est « {category} » ({criterion}), {seats}",
        "1 of the {whom} is “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.everyone": (
        "les {whom} sont tous « {category} » ({criterion}), {seats}",
        "the {whom} are all “{category}” ({criterion}), {seats}",
    ),
    "conflict.maximum.group": (
        "pour {count} modalités de « {criterion} » : {seats} en tout ({list})",
        "for {count} categories of “{criterion}”, {seats} in all ({list})",
    ),
    "conflict.seats.none": ("aucun siège", "no seat"),
    "conflict.seats.one": ("1 siège au plus", "1 seat at most"),
    "conflict.seats.many": ("{count} sièges au plus", "{count} seats at most"),
    "conflict.households": (
        "{concerned} volontaires vivent dans {households} foyers, un siège chacun",
        "{concerned} volunteers live in {households} households, one seat each",
    ),
    "conflict.households.one": (
        "{concerned} volontaires vivent dans un seul foyer, qui a un siège",
        "{concerned} volunteers live in one household, which has one seat",
    ),
    "conflict.panel": ("le panel a {seats} sièges", "the panel has {seats} seats"),
    "conflict.alone.one": ("il y a 1 autre volontaire", "there is 1 other volunteer"),
    "conflict.alone.many": ("il y a {people} autres volontaires", "there are {people} other volunteers"),
    "conflict.beyond.one": (
        "1 volontaire compte pour plusieurs de ces exigences",
        "1 volunteer counts for several of these demands",
    ),
    "conflict.beyond.many": (
        "{people} volontaires comptent pour plusieurs de ces exigences",
        "{people} volunteers count for several of these demands",
    ),
    "conflict.whole": (
        "Ces exigences s'excluent, sans qu'une addition le montre : des fractions de siège les satisferaient toutes, des "
        "personnes entières jamais.",
        "These demands exclude each other, though no addition shows it: fractions of a seat would meet them all, whole "
        "people never do.",
    ),
    "help.quotas.explain": (
        "Dit pourquoi aucun panel ne respecte les quotas : chaque contradiction, réduite à ce qui s'exclut. N'écrit rien.",
        "Say why no panel meets the quotas: each contradiction, cut down to what excludes each other. Writes nothing.",
    ),
    "conflict.holds": (
        "Les quotas tiennent ensemble : il existe des panels de {seats} personnes parmi ces {people} volontaires qui les respectent "
        "tous. « tirage quotas check » dit ce qu'ils coûtent à chacun.",
        "The quotas hold together: there are panels of {seats} people among these {people} volunteers that meet them all. "
        "“tirage quotas check” says what they cost everyone.",
    ),
}

TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()}
