"""The Zhejiang poverty-alleviation dashboard.

The rooms, in the direction of travel; imports only ever point back along this line:

    package -> figures -> theme -> filters -> exhibits -> render -> pages -> deck -> files -> shell -> wiring -> app

`package` says what may stand in a data package and reads it into checked, typed frames, `figures` follows one figure:
how it reads, how it is computed, where it stands. `filters` parse a page's choices, `exhibits` say by marks what their
rows say, `render` and `deck` draw that, `pages` list filters and exhibits, `shell` is the document they come in,
`wiring` holds the callbacks, and `app` alone makes a Dash and its server.
"""
