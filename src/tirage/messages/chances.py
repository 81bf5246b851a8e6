"""What is said of chances: all ways to share them side by side, and the way from the letter to the seat."""

from __future__ import annotations

from tirage.messages.typography import typeset

_ENDS = {
    "help.letters_file": (
        "De bout en bout : chance d'un courrier × réponse × chance d'un siège, par groupe. FILE : criterion, category, "
        "residents, letters.",
        "From end to end: chance of a letter × response × chance of a seat, by group. FILE: criterion, category, residents, "
        "letters.",
    ),
    "ends.title": (
        "De bout en bout : {people} volontaires, {seats} sièges, équité {fairness}",
        "From end to end: {people} volunteers, {seats} seats, fairness {fairness}",
    ),
    "ends.residents": ("habitants", "residents"),
    "ends.letter": ("courrier", "letter"),
    "ends.response": ("réponse [95 %]", "response [95%]"),
    "ends.seat": ("siège", "seat"),
    "ends.whole": ("de bout en bout", "from end to end"),
    "ends.share": ("face à l'égalité [95 %]", "against equality [95%]"),
    "ends.one_in": ("1 sur {count}", "1 in {count}"),
    "ends.equal": (
        "Si les sièges étaient tirés parmi tous les habitants, chacun aurait {equal} : c'est l'égalité, × 1.",
        "If the seats were drawn among all residents, everyone would have {equal}: this is equality, × 1.",
    ),
    "ends.extremes": (
        "Le plus loin de l'égalité : « {low} » ({low_criterion}) × {low_share}, « {high} » ({high_criterion}) × {high_share}.",
        "Farthest from equality: “{low}” ({low_criterion}) × {low_share}, “{high}” ({high_criterion}) × {high_share}.",
    ),
    "ends.totals": (
        "Attention : les habitants ne font pas le même total d'un critère à l'autre ({totals}) ; l'égalité est celle de chaque "
        "critère.",
        "Warning: the residents do not add up to the same from one criterion to the next ({totals}); equality is that of each "
        "criterion.",
    ),
    "ends.note": (
        "Réponse : volontaires sur courriers, intervalle de Wilson à 95 %. L'intervalle de la dernière colonne est celui de la "
        "réponse, les deux autres facteurs restant ce qu'ils sont. Sans courriers connus, il n'y a ni l'un ni l'autre.",
        "Response: volunteers over letters, Wilson's interval at 95%. The interval of the last column is that of the response, "
        "the two other factors staying as they are. Where the letters are not known there is neither.",
    ),
}

_COMPARE = {
    "help.compare": (
        "Toutes les équités côte à côte : chances, inégalité, ce qu'une fausse déclaration rapporterait.",
        "All the ways to be fair side by side: chances, inequality, what a misreport would bring.",
    ),
    "help.declared": (
        "Avec --compare : critères que chacun déclare lui-même, séparés par des virgules.",
        "With --compare: criteria that people declare themselves, separated by commas.",
    ),
    "help.picture": (
        "Avec --compare : écrit aussi l'image, en SVG.",
        "With --compare: write the picture as well, in SVG.",
    ),
    "option.needs": ("{options} ne va qu'avec --compare.", "{options} goes with --compare only."),
    "option.one": (
        "une seule de ces options à la fois : {options}.",
        "one of these options at a time: {options}.",
    ),
    "option.apart": (
        "--compare les montre toutes : retirez {options}.",
        "--compare shows them all: leave out {options}.",
    ),
    "compare.title": (
        "{people} volontaires, {seats} sièges : cinq façons d'être équitable",
        "{people} volunteers, {seats} seats: five ways to be fair",
    ),
    "compare.least": ("plus petite chance", "smallest chance"),
    "compare.at_least": ("… de combien de personnes", "… of how many people"),
    "compare.largest": ("plus grande chance", "largest chance"),
    "compare.at_largest": ("… de combien de personnes", "… of how many people"),
    "compare.aimed.least": ("plus petite chance visée", "smallest aimed at"),
    "compare.aimed.largest": ("plus grande chance visée", "largest aimed at"),
    "compare.gini": ("inégalité (Gini)", "inequality (Gini)"),
    "compare.geometric": ("moyenne géométrique", "geometric mean"),
    "compare.never": ("dans aucun panel", "in no panel"),
    "compare.certain": ("dans tous les panels", "in every panel"),
    "compare.gain": ("fausse déclaration", "misreport"),
    "compare.gain.value": ("{before} → {after}", "{before} → {after}"),
    "compare.gain.none": ("rien trouvé", "nothing found"),
    "compare.strips": (
        "Où sont les chances : de 0 à gauche à {highest} à droite ; plus il y a de monde, plus le trait est fort.",
        "Where the chances are: from 0 on the left to {highest} on the right; the more people, the stronger the mark.",
    ),
    "compare.categories": ("Chance moyenne par modalité :", "Mean chance by category:"),
    "compare.gains": (
        "Fausse déclaration ({declared}), tous les autres disant vrai. Par équité, {tried} mensonges sur {possible} possibles, les "
        "plus prometteurs d'après une estimation, ont été recalculés exactement (chances visées) ; un autre peut rapporter davantage.",
        "Misreport ({declared}), everyone else telling the truth. For each, {tried} of {possible} possible lies, the most "
        "promising by an estimate, were worked out exactly (chances aimed at); another one may bring more.",
    ),
    "compare.gains.one": (
        "  {fairness} : se dire « {claimed} » ({criterion}) : {before} → {after} (pour {features})",
        "  {fairness}: claiming “{claimed}” ({criterion}): {before} → {after} (for {features})",
    ),
    "compare.undeclared": (
        "Pour savoir ce que rapporterait une fausse déclaration : --declared, avec les critères que chacun déclare lui-même.",
        "To know what a misreport would bring: --declared, with the criteria that people declare themselves.",
    ),
    "compare.searched": (
        "{fairness} : les chances idéales n'existent pas en panels entiers ; celles-ci viennent d'une recherche exacte.",
        "{fairness}: the ideal chances do not exist in whole panels; these come from an exact search.",
    ),
    "compare.explain": (
        "Ce que chacune protège et ce qu'elle coûte : tirage explain.",
        "What each protects and costs: tirage explain.",
    ),
    "compare.picture": ("Image : {path}", "Picture: {path}"),
    "picture.title": (
        "Chances d'un siège : {people} volontaires, {seats} sièges",
        "Chances of a seat: {people} volunteers, {seats} seats",
    ),
    "picture.how": (
        "Chacun, de la plus petite chance (à gauche) à la plus grande ; en pointillé, la chance égale.",
        "Everyone, from the smallest chance (left) to the largest; dashed, the equal chance.",
    ),
    "picture.words": (
        "{fairness} : de {least} ({at_least} personnes) à {largest} ({at_largest} personnes), Gini {gini}, "
        "{never} personnes dans aucun panel.",
        "{fairness}: from {least} ({at_least} people) to {largest} ({at_largest} people), Gini {gini}, {never} people "
        "in no panel.",
    ),
    "picture.least": ("plus petite : {chance}, {people} pers.", "smallest: {chance}, {people} people"),
    "picture.largest": ("plus grande : {chance}, {people} pers.", "largest: {chance}, {people} people"),
    "picture.mean": ("égale pour tous : {chance}", "equal for all: {chance}"),
    "picture.gini": ("inégalité (Gini) : {gini}", "inequality (Gini): {gini}"),
    "progress.misreports": ("Fausses déclarations", "Misreports"),
}

TEXTS = {
    code: {"fr": typeset(french), "en": english} for code, (french, english) in (_ENDS | _COMPARE).items()
}
