"""What people read of a dossier: one context, several renderings."""
