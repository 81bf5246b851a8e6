"""What is said where one assembly follows another: the end of the former, who is left out of the next."""

from tirage.messages.typography import defect_texts, typeset

_TEXTS = {
    # Refusals
    "next.opened": (
        "L'assemblée suivante est déjà ouverte : {path}.",
        "The next assembly is open already: {path}.",
    ),
    "next.opened.remedy": (
        "Continuez dans ce dossier : tirage status {path}.",
        "Go on in that folder: tirage status {path}.",
    ),
    "next.reserved": (
        "{path} est la place de l'assemblée qui suivra celle de {former} : rien d'autre ne s'y écrit.",
        "{path} is the place of the assembly that will follow that of {former}: nothing else is written there.",
    ),
    "next.reserved.remedy": (
        "À la fin du mandat, ouvrez-la : tirage draw renewal {former}. Sinon, donnez un autre dossier.",
        "At the end of the term, open it: tirage draw renewal {former}. Otherwise, give another folder.",
    ),
    "next.alone": (
        "{path} suit une assemblée dont le dossier n'est pas autour de lui, ou n'est pas celui qu'il nomme ({after}).",
        "{path} follows an assembly whose dossier is not around it, or is not the one that it names ({after}).",
    ),
    "next.alone.remedy": (
        "Remettez le dossier à sa place, sous le nom next, dans celui de l'assemblée précédente.",
        "Put the folder back in its place, by the name of next, in that of the assembly before.",
    ),
    "next.no_key": (
        "La clé de {path} est détruite (tirage erase) : on ne peut plus reconnaître qui était membre ou invité, "
        "et le délai de carence ne peut pas s'appliquer.",
        "The key of {path} was destroyed (tirage erase): who was a member or was invited cannot be recognised any "
        "more, and the cooling-off cannot be applied.",
    ),
    "next.no_key.remedy": (
        "Ouvrez l'assemblée suivante avant d'effacer les noms de la précédente ; ou, si le règlement le permet, "
        "retirez cooling_off de tirage.yaml.",
        "Open the next assembly before erasing the names of the former one; or, where the rules allow it, take "
        "cooling_off out of tirage.yaml.",
    ),
    "next.other_ids": (
        "Les identifiants de cette assemblée et de la précédente ne sont pas de la même sorte (listes, ou vivier "
        "avec ses propres identifiants) : le délai de carence ne peut pas s'appliquer.",
        "The ids of this assembly and of the one before are not of one kind (rolls, or a pool with ids of its own): "
        "the cooling-off cannot be applied.",
    ),
    "next.other_ids.remedy": (
        "Procédez comme pour l'assemblée précédente, avec les mêmes identifiants.",
        "Do as for the assembly before, with the same ids.",
    ),
    "next.rehearsal": (
        "Une répétition suit une répétition, un tirage suit un tirage.",
        "A rehearsal follows a rehearsal, a draw follows a draw.",
    ),
    "next.rehearsal.remedy": (
        "Donnez --rehearsal comme pour l'assemblée précédente.",
        "Give --rehearsal as for the assembly before.",
    ),
    "next.nothing_drawn": (
        "Tout le monde part : il n'y a pas de siège à tirer ici, l'assemblée suivante aura son propre panel.",
        "Everyone leaves: no seat is drawn here, the next assembly will have a panel of its own.",
    ),
    "next.nothing_drawn.remedy": (
        "Tapez la commande sans option de tirage.",
        "Type the command without an option of a draw.",
    ),
    "next.partial": (
        "--cooling-off : une cohorte seulement est renouvelée, parmi les volontaires restants.",
        "--cooling-off: a cohort only is renewed, from the volunteers who remain.",
    ),
    "next.partial.remedy": ("Retirez --cooling-off.", "Leave --cooling-off out."),
    "next.two_periods": (
        "--cooling-off {months}, mais tirage.yaml dit {members} mois.",
        "--cooling-off {months}, but tirage.yaml says {members} months.",
    ),
    "next.two_periods.remedy": (
        "Retirez l'option, ou corrigez tirage.yaml.",
        "Leave the option out, or correct tirage.yaml.",
    ),
    # What was done
    "next.closed": (
        "Le mandat des {members} membres qui siègent a pris fin le {date}.",
        "The term of the {members} members who sit ended on {date}.",
    ),
    "next.cooling": (
        "Délai de carence : {members} mois pour les anciens membres, {invited} mois pour les personnes invitées.",
        "Cooling-off: {members} months for former members, {invited} months for those invited.",
    ),
    "next.no_cooling": (
        "Sans délai de carence : les anciens membres peuvent être tirés de nouveau.",
        "Without a cooling-off: former members can be drawn again.",
    ),
    "next.dry": (
        "Rien n'est écrit. Sans --dry-run, l'assemblée suivante s'ouvrirait dans {path}.",
        "Nothing is written. Without --dry-run, the next assembly would be opened in {path}.",
    ),
    "next.frame": (
        "L'assemblée suivante est ouverte dans {path}, avec ses règles et la même clé. À faire : corriger tirage.yaml "
        "et les quotas, puis tirage frame FICHIER… --dir {path}",
        "The next assembly is opened in {path}, with its rules and the same key. Next: correct tirage.yaml and the "
        "quotas, then tirage frame FILE… --dir {path}",
    ),
    "next.pool": (
        "L'assemblée suivante est ouverte dans {path}. À faire : tirage draw panel VIVIER --quotas … --seats … --out {path}",
        "The next assembly is opened in {path}. Next: tirage draw panel POOL --quotas … --seats … --out {path}",
    ),
    "next.left_out": (
        "{count} personne(s) du fichier écartée(s) : {cause}.",
        "{count} person(s) of the file left out: {cause}.",
    ),
    "status.close": ("fin de l'assemblée : {members} membres", "end of the assembly: {members} members"),
    "status.next.closed": (
        "Cette assemblée a pris fin. À faire : ouvrir la suivante, tirage draw renewal {path}",
        "This assembly has ended. Next: open the one after it, tirage draw renewal {path}",
    ),
    "status.next.followed": (
        "Cette assemblée a pris fin ; la suivante est dans {path}/next : tirage status {path}/next",
        "This assembly has ended; the next one is in {path}/next: tirage status {path}/next",
    ),
    "status.next.opened": (
        "À faire : tirage frame FICHIER… --dir {path}, ou tirage draw panel VIVIER --quotas … --seats … --out {path}",
        "Next: tirage frame FILE… --dir {path}, or tirage draw panel POOL --quotas … --seats … --out {path}",
    ),
    "history.open.next": (
        "L'assemblée suivante est ouverte, après l'acte {after}. Délai de carence, en mois : {cooling_off}.",
        "The next assembly is opened, after the act {after}. Cooling-off, in months: {cooling_off}.",
    ),
    "history.close": (
        "L'assemblée prend fin le {date} : le mandat des {members} membres qui siègent se termine.",
        "The assembly ends on {date}: the term of the {members} members who sit is over.",
    ),
    "history.next": ("L'assemblée suivante : {path}", "The next assembly: {path}"),
    "served.title": (
        "Au fil des mandats, celui-ci compris : sièges tenus, sièges dus.",
        "Over the terms, this one included: seats held, seats due.",
    ),
    "served.terms": ("mandats", "terms"),
    "served.held": ("tenus", "held"),
    "served.due": ("dus", "due"),
    "served.panels": (
        "Au fil des mandats : sièges de chaque catégorie dans les panels tirés.",
        "Over the terms: seats of each category in the panels drawn.",
    ),
    # Help
    "help.served": (
        "Dossier d'une assemblée précédente : l'arrondi compense ce que ses panels, et ceux de toute la chaîne, ont donné.",
        "Dossier of a former assembly: the rounding makes up for what its panels, and those of the whole chain, gave.",
    ),
    "help.cooling": (
        "Quand tout le monde part et que le dossier n'a pas de tirage.yaml : mois pendant lesquels un ancien membre "
        "n'est dans aucun vivier.",
        "When everyone leaves and the dossier has no tirage.yaml: months during which a former member is in no pool.",
    ),
    "help.term.last": (
        "Avec des cohortes : l'échéance à laquelle tout le monde part, comptée depuis 1.",
        "With cohorts: at which end of a term everyone leaves, counted from 1.",
    ),
}

