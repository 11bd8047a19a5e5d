"""What the two files say, as frozen data."""
