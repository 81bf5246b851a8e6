"""Sentences by code, numbers, days and typography, in the language of the reader."""
