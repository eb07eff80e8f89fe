"""A dashboard that is made from a data package: its figures, its pages and its words stand there, none of them here.

docs/architecture.md shows the rooms, and which of them may import which.
"""
