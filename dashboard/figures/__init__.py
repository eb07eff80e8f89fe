"""One figure: how it reads, how it is computed, where it stands."""
