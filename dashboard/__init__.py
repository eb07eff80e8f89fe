"""A dashboard that is made from a data package: its figures, its pages and its words stand there, none of them here.

The rooms, in the direction of travel; imports only ever point back along this line:

    catalogue -> package -> figures -> exhibits -> deck -> dash_internals -> render -> pages -> slides -> files
    -> shell -> wiring -> document -> check -> app

`catalogue` holds the words of the interface, `package` says what may stand in a data package and reads it into checked,
typed rows, `figures` follows one figure: how it reads, how it is computed, where it stands. `exhibits` knows the kinds
of exhibits, reads the choices of a page, selects their rows and says by marks what they mean. `deck` draws marks as
slides of PowerPoint, `render` as HTML and as plotly's figures, and what both have to know of the inside of Dash stands
in `dash_internals`; `pages` lists filters and exhibits, `slides` presents them, `files` are taken away. `shell` is the
document they come in, `wiring` holds the callbacks, `document` writes a page before any script, `check` draws all that
a package declares, and `app` alone makes a Dash and its server.
"""
