"""What `tirage check` says of electoral rolls and extracts of the Carte citoyenne.

A remark is about rows that are kept: what they have, and what is made of it. A defect stands in the way.
The French is written with plain spaces and straight apostrophes here; `typeset` sets what the eye expects.
"""

from __future__ import annotations

from tirage.messages.typography import Sentences, defect_texts, typeset

_DEFECTS: dict[str, Sentences] = {
    # The file
    "extract.layout.unknown": (
        "Les colonnes ne sont celles d'aucun format connu : {columns}.",
        "Une liste électorale (REU/ELIRE, ou arrêté de 2013) ou un extrait de la Carte citoyenne.",
        "Relisez les colonnes proposées, corrigez-les et ajoutez-les à tirage.yaml.",
        "The columns are those of no known layout: {columns}.",
        "An electoral roll (REU/ELIRE, or the order of 2013) or an extract of the Carte citoyenne.",
        "Read the proposed columns through, correct them and add them to tirage.yaml.",
    ),
    "extract.header.missing": (
        "La première ligne est faite de données, et non de noms de colonnes.", "Un en-tête.",
        "Exportez de nouveau le fichier avec son en-tête, ou ajoutez-le en première ligne.",
        "The first row is data, and not names of columns.", "A header.",
        "Export the file again with its header, or put it into the first row.",
    ),
    "extract.column.missing": (
        "Il n'y a pas de colonne « {column} » ({field}).", "Cette colonne : sans elle, personne ne peut être tiré ou joint.",
        "Exportez de nouveau le fichier avec cette colonne, ou désignez-la dans tirage.yaml ; la plus proche est « {closest} ».",
        "There is no column “{column}” ({field}).", "This column: without it nobody can be drawn or written to.",
        "Export the file again with this column, or name it in tirage.yaml; the closest is “{closest}”.",
    ),
    "extract.field.unknown": (
        "tirage.yaml donne à une colonne le sens « {field} », qui n'existe pas.", "L'un de ceux-ci : {fields}.",
        "Corrigez ce mot ; le plus proche est « {closest} ».",
        "tirage.yaml gives a column the meaning “{field}”, which does not exist.", "One of: {fields}.",
        "Correct this word; the closest is “{closest}”.",
    ),
    "extract.list.missing": (
        "Ni une colonne ni le nom du fichier ne disent de quelle liste il s'agit.", "LP, LCM, LCE ou CC.",
        "Ajoutez le code au nom du fichier, par exemple com75115_LP_31-08-2026.csv ; CC est la Carte citoyenne.",
        "Neither a column nor the name of the file says which list this is.", "LP, LCM, LCE or CC.",
        "Add the code to the name of the file, such as com75115_LP_31-08-2026.csv; CC is the Carte citoyenne.",
    ),
    "extract.file.repeated": (
        "Ce fichier a exactement le contenu de {first}.", "Chaque fichier une seule fois.",
        "Retirez l'un des deux ; si l'un devait être une autre liste, redemandez-la.",
        "This file has exactly the content of {first}.", "Each file once.",
        "Leave one of them out; if one was to be another list, ask for it again.",
    ),
    # Rows set aside
    "extract.row.width": (
        "Des lignes ont une cellule de trop ou de moins ; elles sont mises à part.",
        "Autant de cellules que l'en-tête.",
        "Mettez entre guillemets droits la cellule qui contient le séparateur, ou complétez la ligne.",
        "Rows have a cell too many or too few; they are set aside.", "As many cells as the header.",
        "Put straight quotation marks around the cell that holds the delimiter, or complete the row.",
    ),
    "extract.row.cut": (
        "La dernière ligne est incomplète ; elle est mise à part.", "Un fichier entier.",
        "Le fichier a sans doute été coupé pendant l'export ou la copie : redemandez-le, d'autres lignes peuvent manquer.",
        "The last row is incomplete; it is set aside.", "A whole file.",
        "The file was probably cut off in the export or the copy: ask for it again, more rows may be missing.",
    ),
    "extract.name.missing": (
        "Des lignes n'ont pas de nom de naissance ; elles sont mises à part.", "Un nom de naissance par ligne.",
        "Complétez la cellule, ou retirez la ligne si ce n'est pas une personne.",
        "Rows have no birth surname; they are set aside.", "A birth surname in every row.",
        "Fill in the cell, or remove the row if it is not a person.",
    ),
    "extract.birth.missing": (
        "Des lignes n'ont pas de date de naissance ; elles sont mises à part.", "Au moins l'année.",
        "Complétez la date : sans elle, ni l'âge ni l'identité ne sont connus.",
        "Rows have no birth date; they are set aside.", "The year at least.",
        "Fill in the date: without it neither age nor identity is known.",
    ),
    "extract.birth.unreadable": (
        "Des dates de naissance ne se lisent pas ; ces lignes sont mises à part.",
        "31/01/1990, 1990-01-31, 00/01/1990 ou 1990.",
        "Corrigez la date ; si un tableur l'a changée en nombre, repartez du fichier d'origine.",
        "Birth dates cannot be read; these rows are set aside.", "31/01/1990, 1990-01-31, 00/01/1990 or 1990.",
        "Correct the date; if a spreadsheet has turned it into a number, start again from the original file.",
    ),
    "extract.birth.future": (
        "Des dates de naissance sont à venir ; ces lignes sont mises à part.", "Une date passée.",
        "Corrigez l'année.",
        "Birth dates lie in the future; these rows are set aside.", "A date in the past.", "Correct the year.",
    ),
    "extract.list.unknown": (
        "Des lignes nomment une liste inconnue ; elles sont mises à part.",
        "Liste principale (ou générale), complémentaire municipale ou complémentaire européenne ; LP, LCM, LCE, CC.",
        "Corrigez le type de liste.",
        "Rows name an unknown list; they are set aside.",
        "Liste principale (or générale), complémentaire municipale or complémentaire européenne; LP, LCM, LCE, CC.",
        "Correct the type of list.",
    ),
}  # fmt: skip

