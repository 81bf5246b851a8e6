#!/bin/sh
# Installs tirage from this folder: no network, no administrator's rights. Words after it go to install.py.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P) || exit 1
for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import venv' 2>/dev/null; then
        exec "$python" "$here/install.py" "$@"
    fi
done
echo "Python 3.11 ou plus récent est nécessaire, et n'est pas sur cette machine : voir LISEZMOI.txt."
echo "Python 3.11 or newer is needed, and is not on this machine: see README.txt."
exit 1
