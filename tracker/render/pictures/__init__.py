"""Charts as pictures: SVG, what stands within a line, and PNG by the native library that draws it."""
