"""What an answer holds and in which order, as data; nothing here is drawn."""
