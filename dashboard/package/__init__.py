"""What may stand in a data package, and what is wrong with one: rows, their relations, typed frames."""
