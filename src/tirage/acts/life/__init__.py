"""Acts of an assembly that sits: who leaves, who follows, until when."""
