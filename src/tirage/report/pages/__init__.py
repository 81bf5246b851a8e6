"""The reports there are: each a function from a context and a language to a document."""
