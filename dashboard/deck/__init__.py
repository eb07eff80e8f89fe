"""A PowerPoint file from charts of marks and the words around them; all of it is native and open to editing."""
