"""Other people's tables -> the figures of targets, each with the place where it stands."""
