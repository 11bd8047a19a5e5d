"""Tells whether officially stated targets will be met, and what must happen from now on."""

__version__ = "0.1.0"
