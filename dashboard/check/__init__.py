"""What a package is held against before anybody sees it: what it declares, and all that it draws."""
