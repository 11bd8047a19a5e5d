"""Coverage-guided fuzzing of the readers; README.md says how."""
