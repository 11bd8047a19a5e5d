"""What `tracker check` finds in two files that can be read: what is suspicious in them, and what they leave open."""
