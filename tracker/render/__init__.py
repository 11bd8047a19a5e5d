"""One file a format, each a function from a document to text or bytes; none of them prints or asks about the terminal."""
