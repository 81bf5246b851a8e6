"""Simulated lives of an assembly."""

from __future__ import annotations

from tirage.messages.typography import typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "help.simulate": (
        "Simule la vie de l'assemblée sur des années : départs, remplacements, renouvellements, selon plusieurs politiques. N'écrit rien au journal.",
        "Simulate the life of the assembly over years: departures, replacements, renewals, under several policies. Writes nothing into the journal.",
    ),
    "help.simulate.years": ("Années de chaque vie simulée.", "Years of each simulated life."),
    "help.simulate.runs": ("Nombre de vies simulées.", "How many lives are simulated."),
    "help.simulate.policy": (
        "monthly : un tirage par mois s'il le faut ; quarterly : tous les trois mois ; like-for-like : d'abord les plus semblables. Plusieurs fois pour comparer ; toutes par défaut.",
        "monthly: a draw each month where needed; quarterly: every three months; like-for-like: the most alike first. Several times to compare; all by default.",
    ),
    "help.simulate.months": (
        "Durée d'un siège ; par défaut celle du mandat inscrit, sinon 12.",
        "How long a seat is held; by default as the term on record says, else 12.",
    ),
    "help.simulate.cohorts": (
        "Cohortes ; par défaut celles du mandat inscrit, sinon 1.",
        "Cohorts; by default those of the term on record, else 1.",
    ),
    "help.simulate.response": (
        "Part des courriers qui donnent un volontaire : pour compter ceux d'un nouveau vivier.",
        "Share of letters that bring a volunteer: to count those of a new pool.",
    ),
    "help.simulate.seed": (
        "Nom de la simulation : le même nom donne les mêmes chiffres. Par défaut, l'empreinte du journal.",
        "Name of the simulation: the same name gives the same figures. By default, the head of the journal.",
    ),
    "help.simulate.chart": (
        "Fichier SVG à créer : mois par mois, la part des assemblées complètes.",
        "SVG file to create: month by month, the share of assemblies that are whole.",
    ),
    "simulate.bad": (
        "--response est au-dessus de 0 ; --seed s'écrit en lettres sans accent, chiffres et . _ + -",
        "--response is above 0; --seed is written in plain letters, digits and . _ + -",
    ),
    "progress.simulate.lives": ("Vies simulées", "Simulated lives"),
    "simulate.title": (
        "{runs} vies simulées de {years} an(s) : un siège dure {months} mois, {cohorts} cohorte(s)",
        "{runs} simulated lives of {years} year(s): a seat lasts {months} months, {cohorts} cohort(s)",
    ),
    "simulate.figure": ("médiane (de 5 % à 95 %)", "median (5% to 95%)"),
    "simulate.row.broken": (
        "vies où un quota manque ou un siège est vacant",
        "lives with an unmet quota or an open seat",
    ),
    "simulate.row.months": ("mois où c'est le cas", "months in which that is so"),
    "simulate.row.stuck": ("vies où un tirage est impossible", "lives in which a draw is impossible"),
    "simulate.row.exhausted": ("vies où le vivier est épuisé", "lives in which the pool is exhausted"),
    "simulate.row.first": ("premier mois d'un tirage impossible", "first month of an impossible draw"),
    "simulate.row.draws": ("tirages de sièges vacants", "draws of open seats"),
    "simulate.row.drawn": ("personnes qui y prennent un siège", "people who take a seat in them"),
    "simulate.row.letters": ("courriers pour de nouveaux viviers", "letters for new pools"),
    "simulate.assumed": (
        "Supposé : un membre part avant la fin de son mandat avec {dropout} de chances en moyenne, sans lien avec les autres ; un nouveau vivier a {volunteers} volontaires semblables aux premiers ; les foyers ne comptent pas. Les panels possibles sont ceux d'un vrai tirage ; lequel sort est pris au hasard, sans les chances leximin.",
        "Assumed: a member leaves before the end of the term with a probability of {dropout} on average, independently of others; a new pool has {volunteers} volunteers like the first; households are left aside. The panels that are possible are those of a real draw; which one comes is taken at random, without the leximin chances.",
    ),
    "simulate.written": ("Écrit : {path}", "Written: {path}"),
    "simulate.chart": (
        "Assemblées complètes sur cent, mois par mois",
        "Assemblies that are whole, of a hundred, month by month",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()
}
