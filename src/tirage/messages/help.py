"""The help of every command and option."""

TEXTS: dict[str, dict[str, str]] = {
    "help.tirage": {
        "fr": "Tirage au sort d'assemblées citoyennes : des chances équitables et prouvées, un tirage public, une vérification par n'importe qui.",
        "en": "Sortition of citizens' assemblies: fair chances with a proof, a public lottery, checked by anyone.",
    },
    "help.version": {"fr": "Dit la version et s'arrête.", "en": "Say the version and stop."},
    "help.draw": {
        "fr": "Ce qui est tiré au sort ; rien d'autre ne l'est.",
        "en": "What is random; nothing else is.",
    },
    "help.draw.panel": {
        "fr": "Tire un panel parmi des volontaires, sous quotas. Sans --seed ni --number : fixe le plan et les panels numérotés, puis dit quoi faire.",
        "en": "Draw a panel from volunteers, under quotas. Without --seed or --number: fix the plan and the numbered panels, then say what to do.",
    },
    "help.chances": {
        "fr": "La chance de chacun, avant tout tirage. N'écrit rien.",
        "en": "Everyone's chance, before any draw. Writes nothing.",
    },
    "help.verify": {
        "fr": "Vérifie un dossier publié, point par point, sans faire confiance à ce qui l'a produit.",
        "en": "Check a published dossier, point by point, without trusting what made it.",
    },
    "help.replay": {
        "fr": "Refait le tirage à partir de ce qui est publié ; --trials rejoue d'autres graines et compare aux chances publiées.",
        "en": "Do the draw again from what is published; --trials replays other seeds and compares with the published chances.",
    },
    "help.pool": {
        "fr": "Fichier des volontaires : CSV, XLSX ou ODS. Sans fichier : continue le dossier de --out.",
        "en": "File of the volunteers: CSV, XLSX or ODS. Without a file: go on with the dossier of --out.",
    },
    "help.pool.needed": {
        "fr": "Fichier des volontaires : CSV, XLSX ou ODS.",
        "en": "File of the volunteers: CSV, XLSX or ODS.",
    },
    "help.quotas": {
        "fr": "Fichier des quotas : YAML, ou CSV feature,value,min,max.",
        "en": "File of the quotas: YAML, or CSV feature,value,min,max.",
    },
    "help.seats": {"fr": "Nombre de sièges.", "en": "Number of seats."},
    "help.seed": {
        "fr": "Ce qui a été tiré en public, dés ou boules, tel que lu à voix haute.",
        "en": "What was rolled in public, dice or balls, as read aloud.",
    },
    "help.number": {
        "fr": "Numéro de panel tiré à la main, en public.",
        "en": "Panel number drawn by hand, in public.",
    },
    "help.out": {
        "fr": "Dossier à créer ou à continuer ; par défaut dossier-VOLONTAIRES.",
        "en": "Dossier to create or go on with; dossier-POOL by default.",
    },
    "help.panels": {"fr": "Nombre de panels numérotés.", "en": "How many numbered panels."},
    "help.fairness": {
        "fr": "Équité : leximin (la plus petite chance, puis la suivante, jusqu'à la dernière), maximin, goldilocks, nash ou "
        "capped. tirage explain les explique.",
        "en": "Fairness: leximin (the least chance, then the next, to the last), maximin, goldilocks, nash or capped. "
        "tirage explain says what they are.",
    },
    "help.household": {
        "fr": "Colonnes qui font l'adresse, séparées par des virgules : au plus un siège par foyer.",
        "en": "Columns that make up the address, separated by commas: at most one seat a household.",
    },
    "help.id": {
        "fr": "Colonne des identifiants publics (par défaut : id, pid, identifiant, unique_id ou uid).",
        "en": "Column of the public ids (by default: id, pid, identifiant, unique_id or uid).",
    },
    "help.encoding": {
        "fr": "Encodage des fichiers texte, s'il est mal reconnu (utf-8, cp1252…).",
        "en": "Encoding of text files, if it is not recognised right (utf-8, cp1252…).",
    },
    "help.rehearsal": {
        "fr": "Répétition : tout est marqué TEST, le tirage ne vaut rien.",
        "en": "Rehearsal: everything is marked TEST, the draw counts for nothing.",
    },
    "help.lang": {"fr": "Langue : fr ou en.", "en": "Language: fr or en."},
    "help.json": {
        "fr": "Résultat en JSON sur la sortie standard.",
        "en": "Result as JSON on standard output.",
    },
    "help.dossier": {"fr": "Dossier d'un tirage.", "en": "Dossier of a draw."},
    "help.trials": {"fr": "Combien d'autres graines rejouer.", "en": "How many other seeds to replay."},
    "help.export": {
        "fr": "Écrit le vérificateur en un seul fichier, utilisable sans tirage, et s'arrête : une page pour navigateur si FILE finit par .html.",
        "en": "Write the verifier as one file that needs no tirage, and stop: a page for a browser if FILE ends in .html.",
    },
}
