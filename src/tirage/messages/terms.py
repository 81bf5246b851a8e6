"""The term of an assembly: how long it sits, who leaves at which end, and what is due."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "status.term.ends": (
        "fin de mandat : {count} sièges vacants, un acte pour chacun",
        "end of term: {count} seats open, an entry for each",
    ),
    "history.term.ends": (
        "Le mandat de {count} membres prend fin : leurs sièges sont vacants, un acte pour chacun.",
        "The term of {count} members ends: their seats are open, an entry for each.",
    ),
    "term.twice": (
        "Le mandat de cette assemblée est déjà au journal.",
        "The term of this assembly is on the record already.",
    ),
    "term.twice.remedy": ("tirage status dit quand il finit.", "tirage status says when it ends."),
    "term.months": (
        "Un mandat de {months} mois : la règle est de {shortest} à {longest} mois.",
        "A term of {months} months: the rule is {shortest} to {longest} months.",
    ),
    "term.months.remedy": (
        "Corrigez --months ; si le règlement de l'assemblée le permet : --by-rules, qui est publié.",
        "Correct --months; if the assembly's own rules allow it: --by-rules, which is published.",
    ),
    "term.cohorts": (
        "{cohorts} cohorte(s) pour {seats} sièges.",
        "{cohorts} cohort(s) for {seats} seats.",
    ),
    "term.cohorts.remedy": (
        "De 1 (tout le monde part ensemble) au nombre de sièges.",
        "From 1 (everyone leaves together) to the number of seats.",
    ),
    "term.unsaid": (
        "Le début ou la durée du mandat n'est dit ni ici ni dans {path}.",
        "The start or the length of the term is said neither here nor in {path}.",
    ),
    "term.unsaid.remedy": (
        "Donnez --start et --months, ou écrivez-les dans ce fichier, sous la clé « term ».",
        "Give --start and --months, or write them in that file, under the key “term”.",
    ),
    "status.term.unrecorded": (
        "Le mandat que dit tirage.yaml n'est pas encore au journal : tirage term {path}",
        "The term that tirage.yaml has is not on the record yet: tirage term {path}",
    ),
    "term.uneven": (
        "{months} mois ne se partagent pas entre {cohorts} cohortes.",
        "{months} months are not shared evenly by {cohorts} cohorts.",
    ),
    "term.uneven.remedy": (
        "Une cohorte part tous les --months / --cohorts mois : 18 mois et 3 cohortes font un tiers tous les 6 mois.",
        "A cohort leaves every --months / --cohorts months: 18 months and 3 cohorts make a third every 6 months.",
    ),
    "term.none": (
        "Le mandat de cette assemblée n'est pas au journal : on ne sait pas qui doit partir.",
        "The term of this assembly is not on the record: who is to leave is not known.",
    ),
    "term.none.remedy": (
        "Inscrivez-le : tirage term --start AAAA-MM-JJ --months 18 --cohorts 3.",
        "Record it: tirage term --start YYYY-MM-DD --months 18 --cohorts 3.",
    ),
    "term.last": (
        "--last {last} : sans cohortes, tout le monde part à la première échéance.",
        "--last {last}: without cohorts, everyone leaves at the first end.",
    ),
    "term.last.remedy": (
        "Retirez --last, ou donnez le nombre de cohortes avec --cohorts.",
        "Leave --last out, or give the number of cohorts with --cohorts.",
    ),
    "term.early": (
        "L'échéance est le {date} (nous sommes le {today}).",
        "The end of the term is {date} (today is {today}).",
    ),
    "term.early.remedy": ("Attendez ce jour.", "Wait for that day."),
    "term.recorded": (
        "Mandat de {months} mois à partir du {start}.",
        "A term of {months} months from {start} on.",
    ),
    "term.everyone": (
        "Fin de l'assemblée : le {date}, tout le monde part.",
        "End of the assembly: on {date} everyone leaves.",
    ),
    "term.cohort": (
        "Cohorte {cohort} : {members} sièges, renouvelés le {date}, puis tous les {months} mois.",
        "Cohort {cohort}: {members} seats, renewed on {date}, then every {months} months.",
    ),
    "status.due": (
        "Échéance du mandat : {date}, cohorte {cohort}, {members} membre(s).",
        "End of the term: {date}, cohort {cohort}, {members} member(s).",
    ),
    "status.due.full": ("Fin du mandat : {date}.", "End of the term: {date}."),
    "status.due.soon": (
        "C'est dans {days} jours : préparez le renouvellement.",
        "That is in {days} days: prepare the renewal.",
    ),
    "status.due.now": (
        "Elle est passée : tirage draw renewal {path}",
        "It has come: tirage draw renewal {path}",
    ),
    "status.term": ("mandat inscrit", "term recorded"),
    "history.term": (
        "Le mandat est de {months} mois, du {start} au {end}, en {cohorts} cohorte(s).",
        "The term is of {months} months, from {start} to {end}, in {cohorts} cohort(s).",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
