"""What each check says, in French and English, by code. `~` stands for a non-breaking space."""

from __future__ import annotations

from .life_sentences import LIFE

SENTENCES = {
    "beyond.litter": (
        "Fichiers laissés là par l'ordinateur, non lus",
        "Files that a computer left there, not read",
    ),
    "files.known": (
        "Le dossier ne contient que les fichiers que son journal annonce",
        "The dossier holds only the files that its journal brings",
    ),
    "files.present": (
        "Aucun fichier annoncé par le journal ne manque",
        "No file that the journal brings is missing",
    ),
    "documents.canonical": (
        "Chaque document JSON est écrit sous sa seule forme canonique",
        "Every JSON document is written in its one canonical form",
    ),
    "documents.shape": (
        "Chaque document a exactement les champs prévus",
        "Every document has exactly the fields that it should",
    ),
    "journal.names": (
        "Les actes du journal sont numérotés sans trou et portent leur nom",
        "The journal's acts are numbered without a gap and bear their names",
    ),
    "journal.chain": (
        "Chaque acte contient l'empreinte de l'acte précédent",
        "Every act holds the hash of the act before",
    ),
    "journal.times": (
        "Les heures du journal sont bien formées et ne reculent jamais",
        "The journal's times are well formed and never go back",
    ),
    "hash": (
        "Le fichier a l'empreinte inscrite au journal et au plan",
        "The file has the hash on the record",
    ),
    "counts.balance": (
        "Les comptes tombent juste~: lus = gardés + écartés, écartés = somme des causes",
        "The counts balance: read = kept + excluded, excluded = sum of the causes",
    ),
    "frame.counts": (
        "Les comptes de la base de tirage tombent juste, par cause, par liste et par strate",
        "The frame's counts balance, by cause, by list and by stratum",
    ),
    "frame.people": (
        "La base de tirage compte, dans chaque strate, les personnes annoncées, chacune une fois",
        "The frame holds, in each stratum, the people announced, each once",
    ),
    "frame.root": (
        "La racine publiée est celle de toutes les personnes de la base",
        "The published root is that of all the people of the frame",
    ),
    "quotas.changes": (
        "Les changements de quotas inscrits au journal s'enchaînent et mènent aux quotas publiés",
        "The changes of quotas on record follow one another and lead to the quotas published",
    ),
    "pack.files": (
        "La liste du paquet nomme chaque fichier avec son empreinte, et l'empreinte du journal",
        "The list of the pack names every file with its hash, and the head of the journal",
    ),
    "pack.reader": (
        "Le paquet n'omet que ce que son lecteur n'a pas à recevoir",
        "The pack leaves out only what its reader is not to have",
    ),
    "order.types": (
        "Les actes se suivent dans l'ordre permis~: les quotas avant le vivier, le plan avant le hasard",
        "The acts come in the lawful order: quotas before the pool, the plan before chance",
    ),
    "order.once": (
        "Il n'y a qu'un plan et qu'un tirage",
        "There is one plan and one draw only",
    ),
    "order.plan": (
        "Le plan publié est celui que le journal a fixé, et le tirage se réfère à lui",
        "The published plan is the one that the journal fixed, and the draw refers to it",
    ),
    "order.agree": (
        "Le plan et le journal nomment les mêmes fichiers, les mêmes nombres",
        "Plan and journal name the same files and the same numbers",
    ),
    "order.letters": (
        "Le plan de la vague est celui que le journal a fixé, sur cette base et après ces vagues",
        "The wave's plan is the one that the journal fixed, on this frame and after these waves",
    ),
    "order.end": (
        "Un plan n'est nul qu'avant sa graine~; ce qui est tiré est contesté, pas effacé",
        "A plan is void only before its seed exists; what was drawn is contested, not erased",
    ),
    "anchors": (
        "Les garants ont signé l'empreinte d'un acte de ce journal",
        "Guarantors have signed the hash of an entry of this journal",
    ),
    "stamps": (
        "Un horodateur a tamponné l'empreinte d'un acte de ce journal (RFC 3161)",
        "An authority has time-stamped the hash of an entry of this journal (RFC 3161)",
    ),
    "contributions.who": (
        "Ceux qui ont apporté du hasard, ou furent écartés, sont exactement ceux que le plan nomme",
        "Those who brought chance, or were dropped, are exactly those that the plan names",
    ),
    "contributions.value": (
        "La valeur de chaque contribution découle de son texte",
        "The value of each contribution follows from its text",
    ),
    "contributions.hash": (
        "L'empreinte des contributions est juste",
        "The hash of the contributions is right",
    ),
    "contributions.fresh": (
        "Aucun lancer ne sert à deux tirages",
        "No roll serves two draws",
    ),
    "contributions.commit": (
        "Chaque valeur scellée est celle qui était engagée dans le plan",
        "Every sealed value is the one that the plan has the commitment of",
    ),
    "contributions.order": (
        "Nul n'a parlé quand le résultat pouvait être connu, nul ne fut écarté tant qu'il pouvait parler",
        "Nobody spoke when the result could be known, nobody was dropped while there was time to speak",
    ),
    "beacon": ("Balise publique de hasard (drand)", "Public randomness beacon (drand)"),
    "beacon.time": (
        "Le tour de la balise était à venir quand le plan fut fixé, et publié quand il fut inscrit",
        "The beacon's round lay in the future of the plan, and was published when it was recorded",
    ),
    "beacon.round": (
        "Le tour inscrit est celui du plan, et son aléa l'empreinte de sa signature",
        "The round on record is the plan's, and its randomness the hash of its signature",
    ),
    "beacon.signature": (
        "La signature de la balise est celle de ce tour, sous la clé de drand quicknet",
        "The beacon's signature is that of this round, under the key of drand quicknet",
    ),
    "seed.stage": (
        "Le journal, le plan et l'étape disent tous la même chose~: tirage, ou répétition",
        "Journal, plan and stage all say the same: a draw, or a rehearsal",
    ),
    "seed.seed": (
        "La graine découle du plan, des contributions et de la balise",
        "The seed follows from the plan, the contributions and the beacon",
    ),
    "seed.stage-seed": ("La graine de l'étape découle de la graine", "The stage seed follows from the seed"),
    "tickets.panels": (
        "Les panels sont numérotés dans l'ordre de leurs tickets",
        "The panels are numbered in the order of their tickets",
    ),
    "tickets.rings": (
        "Entre personnes de même profil, vivant seules, le panel de plus revient aux premiers tickets",
        "Among people of one profile, alone at their address, the extra panel goes to the first tickets",
    ),
    "letters.strata": (
        "Les courriers par strate et les personnes qui peuvent en recevoir sont ceux de la base",
        "Letters by stratum, and those who may get one, are those of the frame",
    ),
    "letters.drawn": (
        "Les personnes tirées sont les premières de leur strate dans l'ordre des tickets",
        "Those drawn are the first of their stratum in the order of tickets",
    ),
    "responses.letters": (
        "Seules ont répondu des personnes qui ont reçu un courrier, et aucune réponse ne disparaît ensuite",
        "Only people who got a letter have answered, and no answer disappears later",
    ),
    "responses.pool": (
        "Le vivier est exactement l'ensemble des personnes qui acceptent, telles qu'elles ont répondu",
        "The pool is exactly the people who accept, as they answered",
    ),
    "pool.form": (
        "Le vivier est bien formé et compte autant de personnes que le plan",
        "The pool is well formed and has as many people as the plan says",
    ),
    "pool.counts": (
        "Les effectifs publiés portent les quotas, et chaque critère y compte chacun une fois",
        "The published counts carry the quotas, and each criterion counts everyone once",
    ),
    "pool.volunteers": (
        "Les effectifs publiés par catégorie sont ceux du vivier",
        "The published counts by category are those of the pool",
    ),
    "lottery.form": (
        "La loterie a ses m lignes, chacune de k personnes distinctes en ordre croissant",
        "The lottery has its m lines, each of k distinct people in ascending order",
    ),
    "lottery.pool": (
        "Chaque membre de chaque panel est dans le vivier",
        "Every member of every panel is in the pool",
    ),
    "lottery.quotas": ("Chaque panel respecte tous les quotas", "Every panel meets every quota"),
    "lottery.households": (
        "Aucun panel ne compte deux personnes d'un même foyer",
        "No panel holds two people of one household",
    ),
    "chances.panels": (
        "Chaque personne du vivier figure une fois parmi les chances, avec son nombre exact de panels",
        "Every person of the pool stands once among the chances, with the exact number of panels",
    ),
    "chances.sum": (
        "La somme des chances est le nombre de sièges",
        "The chances add up to the number of seats",
    ),
    "chances.quotas": (
        "Les chances elles-mêmes respectent, en moyenne, quotas et foyers",
        "The chances themselves meet quotas and households on average",
    ),
    "chances.profile": (
        "Dans un même profil, les nombres de panels ne diffèrent que d'un au plus",
        "Within a profile, the numbers of panels differ by one at most",
    ),
    "chances.slot": (
        "Chacun a sa chance exacte, à un panel près",
        "Everyone has the exact chance, to within one panel",
    ),
    "certificate.form": (
        "Le certificat porte sur ce tirage (équité, sièges, panels)",
        "The certificate is about this draw (fairness, seats, panels)",
    ),
    "certificate.levels": (
        "Les niveaux du certificat se partagent les profils, du moins chanceux au plus chanceux",
        "The levels of the certificate share out the profiles, from the least chance to the largest",
    ),
    "certificate.proof": (
        "Niveau par niveau, la preuve montre qu'aucune loterie (sous le plafond, s'il y en a un) "
        "ne donnerait davantage",
        "Level by level, the proof shows that no lottery (within the cap, where there is one) "
        "could give more",
    ),
    "certificate.chances": (
        "La chance de chaque personne est celle de son niveau",
        "Everyone's chance is that of the level",
    ),
    "certificate.achieved": (
        "Ce que la loterie réalise à chaque niveau est exact",
        "What the lottery achieves at each level is exact",
    ),
    "certificate.ends": (
        "Le nombre de personnes jamais tirées, et toujours tirées, est exact",
        "The numbers of people in no panel, and in every panel, are exact",
    ),
    "certificate.best": (
        "Le maximum sur lequel repose chaque borne (programme en nombres entiers)",
        "The maximum on which each bound rests (integer program)",
    ),
    "certificate.range": (
        "Le plancher et le plafond annoncés sont la plus petite et la plus grande chance des niveaux",
        "The floor and the cap stated are the smallest and the largest chance of the levels",
    ),
    "certificate.objective": (
        "La preuve de l'objectif donne la borne annoncée, valable pour toute loterie",
        "The objective's proof gives the bound stated, which holds for every lottery",
    ),
    "panel.number": (
        "Le numéro du panel tiré découle du hasard",
        "The number of the panel drawn follows from chance",
    ),
    "panel.line": (
        "Le panel publié est cette ligne de la loterie",
        "The published panel is that line of the lottery",
    ),
    "panel.seats": (
        "Les sièges publiés par catégorie respectent les quotas, et chaque critère les compte tous",
        "The published seats by category meet the quotas, and each criterion counts them all",
    ),
    "panel.counted": (
        "Les sièges publiés par catégorie sont ceux de ce panel",
        "The published seats by category are those of this panel",
    ),
    "later": (
        "Ce qui suit le tirage du panel~: départs, remplacements, renouvellements",
        "What follows the panel's draw: departures, replacements, renewals",
    ),
    **LIFE,
    "proof.form": (
        "La preuve d'une personne est un document bien formé (identifiant)",
        "One person's proof is a well-formed document (id)",
    ),
    "proof.head": (
        "La preuve a été faite de ce journal, à l'un de ses actes",
        "The proof was made from this journal, at one of its acts",
    ),
    "proof.hat": (
        "Cette personne est dans la base de tirage~: son chemin mène à la racine inscrite au journal",
        "This person is in the sampling frame: the path leads to the root on the record",
    ),
    "proof.stratum": (
        "Sa strate est celle de la base, avec le même nombre de personnes",
        "The stratum is one of the frame's, with the same number of people",
    ),
    "proof.letters": (
        "Les courriers de sa strate sont ceux du plan de la vague (personnes, éligibles, courriers)",
        "The letters of the stratum are those of the wave's plan (people, eligible, letters)",
    ),
    "proof.drawn": (
        "Tirée ou non pour recevoir un courrier, comme la preuve le dit",
        "Drawn to get a letter or not, as the proof says",
    ),
    "proof.chance": (
        "Sa chance d'un siège est le nombre de panels numérotés qui la contiennent",
        "The chance of a seat is the number of numbered panels that hold the person",
    ),
    "proof.seat": (
        "Membre du panel ou non, comme la preuve le dit (numéro, membre)",
        "A member of the panel or not, as the proof says (number, member)",
    ),
    "proof.identity": (
        "Que cet identifiant est le vôtre~: calculez l'empreinte de votre identité avec le nonce",
        "That this id is yours: compute the hash of your identity with the nonce",
    ),
    "beyond.head": (
        "Que ce journal est bien le seul~: comparez cette empreinte à celle qui fut lue à voix haute. "
        "Qui réécrirait tout, du premier acte au dernier, passerait les contrôles qui précèdent, "
        "mais pas celui-là",
        "That this journal is the only one: compare this hash with the one read aloud at the draw. "
        "Someone who rewrote everything, from the first act to the last, would pass the checks above, "
        "but not this one",
    ),
    "beyond.times": (
        "Les heures du journal~: ce sont les dires de l'organisateur",
        "The journal's times: they are the organiser's word",
    ),
    "beyond.chance": (
        "Que les dés ont été jetés (ou le numéro tiré) en public, après que le plan eut été fixé~: "
        "les témoins le savent",
        "That the dice were rolled (or the number drawn) in public, after the plan was fixed: "
        "the witnesses know",
    ),
    "beyond.digits": (
        "Que le hasard apporté suffisait~: moins de 20 chiffres au hasard, ou des mots choisis, "
        "ne rendent pas tous les panels également probables",
        "That enough chance was brought: fewer than 20 random digits, or chosen words, "
        "do not make every panel equally likely",
    ),
    "beyond.pool": (
        "Que le vivier est bien ce que les volontaires ont déclaré, que chacun n'y est qu'une fois, "
        "et que les foyers sont ceux de leurs adresses",
        "That the pool is what the volunteers said, that each is in it once, "
        "and that the households are those of their addresses",
    ),
    "beyond.dropped": (
        "Que les contributeurs écartés n'ont pas voulu ou pas pu révéler à temps~: eux le savent",
        "That the contributors who were dropped did not want to reveal in time, or could not: they know",
    ),
    "beyond.announced": (
        "Les quotas du panel ne sont pas ceux qui furent annoncés avant les courriers~: "
        "comparez les deux fichiers",
        "The quotas of the panel are not those announced before the letters: compare the two files",
    ),
    "beyond.received": (
        "Les fichiers reçus, dont le journal garde l'empreinte~: ils ne sont pas dans le dossier publié",
        "The files as received, whose hashes are in the journal: they are not in the published dossier",
    ),
    "beyond.guarantors": (
        "Ce qui demande le vivier (quotas de chaque panel, foyers, chances, certificat)~: "
        "la partie des garants n'est pas jointe",
        "Whatever needs the pool (quotas of each panel, households, chances, certificate): "
        "the guarantors' part is not here",
    ),
    "beyond.left-out": (
        "Ce qui demande les fichiers que ce paquet n'a pas",
        "Whatever needs the files that this pack does not have",
    ),
    "beyond.void": ("Le plan a été déclaré nul~: motif", "The plan was declared void: the reason"),
    "beyond.contested": (
        "Le tirage est contesté~: motif. Ce programme n'en juge pas",
        "The draw is contested: the reason. This program does not judge it",
    ),
    "beyond.erase": (
        "Noms, clé et nonces ont été détruits par l'organisateur, à ce qu'il dit~: motif",
        "Names, key and nonces were destroyed by the organiser, as he says: the reason",
    ),
    "beyond.keys": (
        "Que ces clés sont celles des garants~: comparez-les à celles qu'ils ont fait connaître",
        "That these keys are the guarantors': compare them with those that they made known",
    ),
    "beyond.gap": (
        "Qu'une meilleure loterie n'existe pas~: à ces niveaux, celle-ci reste sous la borne prouvée",
        "That no better lottery exists: at these levels, this one stays below the proven bound",
    ),
    "beyond.objective": (
        "Qu'aucune loterie ne sert mieux l'objectif~: "
        "entre ce qui est atteint et la borne prouvée, il reste un écart",
        "That no lottery serves the objective better: what was reached and the proven bound are apart",
    ),
    "beyond.private": (
        "Le dossier privé (noms, adresses)~: ce programme ne l'ouvre jamais",
        "The private folder (names, addresses): this program never opens it",
    ),
}
