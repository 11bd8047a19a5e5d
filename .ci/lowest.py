"""Print the lowest versions that pyproject.toml lets users have, one a line, as pip takes them for a constraints file."""

import re
import tomllib
from pathlib import Path

OURS = {"dev", "engines", "fuzz", "audit"}  # extras that only who works on the tracker installs

project = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
extras = [required for name, needed in project["optional-dependencies"].items() if name not in OURS for required in needed]
for required in (*project["dependencies"], *extras):
    lowest = re.match(r"([\w-]+)>=([\w.]+)", required)
    if lowest:  # an extra that includes another has no version of its own
        print(f"{lowest[1]}=={lowest[2]}")
