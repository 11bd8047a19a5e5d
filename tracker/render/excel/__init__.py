"""The parts of the XLSX report: its sheets, and the formulas in them."""
