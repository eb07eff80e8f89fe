"""Where the words and marks of a chart stand: scales, boxes, outlines of maps, and how much room words take."""
