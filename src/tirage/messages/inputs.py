"""What is wrong in a file, and what to do about it.

Each entry of `_DEFECTS`: found, expected, remedy in French, then the same in English, as complete sentences.
The French is written with plain spaces and straight apostrophes here; `typeset` sets what the eye expects.
"""

from __future__ import annotations

from tirage.messages.typography import defect_texts

_DEFECTS: dict[str, tuple[str, str, str, str, str, str]] = {
    # Any file
    "file.missing": (
        "Ce fichier n'existe pas.", "Un fichier.", "Vérifiez le nom et le dossier.",
        "There is no such file.", "A file.", "Check the name and the folder.",
    ),
    "file.directory": (
        "C'est un dossier.", "Un fichier.", "Indiquez le fichier qui est dans ce dossier.",
        "This is a folder.", "A file.", "Name the file inside this folder.",
    ),
    "file.permission": (
        "L'accès à ce fichier est refusé.", "Un fichier que vous pouvez lire.",
        "Demandez le droit de lecture, ou fermez le logiciel qui tient ce fichier ouvert.",
        "Access to this file is denied.", "A file that you may read.",
        "Ask for permission to read it, or close the program that holds it open.",
    ),
    "file.unreadable": (
        "Le système n'a pas pu lire ce fichier (erreur {error}).", "Un fichier lisible.",
        "Copiez le fichier sur un disque local et recommencez.",
        "The system could not read this file (error {error}).", "A readable file.",
        "Copy the file to a local disk and try again.",
    ),
    "file.changed": (
        "Ce fichier a changé pendant sa lecture.", "Un fichier auquel personne ne touche.",
        "Attendez la fin de la copie ou de l'export, puis recommencez.",
        "This file has changed while it was read.", "A file that nobody is working on.",
        "Wait for the copy or the export to end, then try again.",
    ),
    "file.empty": (
        "Ce fichier est vide.", "Un fichier avec du contenu.", "Exportez-le de nouveau.",
        "This file is empty.", "A file with something in it.", "Export it again.",
    ),
    "file.nul": (
        "Un caractère nul se trouve dans ce fichier, lu en {encoding}.",
        "Du texte, ou un classeur XLSX ou ODS.",
        "Exportez le fichier en CSV UTF-8 ; s'il est en UTF-16 sans marque, ajoutez --encoding utf-16-le.",
        "There is a NUL character in this file, read as {encoding}.",
        "Text, or an XLSX or ODS workbook.",
        "Export the file as CSV UTF-8; if it is UTF-16 without a mark, add --encoding utf-16-le.",
    ),
    "file.encoding.unknown": (
        "Le codage « {encoding} » est inconnu.", "Un codage tel que utf-8, cp1252 ou utf-16.",
        "Corrigez --encoding, ou retirez-le : le codage est reconnu dans la plupart des cas.",
        "The encoding “{encoding}” is unknown.", "An encoding such as utf-8, cp1252 or utf-16.",
        "Correct --encoding, or leave it out: the encoding is recognised in most cases.",
    ),
    "file.encoding.undecodable": (
        "L'octet {byte} ne peut pas se lire en {encoding}.", "Un seul codage dans tout le fichier.",
        "Enregistrez le fichier en CSV UTF-8, ou indiquez son codage par --encoding.",
        "Byte {byte} cannot be read as {encoding}.", "One encoding throughout the file.",
        "Save the file as CSV UTF-8, or name its encoding with --encoding.",
    ),
    # Workbooks
    "workbook.unreadable": (
        "Ce classeur est endommagé ou incomplet.", "Un classeur XLSX, ODS ou XLS qui s'ouvre.",
        "Ouvrez-le dans un tableur et enregistrez-le de nouveau, ou exportez-le en CSV UTF-8.",
        "This workbook is damaged or incomplete.", "An XLSX, ODS or XLS workbook that opens.",
        "Open it in a spreadsheet and save it again, or export it as CSV UTF-8.",
    ),
    "workbook.unknown": (
        "Cette archive n'est pas un classeur.", "Un fichier CSV, XLSX ou ODS.",
        "Extrayez le tableau de l'archive, ou exportez le document en CSV UTF-8.",
        "This archive is not a workbook.", "A CSV, XLSX or ODS file.",
        "Extract the table from the archive, or export the document as CSV UTF-8.",
    ),
    "workbook.password": (
        "Ce classeur est protégé par un mot de passe.", "Un classeur sans mot de passe.",
        "Enregistrez-en une copie sans mot de passe, dans un dossier à accès restreint.",
        "This workbook is protected by a password.", "A workbook without a password.",
        "Save a copy without a password, in a folder with restricted access.",
    ),
    "workbook.sheets": (
        "Plusieurs feuilles sont remplies : {sheets}.", "Une seule feuille remplie, masquées comprises.",
        "Gardez la feuille à lire dans un classeur à part, ou exportez-la en CSV UTF-8.",
        "Several sheets have content: {sheets}.", "One sheet with content, hidden ones included.",
        "Keep the sheet to be read in a workbook of its own, or export it as CSV UTF-8.",
    ),
    # Tables
    "table.header_only": (
        "Il n'y a aucune ligne sous l'en-tête.", "Au moins une ligne de données.",
        "Exportez le tableau de nouveau, avec ses lignes.",
        "There is no row below the header.", "At least one row of data.",
        "Export the table again, with its rows.",
    ),
    "table.column.duplicate": (
        "La colonne « {column} » figure plusieurs fois (positions {positions}).", "Des noms tous différents.",
        "Renommez ou retirez les colonnes de trop.",
        "Column “{column}” appears more than once (positions {positions}).", "Names that all differ.",
        "Rename or remove the extra columns.",
    ),
    "table.column.nameless": (
        "La colonne n° {number} n'a pas de nom, mais la ligne {first} y a une valeur.",
        "Un nom pour chaque colonne remplie.", "Nommez cette colonne ou videz-la.",
        "Column {number} has no name, but line {first} has a value in it.",
        "A name for every column with data.", "Name this column or empty it.",
    ),
    "table.row.width": (
        "Nombre de cellules de cette ligne : {cells}.", "{columns}, comme dans l'en-tête.",
        "Mettez entre guillemets droits la cellule qui contient le séparateur, ou complétez la ligne.",
        "Number of cells in this row: {cells}.", "{columns}, as in the header.",
        "Put straight quotation marks around the cell that holds the delimiter, or complete the row.",
    ),
    "table.quotes": (
        "Les guillemets droits de cette ligne ne se referment pas correctement.",
        'Un guillemet au début et à la fin de la cellule, et "" à l\'intérieur.',
        "Corrigez ces guillemets ; la suite n'a pas été lue. Si c'est la fin du fichier, il a été coupé : redemandez-le.",
        "The quotation marks of this line do not close properly.",
        'One at the start and one at the end of the cell, and "" inside.',
        "Correct these quotation marks; the rest was not read. If this is the end of the file, it was cut off: ask for it again.",
    ),
    # Pool
    "pool.column.missing": (
        "Il n'y a pas de colonne « {column} ».", "Une colonne de ce nom exact.",
        "Corrigez l'option ou l'en-tête ; la colonne la plus proche est « {closest} ».",
        "There is no column “{column}”.", "A column with exactly this name.",
        "Correct the option or the header; the closest column is “{closest}”.",
    ),
    "pool.criterion.missing": (
        "Il n'y a pas de colonne pour le critère « {column} ».", "Une colonne par critère des quotas.",
        "Ajoutez ou renommez la colonne ; la plus proche est « {closest} ».",
        "There is no column for the criterion “{column}”.", "One column for each criterion of the quotas.",
        "Add or rename the column; the closest is “{closest}”.",
    ),
    "pool.id.absent": (
        "Aucune colonne n'est reconnue comme identifiant. Colonnes : {columns}.",
        "Une colonne nommée {names}.", "Désignez la colonne des identifiants par --id.",
        "No column is recognised as the id. Columns: {columns}.",
        "One column named {names}.", "Name the column of the ids with --id.",
    ),
    "pool.id.ambiguous": (
        "Plusieurs colonnes peuvent être l'identifiant : {candidates}.", "Une seule.",
        "Désignez celle des identifiants par --id.",
        "Several columns may be the id: {candidates}.", "Only one.",
        "Name the one that holds the ids with --id.",
    ),
    "pool.id.blank": (
        "L'identifiant est vide.", "Un identifiant pour chaque personne.",
        "Complétez la cellule ; si la ligne n'est pas une personne, retirez-la.",
        "The id is blank.", "An id for every person.",
        "Fill in the cell; if the row is not a person, remove it.",
    ),
    "pool.id.mangled": (
        "Un tableur a transformé cet identifiant en nombre : « {id} ».", "L'identifiant d'origine.",
        "Repartez du fichier d'origine, la colonne étant importée comme texte.",
        "A spreadsheet has turned this id into a number: “{id}”.", "The original id.",
        "Start again from the original file, with the column imported as text.",
    ),
    "pool.id.grammar": (
        "L'identifiant « {id} » contient : {bad}.",
        "Des lettres sans accent, des chiffres et les signes . _ : + / -",
        "Remplacez ces caractères, ou désignez une autre colonne par --id.",
        "The id “{id}” holds: {bad}.", "Unaccented letters, digits and the signs . _ : + / -",
        "Replace these characters, or name another column with --id.",
    ),
    "pool.id.duplicate": (
        "L'identifiant « {id} » figure aux lignes {lines}, d'abord à la ligne {first}.",
        "Un identifiant différent pour chaque personne.",
        "Si c'est une même personne, gardez une seule ligne ; sinon, donnez-lui un autre identifiant.",
        "The id “{id}” is on lines {lines}, first on line {first}.", "A different id for every person.",
        "If they are the same person, keep one line; if not, give one of them another id.",
    ),
    "pool.people.few": (
        "{people} volontaire(s) pour {seats} sièges.",
        "Autant de volontaires que de sièges, au moins.",
        "Corrigez --seats, ou réunissez davantage de volontaires.",
        "{people} volunteer(s) for {seats} seats.",
        "As many volunteers as seats, at least.",
        "Correct --seats, or find more volunteers.",
    ),
    "pool.value.blank": (
        "La valeur de « {column} » est vide.", "Une modalité de ce critère.",
        "Demandez la réponse à la personne, ou retirez sa ligne et notez-le.",
        "The value of “{column}” is blank.", "A category of this criterion.",
        "Ask the person for an answer, or remove the row and record that you did.",
    ),
    "pool.value.unknown": (
        "« {value} » n'est pas une modalité de « {column} ».", "Une modalité du fichier des quotas.",
        "Corrigez la valeur ou les quotas ; la modalité la plus proche est « {closest} ».",
        "“{value}” is not a category of “{column}”.", "A category of the quota file.",
        "Correct the value or the quotas; the closest category is “{closest}”.",
    ),
    "pool.category.empty": (
        "Personne n'a la modalité « {category} » de « {column} ».",
        "Au moins {minimum}, le minimum des quotas.",
        "Vérifiez l'orthographe de la modalité, cherchez des volontaires, ou mettez son minimum à 0.",
        "Nobody has the category “{category}” of “{column}”.",
        "At least {minimum}, the minimum of the quotas.",
        "Check the spelling of the category, look for volunteers, or set its minimum to 0.",
    ),
    # Quotas, from any file
    "quotas.seats": (
        "Le nombre de sièges demandé est {seats}.", "Au moins 1.", "Corrigez --seats.",
        "The number of seats asked for is {seats}.", "At least 1.", "Correct --seats.",
    ),
    "quotas.empty": (
        "Il n'y a aucun critère.", "Au moins un critère et ses modalités.", "Ajoutez un critère.",
        "There is no criterion.", "At least one criterion with its categories.", "Add a criterion.",
    ),
    "quotas.criterion.blank": (
        "Un critère n'a pas de nom.", "Le nom d'une colonne du fichier des volontaires.",
        "Nommez le critère, sur chacune de ses lignes.",
        "A criterion has no name.", "The name of a column of the volunteers' file.",
        "Name the criterion, on each of its lines.",
    ),
    "quotas.criterion.empty": (
        "Le critère « {key} » n'a aucune modalité.", "Au moins une modalité.",
        "Ajoutez ses modalités, ou retirez le critère.",
        "The criterion “{key}” has no category.", "At least one category.",
        "Add its categories, or remove the criterion.",
    ),
    "quotas.criterion.duplicate": (
        "Le critère « {key} » figure déjà à la ligne {first}.", "Un critère une seule fois.",
        "Réunissez les deux listes de modalités.",
        "The criterion “{key}” is already on line {first}.", "Each criterion once.",
        "Merge the two lists of categories.",
    ),
    "quotas.category.blank": (
        "Une modalité n'a pas de nom.", "Une valeur telle qu'elle figure chez les volontaires.",
        "Nommez la modalité.",
        "A category has no name.", "A value as the volunteers' file has it.", "Name the category.",
    ),
    "quotas.category.duplicate": (
        "« {key} » figure déjà à la ligne {first}.", "Chaque modalité, ou cellule d'un croisement, une fois.",
        "Retirez la ligne de trop.",
        "“{key}” is already on line {first}.", "Each category, or cell of a crossing, once.",
        "Remove the extra line.",
    ),
    "quotas.category.mixed": (
        "La modalité « {key} » a une part et des bornes à la fois.",
        "Soit minimum et maximum, soit share et tolerance.", "Gardez l'un des deux.",
        "The category “{key}” has a share and bounds as well.",
        "Either minimum and maximum, or share and tolerance.", "Keep one of the two.",
    ),
    "quotas.number.blank": (
        "Le nombre « {key} » est vide.", "Un nombre entier de sièges.", "Complétez-le ; 0 est permis.",
        "The number “{key}” is blank.", "A whole number of seats.", "Fill it in; 0 is allowed.",
    ),
    "quotas.number.text": (
        "« {found} » n'est pas un nombre entier.", "Un nombre entier de sièges, en chiffres.",
        "Corrigez « {key} ».",
        "“{found}” is not a whole number.", "A whole number of seats, in digits.", "Correct “{key}”.",
    ),
    "quotas.number.negative": (
        "« {key} » vaut {found}.", "Un nombre de sièges, 0 ou plus.", "Corrigez ce nombre.",
        "“{key}” is {found}.", "A number of seats, 0 or more.", "Correct this number.",
    ),
    "quotas.bounds.crossed": (
        "« {key} » a pour minimum {minimum} et pour maximum {maximum}.",
        "Un minimum inférieur ou égal au maximum.",
        "Échangez-les ou corrigez l'un des deux.",
        "“{key}” has the minimum {minimum} and the maximum {maximum}.",
        "A minimum no greater than the maximum.",
        "Swap them or correct one of the two.",
    ),
    "quotas.flex.minimum": (
        "« {key} » a min_flex = {flex}, au-dessus du minimum {bound}.",
        "Un min_flex inférieur ou égal au minimum.",
        "Abaissez min_flex, ou retirez-le.",
        "“{key}” has min_flex = {flex}, above the minimum {bound}.",
        "A min_flex no greater than the minimum.",
        "Lower min_flex, or remove it.",
    ),
    "quotas.flex.maximum": (
        "« {key} » a max_flex = {flex}, au-dessous du maximum {bound}.",
        "Un max_flex supérieur ou égal au maximum.",
        "Relevez max_flex, ou retirez-le.",
        "“{key}” has max_flex = {flex}, below the maximum {bound}.", "A max_flex no less than the maximum.",
        "Raise max_flex, or remove it.",
    ),
    "quotas.minimums.above_seats": (
        "Les minimums de « {key} » totalisent {total}.", "Au plus {seats}, le nombre de sièges.",
        "Abaissez des minimums, ou vérifiez --seats.",
        "The minimums of “{key}” add up to {total}.", "At most {seats}, the number of seats.",
        "Lower some minimums, or check --seats.",
    ),
    "quotas.maximums.below_seats": (
        "Les maximums de « {key} » totalisent {total}.", "Au moins {seats}, le nombre de sièges.",
        "Relevez des maximums, ajoutez la modalité qui manque, ou vérifiez --seats.",
        "The maximums of “{key}” add up to {total}.", "At least {seats}, the number of seats.",
        "Raise some maximums, add the category that is missing, or check --seats.",
    ),
    # Quotas on crossings
    "quotas.crossing.sign": (
        "Le nom « {key} » contient « × » entre deux espaces, le signe des croisements.", "Un nom sans ce signe.",
        "Renommez-le ici et dans le fichier des volontaires, avec une barre « / » par exemple.",
        "The name “{key}” holds “ × ”, the sign of crossings.", "A name without this sign.",
        "Rename it here and in the volunteers' file, with a slash “/” for example.",
    ),
    "quotas.crossing.single": (
        "Le croisement « {key} » ne nomme pas deux critères.",
        "Deux critères ou plus, séparés par le signe × entre deux espaces.",
        "Écrivez par exemple « genre × secteur », en copiant ce signe : ce n'est pas la lettre x.",
        "The crossing “{key}” does not name two criteria.",
        "Two criteria or more, separated by the sign × between two spaces.",
        "Write “gender × district”, for example, and copy the sign: it is not the letter x.",
    ),
    "quotas.crossing.itself": (
        "Le croisement « {key} » nomme plusieurs fois « {criterion} ».", "Des critères tous différents.",
        "Retirez celui de trop ; pour une seule modalité, le critère suffit.",
        "The crossing “{key}” names “{criterion}” more than once.", "Criteria that all differ.",
        "Remove the extra one; for a single category, the criterion is enough.",
    ),
    "quotas.crossing.criterion": (
        "Le croisement « {key} » nomme « {criterion} », qui n'est pas un critère de ce fichier.",
        "Des critères qui ont leurs propres quotas dans ce fichier.",
        "Corrigez ce nom ou ajoutez le critère ; le plus proche est « {closest} ».",
        "The crossing “{key}” names “{criterion}”, which is no criterion of this file.",
        "Criteria that have quotas of their own in this file.",
        "Correct the name or add the criterion; the closest is “{closest}”.",
    ),
    "quotas.crossing.duplicate": (
        "Le croisement « {key} » figure déjà à la ligne {first}, dans cet ordre ou dans un autre.",
        "Les mêmes critères croisés une seule fois.", "Réunissez les deux listes, dans un seul ordre.",
        "The crossing “{key}” is already on line {first}, in this order or another.",
        "The same criteria crossed once.", "Merge the two lists, in one order.",
    ),
    "quotas.crossing.empty": (
        "Le croisement « {key} » n'a aucune cellule.", "Au moins une cellule, telle que « Femme × 16e ».",
        "Ajoutez ses cellules, ou retirez le croisement.",
        "The crossing “{key}” has no cell.", "At least one cell, such as “women × 16th”.",
        "Add its cells, or remove the crossing.",
    ),
    "quotas.crossing.parts": (
        "Nombre de modalités réunies par la cellule « {key} » : {found}.",
        "{wanted} : une de chaque critère, séparées par le signe × entre deux espaces.",
        "Écrivez par exemple « Femme × 16e », dans l'ordre du croisement.",
        "Number of categories that the cell “{key}” joins: {found}.",
        "{wanted}: one of each criterion, separated by the sign × between two spaces.",
        "Write “women × 16th”, for example, in the order of the crossing.",
    ),
    "quotas.crossing.category": (
        "« {category} », dans « {key} », n'est pas une modalité de « {criterion} ».",
        "Une modalité de chaque critère, dans l'ordre du croisement.",
        "Corrigez ce nom, ou l'ordre ; la modalité la plus proche est « {closest} ».",
        "“{category}”, in “{key}”, is no category of “{criterion}”.",
        "One category of each criterion, in the order of the crossing.",
        "Correct the name, or the order; the closest category is “{closest}”.",
    ),
    "quotas.crossing.minimums": (
        "Dans « {key} », les minimums des cellules de « {category} » totalisent {total}.",
        "Au plus {bound}, le maximum de « {category} ».",
        "Abaissez des minimums de ces cellules, ou relevez ce maximum.",
        "In “{key}”, the minimums of the cells of “{category}” add up to {total}.",
        "At most {bound}, the maximum of “{category}”.",
        "Lower some minimums of these cells, or raise this maximum.",
    ),
    "quotas.crossing.maximums": (
        "Dans « {key} », les maximums des cellules de « {category} », qui y sont toutes, totalisent {total}.",
        "Au moins {bound}, le minimum de « {category} ».",
        "Relevez des maximums de ces cellules, ou abaissez ce minimum.",
        "In “{key}”, the maximums of the cells of “{category}”, which are all there, add up to {total}.",
        "At least {bound}, the minimum of “{category}”.",
        "Raise some maximums of these cells, or lower this minimum.",
    ),
    # Quotas in a table
    "quotas.column.missing": (
        "Il n'y a pas de colonne « {key} ».", "feature,value,min,max ou category,name,min,max.",
        "Corrigez l'en-tête ; la colonne la plus proche est « {closest} ».",
        "There is no column “{key}”.", "feature,value,min,max or category,name,min,max.",
        "Correct the header; the closest column is “{closest}”.",
    ),
    # Quotas in YAML
    "quotas.yaml.syntax": (
        "Ce n'est pas du YAML : « {detail} ».", "Du YAML, indenté par des espaces.",
        "Corrigez cette ligne ou celle d'avant ; un nom avec « : » ou « # » se met entre guillemets droits.",
        "This is not YAML: “{detail}”.", "YAML, indented with spaces.",
        "Correct this line or the one before; put quotation marks around a name with “: ” or “#”.",
    ),
    "quotas.changes.date": (
        "« {found} » n’est pas une date.", "Une date, comme 2026-11-23.", "Corrigez-la.",
        "“{found}” is no date.", "A date, such as 2026-11-23.", "Correct it.",
    ),
    "quotas.changes.reason.blank": (
        "Le motif est vide.", "Pourquoi ces quotas ont été changés.", "Écrivez-le.",
        "The reason is empty.", "Why these quotas were changed.", "Write it.",
    ),
    "quotas.changes.reason.long": (
        "Le motif a {length} signes.", "{longest} signes au plus.", "Raccourcissez-le : il est publié et lu à voix haute.",
        "The reason has {length} characters.", "{longest} characters at most.", "Shorten it: it is published and read aloud.",
    ),
    "quotas.changes.reason.hidden": (
        "Le motif « {found} » contient un signe qui ne se voit pas.", "Un texte qui se lit à voix haute.", "Effacez ce signe (\\x…, \\u…), ou tapez le motif à nouveau.",
        "The reason “{found}” has a sign that is not seen.", "A text that can be read aloud.", "Delete that sign (\\x…, \\u…), or type the reason again.",
    ),
    "quotas.changes.sha256": (
        "« {found} » n’est pas une empreinte.", "64 chiffres hexadécimaux minuscules.", "Reprenez la ligne écrite par tirage quotas relax.",
        "“{found}” is no hash.", "64 lower-case hexadecimal digits.", "Take the line again that tirage quotas relax wrote.",
    ),
    "quotas.changes.order": (
        "Ce changement, du {found}, suit celui du {before}.", "Des changements du plus ancien au plus récent.", "Remettez-les dans l’ordre.",
        "This change, of {found}, follows that of {before}.", "Changes from the oldest to the newest.", "Put them in order.",
    ),
    "quotas.changes.limit": (
        "« {found} » n’est pas une limite.", "minimum ou maximum.", "Corrigez-le.",
        "“{found}” is no limit.", "minimum or maximum.", "Correct it.",
    ),
    "quotas.changes.unknown": (
        "« {criterion} », « {category} » n’est pas dans ces quotas.", "Un critère et une modalité de ce fichier.", "Le plus proche est « {closest} ».",
        "“{criterion}”, “{category}” is not in these quotas.", "A criterion and a category of this file.", "The closest is “{closest}”.",
    ),
    "quotas.changes.gap": (
        "{limit} de « {category} » ({criterion}) : part de {found}, alors que le changement précédent finit à {before}.",
        "Des changements qui s’enchaînent.", "Corrigez l’un des deux.",
        "{limit} of “{category}” ({criterion}): begins at {found}, where the change before ends at {before}.",
        "Changes that follow one another.", "Correct one of the two.",
    ),
    "quotas.changes.end": (
        "{limit} de « {category} » ({criterion}) : les changements finissent à {found}, le fichier dit {bound}.",
        "Le même nombre.", "Corrigez l’un des deux ; pour un nouveau changement, relancez tirage quotas relax.",
        "{limit} of “{category}” ({criterion}): the changes end at {found}, the file says {bound}.",
        "The same number.", "Correct one of the two; for a new change run tirage quotas relax again.",
    ),
    "quotas.yaml.list": (
        "« {key} » n’est pas une liste, ou elle est vide.", "Une liste : chaque élément sur sa ligne, après un tiret.", "Suivez l’exemple de docs/officials.md.",
        "“{key}” is no list, or an empty one.", "A list: each item on its line, after a dash.", "Follow the example of docs/officials.md.",
    ),
    "quotas.yaml.shape": (
        "Ce n'est pas une liste de clés et de valeurs.",
        "Des clés, chacune suivie de deux-points et d'une valeur.",
        "Suivez l'exemple : « Femme: {{minimum: 49, maximum: 51}} ».",
        "This is not a list of keys and values.", "Keys, each followed by a colon and a value.",
        "Follow the example: “Femme: {{minimum: 49, maximum: 51}}”.",
    ),
    "quotas.yaml.value": (
        "« {key} » contient une liste.",
        "Une seule valeur.", "Écrivez la valeur sur la même ligne que la clé.",
        "“{key}” holds a list.", "A single value.", "Write the value on the same line as the key.",
    ),
    "quotas.version": (
        "La version est « {found} ».", "« {version} ».", "Écrivez la ligne « tirage: {version} ».",
        "The version is “{found}”.", "“{version}”.", "Write the line “tirage: {version}”.",
    ),
    "quotas.key.missing": (
        "La clé « {key} » manque.", "Cette clé.", "Ajoutez-la.",
        "The key “{key}” is missing.", "This key.", "Add it.",
    ),
    "quotas.key.unknown": (
        "La clé « {key} » est inconnue.", "L'une de celles-ci : {known}.",
        "Corrigez-la ; la plus proche est « {closest} ».",
        "The key “{key}” is unknown.", "One of: {known}.", "Correct it; the closest is “{closest}”.",
    ),
    "quotas.key.duplicate": (
        "La clé « {key} » figure déjà à la ligne {first}.",
        "Une clé une seule fois.", "Retirez celle de trop.",
        "The key “{key}” is already on line {first}.", "Each key once.", "Remove the extra one.",
    ),
    "quotas.share.text": (
        "« {found} » n'est pas une part.",
        "Un pourcentage tel que 12.2 %, signe compris.", "Corrigez « {key} ».",
        "“{found}” is not a share.", "A percentage such as 12.2%, with its sign.", "Correct “{key}”.",
    ),
    "quotas.share.comma": (
        "La virgule a coupé une part : il en reste « {key} ».",
        "Une part entre guillemets droits, ou avec un point.",
        "Écrivez « share: 12.2 % » ou « share: '12,2 %' ».",
        "The comma has cut a share: “{key}” is left of it.", "A share in quotation marks, or with a point.",
        "Write “share: 12.2%” or “share: '12,2 %'”.",
    ),
    "quotas.share.sum": (
        "Les parts de « {key} » totalisent {total} %.", "100 %, à 0,5 point près.",
        "Corrigez une part ou ajoutez la modalité qui manque.",
        "The shares of “{key}” add up to {total}%.", "100%, give or take 0.5 points.",
        "Correct a share or add the category that is missing.",
    ),
}  # fmt: skip


TEXTS = defect_texts(_DEFECTS)
