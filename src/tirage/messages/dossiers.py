"""What is said of a dossier from its rules to its letters.

The French is written with plain spaces and straight apostrophes; `typeset` sets what the eye expects.
"""

from __future__ import annotations

from tirage.messages.placeholders import ROLL_EN, ROLL_FR
from tirage.messages.typography import Sentences, defect_texts, typeset

_SAID: dict[str, tuple[str, str]] = {
    "help.init": (
        "Crée un dossier avec ses règles (tirage.yaml) et ses quotas, commentés, à lire et à corriger.",
        "Create a folder with its rules (tirage.yaml) and quotas, commented, to be read and corrected.",
    ),
    "help.init.dir": ("Dossier à créer.", "Folder to create."),
    "help.template": (
        "Modèle : paris (volets, 17 secteurs, diplôme) ou generic.",
        "Template: paris (streams, 17 sectors, diploma) or generic.",
    ),
    "init.done": (
        "Règles et quotas écrits dans {path} : tirage.yaml et quotas.yaml. Lisez-les et corrigez-les.",
        "Rules and quotas written to {path}: tirage.yaml and quotas.yaml. Read and correct them.",
    ),
    "init.next": (
        "Ensuite : tirage frame FICHIERS --dir {path} ferme la base de tirage.",
        "Next: tirage frame FILES --dir {path} closes the sampling frame.",
    ),
    "init.exists": (
        "{path} existe déjà : rien n'a été écrit.", "{path} is there already: nothing was written.",
    ),
    "init.exists.remedy": (
        "Choisissez un autre dossier, ou corrigez les fichiers qui sont là.",
        "Choose another folder, or correct the files that are there.",
    ),
    "help.frame": (
        "Ferme la base de tirage : listes et cartes réunies, une personne une chance, volets, strates, comptes par cause.",
        "Close the sampling frame: rolls and cards together, one person one chance, streams, strata, counts by cause.",
    ),
    "help.frame.files": (
        "Listes électorales et extraits de la Carte citoyenne : CSV, XLSX ou ODS.",
        "Electoral rolls and extracts of the Carte citoyenne: CSV, XLSX or ODS.",
    ),
    "help.dir": ("Dossier de l'assemblée ; par défaut celui où l'on est.", "The assembly's folder; by default the current one."),
    "help.decisions": (
        "Table des doublons douteux, où quelqu'un a décidé : same ou different dans la colonne decision.",
        "Table of doubtful duplicates in which somebody has decided: same or different in the column decision.",
    ),
    "help.exclude": (
        "Liste de personnes à écarter pour une cause que nomment les règles ; à répéter autant que nécessaire.",
        "List of people to leave out for a cause that the rules name; repeat as needed.",
    ),
    "help.key": (
        "Clé du dossier (64 chiffres hexadécimaux), s'il y en a déjà une ; sinon une nouvelle est faite.",
        "Key of the dossier (64 hex digits), where there is one already; else a new one is made.",
    ),
    "option.exclude": (
        "« {found} » : écrivez CAUSE=FICHIER, par exemple opposition=liste.csv.",
        "“{found}”: write CAUSE=FILE, for example opposition=list.csv.",
    ),
    "progress.frame.read": ("lecture des listes", "reading the lists"),
    "progress.frame.duplicates": ("recherche des doublons", "looking for duplicates"),
    "progress.frame.seal": ("identifiants et racine", "ids and root"),
    "frame.title": (
        "Base de tirage fermée : {people} personnes, {strata} strates.",
        "Sampling frame closed: {people} people, {strata} strata.",
    ),
    "frame.people": ("personnes", "people"),
    "frame.cause": ("Hors de la base, {cause} : {count} ligne(s).", "Not in the frame, {cause}: {count} row(s)."),
    "frame.households": (
        "{count} foyers de deux personnes ou plus : un courrier au plus chacun.",
        "{count} households of two people or more: one letter at most each.",
    ),
    "frame.root": ("Racine de la base :", "Root of the frame:"),
    "frame.next": (
        "Ensuite : tirage letters plan --dir {path} dit combien de courriers il faut.",
        "Next: tirage letters plan --dir {path} says how many letters are needed.",
    ),
    "frame.done": (
        "La base de tirage de {path} est déjà fermée.", "The sampling frame of {path} is closed already.",
    ),
    "frame.done.remedy": (
        "Une base ne se rouvre pas ; pour d'autres listes, commencez un autre dossier.",
        "A frame is never opened again; for other lists, begin another dossier.",
    ),
    "frame.alarm": (
        "ATTENTION, {criterion} « {category} » : {people} personnes, là où la population en fait attendre {expected}. Un fichier manque-t-il ?",
        "WARNING, {criterion} “{category}”: {people} people, where the population suggests {expected}. Is a file missing?",
    ),
    "frame.empty": (
        "ATTENTION, {criterion} « {category} » : personne. Un fichier manque-t-il ?",
        "WARNING, {criterion} “{category}”: nobody. Is a file missing?",
    ),
    "frame.unmatched": (
        "Liste « {cause} » : {count} personne(s) qui ne sont sur aucune des listes lues.",
        "List “{cause}”: {count} people who are on none of the lists read.",
    ),
    "help.letters": ("Les courriers d'invitation.", "The letters of invitation."),
    "help.letters.plan": (
        "Combien de courriers, à qui, et ce qu'on peut en attendre : par formule, par simulation, en plusieurs scénarios. N'écrit rien.",
        "How many letters, to whom, and what to expect: by formula, by simulation, in several scenarios. Writes nothing.",
    ),
    "help.draw.letters": (
        "Tire une vague de courriers dans la base. Sans --seed : fixe le plan de la vague, puis dit quoi faire.",
        "Draw a wave of letters from the frame. Without --seed: fix the wave's plan, then say what to do.",
    ),
    "help.letters.total": (
        "Nombre de courriers ; par défaut ceux des règles, puis ceux qui manquent encore.",
        "Number of letters; by default those of the rules, then those still needed.",
    ),
    "help.alpha": (
        "0 : la même chance de courrier pour tous ; 1 : autant de volontaires attendus partout.",
        "0: the same chance of a letter for everyone; 1: as many volunteers expected everywhere.",
    ),
    "help.simulations": ("Nombre de vagues simulées.", "Number of simulated waves."),
    "letters.title": (
        "Vague {wave} : {letters} courriers dans {strata} strates (alpha {alpha}).",
        "Wave {wave}: {letters} letters in {strata} strata (alpha {alpha}).",
    ),
    "letters.expected": ("attendus", "expected"),
    "letters.low": ("au pire, 1 fois sur 20", "1 time in 20, at most"),
    "letters.enough": ("suffisent", "enough"),
    "letters.letters": ("courriers", "letters"),
    "letters.alpha": ("alpha (α)", "alpha"),
    "letters.weakest": ("catégorie la plus fragile", "weakest category"),
    "letters.simulated": (
        "Sur {pools} vagues simulées, {met} donnent un vivier où les quotas peuvent être respectés ({least} à {most} volontaires, {middle} le plus souvent).",
        "Of {pools} simulated waves, {met} give a pool that can meet the quotas ({least} to {most} volunteers, {middle} in the middle).",
    ),
    "letters.needed": (
        "Pour que chaque modalité ait ses volontaires 95 fois sur 100, il faut {letters} courriers.",
        "For each category to have its volunteers 95 times in 100, {letters} letters are needed.",
    ),
    "letters.not_enough": (
        "Même en écrivant à tous ({letters} courriers), une modalité au moins risque de manquer de volontaires.",
        "Even with a letter to everyone ({letters}), one category at least may lack volunteers.",
    ),
    "letters.fixed": (
        "Le plan de la vague {wave} est fixé : {letters} courriers, {strata} strates. Rien n'est encore tiré.",
        "The plan of wave {wave} is fixed: {letters} letters, {strata} strata. Nothing is drawn yet.",
    ),
    "letters.drawn": (
        "Vague {wave} tirée : {letters} courriers.", "Wave {wave} drawn: {letters} letters.",
    ),
    "letters.next.plan": (
        f'Ensuite, en public : lancez vingt dés, puis tirage draw letters --dir {{path}} --seed "{ROLL_FR}".',
        f'Next, in public: roll twenty dice, then tirage draw letters --dir {{path}} --seed "{ROLL_EN}".',
    ),
    "letters.files": (
        "Pour l'imprimeur : private/letters-{wave}.csv (ou .xlsx) et son bordereau private/letters-{wave}-slip.csv.",
        "For the printing house: private/letters-{wave}.csv (or .xlsx) and its slip private/letters-{wave}-slip.csv.",
    ),
    "letters.to_correct": (
        "{count} adresse(s) dépassent 6 lignes de 38 signes : rien n'est coupé, voyez la colonne to_correct.",
        "{count} address(es) exceed 6 lines of 38 signs: nothing is cut, see the column to_correct.",
    ),
    "letters.next.drawn": (
        "Ensuite : tirage record responses FICHIER --dir {path} note ce qui revient.",
        "Next: tirage record responses FILE --dir {path} notes what comes back.",
    ),
    "letters.no_frame": ("{path} n'a pas de base de tirage.", "{path} has no sampling frame."),
    "letters.no_frame.remedy": ("Fermez-la d'abord : tirage frame.", "Close it first: tirage frame."),
    "letters.none": ("La vague {wave} n'aurait aucun courrier.", "Wave {wave} would have no letter."),
    "letters.none.remedy": ("Donnez un nombre par --letters.", "Give a number by --letters."),
    "letters.planned": (
        "Le plan de la vague {wave} est déjà fixé : --letters et --alpha n'y changent rien.",
        "The plan of wave {wave} is fixed already: --letters and --alpha cannot change it.",
    ),
    "letters.planned.remedy": (
        "Retirez-les, et ajoutez --seed quand les dés sont lancés.",
        "Leave them out, and add --seed once the dice are rolled.",
    ),
    "help.record": ("Ce qui revient, noté au journal.", "What comes back, put on the record."),
    "help.record.file": ("Tableau CSV, XLSX ou ODS, avec une colonne code.", "A CSV, XLSX or ODS table with a column code."),
    "help.record.responses": (
        "Note les réponses : code, réponse (oui ou non), une colonne par critère que seul le questionnaire donne ; au choix cause, date, consentement.",
        "Record answers: code, answer (yes or no), a column for each criterion that only the questionnaire tells; optionally cause, date, consent.",
    ),
    "help.record.undelivered": (
        "Note les courriers revenus sans avoir été remis.", "Record letters that came back undelivered.",
    ),
    "help.deadline": (
        "Dernier jour pour répondre (2027-01-31) ; après, une réponse est comptée en retard.",
        "Last day to answer (2027-01-31); after it an answer counts as late.",
    ),
    "responses.title": (
        "Retours, relevé {round} : {new} nouveau(x), {changed} changé(s), {repeated} répété(s).",
        "Responses, round {round}: {new} new, {changed} changed, {repeated} repeated.",
    ),
    "responses.status.accepted": ("acceptent", "accept"),
    "responses.status.refused": ("refusent", "refuse"),
    "responses.status.late": ("en retard", "late"),
    "responses.status.incomplete": ("incomplets ou sans consentement", "incomplete or without consent"),
    "responses.status.undelivered": ("non distribués", "undelivered"),
    "responses.line": ("{status} : {count}", "{status}: {count}"),
    "responses.rate": (
        "Volet « {stream} » : {accepted} volontaires pour {letters} courriers, soit {rate} (de {low} à {high}, 19 fois sur 20).",
        "Stream “{stream}”: {accepted} volunteers from {letters} letters, {rate} ({low} to {high}, 19 times in 20).",
    ),
    "responses.next": (
        "Ensuite : tirage letters plan --dir {path} (une vague de plus ?), ou tirage draw panel --out {path}.",
        "Next: tirage letters plan --dir {path} (one more wave?), or tirage draw panel --out {path}.",
    ),
    "responses.no_letters": ("Aucun courrier n'a été tiré dans {path}.", "No letter was drawn in {path}."),
    "responses.no_letters.remedy": ("Tirez-en d'abord : tirage draw letters.", "Draw some first: tirage draw letters."),
    "draw.same_roll": (
        "Ce qui est tapé a déjà servi dans ce dossier : c'était connu avant que ce plan soit fixé.",
        "What was typed has drawn something in this dossier before: it was known before this plan was fixed.",
    ),
    "draw.same_roll.remedy": ("Lancez de nouveau les dés, en public.", "Roll the dice again, in public."),
    "panel.no_responses": (
        "Personne n'a encore répondu dans {path}.", "Nobody has answered in {path} yet.",
    ),
    "panel.no_responses.remedy": (
        "Notez d'abord les réponses : tirage record responses.", "Record the answers first: tirage record responses.",
    ),
    "panel.other_criteria": (
        "Les réponses de {path} portent sur d'autres critères que les quotas : {found}.",
        "The answers of {path} are about other criteria than the quotas: {found}.",
    ),
    "panel.other_criteria.remedy": (
        "Rétablissez dans le fichier des quotas les critères d'origine, dans leur ordre.",
        "Restore in the quota file the criteria that were there, in their order.",
    ),
    "help.status": ("Dit où en est un dossier et ce qui vient ensuite.", "Say where a dossier stands and what comes next."),
    "status.open": ("dossier ouvert", "dossier opened"),
    "status.key": ("clé engagée", "key committed to"),
    "status.roll": ("fichier lu : {list} {commune}, {read} lignes", "file read: {list} {commune}, {read} rows"),
    "status.frame": (
        "base de tirage fermée : {people} personnes, {excluded} lignes écartées",
        "sampling frame closed: {people} people, {excluded} rows left out",
    ),
    "status.quotas": ("quotas fixés", "quotas fixed"),
    "status.plan": ("plan fixé : {act}", "plan fixed: {act}"),
    "status.contribution": ("hasard apporté : {id} ({act})", "chance brought: {id} ({act})"),
    "status.letters": ("courriers tirés : {count} ({act})", "letters drawn: {count} ({act})"),
    "status.responses": ("retours notés (relevé {round})", "responses recorded (round {round})"),
    "status.pool": ("vivier : {kept} volontaires", "pool: {kept} volunteers"),
    "status.lottery": ("loterie de {panels} panels", "lottery of {panels} panels"),
    "status.panel": ("panel tiré : numéro {drawn}", "panel drawn: number {drawn}"),
    "status.next.none": (
        "Pas de dossier dans {path}. Commencez par : tirage init {path}",
        "No dossier in {path}. Begin with: tirage init {path}",
    ),
    "status.next.rules": (
        "Ensuite : relisez tirage.yaml et quotas.yaml, puis tirage frame FICHIERS --dir {path}",
        "Next: read tirage.yaml and quotas.yaml again, then tirage frame FILES --dir {path}",
    ),
    "status.next.letters": (
        "Ensuite : tirage letters plan --dir {path}, puis tirage draw letters --dir {path}",
        "Next: tirage letters plan --dir {path}, then tirage draw letters --dir {path}",
    ),
    "status.next.letters.roll": (
        f'Ensuite, en public : les dés, puis tirage draw letters --dir {{path}} --seed "{ROLL_FR}"',
        f'Next, in public: the dice, then tirage draw letters --dir {{path}} --seed "{ROLL_EN}"',
    ),
    "status.next.responses": (
        "Ensuite : tirage record responses FICHIER --dir {path}",
        "Next: tirage record responses FILE --dir {path}",
    ),
    "status.next.panel": (
        "Ensuite : tirage letters plan --dir {path} (une vague de plus ?) ou tirage draw panel --out {path}",
        "Next: tirage letters plan --dir {path} (one more wave?) or tirage draw panel --out {path}",
    ),
    "status.next.panel.roll": (
        f'Ensuite, en public : les dés, puis tirage draw panel --out {{path}} --seed "{ROLL_FR}"',
        f'Next, in public: the dice, then tirage draw panel --out {{path}} --seed "{ROLL_EN}"',
    ),
    "status.next.verify": (
        "Tiré. Pour vérifier, sur un autre ordinateur : tirage verify {path}",
        "Drawn. To check, on another computer: tirage verify {path}",
    ),
}  # fmt: skip

