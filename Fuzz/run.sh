#!/bin/sh
# Feeds made-up files to the readers until one crashes or breaks a property, or time is up.
#
#   Fuzz/run.sh [SECONDS] [fec|csv|links|invoice|pdf]      60 seconds of each, unless said otherwise
#
# Starts from the fixtures of the tests; what it learns stays in Fuzz/.build. A file that fails is left in Fuzz/.build and
# named: make it a fixture before mending the reader. Needs the toolchain's libFuzzer (-sanitize=fuzzer).
set -eu
seconds=${1:-60}
targets=${2:-fec csv links invoice pdf}
here=$(cd "$(dirname "$0")" && pwd)
build=$here/.build
mkdir -p "$build"
features="-enable-upcoming-feature ExistentialAny -enable-upcoming-feature MemberImportVisibility -swift-version 6"

compile() {  # OUTPUT MODULE SOURCES…
  output=$1 module=$2
  shift 2
  # shellcheck disable=SC2086
  swiftc -O -enable-testing -wmo -parse-as-library $features -sanitize=fuzzer,address -I "$build" -c \
    -module-name "$module" -emit-module -emit-module-path "$build/$module.swiftmodule" -o "$build/$output.o" "$@"
}

# The C libraries the readers of invoices stand on. Their own code is not watched by the sanitizer.
maps=""
for library in CLibXML2 CQPDF CZlib; do maps="$maps -Xcc -fmodule-map-file=$here/../Sources/$library/module.modulemap"; done
features="$features $maps $(pkg-config --cflags libxml-2.0 | sed 's/-I/-Xcc -I/g')"

for module in Quantities DelimitedText Accounting ReferenceData SupplyNetwork XML; do
  # shellcheck disable=SC2046
  compile "$module" "$module" $(find "$here/../Sources/$module" -name '*.swift')
done
# The checksum of attached files comes from a package; here it is a constant.
# shellcheck disable=SC2046
compile Invoicing Invoicing $(ls "$here"/../Sources/Invoicing/*.swift | grep -v PDFChecksum) "$here/PDFChecksum.swift"
status=0
for target in $targets; do
  case $target in
    fec) source=FECFuzz seeds=$here/../Tests/AccountingTests/Fixtures/fec options="-dict=$here/fec.dict" ;;
    csv) source=CSVFuzz seeds=$here/../Sources/ReferenceData/Data options= ;;
    links) source=LinksFuzz seeds=$here/../Tests/SupplyNetworkTests/Fixtures options= ;;
    invoice) source=InvoiceFuzz seeds=$here/../Tests/InvoicingTests/Fixtures options="-dict=$here/invoice.dict -max_len=16384" ;;
    pdf) source=PDFFuzz seeds=$here/Seeds options="-dict=$here/pdf.dict" ;;
    *) echo "no target $target" >&2; exit 2 ;;
  esac
  compile "$source" "$source" "$here/$source.swift"
  swiftc -sanitize=fuzzer,address "$build/Quantities.o" "$build/DelimitedText.o" "$build/Accounting.o" \
    "$build/ReferenceData.o" "$build/SupplyNetwork.o" "$build/XML.o" "$build/Invoicing.o" "$build/$source.o" \
    -lxml2 -lqpdf -lz -o "$build/$source" 2> "$build/link.log" || { cat "$build/link.log"; exit 2; }
  mkdir -p "$build/corpus-$target"
  # Large fixtures would only slow the search down.
  find "$seeds" -type f -size -16k \( -name '*.txt' -o -name '*.csv' -o -name '*.xml' -o -name '*.pdf' \) -exec cp {} "$build/corpus-$target" \;
  # shellcheck disable=SC2086
  # Swift's own report of a crash reads memory that the address sanitizer forbids, and would hide the cause.
  SWIFT_BACKTRACE=enable=no "$build/$source" -max_total_time="$seconds" -max_len=8192 -timeout=10 -print_final_stats=1 $options \
    -artifact_prefix="$build/failed-$target-" "$build/corpus-$target" || status=1
done
exit $status