TEXTS: dict[str, dict[str, str]] = {
    **{code: {"fr": typeset(french), "en": english} for code, (french, english) in _TEXTS.items()},
    **defect_texts(
        {
            "rules.cooling_off": (
                "un délai de carence autre que celui de l'ouverture de cette assemblée.",
                "{members} mois (members) et {invited} mois (invited), inscrits au journal à l'ouverture.",
                "remettez ces nombres de mois dans tirage.yaml.",
                "a cooling-off other than that under which this assembly was opened.",
                "{members} months (members) and {invited} months (invited), on the record since the opening.",
                "put these numbers of months back into tirage.yaml.",
            ),
            "rules.term.last": (
                "« {found} » pour last, sans cohortes.",
                "rien, ou 1 : sans cohortes, tout le monde part à la première échéance.",
                "retirez last, ou donnez cohorts.",
                "“{found}” for last, without cohorts.",
                "nothing, or 1: without cohorts everyone leaves at the first end.",
                "leave last out, or give cohorts.",
            ),
            "rules.months": (
                "« {found} » pour {key}.",
                "un nombre de mois, de 0 à 1200.",
                "écrivez par exemple 36.",
                "“{found}” for {key}.",
                "a number of months, from 0 to 1200.",
                "write 36, for example.",
            ),
            "frame.key.other": (
                "une autre clé que celle de l'assemblée précédente.",
                "la clé de l'assemblée précédente, qui est dans private/key.",
                "retirez --key.",
                "another key than that of the assembly before.",
                "the key of the assembly before, which is in private/key.",
                "leave --key out.",
            ),
        }
    ),
}
