"""The pool of volunteers: its model, its files, its households."""
