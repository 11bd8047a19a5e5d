"""The texts for people as they are written: in English, whole templates with named fields. Read them through ``tracker.words.texts``."""
