"""What is said of a ceremony: sealed contributions, the public roll, the beacon, and what comes too late."""

from __future__ import annotations

from tirage.messages.placeholders import ROLL_EN, ROLL_FR
from tirage.messages.typography import defect_texts, typeset

_TEXTS: dict[str, tuple[str, str]] = {
    # Help
    "help.seeds": (
        "La cérémonie : contributions scellées, dés, balise publique.",
        "The ceremony: sealed contributions, dice, a public beacon.",
    ),
    "help.seed.commit": (
        "Tire une valeur secrète, la garde dans DIR/private/, et donne l'engagement à inscrire au plan. À faire sur son propre ordinateur.",
        "Make a secret value, keep it in DIR/private/, and say the commitment for the plan. To be done on one's own computer.",
    ),
    "help.seed.reveal": (
        "Inscrit ce qu'apporte un contributeur, après le plan : sa valeur, contrôlée contre son engagement, ou les dés (--name public).",
        "Record what a contributor brings, after the plan: the value, checked against its commitment, or the dice (--name public).",
    ),
    "help.seed.drop": (
        "Continue sans un contributeur qui ne révèle pas ; le journal le dit.",
        "Go on without a contributor who does not reveal; the journal says so.",
    ),
    "help.seed.beacon": (
        "Inscrit la signature du tour de balise que le plan a fixé, une fois qu'il est publié.",
        "Record the signature of the beacon's round that the plan has fixed, once it is published.",
    ),
    "help.seed.show": (
        "Dit qui s'est engagé, qui a révélé, ce qui manque ; la graine quand tout est là.",
        "Say who has committed, who has revealed, what is missing; the seed when all is in.",
    ),
    "help.seed.dir": ("Dossier du tirage.", "Dossier of the draw."),
    "help.seed.keep": (
        "Où garder le secret (dans son sous-dossier private/).",
        "Where to keep the secret (in its folder private/).",
    ),
    "help.seed.name": (
        "Nom du contributeur, qui sera publié (lettres sans accent, chiffres, . _ -) ; public pour les dés.",
        "Name of the contributor, to be published (plain letters, digits, . _ -); public for the dice.",
    ),
    "help.seed.value": (
        "Sa propre valeur, 64 chiffres hexadécimaux, plutôt qu'une valeur tirée ici.",
        "One's own value, 64 hex digits, rather than one made here.",
    ),
    "help.seed.secret": ("Fichier du secret.", "File of the secret."),
    "help.seed.text": ("Le secret, ou les dés, à taper ici.", "The secret, or the dice, typed here."),
    "help.seed.drand": (
        "Réponse de l'API drand, en JSON (round, signature).",
        "The drand API's answer, JSON (round, signature).",
    ),
    "help.seed.signature": ("La signature, 96 chiffres hexadécimaux.", "The signature, 96 hex digits."),
    "help.seed.round": ("Le tour que cette signature signe.", "The round that this signature signs."),
    "help.contributor": (
        "Un garant et l'engagement donné par tirage seed commit ; une fois par garant.",
        "A guarantor and the commitment that tirage seed commit said; once for each.",
    ),
    "help.beacon_round": (
        "Tour à venir de la balise drand quicknet, fixé dans le plan.",
        "Future round of the beacon drand quicknet, fixed in the plan.",
    ),
    "help.beacon_at": (
        "Le premier tour de la balise à cette heure, avec son fuseau : 2026-11-23T18:00+01:00.",
        "The beacon's first round at that time, with its zone: 2026-11-23T18:00+01:00.",
    ),
    "option.one_of": (
        "il faut l'un ou l'autre : {options}.",
        "one of these is needed: {options}.",
    ),
    # What is shown
    "ceremony.committed": (
        "Secret gardé dans {file}. Ne le montrez à personne avant que le plan ne soit fixé et lu.\n"
        "À donner à qui organise, pour le plan :\n"
        "  --contributor {name}={commit}",
        "Secret kept in {file}. Show it to nobody before the plan is fixed and read aloud.\n"
        "For the organiser, to be put into the plan:\n"
        "  --contributor {name}={commit}",
    ),
    "ceremony.title": ("Cérémonie : {act}", "Ceremony: {act}"),
    "ceremony.sealed.missing": (
        "  …  {name} : engagement {commit}…, pas encore révélé",
        "  …  {name}: commitment {commit}…, not revealed yet",
    ),
    "ceremony.sealed.given": (
        "  ✓  {name} : engagement {commit}…, révélé : {value}…",
        "  ✓  {name}: commitment {commit}…, revealed: {value}…",
    ),
    "ceremony.sealed.dropped": (
        "  –  {name} : engagement {commit}…, jamais révélé, écarté",
        "  –  {name}: commitment {commit}…, never revealed, dropped",
    ),
    "ceremony.public.missing": (
        "  …  {name} : le lancer en public, pas encore inscrit",
        "  …  {name}: the public roll, not recorded yet",
    ),
    "ceremony.public.given": (
        "  ✓  {name} : le lancer en public vaut {value}…",
        "  ✓  {name}: the public roll counts as {value}…",
    ),
    "ceremony.public.dropped": (
        "  –  {name} : pas de lancer en public avant l'heure de la balise, écarté",
        "  –  {name}: no public roll before the beacon's time, dropped",
    ),
    "ceremony.beacon.awaited": (
        "  …  balise drand quicknet, tour {round}, publié à {due}",
        "  …  beacon drand quicknet, round {round}, published at {due}",
    ),
    "ceremony.beacon.checked": (
        "  ✓  balise drand quicknet, tour {round} ({due}) : signature vérifiée",
        "  ✓  beacon drand quicknet, round {round} ({due}): signature verified",
    ),
    "ceremony.beacon.false": (
        "  ✗  balise drand quicknet, tour {round} ({due}) : signature FAUSSE",
        "  ✗  beacon drand quicknet, round {round} ({due}): the signature is FALSE",
    ),
    "ceremony.next.reveal": (
        "Ensuite : chaque garant révèle. tirage seed reveal {path} --name NOM --file SECRET",
        "Next: each guarantor reveals. tirage seed reveal {path} --name NAME --file SECRET",
    ),
    "ceremony.next.dice": (
        f'Ensuite, en public : les dés. tirage seed reveal {{path}} --name public --text "{ROLL_FR}"',
        f'Next, in public: the dice. tirage seed reveal {{path}} --name public --text "{ROLL_EN}"',
    ),
    "ceremony.next.beacon": (
        "Ensuite, une fois le tour publié : tirage seed beacon {path} --file drand.json",
        "Next, once the round is published: tirage seed beacon {path} --file drand.json",
    ),
    "ceremony.next.panel": (
        "Tout est là. Ensuite : tirage draw panel --out {path}",
        "All is in. Next: tirage draw panel --out {path}",
    ),
    "ceremony.next.letters": (
        "Tout est là. Ensuite : tirage draw letters --dir {path}",
        "All is in. Next: tirage draw letters --dir {path}",
    ),
    "ceremony.next.drawn": (
        "Tiré. Pour vérifier, sur un autre ordinateur : tirage verify {path}",
        "Drawn. To check, on another computer: tirage verify {path}",
    ),
    "show.next.ceremony": (
        "Le plan est fixé. Lisez à voix haute son empreinte ; la suite de la cérémonie : tirage seed show {path}",
        "The plan is fixed. Read its hash aloud; what comes next: tirage seed show {path}",
    ),
    "show.by.ceremony": (
        "La graine réunit ce que chacun a apporté (tirage seed show {path}) ; elle donne le panel n° {number}.",
        "The seed joins what each has brought (tirage seed show {path}); it gives panel no. {number}.",
    ),
    "replay.name.commit": ("engagement", "commitment"),
    "status.beacon": ("balise inscrite : tour {round} ({act})", "beacon recorded: round {round} ({act})"),
    "status.contribution.dropped": (
        "{id} n'a pas révélé : écarté ({act})",
        "{id} did not reveal: dropped ({act})",
    ),
    "status.next.ceremony": (
        "Ensuite : la cérémonie ; tirage seed show {path} dit ce qui manque.",
        "Next: the ceremony; tirage seed show {path} says what is missing.",
    ),
}

