#!/bin/sh
# Sees to it that the tests of hosting find nginx and openssl, and prints where nginx is. Root gets what is missing with
# apt-get. Where it stays missing, a build machine (CI is set) stops; elsewhere those tests are left out, and this says so.
set -eu

PATH="$PATH:/usr/sbin:/usr/local/sbin"
export PATH

missing=""
command -v nginx >/dev/null || missing="nginx-light"
command -v openssl >/dev/null || missing="$missing openssl"

install() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing system packages: $missing" >&2
    { apt-get update -q && env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $missing; } >&2
}

if [ -n "$missing" ] && ! install; then
    echo "The tests of hosting need these system packages: $missing. Install them with your system's packages." >&2
    [ -z "${CI:-}" ] || exit 1
    echo "SKIPPED: nothing was tested behind nginx." >&2
    exit 0
fi

command -v nginx
