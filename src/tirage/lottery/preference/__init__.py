"""Which panels are preferred, of all that share out the same counts: it costs nobody any chance."""
