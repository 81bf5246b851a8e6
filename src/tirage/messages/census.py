"""What is said of census tables and of the quotas made from them."""

from __future__ import annotations

from tirage.messages.typography import Sentences, defect_texts, typeset

_SAID: dict[str, tuple[str, str]] = {
    "help.quotas.build": (
        "Fait des quotas à partir d'un recensement : plus fort reste, tolérance, parité et autres cibles, croisements ; l'arrondi est montré.",
        "Make quotas from a census: largest remainder, tolerance, parity and other targets, crossings; the rounding is shown.",
    ),
    "help.census": (
        "Tableau CSV, XLSX ou ODS : critère, modalité, effectif (ou part, comme 12,2 %), et au choix source, année.",
        "CSV, XLSX or ODS table: criterion, category, count (or share, as 12.2%), and optionally source, year.",
    ),
    "help.tolerance": (
        "Sièges de part et d'autre (1), ou part des sièges de la modalité (5 %) ; volet=0 pour un seul critère.",
        "Seats either way (1), or a part of the category's seats (5%); stream=0 for one criterion.",
    ),
    "help.target": (
        "Une part déclarée à la place de celle du recensement, comme 'genre:Femme=50 %'.",
        "A declared share in place of the census's, such as gender:Woman=50%.",
    ),
    "help.cross": ("Un croisement que le tableau donne, comme genre,secteur.", "A crossing that the table has, such as gender,sector."),
    "help.quotas.out": ("Fichier de quotas à écrire ; jamais par-dessus un autre.", "Quota file to write; never over another."),
    "build.written": ("Quotas écrits dans {path}.", "Quotas written to {path}."),
    "build.census": ("recensement", "census"),
    "build.aimed": ("visé", "aimed at"),
    "build.exact": ("exact", "exact "),
    "build.seats": ("sièges", "seats"),
    "build.deviation": ("écart (points)", "off (points)"),
    "build.cut": (
        "* La tolérance aurait rendu ce minimum négatif : il est de 0.",
        "* The tolerance would have made this minimum negative: it is 0.",
    ),
    "build.file.title": ("Quotas de {seats} sièges, faits par tirage quotas build.", "Quotas of {seats} seats, made by tirage quotas build."),
    "build.file.rule": (
        "À droite : effectif, part visée, sièges exacts, sièges au plus fort reste. La fourchette y ajoute la tolérance.",
        "On the right: people, share aimed at, exact seats, seats by largest remainder. The range adds the tolerance.",
    ),
    "build.file.target": (" (cible ; recensement : {share})", " (target; census: {share})"),
    "census.rounded": (
        "« {criterion} » : les parts font {total} % ; elles sont ramenées à 100.",
        "“{criterion}”: the shares add up to {total}%; they are brought to 100.",
    ),
    "census.total": (
        "« {criterion} », ligne {line} : « {found} » est un total, pas une modalité ; il est laissé de côté (total : {total} ; somme des modalités : {sum}).",
        "“{criterion}”, line {line}: “{found}” is a total, not a category; it is left out (total: {total}; sum of the categories: {sum}).",
    ),
    "census.gap": (
        "« {criterion} », ligne {line} : un écart sépare « {other} » de « {found} ». Est-ce voulu ?",
        "“{criterion}”, line {line}: there is a gap between “{other}” and “{found}”. Is it meant?",
    ),
}  # fmt: skip

