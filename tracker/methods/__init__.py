"""``docs/methods.md`` as code: numpy columns only, which know no file, no target and no language."""
