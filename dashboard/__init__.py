"""The Zhejiang poverty-alleviation dashboard.

The rooms, in the direction of travel; imports only ever point back along this line:

    model -> package -> provenance -> words, theme -> filters -> exhibit -> charts -> pages -> app

`model` says what a row is, `package` reads `data/` into checked, typed frames, `provenance` follows a figure to its
place in its source and computes what is derived, `words` speaks two languages, `filters` parse a page's choices,
`charts` draw, `pages` list filters and exhibits, and `app` alone knows Dash's server.
"""
