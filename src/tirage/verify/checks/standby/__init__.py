"""Standbys: the successors for the seats that open in a period, drawn from the dice of one ceremony."""
