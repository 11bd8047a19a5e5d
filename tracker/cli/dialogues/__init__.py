"""``add`` and ``init`` as dialogues: each answer is checked when it is given, and nothing is written before the last one."""
