#!/usr/bin/env python3
"""Fuzz one reader, guided by the lines it reaches; README.md beside this file says how."""

from __future__ import annotations

import sys
from pathlib import Path

import atheris
import numpy.ma  # noqa: F401 - numpy loads it late, when the expressions that it uses would be watched too

sys.path.insert(0, str(Path(__file__).parent.parent))  # the tracker beside this folder, installed or not
with atheris.instrument_imports(include=["tracker"]):
    from fuzz import harness

if __name__ == "__main__":
    # libFuzzer starts this file anew with all its arguments, and passes over those that begin with two dashes
    name = next(each for each in sys.argv if each.startswith("--reader=")).partition("=")[2]
    atheris.enabled_hooks.add("RegEx")
    atheris.enabled_hooks.add("str")
    atheris.Setup(sys.argv, harness.HARNESSES[name])
    atheris.Fuzz()
