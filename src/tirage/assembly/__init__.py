"""Reading a dossier back: its acts, its assembly, its term, the assemblies before and after it."""
