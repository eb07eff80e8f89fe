"""What leaves the dashboard as a file: a view as a table, a workbook, facts for programs, or a page by itself."""
