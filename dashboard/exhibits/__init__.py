"""What is shown: exhibits as a package declares them, the rows they select, and the marks that say what these mean."""
