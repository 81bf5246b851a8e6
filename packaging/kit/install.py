"""Installs tirage from this folder, without a network and without administrator's rights.

`python install.py [--to FOLDER] [--remove]`. Nothing but the standard library, and read by
Python 3.8 already, so that one that is too old can say so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import struct
import subprocess
import sys
import time
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = "tirage-kit.json"
"""What an installation of ours has in it: nothing else is ever removed."""
WORDS = {
    "python": (
        "Il faut Python {0}, en 64 bits ; celui-ci est {1}, et aucun autre ne convient ici.",
        "Python {0}, 64 bits, is needed; this one is {1}, and no other here fits.",
    ),
    "platform": (
        "Ce kit est pour {0} ; cette machine est {1}. Demandez le kit qui convient.",
        "This kit is for {0}; this machine is {1}. Ask for the kit that fits.",
    ),
    "damaged": (
        "Fichier abîmé ou manquant : {0}. Copiez le kit à nouveau ; rien n'a été installé.",
        "File damaged or missing: {0}. Copy the kit again; nothing was installed.",
    ),
    "foreign": (
        "{0} existe et n'a pas été fait par ce programme. Donnez un autre dossier : --to DOSSIER",
        "{0} is there and was not made by this program. Give another folder: --to FOLDER",
    ),
    "checked": ("{0} fichiers vérifiés par leurs empreintes", "{0} files checked by their hashes"),
    "installing": ("Installation dans {0} …", "Installing into {0} …"),
    "failed": (
        "L'installation a échoué ; ce qui était là avant y est toujours.",
        "The installation failed; what was there before is still there.",
    ),
    "done": ("tirage {0} est installé, en {1} secondes.", "tirage {0} is installed, in {1} seconds."),
    "type": ("Tapez, dans un nouveau terminal : {0}", "Type, in a new terminal: {0}"),
    "removed": ("tirage est enlevé de {0}.", "tirage is removed from {0}."),
    "absent": ("Il n'y a pas de tirage dans {0}.", "There is no tirage in {0}."),
}


def say(name: str, *values: object) -> None:
    """A sentence, in French and in English."""
    for text in WORDS[name]:
        print(text.format(*values), flush=True)


def usual_folder() -> Path:
    """Where programs of one person are on this system."""
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "tirage"
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "tirage"


def commands_folder() -> Path:
    """A folder of this person's that the system looks for commands in by itself."""
    if os.name == "nt":
        return usual_folder().parent / "Microsoft" / "WindowsApps"
    return Path.home() / ".local" / "bin"


def main() -> int:
    """Install, or remove; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, help=f"folder / dossier : {usual_folder()}")
    parser.add_argument("--remove", action="store_true", help="remove / enlever")
    options = parser.parse_args()
    target = (options.to or usual_folder()).absolute()
    if options.remove:
        return remove(target)
    kit = json.loads((HERE / "kit.json").read_text(encoding="utf-8"))
    if kit["platform"] != machine():
        say("platform", kit["platform"], machine())
        return 1
    if not fits(kit):
        return by_another(kit)
    faults = damaged()
    if faults:
        for name in faults:
            say("damaged", name)
        return 1
    if target.exists() and not (target / MARK).is_file() and (not target.is_dir() or any(target.iterdir())):
        say("foreign", target)
        return 1
    return install(kit, target)


def machine() -> str:
    """This kind of machine, as kits are named."""
    import platform

    system = {"win32": "win", "darwin": "macosx"}.get(sys.platform, sys.platform)
    return f"{system}_{platform.machine().lower()}"


def own() -> str:
    """The Python that runs this: `3.12`."""
    return ".".join(map(str, sys.version_info[:2]))


def fits(kit: dict) -> bool:
    """Whether the kit has wheels for the Python that runs this."""
    return own() in kit["pythons"] and struct.calcsize("P") == 8


def by_another(kit: dict) -> int:
    """The same with another Python of this machine that fits; the exit code."""
    if os.environ.get("TIRAGE_KIT_AGAIN") != "1":
        for version in reversed(kit["pythons"]):
            wanted = f"import sys; sys.exit(sys.version_info[:2] != tuple(map(int, {version!r}.split('.'))))"
            for words in (["py", "-" + version], ["python"]) if os.name == "nt" else (["python" + version],):
                found = shutil.which(words[0])
                if (
                    found
                    and subprocess.call([found, *words[1:], "-c", wanted], stderr=subprocess.DEVNULL) == 0
                ):
                    again = [found, *words[1:], str(HERE / "install.py"), *sys.argv[1:]]
                    return subprocess.call(again, env=dict(os.environ, TIRAGE_KIT_AGAIN="1"))
    say("python", ", ".join(kit["pythons"]), f"{own()} ({struct.calcsize('P') * 8})")
    return 1


def damaged() -> list[str]:
    """Names of the files that are not as SHA256SUMS has them."""
    faults, lines = [], (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    for line in lines:
        digest, name = line.split("  ", 1)
        path = HERE / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            faults.append(name)
    if not faults:
        say("checked", len(lines))
    return faults


def install(kit: dict, target: Path) -> int:
    """Into `target`, whole or not at all; the exit code."""
    started, former = time.time(), target.with_name(target.name + ".former")
    say("installing", target)
    shutil.rmtree(former, ignore_errors=True)
    try:
        if target.exists():
            target.rename(former)
    except OSError as error:
        return failed(error)
    try:
        version = made(kit, target)
    except (OSError, subprocess.CalledProcessError) as error:
        shutil.rmtree(target, ignore_errors=True)
        if former.exists():
            former.rename(target)
        return failed(error)
    shutil.rmtree(former, ignore_errors=True)
    say("done", version, round(time.time() - started))
    say("type", f"{command(target)} --help")
    return 0


def failed(error: Exception) -> int:
    """What happened, in the system's words, and what it means; the exit code."""
    print(error, file=sys.stderr)
    say("failed")
    return 1


