"""Figures about a pool, its quotas and its chances; nothing here draws or writes."""