_REFUSALS: dict[str, tuple[str, str, str, str]] = {
    "ceremony.past": (
        "Le tour {round} de la balise est publié à {due}, et le plan serait de {time} : il serait déjà connu.",
        "Choisissez un tour à venir, assez loin pour que chacun ait révélé : --beacon-at.",
        "The beacon's round {round} is published at {due}, and the plan would be of {time}: it would be known already.",
        "Choose a future round, late enough for everyone to have revealed: --beacon-at.",
    ),
    "ceremony.used": (
        "Un plan de ce dossier porte déjà l'engagement de {names} : ce qu'il cache peut être connu.",
        "Demandez un nouvel engagement : tirage seed commit.",
        "A plan of this dossier has the commitment of {names} already: what it hides may be known.",
        "Ask for a new commitment: tirage seed commit.",
    ),
    "ceremony.kept": (
        "{path} existe déjà : un secret n'est jamais écrasé.",
        "Donnez un autre dossier, ou mettez ce fichier de côté s'il n'a servi à aucun plan.",
        "{path} exists already: a secret is never overwritten.",
        "Give another folder, or move that file away if no plan has its commitment.",
    ),
    "ceremony.unknown": (
        "Le plan n'attend rien de « {name} » ; il attend : {known}.",
        "Vérifiez le nom, tel qu'il est au plan : tirage seed show.",
        "The plan expects nothing of “{name}”; it expects: {known}.",
        "Check the name, as the plan has it: tirage seed show.",
    ),
    "ceremony.again": (
        "Ce qu'apporte « {name} » est déjà inscrit, ou a été écarté.",
        "Rien de ce qui est inscrit ne se remplace ; s'il y a contestation, elle s'écrit au procès-verbal.",
        "What “{name}” brings is on record already, or was dropped.",
        "Nothing on record is replaced; if somebody contests it, the minutes say so.",
    ),
    "ceremony.changed": (
        "Ce que révèle « {name} » n'est pas ce qui était engagé : engagement au plan {expected}, celui-ci {got}.",
        "Révélez la valeur gardée le jour de l'engagement ; si elle est perdue, ce contributeur est écarté, et le tirage continue.",
        "What “{name}” reveals is not what was committed: the plan has commitment {expected}, this one is {got}.",
        "Reveal the value kept on the day of the commitment; if it is lost, this contributor is dropped and the draw goes on.",
    ),
    "ceremony.late": (
        "Le tour {round} de la balise est publié depuis {due} : le résultat peut être connu, « {name} » ne peut plus rien apporter.",
        "Inscrivez la balise (tirage seed beacon) : ce qui manque est écarté, et le tirage continue.",
        "The beacon's round {round} is published since {due}: the result may be known, “{name}” can bring nothing more.",
        "Record the beacon (tirage seed beacon): what is missing is dropped, and the draw goes on.",
    ),
    "ceremony.waiting": (
        "Pas encore révélé : {names}. Les dés viennent en dernier : après eux, on saurait ce qu'une révélation change.",
        "Faites révéler, ou continuez sans (tirage seed drop), puis lancez les dés.",
        "Not revealed yet: {names}. The dice come last: after them one would know what a reveal changes.",
        "Have them reveal, or go on without them (tirage seed drop), then roll the dice.",
    ),
    "ceremony.drops_itself": (
        "« {name} » peut révéler jusqu'à {due}, heure du tour {round} de la balise.",
        "Attendez : qui n'a pas révélé alors est écarté quand la balise est inscrite.",
        "“{name}” may reveal until {due}, the time of the beacon's round {round}.",
        "Wait: whoever has not revealed by then is dropped when the beacon is recorded.",
    ),
    "ceremony.no_beacon": (
        "Le plan ne fixe aucun tour de balise.",
        "Une balise se choisit avec le plan : --beacon-round ou --beacon-at.",
        "The plan fixes no round of a beacon.",
        "A beacon is chosen with the plan: --beacon-round or --beacon-at.",
    ),
    "ceremony.beacon_again": (
        "Le tour {round} de la balise est déjà inscrit.",
        "Passez au tirage.",
        "The beacon's round {round} is on record already.",
        "Go on to the draw.",
    ),
    "ceremony.not_due": (
        "Le tour {round} de la balise est publié à {due} ; il est {time}.",
        "Attendez cette heure, ou mettez l'ordinateur à l'heure.",
        "The beacon's round {round} is published at {due}; it is {time}.",
        "Wait until then, or set the computer's clock.",
    ),
    "ceremony.by_hand": (
        "Ce plan attend d'autres contributions, ou en a reçu : un numéro tiré à la main passerait outre.",
        "Poursuivez la cérémonie : tirage seed show dit ce qui manque.",
        "This plan expects other contributions, or has received one: a number drawn by hand would pass over it.",
        "Go on with the ceremony: tirage seed show says what is missing.",
    ),
    "ceremony.over": (
        "L'acte « {act} » est déjà tiré.",
        "Rien ne s'y ajoute ; le prochain acte a son propre plan et son propre hasard.",
        "The act “{act}” is drawn already.",
        "Nothing is added to it; the next act has its own plan and its own chance.",
    ),
}

