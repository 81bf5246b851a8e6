"""An assembly with the next one in it, genuine and forged: files by path in the dossier of the first."""

from __future__ import annotations

from collections.abc import Iterator

from support.assemblies import Acts, Assembly, retold
from support.dossiers import Files, sha
from support.genuine import SOME

COOLING = {"cooling_off": {"members": 36, "invited": 0}}


def ended() -> Assembly:
    """An assembly of three whose term is over."""
    assembly = Assembly(SOME)
    assembly.begin()
    assembly.end_term()
    return assembly


def opened(files: Files, **said: object) -> Files:
    """The dossier whose opening says something else."""

    def edit(acts: Acts) -> None:
        acts[0][1].update(said)

    return retold(files, edit)


def chains() -> Iterator[tuple[str, Files]]:
    """Each under its name in the corpus."""
    first = ended()
    after = Assembly(SOME, after=first, cooling=36).files
    everyone = Assembly(SOME, after=first).files
    yield "genuine_two_assemblies", _chain(first.files, next=after)
    yield "a_next_assembly_of_another_dossier", _chain(first.files, next=opened(after, after=sha(b"another")))
    yield "two_next_assemblies", _chain(first.files, next=after, another=after)
    yield "a_former_member_in_the_next_assembly", _chain(first.files, next=opened(everyone, **COOLING))


def _chain(first: Files, **following: Files) -> Files:
    later = {f"{folder}/{name}": data for folder, files in following.items() for name, data in files.items()}
    return {**first, **later}
