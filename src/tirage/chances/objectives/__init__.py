"""The ways to be fair beside leximin, one a module, and the choice among them."""
