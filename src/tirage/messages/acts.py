"""What tirage says of a draw, before and after, and why it refuses."""

from tirage.messages.placeholders import NUMBER_EN, NUMBER_FR, ROLL_EN, ROLL_FR

TEXTS: dict[str, dict[str, str]] = {
    # Errors of any command
    "unexpected": {
        "fr": "Erreur inattendue ({kind}, {place}). Un acte est au journal tout entier ou pas du tout ; tirage verify dit ce "
        "qui y est. Merci de la signaler avec la commande tapée.",
        "en": "Unexpected error ({kind}, {place}). An act is on record whole or not at all; tirage verify says what is there. "
        "Please report it with the command you typed.",
    },
    "chances.unproved": {
        "fr": "Les chances « {fairness} » de ces volontaires n'ont pas pu être prouvées avec l'effort permis. Rien n'a été "
        "écrit, et aucune autre façon d'être équitable n'a pris leur place.",
        "en": "The “{fairness}” chances of these volunteers could not be proved with the effort allowed. Nothing was "
        "written, and no other way to be fair took their place.",
    },
    "chances.unproved.remedy": {
        "fr": "Choisissez une autre équité (tirage explain), ou élargissez un quota d'un siège.",
        "en": "Choose another way to be fair (tirage explain), or widen a quota by a seat.",
    },
    "panels.too_few": {
        "fr": "{panels} panels sont trop peu : {people} personne(s) ont une chance de moins d'un panel (la plus petite : {chance}), "
        "que des panels entiers ne peuvent pas donner. Rien n'a été écrit.",
        "en": "{panels} panels are too few: {people} person(s) have a chance of less than one panel (the smallest: {chance}), "
        "which whole panels cannot give. Nothing was written.",
    },
    "panels.too_few.remedy": {
        "fr": "Retapez la commande avec --panels {enough}.",
        "en": "Type the command again with --panels {enough}.",
    },
    "panels.beyond": {
        "fr": "{panels} panels sont trop peu, et {most} le seraient aussi : {people} personne(s) ont une chance de moins d'un panel "
        "(la plus petite : {chance}), que des panels entiers ne peuvent pas donner. Rien n'a été écrit.",
        "en": "{panels} panels are too few, and {most} would be as well: {people} person(s) have a chance of less than one panel "
        "(the smallest: {chance}), which whole panels cannot give. Nothing was written.",
    },
    "panels.beyond.remedy": {
        "fr": "Choisissez une autre équité (tirage explain), ou élargissez un quota d'un siège.",
        "en": "Choose another way to be fair (tirage explain), or widen a quota by a seat.",
    },
    "interrupted": {
        "fr": "Interrompu. Un acte est au journal tout entier ou pas du tout ; tirage verify dit ce qui y est.",
        "en": "Interrupted. An act is on record whole or not at all; tirage verify says what is there.",
    },
    "input.invalid": {
        "fr": "{count} défaut(s) dans les données fournies ; rien n'a été écrit.",
        "en": "{count} defect(s) in what was given; nothing was written.",
    },
    "input.more": {
        "fr": "… et {count} autre(s) du même genre ; la liste complète : la même commande avec --json.",
        "en": "… and {count} more of the same kind; for the whole list run the same command with --json.",
    },
    "input.line": {"fr": "{file}, ligne {line}", "en": "{file}, line {line}"},
    "input.column": {"fr": "{where}, « {column} »", "en": "{where}, “{column}”"},
    "input.defect": {
        "fr": "• {where} : {found} Attendu : {expected} À faire : {remedy} [{name}]",
        "en": "• {where}: {found} Expected: {expected} To do: {remedy} [{name}]",
    },
    "option.range.found": {"fr": "{value}.", "en": "{value}."},
    "option.range.expected": {
        "fr": "un nombre entier de {lowest} à {highest}.",
        "en": "a whole number from {lowest} to {highest}.",
    },
    "option.range.remedy": {"fr": "corrigez l'option.", "en": "correct the option."},
    "option.number.found": {"fr": "« {value} ».", "en": "“{value}”."},
    "option.number.expected": {"fr": "des chiffres, comme 042.", "en": "digits, such as 042."},
    "option.number.remedy": {
        "fr": "tapez le numéro du panel tel qu'il a été tiré.",
        "en": "type the panel's number as it was drawn.",
    },
    "option.seed.found": {"fr": "un texte vide.", "en": "an empty text."},
    "option.seed.expected": {"fr": "ce qui a été tiré en public.", "en": "what was rolled in public."},
    "option.seed.remedy": {
        "fr": "tapez entre guillemets les dés ou les boules, dans l'ordre.",
        "en": "type the dice or balls between quotation marks, in order.",
    },
    "option.placeholder.found": {
        "fr": "« {value} », qui n'est qu'un exemple de ce qu'il faut taper.",
        "en": "“{value}”, which only stands for what is to be typed.",
    },
    "option.placeholder.expected": {
        "fr": "ce qui a été tiré en public, en entier, sans points de suspension.",
        "en": "what was rolled in public, all of it, without an ellipsis.",
    },
    "option.placeholder.remedy": {
        "fr": "lancez les dés, puis tapez à cette place les chiffres lus à voix haute.",
        "en": "roll the dice, then type in this place the digits read aloud.",
    },
    "option.undecodable.found": {
        "fr": "« {value} », où des octets ne sont pas du texte.",
        "en": "“{value}”, in which some bytes are no text.",
    },
    "option.undecodable.expected": {"fr": "du texte en UTF-8.", "en": "text in UTF-8."},
    "option.undecodable.remedy": {
        "fr": "tapez-le de nouveau, dans un terminal en UTF-8 ; des chiffres suffisent.",
        "en": "type it again, in a UTF-8 terminal; digits will do.",
    },
    "option.without_pool": {
        "fr": "sans fichier de volontaires, le plan est celui du dossier, et {options} n'y change rien : "
        "retirez-le, ou donnez aussi le fichier pour un autre plan.",
        "en": "without a file of volunteers the plan is the dossier's, and {options} cannot change it: "
        "leave it out, or give the file as well for another plan.",
    },
    "option.missing": {
        "fr": "avec un fichier de volontaires il faut aussi {options}.",
        "en": "with a file of volunteers {options} are needed as well.",
    },
    "option.both": {
        "fr": "--seed ou --number, pas les deux : une seule façon de tirer.",
        "en": "--seed or --number, not both: one way to draw.",
    },
    # Refusals
    "draw.done": {
        "fr": "Le tirage de ce dossier a déjà eu lieu (panel n° {number}). Un tirage fait ne se refait pas.",
        "en": "This dossier's draw has already taken place (panel no. {number}). A draw that was done is never done again.",
    },
    "draw.done.remedy": {
        "fr": "S'il est contesté, il reste publié et un autre dossier est ouvert (--out), avec son propre plan et son propre hasard.",
        "en": "If it is contested it stays published, and another dossier is opened (--out), with its own plan and its own chance.",
    },
    "draw.other_plan": {
        "fr": "Le plan de {path} est fixé, et ce qui est demandé maintenant en diffère : {differences}.",
        "en": "The plan of {path} is fixed, and what is asked for now differs from it: {differences}.",
    },
    "draw.other_plan.remedy": {
        "fr": f'Pour tirer ce plan : tirage draw panel --out {{path}} --seed "{ROLL_FR}" ; pour un autre plan, un autre dossier (--out).',
        "en": f'To draw this plan: tirage draw panel --out {{path}} --seed "{ROLL_EN}"; for another plan, another dossier (--out).',
    },
    "draw.at_once": {
        "fr": "Le plan et son hasard dans une seule commande : le hasard était connu avant que le plan ne soit fixé, et rien "
        "ne prouverait le contraire. Rien n'a été écrit.",
        "en": "The plan and its chance in one command: chance was known before the plan was fixed, and nothing would prove "
        "otherwise. Nothing was written.",
    },
    "draw.at_once.remedy": {
        "fr": "Deux commandes : la même sans --seed ni --number, qui fixe le plan ; son empreinte lue à voix haute, puis le hasard "
        f'tiré en public : {{then}} --seed "{ROLL_FR}". Une répétition peut tout faire d\'un coup (--rehearsal).',
        "en": "Two commands: the same without --seed or --number, which fixes the plan; once its hash is read aloud and chance is "
        f'drawn in public: {{then}} --seed "{ROLL_EN}". A rehearsal may do both at once (--rehearsal).',
    },
    "draw.no_plan": {
        "fr": "{path} n'a pas de plan : il n'y a rien à tirer.",
        "en": "{path} has no plan: there is nothing to draw.",
    },
    "draw.no_plan.remedy": {
        "fr": "Donnez les volontaires et les quotas : tirage draw panel VOLONTAIRES --quotas QUOTAS --seats K.",
        "en": "Give the volunteers and the quotas: tirage draw panel POOL --quotas QUOTAS --seats K.",
    },
    "draw.altered": {
        "fr": "{file} n'est plus le fichier que le journal a enregistré : attendu {expected}, trouvé {got}.",
        "en": "{file} is no longer the file that the journal recorded: expected {expected}, got {got}.",
    },
    "draw.altered.remedy": {
        "fr": "Remettez le fichier d'origine, ou vérifiez le dossier : tirage verify.",
        "en": "Put the original file back, or check the dossier: tirage verify.",
    },
    # Warnings and notes
    "note.encoding": {
        "fr": "{file} lu en {encoding}, {rows} ligne(s).",
        "en": "{file} read as {encoding}, {rows} row(s).",
    },
    "note.ignored": {
        "fr": "{file} : colonnes sans rapport avec les quotas, non lues : {columns}.",
        "en": "{file}: columns that say nothing about quotas, not read: {columns}.",
    },
    "note.households": {
        "fr": "Foyers ({columns}) : {households} de plusieurs volontaires ({members} personnes) ; au plus un siège chacun. "
        "Adresse incomplète : {unknown} personne(s), comptées chacune à part.",
        "en": "Households ({columns}): {households} with several volunteers ({members} people); at most one seat each. "
        "Address incomplete: {unknown} person(s), each counted apart.",
    },
    "note.digits": {
        "fr": "Attention : {digits} chiffre(s) seulement. Moins de 20 chiffres au hasard pourraient être essayés un par un d'avance.",
        "en": "Warning: {digits} digit(s) only. Fewer than 20 random digits could be tried out one by one beforehand.",
    },
    "note.text": {
        "fr": "Ce qui a été tapé n'est pas une suite de 1 à 64 chiffres : on prend l'empreinte SHA-256 du texte.",
        "en": "What was typed is not 1 to 64 digits: the SHA-256 of the text is taken.",
    },
    "note.value": {"fr": "Valeur utilisée : {value}", "en": "Value used: {value}"},
    "note.at_once": {
        "fr": "Attention : le hasard était connu avant que le plan ne soit fixé ; seule une répétition le permet.",
        "en": "Warning: chance was known before the plan was fixed; a rehearsal alone allows it.",
    },
    "note.slots": {
        "fr": "Attention : avec {panels} panels, la plus petite chance visée ({chance}) fait à peine {slots} panel(s) ; "
        "--panels {more} la rendrait plus fidèlement.",
        "en": "Warning: with {panels} panels the smallest chance aimed at ({chance}) is hardly {slots} panel(s); "
        "--panels {more} would render it better.",
    },
    "note.too_few": {
        "fr": "Attention : avec ces panels le plan serait refusé.",
        "en": "Warning: with these panels the plan would be refused.",
    },
    "progress.chances": {"fr": "Calcul des chances", "en": "Working out the chances"},
    "progress.lottery": {"fr": "Composition des panels", "en": "Making up the panels"},
    "progress.columns": {
        "fr": "Chances hors d'atteinte : recherche exacte",
        "en": "Chances out of reach: exact search",
    },
    # The summary
    "show.rehearsal": {
        "fr": "RÉPÉTITION — TEST — ce tirage ne vaut rien",
        "en": "REHEARSAL — TEST — this draw counts for nothing",
    },
    "show.title.planned": {
        "fr": "{seats} sièges, {people} volontaires, {panels} panels numérotés de {first} à {last}",
        "en": "{seats} seats, {people} volunteers, {panels} panels numbered {first} to {last}",
    },
    "show.title.drawn": {
        "fr": "{seats} membres tirés au sort parmi {people} volontaires : panel n° {number} sur {panels}",
        "en": "{seats} members drawn among {people} volunteers: panel no. {number} of {panels}",
    },
    "show.criterion": {"fr": "critère", "en": "criterion"},
    "show.category": {"fr": "modalité", "en": "category"},
    "show.volunteers": {"fr": "volontaires", "en": "volunteers"},
    "show.minimum": {"fr": "minimum", "en": "minimum"},
    "show.seats": {"fr": "obtenu", "en": "obtained"},
    "show.maximum": {"fr": "maximum", "en": "maximum"},
    "show.met": {"fr": "Tous les quotas sont respectés.", "en": "Every quota is met."},
    "show.unmet": {"fr": "{count} quota(s) ne sont PAS respectés.", "en": "{count} quota(s) are NOT met."},
    "show.least": {
        "fr": "Plus petite chance : {panels} sur {total} ({percent}), {people} personne(s), par exemple : {features}.",
        "en": "Smallest chance: {panels} in {total} ({percent}), {people} person(s), for example: {features}.",
    },
    "show.greatest": {
        "fr": "Plus grande chance : {panels} sur {total} ({percent}), {people} personne(s), par exemple : {features}.",
        "en": "Largest chance: {panels} in {total} ({percent}), {people} person(s), for example: {features}.",
    },
    "show.aimed": {
        "fr": "Chances visées par le certificat : de {least} à {largest} ; l'écart relatif d'une chance donnée est de {deviation} au plus.",
        "en": "Chances aimed at by the certificate: from {least} to {largest}; the largest relative deviation of a chance given is {deviation}.",
    },
    "show.never": {
        "fr": "{count} personne(s) n'ont aucune chance, aucun panel conforme ne peut les contenir : {pids}.",
        "en": "{count} person(s) with no chance: no valid panel can hold them: {pids}.",
    },
    "show.unplaced": {
        "fr": "{count} personne(s) ne sont dans aucun panel de cette loterie : une chance était visée, aucune ne leur est donnée : {pids}.",
        "en": "{count} person(s) in no panel of this lottery: a chance was aimed at, none is given: {pids}.",
    },
    "show.always": {
        "fr": "{count} personne(s) sont dans tous les panels, leur siège est certain : {pids}.",
        "en": "{count} person(s) in every panel: their seat is certain: {pids}.",
    },
    "show.proof": {
        "fr": "Preuve : aucun tirage respectant ces quotas ne peut donner plus de {bound} ({percent}) à la personne la moins "
        "favorisée{apart} ; celui-ci lui donne {achieved}.",
        "en": "Proof: no lottery that meets these quotas can give more than {bound} ({percent}) to the person with the least "
        "chance{apart}; this one gives {achieved}.",
    },
    "show.proof.apart": {
        "fr": ", hors celles qu'aucun panel ne peut contenir",
        "en": ", apart from those whom no panel can hold",
    },
    "show.binding": {"fr": "Ce qui la limite : {rows}.", "en": "What limits it: {rows}."},
    "show.binding.maximum": {
        "fr": "{volunteers} « {category} » ({criterion}) pour {seats} siège(s) au plus",
        "en": "{volunteers} “{category}” ({criterion}) for {seats} seat(s) at most",
    },
    "show.binding.minimum": {
        "fr": "{volunteers} « {category} » ({criterion}) pour {seats} siège(s) au moins",
        "en": "{volunteers} “{category}” ({criterion}) for {seats} seat(s) at least",
    },
    "show.binding.more": {"fr": "et {count} autre(s)", "en": "and {count} more"},
    "show.leximin": {
        "fr": "Puis la plus petite des chances restantes, et ainsi de suite : {levels} niveaux prouvés un à un (leximin).",
        "en": "Then the smallest of the chances left, and so on: {levels} levels proved one by one (leximin).",
    },
    "show.maximin": {
        "fr": "Équité demandée : maximin. Seule la plus petite chance est prouvée.",
        "en": "Fairness asked for: maximin. Only the smallest chance is proved.",
    },
    "show.capped": {
        "fr": "Puis la plus grande chance visée, aussi petite que possible sans toucher à la plus petite  : {cap}, prouvé ; et leximin sous ce plafond (capped).",
        "en": "Then the largest chance aimed at, as small as it can be without touching the smallest: {cap}, proved; and leximin under this cap (capped).",
    },
    "show.goldilocks": {
        "fr": "Ni trop petites ni trop grandes (goldilocks) : les chances visées vont de {floor} à {cap} ; aucune loterie ne les tient plus près d'une chance égale (mesure prouvée : {bound}, et 2 pour des chances toutes égales).",
        "en": "Neither too small nor too large (goldilocks): the chances aimed at go from {floor} to {cap}; no lottery keeps them closer to an equal chance (proved measure: {bound}, and 2 for chances all equal).",
    },
    "show.nash": {
        "fr": "Équité demandée : nash, le plus grand produit des chances. Aucune loterie n'a une moyenne géométrique plus de {bound} fois plus grande.",
        "en": "Fairness asked for: nash, the largest product of chances. No lottery has a geometric mean more than {bound} times as large.",
    },
    "show.columns": {
        "fr": "Les chances idéales n'existent pas en panels entiers : celles-ci viennent d'une recherche exacte, dont la borne "
        "repose sur un programme en nombres entiers. Écart maximal entre borne et chance : {gap}.",
        "en": "The ideal chances do not exist in whole panels: these come from an exact search, whose bound rests on an "
        "integer program. Largest gap between bound and chance: {gap}.",
    },
    "show.plan": {"fr": "Empreinte du plan :", "en": "Hash of the plan:"},
    "show.head": {"fr": "Tête du journal :", "en": "Head of the journal:"},
    "show.seed": {"fr": "Graine :", "en": "Seed:"},
    "show.by.hand": {
        "fr": "Numéro {number} tiré à la main, en public.",
        "en": "Number {number} drawn by hand, in public.",
    },
    "show.by.seed": {
        "fr": "Tiré en public : {text}. La graine donne le panel n° {number}.",
        "en": "Rolled in public: {text}. The seed gives panel no. {number}.",
    },
    "show.files": {"fr": "Dossier : {path}", "en": "Dossier: {path}"},
    "show.files.public": {
        "fr": "  public/      à publier : plan, panels, certificat, résultat",
        "en": "  public/      to publish: plan, panels, certificate, result",
    },
    "show.files.guarantors": {
        "fr": "  guarantors/  pour le Comité de garants : volontaires sans nom, chances",
        "en": "  guarantors/  for the guarantors: volunteers without names, chances",
    },
    "show.files.private": {
        "fr": "  private/     noms et adresses : ne sortent pas d'ici",
        "en": "  private/     names and addresses: they stay here",
    },
    "show.next.plan": {
        "fr": "Le plan est fixé. Maintenant, en public :\n"
        "  1. lisez à voix haute l'empreinte du plan ;\n"
        "  2. lancez des dés (20 chiffres ou plus), ou tirez {balls} boule(s) de 0 à 9, remises chaque fois, pour le numéro du panel ;\n"
        f'  3. tapez : tirage draw panel --out {{path}} --seed "{ROLL_FR}"\n'
        f"     ou, avec les boules : tirage draw panel --out {{path}} --number {NUMBER_FR}",
        "en": "The plan is fixed. Now, in public:\n"
        "  1. read the plan's hash aloud;\n"
        "  2. roll dice (20 digits or more), or draw {balls} ball(s) from 0 to 9, put back each time, for the panel's number;\n"
        f'  3. type: tirage draw panel --out {{path}} --seed "{ROLL_EN}"\n'
        f"     or, with the balls: tirage draw panel --out {{path}} --number {NUMBER_EN}",
    },
    "show.next.drawn": {
        "fr": "Pour vérifier : tirage verify {path}",
        "en": "To verify: tirage verify {path}",
    },
    # Replays
    "replay.none": {
        "fr": "Pas encore de tirage dans ce dossier : rien à rejouer.",
        "en": "No draw in this dossier yet: nothing to replay.",
    },
    "replay.step": {
        "fr": "{mark} {name} : recalculé {expected}, au dossier {got}",
        "en": "{mark} {name}: derived {expected}, on record {got}",
    },
    "replay.name.value": {"fr": "valeur tirée", "en": "value rolled"},
    "replay.name.seed": {"fr": "graine", "en": "seed"},
    "replay.name.stage_seed": {"fr": "graine de l'étape", "en": "stage seed"},
    "replay.name.number": {"fr": "numéro du panel", "en": "panel number"},
    "replay.name.panel": {"fr": "panel (empreinte)", "en": "panel (hash)"},
    "replay.trials": {
        "fr": "{count} autres graines rejouées sur les panels publiés :",
        "en": "{count} other seeds replayed on the published panels:",
    },
    "replay.numbers": {
        "fr": "  numéros de panel uniformes — χ² de Pearson, {bins} classes : p = {p}",
        "en": "  panel numbers uniform — Pearson's χ², {bins} bins: p = {p}",
    },
    "replay.people": {
        "fr": "  sièges de chaque personne — test binomial exact, correction de Holm sur {people} personnes : plus petit p = {p}",
        "en": "  each person's seats — exact binomial test, Holm's correction over {people} people: smallest p = {p}",
    },
    "replay.deviation": {
        "fr": "  plus grand écart entre fréquence observée et chance publiée : {deviation}",
        "en": "  largest difference between observed frequency and published chance: {deviation}",
    },
    "replay.ok": {
        "fr": "Rien ne contredit les chances publiées. Un tirage réel ne prouve pas l'équité à lui seul : le plan fixé "
        "d'avance et le certificat le font.",
        "en": "Nothing contradicts the published chances. One real draw cannot prove fairness by itself: the plan fixed "
        "beforehand and the certificate do.",
    },
    "replay.bad": {
        "fr": "Le dossier ne se rejoue pas : un chiffre diffère ou le hasard seul n'explique pas les fréquences.",
        "en": "The dossier does not replay: a figure differs, or chance alone does not explain the frequencies.",
    },
    "replay.bad.remedy": {
        "fr": "Vérifiez le dossier (tirage verify) et comparez l'empreinte du plan et la tête du journal à celles qui ont été "
        "lues en public.",
        "en": "Check the dossier (tirage verify), and compare the plan's hash and the head of the journal with those that were "
        "read aloud.",
    },
}
