"""The story of a dossier, act by act; and how acts end: void, contested, erased."""

from __future__ import annotations

from tirage.messages.typography import defect_texts, typeset

_TEXTS: dict[str, tuple[str, str]] = {
    "help.history": (
        "Raconte le journal : chaque acte, à l'heure où il fut inscrit.",
        "Tell the journal: every act, at the time when it was recorded.",
    ),
    "history.day": ("{date} (heures UTC)", "{date} (times in UTC)"),
    "history.times": (
        "Les heures sont celles de l'ordinateur de l'organisateur.",
        "The times are those of the organiser's computer.",
    ),
    "history.open.draw": ("Le dossier est ouvert.", "The dossier is opened."),
    "history.open.rehearsal": (
        "Le dossier est ouvert pour une RÉPÉTITION (TEST).",
        "The dossier is opened for a REHEARSAL (TEST).",
    ),
    "history.key": (
        "La clé des identifiants est engagée : son empreinte est {hash} ; elle-même reste privée.",
        "The key of the ids is committed to: its hash is {hash}; the key itself stays private.",
    ),
    "history.roll": (
        "Un fichier reçu est lu : liste {list}, commune {commune}, {read} lignes, dont {set_aside} mises à part (par cause : {causes}).",
        "A file received is read: list {list}, commune {commune}, {read} rows, of which {set_aside} set aside (by cause: {causes}).",
    ),
    "history.frame": (
        "La base de tirage est fermée : {people} personnes. {read} lignes lues, {excluded} hors de la base (par cause : {causes}). Racine {root}",
        "The sampling frame is closed: {people} people. {read} rows read, {excluded} not in the frame (by cause: {causes}). Root {root}",
    ),
    "history.quotas": (
        "Les quotas du panel sont fixés ({sha256}).",
        "The quotas of the panel are fixed ({sha256}).",
    ),
    "history.quotas.announced": (
        "Les quotas sont annoncés, avant tout courrier ({sha256}).",
        "The quotas are announced, before any letter ({sha256}).",
    ),
    "history.quotas.changed": (
        "Les quotas du panel sont fixés ({sha256}), changés depuis l'annonce : {changes}",
        "The quotas of the panel are fixed ({sha256}), changed since they were announced: {changes}",
    ),
    "history.plan.letters": (
        "Le plan des courriers, vague {wave}, est fixé ({sha256}) : le hasard peut venir.",
        "The plan of the letters, wave {wave}, is fixed ({sha256}): chance may come.",
    ),
    "history.plan.panel": (
        "Le plan du panel est fixé ({sha256}) : le hasard peut venir.",
        "The plan of the panel is fixed ({sha256}): chance may come.",
    ),
    "history.contribution.public": (
        "Le hasard tiré en public est inscrit : « {text} ».",
        "What was rolled in public is recorded: “{text}”.",
    ),
    "history.contribution.sealed": (
        "{id} ouvre sa contribution scellée.",
        "{id} opens a sealed contribution.",
    ),
    "history.contribution.dropped": (
        "{id} n'a rien apporté : sa contribution est laissée de côté, la règle le veut.",
        "{id} brought nothing: the contribution is dropped, as the rule has it.",
    ),
    "history.beacon": (
        "La balise publique parle : tour {round}, signature {signature}",
        "The public beacon speaks: round {round}, signature {signature}",
    ),
    "history.letters": (
        "La vague {wave} est tirée : {count} courriers. Graine {seed}",
        "Wave {wave} is drawn: {count} letters. Seed {seed}",
    ),
    "history.responses": (
        "Des retours sont notés (relevé {round}).",
        "What came back is recorded (round {round}).",
    ),
    "history.pool": (
        "Le vivier est clos : {kept} volontaires ; {read} lus, {excluded} hors du vivier (par cause : {causes}).",
        "The pool is closed: {kept} volunteers; {read} read, {excluded} not in the pool (by cause: {causes}).",
    ),
    "history.lottery": (
        "La loterie est établie : {panels} panels numérotés, les chances et leur preuve ({sha256}).",
        "The lottery is made: {panels} numbered panels, the chances and their proof ({sha256}).",
    ),
    "history.panel.seed": (
        "Le panel est tiré : numéro {number}. Graine {seed}",
        "The panel is drawn: number {number}. Seed {seed}",
    ),
    "history.panel.hand": (
        "Le panel est tiré : numéro {number}, sorti à la main, en public.",
        "The panel is drawn: number {number}, drawn by hand, in public.",
    ),
    "history.void": (
        "Le plan ({act}) est déclaré NUL avant sa graine. Motif : {reason}",
        "The plan ({act}) is declared VOID before its seed. Reason: {reason}",
    ),
    "history.contested": (
        "Le tirage ({act}, acte {entry}) est CONTESTÉ ; il reste publié. Motif : {reason}",
        "The draw ({act}, entry {entry}) is CONTESTED; it stays published. Reason: {reason}",
    ),
    "history.erase": (
        "Les noms, la clé et tout le dossier privé sont détruits. Motif : {reason}",
        "Names, key and the whole private folder are destroyed. Reason: {reason}",
    ),
    "history.anchor": (
        "{id} signe l'empreinte d'un acte du journal ({head}).",
        "{id} signs the hash of an entry of the journal ({head}).",
    ),
    "history.anchor.stamp": (
        "{id} horodate l'empreinte d'un acte du journal ({head}).",
        "{id} time-stamps the hash of an entry of the journal ({head}).",
    ),
    "history.other": ("Acte « {type} » ({act}).", "Act “{type}” ({act})."),
    "status.void": ("plan déclaré nul ({act})", "plan declared void ({act})"),
    "status.contested": ("tirage contesté ({act})", "draw contested ({act})"),
    "status.anchor": ("empreinte du journal attestée par {id}", "head of the journal attested by {id}"),
    "status.erase": ("dossier privé détruit", "private folder destroyed"),
    "status.next.void": (
        "Ce plan est nul et le dossier {path} s'arrête là. Pour un autre plan : un autre dossier.",
        "This plan is void and the dossier {path} stops here. For another plan: another dossier.",
    ),
    # Ends
    "help.reason": (
        "Le motif, qui sera publié : ne nommez personne.",
        "The reason, to be published: name nobody.",
    ),
    "help.void": (
        "Déclare nul un plan qui attend encore son hasard ; l'acte est inscrit, rien n'est effacé. Après un plan de courriers ou de panel, le dossier s'arrête là.",
        "Declare void a plan that still waits for its chance; the act is recorded, nothing is erased. After a plan of letters or of the panel, the dossier stops there.",
    ),
    "help.contest": (
        "Inscrit que le dernier tirage est contesté ; il reste publié, et la suite reste possible.",
        "Record that the last draw is contested; it stays published, and what follows stays possible.",
    ),
    "help.erase": (
        "Fin de conservation : détruit private/ (noms, adresses, clé), après l'avoir inscrit. Ce qui est publié se vérifie toujours.",
        "End of retention: destroy private/ (names, addresses, key), once that is on the record. What is published still verifies.",
    ),
    "help.erase.yes": (
        "Confirme : rien ne ramènera ces fichiers.",
        "Confirm: nothing brings these files back.",
    ),
    "void.done": (
        "Le plan est nul ; le journal de {path} le dit. Pour un autre plan, ouvrez un autre dossier.",
        "The plan is void; the journal of {path} says so. For another plan, open another dossier.",
    ),
    "void.later": (
        "Le plan est nul ; le journal de {path} le dit. Les sièges restent vacants : tirage draw replacements, sous le numéro suivant.",
        "The plan is void; the journal of {path} says so. The seats stay open: tirage draw replacements, under the next number.",
    ),
    "void.again": ("Ce plan est déjà nul.", "This plan is void already."),
    "void.again.remedy": ("Il n'y a rien à faire de plus.", "There is nothing more to do."),
    "void.drawn": (
        "Ce qui est tiré ({act}) ne s'annule pas.",
        "What was drawn ({act}) cannot be declared void.",
    ),
    "void.drawn.remedy": (
        "Contestez-le : tirage contest. L'acte et le motif seront publiés avec le tirage.",
        "Contest it: tirage contest. The act and the reason are published with the draw.",
    ),
    "void.seed": (
        "La graine de ce plan ({act}) peut déjà être connue : l'annuler permettrait de tirer jusqu'à ce que cela plaise.",
        "The seed of this plan ({act}) may be known already: declaring it void would let somebody draw until it pleases.",
    ),
    "void.seed.remedy": (
        "Finissez le tirage, puis contestez-le : tirage contest.",
        "Finish the draw, then contest it: tirage contest.",
    ),
    "contest.done": (
        "La contestation est au journal de {path}, à côté de ce qu'elle conteste.",
        "The objection is in the journal of {path}, beside what it objects to.",
    ),
    "contest.nothing": ("Rien n'est encore tiré ici.", "Nothing has been drawn here yet."),
    "contest.nothing.remedy": (
        "Un plan qui attend son hasard se déclare nul : tirage void.",
        "A plan that waits for its chance can be declared void: tirage void.",
    ),
    "erase.done": (
        "{files} fichiers de {path}/private détruits. Restent à détruire : sauvegardes, copies, fichiers reçus, envois à l'imprimeur.",
        "{files} files of {path}/private destroyed. Still to be destroyed: backups, copies, files received, files sent to the printing house.",
    ),
    "erase.unsure": (
        "tirage erase détruit pour toujours les noms, les adresses et la clé de {path}/private.",
        "tirage erase destroys for ever the names, addresses and the key of {path}/private.",
    ),
    "erase.unsure.remedy": (
        "Si la durée de conservation est écoulée, recommencez avec --yes.",
        "If the time of retention is over, run it again with --yes.",
    ),
    "erase.unfinished": (
        "La destruction EST inscrite, mais le système n'a pas laissé vider {path} (erreur {error}).",
        "The destruction IS on record, but the system did not let {path} be emptied (error {error}).",
    ),
    "erase.unfinished.remedy": (
        "Réparez la cause, puis relancez tirage erase : il finira.",
        "Mend the cause, then run tirage erase again: it will finish.",
    ),
    "ending.names": (
        "Le motif contient ce qui désigne une personne (nom, adresse, naissance, contact ou clé) ; rien n'est inscrit.",
        "The reason holds what tells who a person is (name, address, birth, contact or key); nothing is recorded.",
    ),
    "ending.names.remedy": (
        "Dites le motif sans nommer personne : il est publié pour toujours.",
        "Say the reason without naming anybody: it is published for ever.",
    ),
}
_DEFECTS = {
    "ending.reason": (
        "Le motif est vide, trop long, ou contient des signes invisibles.",
        "Une phrase, de 1 à {longest} signes.",
        'Donnez le motif : --reason "…"',
        "The reason is empty, too long, or has invisible signs in it.",
        "A sentence of 1 to {longest} signs.",
        'Say the reason: --reason "…"',
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()},
    **defect_texts(_DEFECTS),
}
