"""What is wrong in a `tirage.yaml`, and what to do about it."""

from __future__ import annotations

from tirage.messages.typography import Sentences, defect_texts

_DEFECTS: dict[str, Sentences] = {
    "rules.syntax": (
        "Ce fichier n'est pas du YAML ({detail}).", "Des lignes « clé: valeur », alignées.",
        "Comparez cette ligne avec le modèle que « tirage init » écrit.",
        "This file is no YAML ({detail}).", "Lines “key: value”, aligned.",
        "Compare this line with the template that “tirage init” writes.",
    ),
    "rules.shape": (
        "Ce fichier ne contient pas de clés.", "Des lignes « clé: valeur ».",
        "Partez du modèle que « tirage init » écrit.",
        "This file holds no keys.", "Lines “key: value”.",
        "Start from the template that “tirage init” writes.",
    ),
    "rules.key.duplicate": (
        "La clé « {key} » figure déjà à la ligne {first}.", "Une clé une seule fois.", "Retirez celle de trop.",
        "The key “{key}” is already on line {first}.", "Each key once.", "Remove the extra one.",
    ),
    "rules.key.missing": (
        "La clé « {key} » manque.", "Cette clé.", "Ajoutez-la.",
        "The key “{key}” is missing.", "This key.", "Add it.",
    ),
    "rules.key.unknown": (
        "La clé « {key} » est inconnue.", "L'une de celles-ci : {known}.",
        "Corrigez-la ; la plus proche est « {closest} ».",
        "The key “{key}” is unknown.", "One of: {known}.", "Correct it; the closest is “{closest}”.",
    ),
    "rules.version": (
        "La version est « {found} ».", "« {version} ».", "Écrivez la ligne « tirage: {version} ».",
        "The version is “{found}”.", "“{version}”.", "Write the line “tirage: {version}”.",
    ),
    "rules.choice": (
        "« {key} » vaut « {found} ».", "L'une de ces valeurs : {allowed}.", "Corrigez-la.",
        "“{key}” is “{found}”.", "One of: {allowed}.", "Correct it.",
    ),
    "rules.slug": (
        "« {found} » ne peut pas servir de nom ici.",
        "Des lettres minuscules sans accent, des chiffres et des tirets.",
        "Choisissez un nom tel que « non-ue ».",
        "“{found}” cannot be a name here.", "Lower-case letters without accents, digits and hyphens.",
        "Choose a name such as “non-eu”.",
    ),
    "rules.mapping": (
        "« {key} » n'a pas de lignes « clé: valeur » sous elle.", "Des lignes « clé: valeur ».",
        "Comparez avec le modèle que « tirage init » écrit.",
        "“{key}” has no lines “key: value” below it.", "Lines “key: value”.",
        "Compare with the template that “tirage init” writes.",
    ),
    "rules.list": (
        "« {key} » n'est pas une liste.", "Une liste telle que [genre, âge].", "Mettez des crochets.",
        "“{key}” is no list.", "A list such as [gender, age].", "Put square brackets.",
    ),
    "rules.text": (
        "« {key} » n'a pas de valeur lisible.", "Un texte.", "Écrivez la valeur sur la ligne de la clé.",
        "“{key}” has no readable value.", "A text.", "Write the value on the line of the key.",
    ),
    "rules.whole": (
        "« {key} » vaut « {found} ».", "Un nombre entier.", "Corrigez-le.",
        "“{key}” is “{found}”.", "A whole number.", "Correct it.",
    ),
    "rules.flag": (
        "« {key} » vaut « {found} ».", "true ou false.", "Corrigez-la.",
        "“{key}” is “{found}”.", "true or false.", "Correct it.",
    ),
    "rules.term.months": (
        "Un mandat de {found} mois.", "De {shortest} à {longest} mois.",
        "Corrigez « months » ; si le règlement de l'assemblée le permet, « by_rules » à true.",
        "A term of {found} months.", "{shortest} to {longest} months.",
        "Correct “months”; if the assembly's own rules allow it: “by_rules: true”.",
    ),
    "rules.term.cohorts": (
        "{found} cohortes pour {seats} sièges.", "De 1 (tout le monde part ensemble) au nombre de sièges.", "Corrigez « cohorts ».",
        "{found} cohorts for {seats} seats.", "From 1 (everyone leaves together) to the number of seats.", "Correct “cohorts”.",
    ),
    "rules.term.uneven": (
        "{months} mois ne se partagent pas entre {found} cohortes.", "Un nombre de mois que les cohortes se partagent, 18 et 3 par exemple.",
        "Corrigez « months » ou « cohorts ».",
        "{months} months are not shared evenly by {found} cohorts.", "Months that the cohorts share evenly, such as 18 and 3.",
        "Correct “months” or “cohorts”.",
    ),
    "rules.age": (
        "« {found} » n'est pas une tranche d'âge.", "Des âges tels que 16-17 ou 65+.", "Corrigez « {key} ».",
        "“{found}” is no range of ages.", "Ages such as 16-17 or 65+.", "Correct “{key}”.",
    ),
    "rules.share": (
        "« {found} » n'est pas une part.", "Un pourcentage tel que 7,5 %, signe compris.", "Corrigez « {key} ».",
        "“{found}” is no share.", "A percentage such as 7.5%, with its sign.", "Correct “{key}”.",
    ),
    "rules.exponent": (
        "« {found} » n'est pas un nombre de 0 à 1.", "0, 1/2 ou 1, par exemple.", "Corrigez « {key} ».",
        "“{found}” is no number from 0 to 1.", "0, 1/2 or 1, for example.", "Correct “{key}”.",
    ),
    "rules.date": (
        "« {found} » n'est pas une date.", "Une date telle que 2027-03-01 (année-mois-jour).", "Corrigez « {key} ».",
        "“{found}” is no date.", "A date such as 2027-03-01 (year-month-day).", "Correct “{key}”.",
    ),
    "rules.seats.none": (
        "Il y a {found} siège à pourvoir.", "Un siège au moins.", "Corrigez « seats ».",
        "There are {found} seats to fill.", "One seat at least.", "Correct “seats”.",
    ),
    "rules.streams.seats": (
        "Les sièges des volets totalisent {total}.", "{seats}, comme « seats ».", "Corrigez l'un des deux.",
        "The seats of the streams add up to {total}.", "{seats}, as “seats” says.", "Correct one of the two.",
    ),
    "rules.strata": (
        "Les courriers ne peuvent pas être répartis selon « {found} ».", "Des critères connus avant toute réponse : {known}.",
        "Corrigez « strata ».",
        "Letters cannot be spread by “{found}”.", "Criteria known before any answer: {known}.",
        "Correct “strata”.",
    ),
    "rules.criterion.loose": (
        "Le critère « {key} » vient des listes, mais les courriers ne sont pas répartis selon lui.",
        "Chaque critère des listes dans « strata ».", "Ajoutez-le à « strata », ou écrivez « from: answers ».",
        "The criterion “{key}” comes from the lists, but letters are not spread by it.",
        "Every criterion of the lists in “strata”.", "Add it to “strata”, or write “from: answers”.",
    ),
    "rules.geography": (
        "Le critère « {key} » vient de « {origin} », et « geography » ne s'y accorde pas.",
        "« geography » pour address et registration, et pour elles seules.", "Ajoutez-la ou retirez-la.",
        "The criterion “{key}” comes from “{origin}”, and “geography” does not fit.",
        "“geography” for address and registration, and for them alone.", "Add it or remove it.",
    ),
    "rules.categories": (
        "Les modalités représentent : {found}.", "{wanted}, chacun une fois.", "Corrigez « categories ».",
        "The categories stand for: {found}.", "{wanted}, each once.", "Correct “categories”.",
    ),
    "rules.ages.gap": (
        "À {age} ans, on n'est dans aucune tranche.", "Chaque âge des volets dans une tranche.",
        "Étendez une tranche.",
        "At {age} one is in no band.", "Each age of the streams in one band.", "Widen a band.",
    ),
    "rules.ages.overlap": (
        "À {age} ans, on est dans plusieurs tranches : {found}.", "Chaque âge dans une seule tranche.",
        "Raccourcissez une tranche.",
        "At {age} one is in several bands: {found}.", "Each age in one band only.", "Shorten a band.",
    ),
    "rules.letters.rates": (
        "« {found} » n'est pas un critère connu avant les réponses.",
        "Un critère qui vient des listes.", "Corrigez « letters.rates ».",
        "“{found}” is no criterion known before the answers.", "A criterion that comes from the rolls.",
        "Correct “letters.rates”.",
    ),
    "rules.letters.answers": (
        "« {found} » n'est pas un critère que seules les réponses donnent.",
        "Un critère « from: answers ».", "Corrigez « letters.answers ».",
        "“{found}” is no criterion that only the answers tell.", "A criterion “from: answers”.",
        "Correct “letters.answers”.",
    ),
}  # fmt: skip

TEXTS = defect_texts(_DEFECTS)
