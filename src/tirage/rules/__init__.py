"""The rules of one assembly: its `tirage.yaml`, read strictly, and what of it is published."""
