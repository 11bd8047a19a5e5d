"""What a Word document is made of: the package, its styles and lists, and the pieces of its text."""
