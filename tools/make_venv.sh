#!/bin/sh
# Makes .venv with the first Python here that is new enough and complete, or says in plain words what is missing.
set -eu
cd "$(dirname "$0")/.."

seen=""
for python in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
    seen=$python
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        exec "$python" -m venv .venv
    fi
done

if [ -n "$seen" ]; then
    echo "$seen is here, but without the part that makes virtual environments. On Debian or Ubuntu, install it with" >&2
    echo "    apt-get install python3-venv" >&2
else
    echo "The dashboard needs Python 3.11 or newer, and none was found here. Install one, or name it:" >&2
    echo "    make run PYTHON=/path/to/python3" >&2
fi
exit 1
