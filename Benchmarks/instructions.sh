#!/bin/sh
# Instructions per line of a survey, beside the recorded number: a slower reader fails here, on any machine, however busy.
#
#   Benchmarks/instructions.sh [SILLAGE]      SILLAGE: the program, else .build/release/sillage
#
# Counts under callgrind for a file of 100 000 lines less one of 1 000, so that starting up does not count. The recorded
# numbers stand in instructions.txt: a change of more than 5 % either way fails; record an intended one by hand.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sillage=${1:-$here/../.build/release/sillage}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Callgrind chokes on debugging information newer than itself.
strip --strip-debug -o "$work/sillage" "$sillage"
mkdir "$work/data"
for target in Accounting ReferenceData Wording; do cp -R "$here/../Sources/$target/Data" "$work/data/$target"; done
python3 "$here/generate_fec.py" 1000 "$work/small.txt"
python3 "$here/generate_fec.py" 100000 "$work/large.txt"

count() {  # JOB FILE
  SILLAGE_DATA="$work/data" SWIFT_DETERMINISTIC_HASHING=1 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$work/sillage" ledger survey "$2" --threads 1 --job "$1" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

status=0
while read -r job recorded; do
  case $job in '#'* | '') continue ;; esac
  small=$(count "$job" "$work/small.txt")
  large=$(count "$job" "$work/large.txt")
  lines=$(($(wc -l < "$work/large.txt") - $(wc -l < "$work/small.txt")))
  found=$(((large - small) / lines))
  if [ $((found * 100)) -gt $((recorded * 105)) ] || [ $((found * 100)) -lt $((recorded * 95)) ]; then
    echo "$job: $found instructions per line, recorded $recorded: more than 5 % apart"
    status=1
  else
    echo "$job: $found instructions per line, recorded $recorded"
  fi
done < "$here/instructions.txt"
exit $status
