#!/usr/bin/env bash
# How long finding one factor takes, as a person meets it: whole process runs of the release build on the official
# Base Carbone. The promise is under 100 milliseconds.
#   Benchmarks/factors.sh Base_Carbone_V22.0.csv [RUNS]
set -euo pipefail
file=$(realpath "${1:?the official Base Carbone CSV file}")
runs=${2:-20}
sillage=${SILLAGE:+$(realpath "$SILLAGE")}
cd "$(dirname "${BASH_SOURCE[0]}")/.."
sillage=${sillage:-$(swift build -c release --show-bin-path)/sillage}
SILLAGE_FACTORS=$(mktemp -d)
export SILLAGE_FACTORS
trap 'rm -r "$SILLAGE_FACTORS"' EXIT

# Milliseconds of one run of `sillage ARGUMENTS`.
once() {
  local start end
  start=$(date +%s%N)
  "$sillage" "$@" >/dev/null
  end=$(date +%s%N)
  echo $(((end - start) / 1000000))
}

# measure LABEL RUNS ARGUMENTS...: the least, the median and the most of the runs.
measure() {
  local label=$1 count=$2
  shift 2
  for _ in $(seq "$count"); do once "$@"; done | sort -n |
    awk -v label="$label" '{ t[NR] = $1 } END { printf "%-44s least %4d ms  median %4d ms  most %4d ms\n", label, t[1], t[int((NR + 1) / 2)], t[NR] }'
}

measure "import" 3 factors import "$file"
measure "search, a common word (électricité)" "$runs" factors search électricité
measure "search, two words (gazole routier)" "$runs" factors search gazole routier
measure "show, imported (base-carbone:25775)" "$runs" factors show base-carbone:25775
measure "show, shipped (energy.diesel)" "$runs" factors show energy.diesel