_DEFECTS: dict[str, Sentences] = {
    "frame.file.twice": (
        "Ce fichier est donné deux fois, sous un nom ou sous un autre.", "Chaque fichier une fois.", "Retirez celui de trop.",
        "This file is given twice, under one name or another.", "Each file once.", "Leave out the extra one.",
    ),
    "frame.file.set_aside": (
        "{count} lignes sur {rows} sont mises à part ({causes}) : ce fichier n'a pas été compris, ou il n'est pas ce qu'il devrait être. Rien n'est fermé.",
        "Un fichier dont la moitié des lignes au moins est lue.",
        "tirage check {path} dit chaque cause et ses premières lignes ; corrigez le fichier, ou redemandez-le.",
        "{count} of {rows} rows are set aside ({causes}): this file was not understood, or is not what it should be. Nothing is closed.",
        "A file of which at least half the rows are read.",
        "tirage check {path} tells each cause and its first lines; correct the file, or ask for it again.",
    ),
    "frame.stream.empty": (
        "Personne n'est dans le volet « {stream} » : ses sièges ne pourraient être pourvus. Hors de la base, en lignes : {causes}. Rien n'est fermé.",
        "Quelqu'un dans chaque volet.",
        "Ajoutez la liste qui manque, ou corrigez les âges, les sources ou la nationalité du volet ; s'il ne doit pas exister, retirez-le de {path} et des quotas, et donnez ses sièges aux autres volets.",
        "Nobody is in the stream “{stream}”: its seats could not be filled. Not in the frame, in rows: {causes}. Nothing is closed.",
        "Somebody in each stream.",
        "Add the list that is missing, or correct the stream's ages, sources or nationality; if there should be no such stream, take it out of {path} and of the quotas, and give its seats to the other streams.",
    ),
    "frame.nobody": (
        "Personne n'est dans la base de tirage. Hors de la base, en lignes : {causes}. Rien n'est fermé.",
        "Des personnes à qui écrire.",
        "Voyez les listes avec tirage check, puis les critères et les exclusions de {path}.",
        "Nobody is in the sampling frame. Not in the frame, in rows: {causes}. Nothing is closed.",
        "People to write to.",
        "Look at the lists with tirage check, then at the criteria and exclusions of {path}.",
    ),
    "frame.doubts": (
        "{count} cas sont peut-être deux fois la même personne.",
        "Une décision pour chacun, prise par quelqu'un.",
        "Ouvrez {path}, écrivez same ou different dans la colonne decision, puis relancez avec --decisions {path}.",
        "{count} cases may be one person twice.", "A decision for each, made by somebody.",
        "Open {path}, write same or different in the column decision, then run again with --decisions {path}.",
    ),
    "frame.decisions.column": (
        "Il n'y a pas de colonnes case et decision.", "La table que tirage frame a écrite.",
        "Repartez de private/review.csv, sans changer ses en-têtes.",
        "There are no columns case and decision.", "The table that tirage frame wrote.",
        "Start from private/review.csv, without changing its headers.",
    ),
    "frame.decisions.word": (
        "« {found} » n'est pas une décision.", "same, different, ou rien.", "Corrigez ce mot.",
        "“{found}” is no decision.", "same, different, or nothing.", "Correct this word.",
    ),
    "frame.exclusion.cause": (
        "La cause « {cause} » n'est pas dans les règles.", "L'une de celles-ci : {known}.",
        "Corrigez-la, ou ajoutez-la à « exclusions » dans tirage.yaml.",
        "The cause “{cause}” is not in the rules.", "One of: {known}.",
        "Correct it, or add it to “exclusions” in tirage.yaml.",
    ),
    "frame.exclusion.column": (
        "La colonne « {column} » manque.", "Les colonnes nom, prénoms, date de naissance.", "Ajoutez-la.",
        "The column “{column}” is missing.", "The columns surname, first names, birth date.", "Add it.",
    ),
    "frame.exclusion.row": (
        "Cette ligne n'a pas un nom, un prénom et une date de naissance entière.", "Les trois.",
        "Complétez la ligne.",
        "This row has no surname, first name and whole birth date.", "All three.", "Complete the row.",
    ),
    "frame.exclusion.several": (
        "Cette ligne correspond à {count} personnes de la base.", "Une seule.",
        "Voyez de qui il s'agit ; au besoin, écartez cette personne par un autre moyen.",
        "This row fits {count} people of the frame.", "One only.",
        "See who is meant; if need be, leave that person out by other means.",
    ),
    "frame.key": (
        "Ce fichier ne contient pas de clé.", "64 chiffres hexadécimaux.",
        "Indiquez private/key d'un dossier, ou retirez --key : une clé sera faite.",
        "This file holds no key.", "64 hex digits.",
        "Name the private/key of a dossier, or leave --key out: a key will be made.",
    ),
    "responses.column": (
        "La colonne « {column} » manque.", "Une colonne de ce nom.", "Ajoutez-la, ou corrigez son nom.",
        "The column “{column}” is missing.", "A column of that name.", "Add it, or correct its name.",
    ),
    "responses.code": (
        "« {found} » n'est le code d'aucun courrier.", "Le code imprimé sur la lettre, huit signes.",
        "Relisez-le sur la réponse ; ne cherchez jamais par le nom seul.",
        "“{found}” is the code of no letter.", "The code printed on the letter, eight signs.",
        "Read it again on the answer; never look for someone by name alone.",
    ),
    "responses.answer": (
        "« {found} » n'est ni oui ni non.", "oui ou non.", "Corrigez cette réponse.",
        "“{found}” is neither yes nor no.", "yes or no.", "Correct this answer.",
    ),
    "responses.contradiction": (
        "Ce code a une autre réponse à la ligne {first}.", "Une seule réponse par code.",
        "Demandez à la personne, et gardez la ligne qui est juste.",
        "This code has another answer on line {first}.", "One answer a code.",
        "Ask the person, and keep the row that is right.",
    ),
    "responses.category": (
        "« {found} » n'est pas une modalité.", "Une modalité des quotas.", "La plus proche est « {closest} ».",
        "“{found}” is no category.", "A category of the quotas.", "The closest is “{closest}”.",
    ),
    "responses.date": (
        "« {found} » n'est pas une date.", "Une date telle que 2027-01-31.", "Corrigez-la.",
        "“{found}” is no date.", "A date such as 2027-01-31.", "Correct it.",
    ),
}  # fmt: skip

TEXTS = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _SAID.items()},
    **defect_texts(_DEFECTS),
}
