"""What is said of a dossier from its rules to its letters."""

TEXTS: dict[str, dict[str, str]] = {
    "help.init": {
        "fr": "Crée un dossier avec ses règles (tirage.yaml) et ses quotas, commentés, à lire et à corriger.",
        "en": "Create a folder with its rules (tirage.yaml) and quotas, commented, to be read and corrected.",
    },
    "help.init.dir": {"fr": "Dossier à créer.", "en": "Folder to create."},
    "help.template": {
        "fr": "Modèle : paris (volets, 17 secteurs, diplôme) ou generic.",
        "en": "Template: paris (streams, 17 sectors, diploma) or generic.",
    },
    "init.done": {
        "fr": "Règles et quotas écrits dans {path} : tirage.yaml et quotas.yaml. Lisez-les et corrigez-les.",
        "en": "Rules and quotas written to {path}: tirage.yaml and quotas.yaml. Read and correct them.",
    },
    "init.next": {
        "fr": "Ensuite : tirage frame FICHIERS --dir {path} ferme la base de tirage.",
        "en": "Next: tirage frame FILES --dir {path} closes the sampling frame.",
    },
    "init.exists": {
        "fr": "{path} existe déjà : rien n’a été écrit.",
        "en": "{path} is there already: nothing was written.",
    },
    "init.exists.remedy": {
        "fr": "Choisissez un autre dossier, ou corrigez les fichiers qui sont là.",
        "en": "Choose another folder, or correct the files that are there.",
    },
}  # fmt: skip
