"""Two files and a day -> what is so: levels, measures, statuses, changes, and what is suspicious."""
