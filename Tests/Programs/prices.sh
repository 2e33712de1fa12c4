#!/usr/bin/env bash
# Net present values, rates of return and implicit prices of random projects, against numpy-financial and a bisection.
#
#   Tests/Programs/prices.sh [COUNT [SEED]]
#
# COUNT projects (1000) from a seed (1). Needs Python; numpy-financial is put in .venv where it is missing (PRICES_PYTHON
# names a Python that has it already).
set -euo pipefail
cd "$(dirname "$0")/../.."
program=.build/debug/sillage
[ -x "$program" ] || swift build --product sillage

python=${PRICES_PYTHON:-.venv/bin/python}
if ! "$python" -c 'import numpy_financial' 2> /dev/null; then
  python=.venv/bin/python
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check 'numpy-financial>=1,<2'
fi
SILLAGE_LANG=en "$python" Tests/Programs/prices.py "$program" "$@"
