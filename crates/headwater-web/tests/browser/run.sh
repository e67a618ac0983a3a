#!/usr/bin/env bash
# The pages in headless Chromium: crates/headwater-web/tests/browser/run.sh [DIR FOR PICTURES]
# Installs what it needs: Debian's chromium and Node.js packages, and two packages for Node.js in a
# directory of its own. HEADWATER names the program to test; without it, it is built.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../../..
pictures=${1:-}

missing=()
command -v chromium >/dev/null || missing+=(chromium)
command -v node >/dev/null || missing+=(nodejs)
command -v npm >/dev/null || missing+=(npm)
if [ ${#missing[@]} -gt 0 ]; then
    sudo=$([ "$(id -u)" = 0 ] || echo sudo)
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" fonts-dejavu-core >/dev/null
fi

if [ -z "${HEADWATER:-}" ]; then
    (cd "$root" && cargo build --release --locked --package headwater-cli)
    HEADWATER=${CARGO_TARGET_DIR:-$root/target}/release/headwater
fi

work=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server"; rm -rf "$work"' EXIT
cp "$here"/package.json "$here"/*.mjs "$work"
(cd "$work" && npm install --silent --no-audit --no-fund --no-package-lock)

node "$work/hostile.mjs" "$work/pile"
cp "$root"/sample/* "$work/pile"
"$HEADWATER" run "$work/pile" -o "$work/case" --quiet
"$HEADWATER" serve "$work/case" --port 0 >"$work/address" &
server=$!
for _ in $(seq 600); do
    grep -q http "$work/address" && break
    sleep 0.1
done
address=$(grep -o 'http://[0-9.:]*' "$work/address")

cd "$work"
ADDRESS=$address CASE=$work/case PICTURES=$pictures node --test --test-reporter=spec "$work/browser.mjs"
