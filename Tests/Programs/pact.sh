#!/usr/bin/env bash
# An independent customer's program against the real site: the v3 test cases of the PACT conformance service, and the
# answers of a person to a system of the customer's. The site runs on a free loopback port, on a database of its own with
# the demonstration joinery in it: 2023 closed, shown, reopened, closed again and shown.
#
#   Tests/Programs/pact.sh
#
# Needs Python. Where jsonschema and PyYAML are there (in .venv, or PYTHON names another), and SPECIFICATION names the
# OpenAPI file of the specification, footprints are checked against its schema too.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${PROGRAM:-.build/debug/sillage}
[ -x "$program" ] || swift build --product sillage
python=${PYTHON:-python3}

folder=$(mktemp -d)
server=
peer=
finish() {
  for process in $server $peer; do
    kill "$process" 2>/dev/null || true
    wait "$process" 2>/dev/null || true
  done
  rm -rf "$folder"
}
trap finish EXIT

export SILLAGE_DATABASE="$folder/store.db" SILLAGE_LANG=en
"$program" demo "$folder/demo" > /dev/null
ledger=$(ls "$folder"/demo/joinery/*FEC2023*.txt | head -1)
siren=$(basename "$ledger" | cut -c1-9)
"$program" organisation add Joinery --siren "$siren" > /dev/null
"$program" import "$ledger" > /dev/null
"$program" account --organisation "$siren" --firm "$folder/demo/joinery/firm-2023.yaml" > /dev/null
token=$("$program" token add --organisation "$siren" --for owner@example.org --name test --write --role owner | tail -1)
"$program" pact client --organisation "$siren" --name "Acme" > "$folder/client"
identifier=$(sed -n 2p "$folder/client")
PACT_SECRET=$(sed -n 3p "$folder/client")
export PACT_SECRET

free() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
port=$(free)
"$program" serve --port "$port" > "$folder/log" 2>&1 &
server=$!
for _ in $(seq 100); do
  curl --silent --output /dev/null "http://127.0.0.1:$port/3/openapi.json" && break
  kill -0 "$server" || { cat "$folder/log"; exit 1; }
  sleep 0.2
done

api() {
  curl --silent --fail --output /dev/null --header "Authorization: Bearer $token" \
    --header "Content-Type: application/json" "$@"
}
year="http://127.0.0.1:$port/api/v1/years/2023"
api --data '{"closed_on": "2024-03-31", "publish": true}' "$year/close"
api --data '{"reason": "A bill came late"}' "$year/reopen"
api --data '{"closed_on": "2024-04-30", "publish": true}' "$year/close"

status=0
"$python" Tests/Programs/pact.py "http://127.0.0.1:$port" "$identifier" --own || status=$?

# Cases 13 and 14.B: a person answers the requests that were sent above, to a system of the customer's.
peerport=$(free)
python3 Tests/Programs/pact_peer.py "$peerport" "$folder/events" &
peer=$!
sleep 1
for request in 1 2; do
  SILLAGE_PACT_SECRET=peer-secret "$program" pact answer "http://127.0.0.1:$peerport" --client-id peer \
    --organisation "$siren" --request "$request" --source "http://127.0.0.1:$port" || status=1
done
python3 - "$folder/events" <<'CHECK' || status=1
import json, sys
events = [json.loads(line) for line in open(sys.argv[1])]
kinds = [event["type"].rsplit(".", 2)[1] for event in events]
assert kinds == ["RequestFulfilledEvent", "RequestRejectedEvent"], kinds
assert [event["data"]["requestEventId"] for event in events] == ["test-run-id-12345", "test-run-id-null"]
assert [pf["status"] for pf in events[0]["data"]["pfs"]] == ["Active"]
assert events[1]["data"]["error"]["code"] == "NotFound"
print("ok    13  a request is answered with footprints\nok  14.B  a request is answered with a reason")
CHECK

# The program's own client reads the same host.
SILLAGE_PACT_SECRET=$PACT_SECRET "$program" pact get "http://127.0.0.1:$port" --client-id "$identifier" > "$folder/read" \
  || status=1
grep -q "estimates" "$folder/read" || { cat "$folder/read"; status=1; }
kill -0 "$server" || { echo "the server is gone"; tail -50 "$folder/log"; exit 1; }
if grep -E '"?status"?[=:] ?5[0-9][0-9]' "$folder/log" | head -20 | grep .; then status=1; fi
exit "$status"
