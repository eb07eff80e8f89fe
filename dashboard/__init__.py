"""The Zhejiang poverty-alleviation dashboard.

The rooms, in the direction of travel; imports only ever point back along this line:

    model -> package -> provenance -> words, theme -> filters -> exhibit -> charts -> pages -> shell -> wiring -> app

`model` says what a row is, `package` reads `data/` into checked, typed frames, `provenance` follows a figure to its
place in its source and computes what is derived, `words` speaks two languages, `filters` parse a page's choices,
`charts` draw, `pages` list filters and exhibits, `shell` is the document they come in, `wiring` holds the callbacks,
and `app` alone makes a Dash and its server.
"""
