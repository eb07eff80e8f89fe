"""An exhibit as a picture: SVG with its words around it, which browsers, office programs and printers draw alike."""
