"""Records (declarations, projects) -> figures: counted or added up by month, row by row or by an engine."""
