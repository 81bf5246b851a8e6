"""Reports on a verified dossier, and screens of commands: each a function from a result to a document."""

from enum import StrEnum


class Kind(StrEnum):
    """The reports on a dossier."""

    quotas = "quotas"
    proces_verbal = "proces-verbal"
    public = "public"
    letters = "letters"
    life = "life"
    members = "members"
