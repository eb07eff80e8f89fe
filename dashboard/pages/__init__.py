"""What a page is: a path, words, filters and exhibits in order. The table of contents stands in `contents`."""
