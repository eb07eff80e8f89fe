#!/bin/sh
# Holds every figure against each source text in the folder SOURCE_TEXTS. The texts are not part of this repository,
# so without that folder the check is left out, and says so.
set -eu

if [ -z "${SOURCE_TEXTS:-}" ]; then
    echo "Skipped: SOURCE_TEXTS names no folder with source texts, so no figure was held against its text."
    exit 0
fi

for text in "$SOURCE_TEXTS"/*.txt; do
    [ -f "$text" ] || { echo "SOURCE_TEXTS is $SOURCE_TEXTS, where there is no .txt file." >&2; exit 1; }
    "${PYTHON:-python3}" -m dashboard verify --text "$text"
done