_REMARKS: dict[str, tuple[str, str]] = {
    "address.abroad": ("adresse hors de France", "address outside France"),
    "address.contradiction": (
        "code postal et ville nomment deux arrondissements : le code postal compte",
        "postcode and city name two arrondissements: the postcode counts",
    ),
    "address.elsewhere": (
        "adresse dans un autre arrondissement que l'inscription : la règle choisie pour la base dira lequel compte",
        "address in another arrondissement than the registration: the rule chosen for the frame says which counts",
    ),
    "address.incomplete": (
        "adresse incomplète : aucun courrier ne peut partir",
        "incomplete address: no letter can be sent",
    ),
    "address.no_number": ("voie sans numéro", "street without a number"),
    "address.no_street": ("un lieu-dit sans voie", "a place name without a street"),
    "birth.impossible": (
        "jour qui n'existe pas, comme 31/02 : seule l'année compte, l'âge est un intervalle",
        "a day that does not exist, such as 31/02: only the year counts, the age is an interval",
    ),
    "birth.minor": (
        "moins de 18 ans (sur une liste électorale : préinscription)",
        "under 18 (on a roll: registered in advance)",
    ),
    "birth.partial": (
        "jour ou mois de naissance inconnu : l'âge est un intervalle",
        "day or month of birth unknown: the age is an interval",
    ),
    "birth.very_old": ("plus de 120 ans : à vérifier", "over 120 years old: to be checked"),
    "birthplace.zero": (
        "code de la commune de naissance sans son zéro : rétabli",
        "code of the commune of birth without its zero: put back",
    ),
    "bureau.elsewhere": (
        "bureau de vote d'un autre arrondissement que la commune : le bureau compte",
        "polling station of another arrondissement than the commune: the polling station counts",
    ),
    "bureau.missing": ("sans bureau de vote", "without a polling station"),
    "bureau.odd": (
        "bureau de vote d'aucun arrondissement, comme JU01",
        "polling station of no arrondissement, such as JU01",
    ),
    "commune.disagrees": (
        "autre commune que celle du nom du fichier : la colonne compte",
        "another commune than in the name of the file: the column counts",
    ),
    "commune.odd": (
        "code de commune qui n'a pas cinq signes",
        "commune code that is not five characters long",
    ),
    "first_names.missing": ("sans prénom", "without first names"),
    "guardian.missing": (
        "mineur sans représentant légal : le courrier ne peut pas lui être adressé",
        "a minor without a legal representative: the letter cannot be addressed",
    ),
    "list.changes": (
        "ligne d'un tableau (InfoListe) : ce sont les changements de la liste, radiations comprises ; demandez la liste électorale elle-même",
        "a row of a tableau (InfoListe): the changes of the list, people struck off among them; ask for the liste électorale itself",
    ),
    "list.state": (
        "InfoListe inconnue : ni liste électorale ni tableau ; la ligne est gardée",
        "an unknown InfoListe: neither liste électorale nor tableau; the row is kept",
    ),
    "list.disagrees": (
        "autre liste que celle du nom du fichier : la colonne compte",
        "another list than in the name of the file: the column counts",
    ),
    "name.latin9": (
        "signe comme ¼ ou ½ dans un nom : essayez --encoding iso-8859-15",
        "a sign such as ¼ or ½ in a name: try --encoding iso-8859-15",
    ),
    "name.mojibake": (
        "nom comme « AgnÃ¨s » : un export a mal lu l'UTF-8 ; redemandez le fichier",
        "a name such as “AgnÃ¨s”: an export has misread UTF-8; ask for the file again",
    ),
    "name.replaced": (
        "signe perdu dans un nom (�) : redemandez le fichier",
        "a sign lost in a name (�): ask for the file again",
    ),
    "name.script": (
        "nom sans lettre latine : gardé, comparé tel qu'il est écrit, jamais à sa transcription",
        "a name without a Latin letter: kept, compared as it is written, never with its transliteration",
    ),
    "name.signs": (
        "signe inhabituel dans un nom (chiffre, parenthèse, =…) : gardé tel quel",
        "an unusual sign in a name (digit, bracket, =…): kept as it is",
    ),
    "name.word": (
        "nom comme NA, Null ou True : gardé, c'est un nom",
        "a name such as NA, Null or True: kept, it is a name",
    ),
    "nationality.missing": ("sans nationalité", "without a nationality"),
    "nationality.unexpected": (
        "nationalité que cette liste ne devrait pas avoir : elle compte telle qu'écrite",
        "a nationality that this list should not have: it counts as it is written",
    ),
    "nationality.unknown": (
        "nationalité non reconnue : sur une liste électorale, celle que la liste implique",
        "a nationality that is not known: on a roll, the one that the list implies",
    ),
    "number.odd": (
        "numéro national d'électeur qui n'a pas 8 ou 9 chiffres : l'identité le remplace",
        "a national elector number that has not 8 or 9 digits: the identity takes its place",
    ),
    "postcode.odd": ("code postal qui n'a pas cinq chiffres", "a postcode that has not five digits"),
    "postcode.zero": (
        "code postal sans son zéro : rétabli",
        "a postcode without its zero: put back",
    ),
    "registration.unknown": (
        "inscription à Paris sans arrondissement connu",
        "registered in Paris, the arrondissement not known",
    ),
    "row.header": (
        "en-tête répété : mis à part, ce n'est pas une personne",
        "the header again: set aside, it is not a person",
    ),
    "sex.unknown": ("sexe non renseigné ou non reconnu", "sex blank or not known"),
}

