"""What is said of fairness: the objectives, side by side and in plain words, and the chances from end to end."""

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

TEXTS = {code: {"fr": typeset(french), "en": english} for code, (french, english) in _ENDS.items()}
