#!/usr/bin/env bash
# Sends the API what its OpenAPI document allows and what it forbids, and looks for answers that the document does not
# promise. The site runs on a free loopback port, on a database of its own with the demonstration firm in it.
#
#   Tests/Programs/schemathesis.sh [EXAMPLES [SECONDS]]
#
# EXAMPLES per operation (20), SECONDS in all (90). Needs Python; the tool is put in .venv where it is missing
# (SCHEMATHESIS names one that is there already).
set -euo pipefail
cd "$(dirname "$0")/../.."
examples=${1:-20}
seconds=${2:-90}
program=${PROGRAM:-.build/debug/sillage}
[ -x "$program" ] || swift build --product sillage

tool=${SCHEMATHESIS:-.venv/bin/schemathesis}
if [ ! -x "$tool" ]; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet 'schemathesis>=4,<5'
fi

folder=$(mktemp -d)
server=
finish() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$folder"
}
trap finish EXIT

export SILLAGE_DATABASE="$folder/store.db" SILLAGE_LANG=en
"$program" demo "$folder/demo" > /dev/null
ledger=$(ls "$folder"/demo/joinery/*FEC*.txt | head -1)
siren=$(basename "$ledger" | cut -c1-9)
"$program" organisation add Joinery --siren "$siren" > /dev/null
"$program" import "$ledger" > /dev/null
"$program" account --organisation "$siren" --firm "$folder/demo/joinery/firm-2023.yaml" > /dev/null
token=$("$program" token add --organisation "$siren" --for fuzz@example.org --name fuzz --write --role owner | tail -1)

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$program" serve --port "$port" > "$folder/log" 2>&1 &
server=$!
for _ in $(seq 100); do
  curl --silent --output /dev/null "http://127.0.0.1:$port/api/v1/openapi.json" && break
  kill -0 "$server" || { cat "$folder/log"; exit 1; }
  sleep 0.2
done

# Numbers, years and codes that exist: most of what is made up leads nowhere.
year=$(curl --silent --header "Authorization: Bearer $token" "http://127.0.0.1:$port/api/v1/years" \
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["years"][0]["year"])')
cat > "$folder/schemathesis.toml" <<CONFIGURATION
[parameters]
"path.year" = "$year"

[checks.positive_data_acceptance]
# A shape cannot say that a factor exists, that a year is open, or that a cursor is of these books.
expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 412, 422, 429]

[checks.missing_required_header]
expected-statuses = [400, 401, 403, 406, 422, 428]
CONFIGURATION

status=0
timeout --signal=INT $((seconds + 30)) "$tool" --config-file "$folder/schemathesis.toml" run \
  "http://127.0.0.1:$port/api/v1/openapi.json" --url "http://127.0.0.1:$port/api/v1" \
  --header "Authorization: Bearer $token" --checks all --max-examples "$examples" --max-time "$seconds" \
  --request-timeout 20 --seed 1 --continue-on-failure --suppress-health-check all || status=$?
# What customers' programs may ask for has a document of its own.
"$program" pact client --organisation "$siren" --name fuzz > "$folder/client"
access=$(curl --silent --user "$(sed -n 2p "$folder/client"):$(sed -n 3p "$folder/client")" \
  --data grant_type=client_credentials "http://127.0.0.1:$port/auth/token" \
  | python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')
cat > "$folder/pact.toml" <<CONFIGURATION
[checks.positive_data_acceptance]
# A shape cannot say that a footprint exists, that a client is known, or what each kind of event must hold.
expected-statuses = ["2xx", 400, 401, 404, 429]
CONFIGURATION
timeout --signal=INT $((seconds + 30)) "$tool" --config-file "$folder/pact.toml" run \
  "http://127.0.0.1:$port/3/openapi.json" --url "http://127.0.0.1:$port" \
  --header "Authorization: Bearer $access" --checks all --max-examples "$examples" --max-time "$seconds" \
  --request-timeout 20 --seed 1 --continue-on-failure --suppress-health-check all || status=$?
kill -0 "$server" || { echo "the server is gone"; tail -50 "$folder/log"; exit 1; }
if grep -E '"?status"?[=:] ?5[0-9][0-9]' "$folder/log" | head -20 | grep .; then status=1; fi
exit "$status"
