"""One module a command group, named as it is typed."""
