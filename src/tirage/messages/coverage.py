"""What is said of crossings of two criteria."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS = {
    "coverage.legend": (
        "Dans chaque case : les sièges attendus, en moyenne sur les panels de la loterie (les volontaires).",
        "In each cell: the seats expected, on average over the panels of the lottery (the volunteers).",
    ),
    "coverage.legend.census": (
        "Après la barre : les sièges qui feraient leur part de la population.",
        "After the bar: the seats that would be their share of the population.",
    ),
    "coverage.empty": (
        "Cases sans volontaire : {count}. Personne de ces groupes ne peut être tiré ; un quota n'y changerait rien.",
        "Cells without volunteers: {count}. Nobody of these groups can be drawn; a quota would not change that.",
    ),
    "help.coverage.census": (
        "Avec --crossings : recensement (voir tirage quotas build) dont les croisements disent les sièges qui feraient leur part.",
        "With --crossings: census (see tirage quotas build) whose crossings say which seats would be their share.",
    ),
    "help.crossings": (
        "Montre aussi chaque croisement de deux critères : volontaires et sièges attendus, case par case.",
        "Also show every crossing of two criteria: volunteers and seats expected, cell by cell.",
    ),
}  # fmt: skip

TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()}
