# SPDX-FileCopyrightText: 2026 The Brera authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Steps that packaging/run and packaging/test share. Source it; it needs nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

step=""
begin() { step="$1"; printf '\n== %s (%s)\n' "$step" "$(date +%H:%M:%S)"; }
trap 'code=$?; if [ $code -ne 0 ]; then printf "\n== FAILED: %s (exit %d)\n" "${step:-start}" "$code" >&2; fi' EXIT

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"
    elif command -v sudo >/dev/null; then sudo "$@"
    else echo "installing packages needs root or sudo" >&2; return 1; fi
}

# Installs what packaging/packages.txt lists and is not there yet; starts at once when nothing is missing.
install_packages() {
    begin "Debian packages"
    local wanted missing=()
    wanted=$(grep -v '^#' packaging/packages.txt)
    for package in $wanted; do
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then echo "all installed"; return; fi
    echo "installing: ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# build PRESET [CMAKE-OPTION…]: configures and builds everything.
build() {
    local preset=$1; shift
    begin "Configuring"
    cmake --preset "$preset" -DBRERA_WERROR=ON "$@" >"/tmp/brera-configure-$$.log" 2>&1 || { tail -n 40 "/tmp/brera-configure-$$.log"; rm -f "/tmp/brera-configure-$$.log"; return 1; }
    rm -f "/tmp/brera-configure-$$.log"
    echo "build/$preset"
    begin "Building"
    # A terminal gets ninja's own one-line status, a log a line now and then.
    if [ -t 1 ]; then
        cmake --build --preset "$preset"
    else
        NINJA_STATUS='[%f/%t] ' cmake --build --preset "$preset" | awk '/^\[/ { if (NR % 25 == 1) { print; fflush() } last = $0; next } { print; fflush() } END { if (last) print last }'
    fi
}
