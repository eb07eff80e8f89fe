"""PowerPoint files from plotly's figures, until the deck draws from marks."""