def made(kit: dict, target: Path) -> str:
    """The environment, its packages by their hashes, and the command; the version that it says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    venv.EnvBuilder(symlinks=os.name != "nt").create(target)
    (target / MARK).write_text(json.dumps(kit), encoding="utf-8")
    python = target / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = next((HERE / "wheels").glob("pip-*.whl")) / "pip"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))}
    # Whatever this machine has been told about indexes and proxies: they are not asked.
    kept.update(PIP_CONFIG_FILE=os.devnull, PIP_NO_INDEX="1", PIP_DISABLE_PIP_VERSION_CHECK="1")
    words = ["install", "--quiet", "--require-hashes", "--find-links", HERE / "wheels"]
    words += ["--requirement", HERE / "requirements.txt"]
    subprocess.run([str(word) for word in [python, pip, *words]], check=True, env=kept)
    if os.name == "nt":
        # `python.exe` is signed, where a machine runs nothing that is not; cmd finds this folder by itself.
        (target / "tirage.cmd").write_bytes(b'@"%~dp0Scripts\\python.exe" -m tirage %*\r\n')
    asked = "from tirage.cli import app; from tirage.program import __version__ as v; print(v)"
    return subprocess.run(
        [str(python), "-c", asked], check=True, env=kept, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout.strip()


def command(target: Path) -> str:
    """What to type: a word, if the system can be made to find it; else the whole path."""
    program = target / ("tirage.cmd" if os.name == "nt" else "bin/tirage")
    folder = commands_folder()
    if target == usual_folder():
        if os.name == "nt":
            shortcut, text = folder / "tirage.cmd", b'@"%LOCALAPPDATA%\\tirage\\tirage.cmd" %*\r\n'
            if folder.is_dir() and (not shortcut.exists() or shortcut.read_bytes() == text):
                shortcut.write_bytes(text)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            if not os.path.lexists(folder / "tirage"):
                (folder / "tirage").symlink_to(program)
    found = shutil.which("tirage")
    if found and Path(found).resolve() in {program.resolve(), (folder / "tirage.cmd").resolve()}:
        return "tirage"
    return f'"{program}"'


def remove(target: Path) -> int:
    """What `install` has made, and nothing else; the exit code."""
    if not (target / MARK).is_file():
        say("absent", target)
        return 1
    shortcut = commands_folder() / ("tirage.cmd" if os.name == "nt" else "tirage")
    text = b'@"%LOCALAPPDATA%\\tirage\\tirage.cmd" %*\r\n'
    if os.name == "nt":
        ours = shortcut.is_file() and shortcut.read_bytes() == text and target == usual_folder()
    else:
        ours = shortcut.is_symlink() and shortcut.readlink() == target / "bin" / "tirage"
    if ours:
        shortcut.unlink()
    shutil.rmtree(target)
    say("removed", target)
    return 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
