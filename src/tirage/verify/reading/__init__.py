"""Files and documents of a dossier, read strictly."""
