"""A table as any program saves it: encodings, delimiters, workbooks, numbers."""
