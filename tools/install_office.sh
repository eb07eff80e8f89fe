#!/bin/sh
# Sees to it that the tests of slides and briefings find LibreOffice Impress and Writer, which prove that they open, and
# prints where it is.
# What is missing is installed with apt-get where that can be done. Where it cannot, a plain sentence says so; that is an
# error only where CI is set.
set -eu

give_up() {
    echo "WARNING: $1" >&2
    [ -z "${CI:-}" ] || exit 1
    exit 0
}

missing=""
if office=$(command -v soffice); then
    [ -e "$(dirname "$(readlink -f "$office")")/libswlo.so" ] || missing="libreoffice-writer-nogui"
else
    missing="libreoffice-impress-nogui libreoffice-writer-nogui"
fi

if [ -n "$missing" ]; then
    wish="No one proves that slides and briefings open; that needs these system packages: $missing."
    command -v apt-get >/dev/null || give_up "$wish Install them with your system's packages."
    root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || give_up "$wish As root, run: apt-get install $missing"
        root="sudo"
    fi
    echo "Installing system packages: $missing" >&2
    { $root apt-get update -q &&
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing; } >&2 ||
        give_up "$wish apt-get could not install them; its words above say why."
fi

command -v soffice || give_up "LibreOffice was installed, but soffice cannot be found on the path."
