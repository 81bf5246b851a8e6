"""Mostly group 8: the certificate, in integers."""
