"""The Zhejiang poverty-alleviation dashboard.

The rooms, in the direction of travel; imports only ever point back along this line:

    package -> figures -> theme -> filters -> exhibit -> charts -> pages -> export -> shell -> wiring -> app

`package` says what may stand in a data package and reads it into checked, typed frames, `figures` follows one figure:
how it reads, how it is computed, where it stands. `filters` parse a page's choices, `charts` draw, `pages` list filters
and exhibits, `shell` is the document they come in, `wiring` holds the callbacks, and `app` alone makes a Dash and its
server.
"""
