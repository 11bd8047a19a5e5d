"""One file a command: options in, one call, render, exit code."""