_DEFECTS: dict[str, Sentences] = {
    "census.column": (
        "La colonne « {column} » manque.", "Les colonnes critère, modalité, et effectif ou part.", "Ajoutez-la, ou corrigez son nom.",
        "The column “{column}” is missing.", "The columns criterion, category, and count or share.", "Add it, or correct its name.",
    ),
    "census.blank": (
        "Cette case est vide.", "Une valeur.", "Complétez-la, ou retirez la ligne.",
        "This cell is empty.", "A value.", "Fill it in, or remove the row.",
    ),
    "census.count": (
        "« {found} » n'est pas un effectif.", "Un nombre de personnes, 0 ou plus ; les décimales d'une estimation sont lues (1234,56).",
        "Corrigez-le. Avec trois décimales, ajoutez un zéro (12,3450) ; des milliers s'écrivent 12 345 ou 12345. Une part va dans la colonne part, comme 12,2 %.",
        "“{found}” is no count.", "A number of people, 0 or more; the decimals of an estimate are read (1234.56).",
        "Correct it. With three decimals, add a zero (12.3450); thousands are written 12 345 or 12345. A share goes into the column share, as 12.2%.",
    ),
    "census.share": (
        "« {found} » n'est pas une part.", "Un pourcentage avec son signe, comme 12,2 %.", "Corrigez-la.",
        "“{found}” is no share.", "A percentage with its sign, such as 12.2%.", "Correct it.",
    ),
    "census.mixed": (
        "Ce critère a des effectifs et des parts.", "Les uns ou les autres.", "Gardez une seule colonne pour ce critère.",
        "This criterion has counts and shares.", "One or the other.", "Keep one column for this criterion.",
    ),
    "census.nobody": (
        "Personne n'est dans aucune modalité.", "Une modalité au moins avec quelqu'un.", "Vérifiez les effectifs.",
        "Nobody is in any category.", "One category at least with somebody.", "Check the counts.",
    ),
    "census.sum": (
        "Les parts totalisent {total} %.", "100 %, à 0,5 point près.", "Corrigez une part, ou ajoutez la modalité qui manque.",
        "The shares add up to {total}%.", "100%, give or take 0.5 points.", "Correct a share, or add the category that is missing.",
    ),
    "census.total.only": (
        "La seule modalité de ce critère est un total, « {found} ».", "Les modalités elles-mêmes.",
        "Ajoutez une ligne par modalité, ou retirez ce critère.",
        "The only category of this criterion is a total, “{found}”.", "The categories themselves.",
        "Add a row for each category, or remove this criterion.",
    ),
    "census.total.sum": (
        "Le total « {found} » est de {total}, la somme des modalités de {sum}.", "La même somme, aux arrondis près.",
        "Ajoutez la modalité qui manque, corrigez un effectif, ou retirez la ligne du total.",
        "The total “{found}” is {total}, the sum of the categories {sum}.", "The same sum, but for rounding.",
        "Add the category that is missing, correct a count, or remove the row of the total.",
    ),
    "census.twice": (
        "« {found} » figure déjà, écrit « {other} ».", "Chaque nom une fois, écrit d'une seule façon.", "Gardez une seule écriture, et une seule ligne.",
        "“{found}” is there already, written “{other}”.", "Each name once, written in one way.", "Keep one spelling, and one row.",
    ),
    "census.overlap": (
        "« {found} » recouvre « {other} ».", "Des tranches d'âge séparées.", "Corrigez l'une des deux.",
        "“{found}” overlaps “{other}”.", "Bands of age apart from each other.", "Correct one of the two.",
    ),
    "census.crossing": (
        "Le critère croisé « {found} » n'est pas dans le tableau.", "Un critère du tableau, écrit de la même façon.", "Ajoutez-le, ou corrigez son nom.",
        "The crossed criterion “{found}” is not in the table.", "A criterion of the table, written alike.", "Add it, or correct its name.",
    ),
    "census.cell": (
        "« {found} » ne croise pas des modalités du tableau.", "Une modalité de chaque critère, séparées par × entre deux espaces.", "Corrigez-la.",
        "“{found}” does not cross categories of the table.", "A category of each criterion, with × between two spaces.", "Correct it.",
    ),
    "census.tolerance": (
        "« {found} » n'est pas une tolérance.", "Des sièges (1), ou une part ('5 %').", "Corrigez --tolerance.",
        "“{found}” is no tolerance.", "Seats (1), or a part (5%).", "Correct --tolerance.",
    ),
    "census.target.text": (
        "« {found} » n'est pas une cible.", "critère:modalité=part, comme 'genre:Femme=50 %'.", "Corrigez --target.",
        "“{found}” is no target.", "criterion:category=share, such as gender:Woman=50%.", "Correct --target.",
    ),
    "census.target": (
        "La cible « {found} » n'est pas dans le tableau.", "Un critère et une modalité du tableau.", "La plus proche est « {closest} ».",
        "The target “{found}” is not in the table.", "A criterion and a category of the table.", "The closest is “{closest}”.",
    ),
    "census.targets": (
        "Les cibles de ce critère dépassent 100 %, ou ne laissent rien à personne.", "Des cibles qui totalisent 100 % au plus.", "Corrigez --target.",
        "The targets of this criterion exceed 100%, or leave nothing to nobody.", "Targets that add up to 100% at most.", "Correct --target.",
    ),
    "census.no_crossing": (
        "Le tableau n'a pas le croisement « {found} ».", "L'un de ceux-ci : {known}.", "Ajoutez ses lignes au tableau, ou retirez --cross.",
        "The table does not have the crossing “{found}”.", "One of: {known}.", "Add its rows to the table, or leave --cross out.",
    ),
    "census.no_pair": (
        "Le tableau n'a aucun croisement de deux critères de ces quotas (il a : {found}).", "L'un de ceux-ci : {known}.", "Ajoutez ses lignes au tableau, ou retirez --census.",
        "The table has no crossing of two criteria of these quotas (it has: {found}).", "One of: {known}.", "Add its rows to the table, or leave --census out.",
    ),
    "census.crossing.seats": (
        "Aucun nombre entier de sièges ne s'accorde avec les critères croisés.", "Un croisement qui s'accorde avec ses marges.", "Vérifiez ses effectifs, ou croisez des critères moins fins.",
        "No whole numbers of seats agree with the criteria crossed.", "A crossing that agrees with its margins.", "Check its counts, or cross coarser criteria.",
    ),
}  # fmt: skip

TEXTS = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _SAID.items()},
    **defect_texts(_DEFECTS),
}
