"""The size of the picture of a chart: width and height in pixels."""

USUAL = (1200, 675)
"""Where none is asked for: a slide of 16:9."""
LEAST, MOST = (400, 300), (6000, 6000)
"""The smallest picture that still has room for its words, and the largest one."""
