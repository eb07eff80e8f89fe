"""Packages that nobody thought of: seeded changes of a sound one, what is asked of each, and a run over many."""
