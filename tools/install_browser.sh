#!/bin/sh
# Sees to it that the browser tests find Chromium and a Chinese font, and prints where Chromium is. Whatever is missing
# is installed with apt-get where that can be done; otherwise a plain sentence says what to install. Where Chromium is
# installed, its headless shell comes along if the system has it: tests run in it, since it costs less.
set -eu

stop() {
    echo "$1" >&2
    exit 1
}

browser_path() {
    command -v "${CHROMIUM:-chromium}" || { [ -z "${CHROMIUM:-}" ] && command -v chromium-browser; }
}

font_path() {
    [ "$(uname)" != Linux ] || [ -n "$(fc-list :lang=zh 2>/dev/null)" ] || ls /usr/share/fonts/opentype/noto/NotoSansCJK* 2>/dev/null
}

missing=""
browser_path >/dev/null || missing="chromium"
font_path >/dev/null || missing="$missing fonts-noto-cjk"

if [ -n "$missing" ]; then
    if [ -n "${CHROMIUM:-}" ] && ! browser_path >/dev/null; then
        stop "CHROMIUM is '$CHROMIUM', which is not a program that can be started; give the path of a Chromium."
    fi
    wish="The browser tests need these system packages: $missing."
    command -v apt-get >/dev/null || stop "$wish Install them with your system's packages, or set CHROMIUM to a Chromium's path."
    root=""
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || stop "$wish As root, run: apt-get install $missing"
        root="sudo"
    fi
    echo "Installing system packages: $missing" >&2
    $root apt-get update -q >&2 || stop "$wish apt-get could not list them; its words above say why."
    [ "${missing#chromium}" = "$missing" ] || ! apt-cache show chromium-headless-shell >/dev/null 2>&1 ||
        missing="$missing chromium-headless-shell"
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y $missing >&2 ||
        stop "$wish apt-get could not install them; its words above say why."
fi

browser_path || stop "Chromium was installed, but cannot be found; set CHROMIUM to its path."
