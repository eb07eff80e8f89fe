"""Marks as a page shows them: plotly figures, HTML and tables."""
