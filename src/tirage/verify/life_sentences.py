"""What the checks of an assembly's life say, in French and English, by code; as in `sentences`."""

from __future__ import annotations

LIFE = {
    "life.members": (
        "Seul un membre quitte un siège ou l'accepte, une fois, ou est absent, une fois par jour, "
        "entre le jour de son tirage et celui de l'inscription",
        "Only a member leaves or accepts a seat, once, or is absent, once a day, "
        "between the day of their draw and that of the record",
    ),
    "life.vacancies": (
        "Chaque tirage pourvoit des sièges alors vacants (un renouvellement, tous), "
        "et suit de tout ce qui précède",
        "Each draw fills seats open at the time (a renewal, all of them), and follows from all before it",
    ),
    "life.once": (
        "Personne ne siège deux fois, et nul n'est tiré qui s'est retiré",
        "Nobody sits twice, and no one is drawn who is out",
    ),
    "life.sitting": (
        "Les sièges publiés de ceux qui restent sont bien les leurs",
        "The published seats of those who stay are theirs",
    ),
    "life.quotas": (
        "Les quotas des sièges vacants sont ceux du panel, moins ceux qui restent~; "
        "ce qui a été assoupli est dit, ligne par ligne",
        "The quotas of the open seats are those of the panel less those who stay; "
        "what was relaxed is said, row by row",
    ),
    "life.pool": (
        "Peuvent être tirés tous les volontaires restants~: "
        "sans les membres, anciens membres, leurs foyers et les retraits",
        "All volunteers who remain can be drawn: "
        "without members, former members, their households and those who are out",
    ),
    "life.nobody": (
        "Là où il est dit que personne ne convient, l'addition le montre",
        "Where it is said that no one fits, the addition shows it",
    ),
    "life.draw": (
        "Les sièges vacants sont tirés comme le panel~: hasard, loterie, chances, certificat, résultat",
        "The open seats are drawn as the panel was: chance, lottery, chances, certificate, result",
    ),
    "life.term": (
        "Le mandat dure de 12 à 18 mois, sauf règle contraire~; "
        "à chaque échéance part la cohorte dont c'est le tour, entière",
        "A term lasts 12 to 18 months unless the rules allow; "
        "at each end the cohort leaves whose turn it is, all of it",
    ),
    "life.cohorts": (
        "Chaque siège est d'une cohorte, et chaque cohorte est une miniature de l'assemblée, à un siège près",
        "Every seat is of one cohort, and each cohort is a miniature of the assembly, within one seat",
    ),
    "next.link": (
        "Cette assemblée suit la précédente~: son ouverture nomme l'acte qui l'a close",
        "This assembly follows the one before: its opening names the act that closed it",
    ),
    "next.one": (
        "Une seule assemblée suit celle-ci",
        "One assembly follows this one, and no other",
    ),
    "next.cooling": (
        "Personne n'est là qui était membre ou invité trop récemment",
        "Nobody is here who was a member or was invited too recently",
    ),
    "life.alternates": (
        "Chaque liste de suppléants est celle du journal~: sans siège ni retrait, chacun une fois, "
        "dans l'ordre de tickets que personne n'a choisi",
        "Each list of alternates is that of the record: without a seat, not out, each once, "
        "in the order of tickets that nobody chose",
    ),
    "life.tickets": (
        "Les suppléants sont des volontaires restants, un par foyer, "
        "et, de ceux qui se ressemblent, les premiers tickets",
        "The alternates are volunteers who remain, one of each household, "
        "and of those alike the first by ticket",
    ),
    "beyond.alternates": (
        "Que cette liste de suppléants est la meilleure, et ce qu'elle vaut sur les départs simulés~: "
        "il y faut un solveur",
        "That this list of alternates is the best one, and what it is worth on simulated departures: "
        "that takes a solver",
    ),
    "beyond.vacant": (
        "Des sièges sont vacants aujourd'hui",
        "Seats are open today",
    ),
    "beyond.unmet": (
        "Les quotas que l'assemblée ne respecte pas aujourd'hui, telle qu'elle siège",
        "The quotas that the assembly does not meet today, as it sits",
    ),
}
