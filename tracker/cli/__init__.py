"""Options in, exit code out: the only place that knows the clock, the terminal and the environment."""