_DEFECTS = {
    "clock.form": (
        "ce n'est pas une heure.",
        "l'heure d'une répétition, comme 2026-11-23T09:00:00Z.",
        "corrigez la variable d'environnement, ou retirez-la.",
        "not a time.",
        "the time of a rehearsal, such as 2026-11-23T09:00:00Z.",
        "correct the environment variable, or remove it.",
    ),
    "ceremony.name": (
        "« {value} ».",
        "un nom à publier, de 1 à 40 lettres sans accent, chiffres, . _ - ; public est celui des dés.",
        "donnez un rôle plutôt qu'un nom de personne, comme garant-1.",
        "“{value}”.",
        "a name to publish, 1 to 40 plain letters, digits, . _ -; public is that of the dice.",
        "give a role rather than a person's name, such as guarantor-1.",
    ),
    "ceremony.contributor": (
        "« {value} ».",
        "NOM=ENGAGEMENT, l'engagement ayant 64 chiffres hexadécimaux minuscules.",
        "copiez la ligne que tirage seed commit a donnée au garant.",
        "“{value}”.",
        "NAME=COMMITMENT, the commitment being 64 lower-case hex digits.",
        "copy the line that tirage seed commit gave the guarantor.",
    ),
    "ceremony.twice": (
        "« {name} » deux fois.",
        "un nom par contributeur.",
        "retirez l'un des deux, ou changez son nom et son engagement.",
        "“{name}” twice.",
        "one name for each contributor.",
        "leave one out, or change its name and commitment.",
    ),
    "ceremony.two_rounds": (
        "aussi --beacon-round.",
        "un seul tour de balise.",
        "gardez l'une des deux options.",
        "--beacon-round as well.",
        "one round of the beacon.",
        "keep one of the two options.",
    ),
    "ceremony.moment": (
        "« {value} ».",
        "une date et une heure avec leur fuseau, comme 2026-11-23T18:00+01:00.",
        "ajoutez le décalage (+01:00 à Paris l'hiver, +02:00 l'été).",
        "“{value}”.",
        "a date and time with their zone, such as 2026-11-23T18:00+01:00.",
        "add the offset (+01:00 in Paris in winter, +02:00 in summer).",
    ),
    "ceremony.value": (
        "{length} signe(s), ou autre chose que des chiffres hexadécimaux.",
        "64 chiffres hexadécimaux (0-9, a-f).",
        "donnez le contenu du fichier du secret, entier.",
        "{length} character(s), or other than hex digits.",
        "64 hex digits (0-9, a-f).",
        "give the whole content of the secret's file.",
    ),
    "ceremony.file": (
        "un fichier trop gros, ou qui n'est pas du texte.",
        "quelques centaines de signes, en UTF-8.",
        "vérifiez que c'est le bon fichier.",
        "a file that is too large, or no text.",
        "some hundred characters, in UTF-8.",
        "check that it is the right file.",
    ),
    "beacon.form": (
        "pas une réponse de l'API drand.",
        'un objet JSON avec "round" (un entier) et "signature" (un texte).',
        "reprenez la réponse telle que l'API la donne, sans la modifier.",
        "not an answer of the drand API.",
        'a JSON object with "round" (an integer) and "signature" (a text).',
        "take the answer as the API gives it, unchanged.",
    ),
    "beacon.round": (
        "le tour {found}.",
        "le tour {round}, que le plan a fixé.",
        "demandez ce tour-là à l'API de drand quicknet.",
        "round {found}.",
        "round {round}, which the plan has fixed.",
        "ask the drand quicknet API for that round.",
    ),
    "beacon.signature": (
        "{length} signe(s), ou autre chose que des chiffres hexadécimaux minuscules.",
        "une signature de 96 chiffres hexadécimaux minuscules.",
        "copiez-la entière.",
        "{length} character(s), or other than lower-case hex digits.",
        "a signature of 96 lower-case hex digits.",
        "copy all of it.",
    ),
    "beacon.randomness": (
        '"randomness" n\'est pas le SHA-256 de la signature.',
        "la réponse telle que l'API la donne.",
        "demandez-la de nouveau, à un autre serveur si besoin.",
        '"randomness" is not the SHA-256 of the signature.',
        "the answer as the API gives it.",
        "ask again, another server if need be.",
    ),
    "beacon.false": (
        "une signature qui n'est pas celle du tour {round} sous la clé de quicknet.",
        "la signature publiée par drand quicknet (un autre réseau ou un autre tour ne vaut rien).",
        "demandez le tour {round} à un autre serveur de drand, et comparez.",
        "a signature that is not that of round {round} under quicknet's key.",
        "the signature published by drand quicknet (another network or another round will not do).",
        "ask another drand server for round {round}, and compare.",
    ),
}


def _texts() -> dict[str, dict[str, str]]:
    pairs = dict(_TEXTS)
    for code, (french, remedy, english, english_remedy) in _REFUSALS.items():
        pairs[code] = (french, english)
        pairs[f"{code}.remedy"] = (remedy, english_remedy)
    return {code: {"fr": typeset(french), "en": english} for code, (french, english) in pairs.items()}


TEXTS: dict[str, dict[str, str]] = {**_texts(), **defect_texts(_DEFECTS)}
