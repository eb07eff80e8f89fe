"""How fast the dashboard is, beside a static page of the same figures, measured in the same run."""
