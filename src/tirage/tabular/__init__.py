"""Tables as they come: encodings, CSV, workbooks, cells."""
