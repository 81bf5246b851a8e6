"""The published documents of a dossier: one frozen model a form (docs/formats.md)."""
