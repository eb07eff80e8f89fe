"""A dashboard that is made from a data package: its figures, its pages and its words stand there, none of them here.

docs/architecture.md shows the rooms, and which of them may import which.
"""

import gc

# An answer makes many objects and hardly a cycle: to look for these after every 700 of them took a tenth of its time.
gc.set_threshold(50_000)
