"""An Office file of which one content made on one day gives one file."""

import zipfile
from datetime import date
from io import BytesIO


def dated(content: bytes, made: date) -> bytes:
    """With the day of making on each of its parts."""
    written, day = BytesIO(), made.timetuple()[:6]
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, day), old.read(name), zipfile.ZIP_DEFLATED)
    return written.getvalue()
