"""Numbered panels that realise the chances, from profiles to people. No names, no chance."""
