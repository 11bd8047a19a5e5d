"""One file per format, each a function from a table to text; none of them prints or asks about the terminal."""
