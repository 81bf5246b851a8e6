"""The guards of a file of volunteers: who is in it twice, who may not be drawn, who lives together."""