_SAID: dict[str, tuple[str, str]] = {
    "help.check": (
        "Lit des listes électorales et des extraits de la Carte citoyenne tels quels, dit ce qu'ils sont et ce qui ne va pas. N'écrit rien.",
        "Read electoral rolls and extracts of the Carte citoyenne as they are; say what they are and what is wrong. Writes nothing.",
    ),
    "help.check.files": (
        "Fichiers reçus : CSV, XLSX, ODS ou XLS.",
        "Files as received: CSV, XLSX, ODS or XLS.",
    ),
    "help.check.dir": (
        "Dossier dont le tirage.yaml dit les colonnes d'un fichier d'aucun format connu ; par défaut celui où l'on est.",
        "Folder whose tirage.yaml has the columns of a file of no known layout; by default the current one.",
    ),
    "progress.check": ("Lecture des fichiers", "Reading the files"),
    "check.kind.layout-a": ("liste électorale, format REU/ELIRE", "electoral roll, REU/ELIRE layout"),
    "check.kind.layout-b": ("liste électorale, format de 2013", "electoral roll, layout of 2013"),
    "check.kind.cards": ("Carte citoyenne", "Carte citoyenne extract"),
    "check.kind.mapping": ("colonnes désignées à la main", "columns named by hand"),
    "check.rows": (
        "{kind} · lignes : {read} lues, {kept} gardées, {aside} mises à part, {blank} vides",
        "{kind} · rows: {read} read, {kept} kept, {aside} set aside, {blank} blank",
    ),
    "check.text": (
        "codage {encoding}, séparateur « {delimiter} »",
        "encoding {encoding}, delimiter “{delimiter}”",
    ),
    "check.workbook": ("classeur {encoding}", "{encoding} workbook"),
    "check.tab": ("tabulation", "tab"),
    "check.commune": ("commune : {value}", "commune: {value}"),
    "check.list": ("liste : {value}", "list: {value}"),
    "check.date": ("jour d'export : {value}", "day of export: {value}"),
    "check.from.column": ("colonne", "column"),
    "check.from.name": ("nom du fichier", "file name"),
    "check.unsaid": ("non précisée", "not said"),
    "check.several": ("{count}, dont {some}", "{count}, among them {some}"),
    "check.names": (
        "Noms accentués, à relire : {names}",
        "Accented names, to be read through: {names}",
    ),
    "check.names.none": ("Aucun nom accentué", "No accented name"),
    "check.absent": ("Colonnes absentes : {columns}", "Columns that are not there: {columns}"),
    "check.unused": ("Colonnes non utilisées : {columns}", "Columns not used: {columns}"),
    "check.proposal": (
        "Colonnes proposées d'après leurs noms, à relire, pour tirage.yaml :",
        "Columns proposed by their names, to be read through, for tirage.yaml:",
    ),
    "check.remarks": ("Particularités des lignes", "What the rows have that is remarkable"),
    "check.count": ("Lignes", "Rows"),
    "check.what": ("Ce que c'est", "What it is"),
    "check.where": ("Où, d'abord", "Where, at first"),
    "check.place": ("{file}, l. {lines}", "{file}, line {lines}"),
    "check.files": ("+ {count} fichier(s)", "+ {count} file(s)"),
    "check.totals": ("Lignes gardées : {kept} sur {read} ({lists})", "Rows kept: {kept} of {read} ({lists})"),
    "check.missing": (
        "Liste {list} : aucun fichier pour les arrondissements {places}. Un fichier perdu prive ses habitants de toute chance.",
        "List {list}: no file for arrondissements {places}. A lost file leaves its residents without any chance.",
    ),
    "check.shared": (
        "{count} fichiers de la liste {list} de {commune} ({files}) : parties d'une liste, ou deux exports ?",
        "{count} files of the list {list} of {commune} ({files}): parts of one list, or two exports?",
    ),
    "check.dates": (
        "Dates d'export différentes : {dates}. Quelqu'un qui a déménagé entre-temps peut manquer ou figurer deux fois.",
        "Different days of export: {dates}. Someone who moved in between may be missing, or be there twice.",
    ),
    "check.defect": (
        "✗ {where} : {found} Attendu : {expected} À faire : {remedy} [{name}]",
        "✗ {where}: {found} Expected: {expected} To do: {remedy} [{name}]",
    ),
    "check.times": ("{where} ({count} lignes)", "{where} ({count} rows)"),
    "check.blocked": (
        "{count} point(s) à régler avant d'aller plus loin (✗).",
        "{count} thing(s) to settle before going on (✗).",
    ),
    "check.fine": ("Rien n'empêche d'aller plus loin.", "Nothing stands in the way of going on."),
}

TEXTS: dict[str, dict[str, str]] = {
    **defect_texts(_DEFECTS),
    **{f"remark.{code}": {"fr": typeset(fr), "en": en} for code, (fr, en) in _REMARKS.items()},
    **{code: {"fr": typeset(fr), "en": en} for code, (fr, en) in _SAID.items()},
}
