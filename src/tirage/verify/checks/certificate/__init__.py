"""Group 8: the certificate, in integers."""
