"""A view as slides that a browser presents."""
