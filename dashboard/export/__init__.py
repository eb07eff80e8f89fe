"""What leaves the dashboard: slides and files, made from the same exhibits as the pages."""
