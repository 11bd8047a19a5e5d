"""What stands in a terminal or a plain mail: tables, pages, and charts drawn with letters, at any width."""
