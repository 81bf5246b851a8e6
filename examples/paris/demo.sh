#!/bin/sh
# Draws 100 members from the 700 volunteers of this folder and checks the result. Run by `make demo`.
#   examples/paris/demo.sh [fr|en]      TIRAGE: the program to run (.venv/bin/tirage)
#                                       DEMO: the folder of the dossier (demo/); an old dossier there is removed
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
root=$(CDPATH='' cd -- "$here/../.." && pwd)
tirage=${TIRAGE:-$root/.venv/bin/tirage}
demo=${DEMO:-$root/demo}
dice="3 5 4 6 3 1 1 5 5 6 1 1 2 1 6 3 6 2 4 6"

case ${1:-${LC_ALL:-${LC_MESSAGES:-${LANG:-fr}}}} in
en* | C | C.* | POSIX) lang=en ;;
*) lang=fr ;;
esac

say() { # French, English
    if [ "$lang" = fr ]; then text=$1; else text=$2; fi
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then text=$(printf '\033[1m%s\033[0m' "$text"); fi
    printf '\n%s\n' "$text"
}

run() { # the command is shown as a reader would type it, then run
    printf '$ tirage'
    for word in "$@"; do
        case $word in *' '*) printf ' "%s"' "$word" ;; *) printf ' %s' "$word" ;; esac
    done
    printf '\n\n'
    "$tirage" "$@" --lang "$lang" </dev/null # nobody is asked: --yes is typed
}

mkdir -p -- "$demo"
dossier=$(CDPATH='' cd -- "$demo" && pwd)/dossier
rm -rf -- "$dossier"
cd "$here"

say "1. Sept cents volontaires, cent sièges. Avant tout hasard, on fixe le plan : 1 000 panels numérotés, tous conformes." \
    "1. Seven hundred volunteers, a hundred seats. Before any chance, the plan is fixed: 1,000 numbered panels, all valid."
run draw panel volontaires.csv --quotas quotas.yaml --seats 100 --household "adresse,code postal" --out "$dossier"

say "2. Le plan est fixé, plus personne n’y touche. Vingt dés sont lancés en public : $dice." \
    "2. The plan is fixed, out of anyone's hands. Twenty dice are rolled in public: $dice."
sleep 1 # the hash of the plan is read aloud, the dice are rolled
run draw panel --out "$dossier" --seed "$dice" --yes

say "3. N’importe qui refait tous les calculs à partir des fichiers publiés." \
    "3. Anyone redoes every calculation from the published files."
run verify "$dossier"

say "4. Et sans tirage : le panel tiré est-il bien la ligne de ce numéro dans la loterie publiée avant les dés ?" \
    "4. And without tirage: is the panel drawn really the line of that number in the lottery published before the dice?"
number=$(sed -n 's/.*"number":\([0-9]*\).*/\1/p' "$dossier"/journal/*-panel.json)
line=$(sed -n "$((number + 1))p" "$dossier/public/lottery.csv")
drawn=$(sed 1d "$dossier/public/panel.csv" | tr '\n' ',')
printf '$ sed -n %sp public/lottery.csv\n\n%.48s…\n' "$((number + 1))" "$line"
if [ "$line," = "$drawn" ]; then
    say "Oui, ce sont les cent mêmes personnes." "Yes, the same hundred people."
else
    say "Non !" "No!"
    exit 5
fi

say "5. Deux cents autres lancers de dés : chacun sort-il aussi souvent que sa chance le dit ?" \
    "5. Two hundred other rolls of the dice: does everyone come out as often as their chance says?"
run replay "$dossier" --trials 200

say "Tout est dans $dossier : journal/ et public/ pour tous, guarantors/ pour les garants, private/ pour personne d’autre." \
    "Everything is in $dossier: journal/ and public/ for all, guarantors/ for the guarantors, private/ for no one else."
