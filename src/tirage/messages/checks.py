"""What is said of quotas and a pool before any draw."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_DEFECTS = {
    "option.declared": (
        "« {value} » n'est pas un critère des quotas.", "Un critère des quotas.", "Corrigez-le ; le plus proche est « {closest} ».",
        "“{value}” is no criterion of the quotas.", "A criterion of the quotas.",
        "Correct it; the closest is “{closest}”.",
    ),
    "ends.column": (
        "La colonne « {column} » manque.", "criterion, category, residents, letters (ou critère, modalité, habitants, courriers).",
        "Ajoutez-la, ou corrigez l'en-tête ; le plus proche est « {closest} ».",
        "The column “{column}” is missing.", "criterion, category, residents, letters.",
        "Add it, or correct the header; the closest is “{closest}”.",
    ),
    "ends.number": (
        "« {found} » dans « {column} ».", "Un nombre entier, sans virgule.", "Corrigez-le.",
        "“{found}” in “{column}”.", "A whole number, without a decimal sign.", "Correct it.",
    ),
    "ends.residents.none": (
        "Aucun habitant.", "Un habitant au moins.", "Corrigez le nombre, ou regroupez cette modalité avec une autre.",
        "No resident.", "One resident at least.", "Correct the number, or put this category together with another.",
    ),
    "ends.letters.above": (
        "{letters} courriers pour {residents} habitants.", "Un courrier au plus par habitant.",
        "Corrigez l'un des deux ; les colonnes sont peut-être inversées.",
        "{letters} letters for {residents} residents.", "One letter a resident at most.",
        "Correct one of them; perhaps the columns are swapped.",
    ),
    "ends.letters.some": (
        "« {criterion} » : {blank} modalité(s) sans nombre de courriers, d'autres avec.",
        "Les courriers de toutes les modalités, ou d'aucune si la liste électorale ne dit pas ce critère.",
        "Complétez, ou videz la colonne pour ce critère.",
        "“{criterion}”: {blank} category(ies) without a number of letters, others with.",
        "The letters of all categories, or of none where the roll does not tell this criterion.",
        "Complete them, or empty the column for this criterion.",
    ),
    "ends.letters.totals": (
        "Les courriers de « {criterion} » totalisent {total}, ceux de « {other} » {others}.",
        "Le même total : ce sont les mêmes courriers.", "Corrigez l'un des deux.",
        "The letters of “{criterion}” add up to {total}, those of “{other}” to {others}.",
        "The same total: they are the same letters.", "Correct one of them.",
    ),
    "ends.criterion": (
        "« {criterion} » n'est pas un critère des quotas.", "Un critère des quotas.",
        "Corrigez-le ; le plus proche est « {closest} ».",
        "“{criterion}” is no criterion of the quotas.", "A criterion of the quotas.",
        "Correct it; the closest is “{closest}”.",
    ),
    "ends.category": (
        "« {category} » n'est pas une modalité de « {criterion} ».", "Une modalité des quotas, écrite de même.",
        "Corrigez-la ; la plus proche est « {closest} ».",
        "“{category}” is no category of “{criterion}”.", "A category of the quotas, written alike.",
        "Correct it; the closest is “{closest}”.",
    ),
    "ends.category.missing": (
        "La modalité « {category} » de « {criterion} » manque.", "Une ligne pour chaque modalité du critère.",
        "Ajoutez sa ligne.",
        "The category “{category}” of “{criterion}” is missing.", "A line for each category of the criterion.",
        "Add its line.",
    ),
    "ends.twice": (
        "« {category} » est déjà à la ligne {first}.", "Une ligne par modalité.", "Retirez celle de trop.",
        "“{category}” is already on line {first}.", "One line a category.", "Remove the extra one.",
    ),
    "ends.volunteers": (
        "{volunteers} volontaires « {category} » pour {most} courriers ou habitants.",
        "Pas plus de volontaires que de courriers.", "Vérifiez les nombres, ou le fichier des volontaires.",
        "{volunteers} volunteers “{category}” for {most} letters or residents.",
        "No more volunteers than letters.", "Check the numbers, or the file of volunteers.",
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
