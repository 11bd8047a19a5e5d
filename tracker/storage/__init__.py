"""Files <-> model: read with every problem and its line, written whole or not at all."""
