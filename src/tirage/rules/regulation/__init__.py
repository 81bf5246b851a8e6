"""The règlement du tirage: the rules of an assembly and its quotas, a numbered paragraph for each."""
