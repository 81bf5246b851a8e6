"""Panels taken from a bundle one by one, where no halves of it are found: of many profiles."""
