// Fuzz target of the reader of PDFs with an invoice inside: no bytes whatever may crash it, and what is written reads again.

import Quantities

@testable import Invoicing

/// Entry point of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array("%PDF-".utf8) + UnsafeBufferPointer(start: start, count: count)
  guard let pdf = try? InvoicePDF(bytes) else { return 0 }
  let other = Array("<other/>".utf8)
  guard let written = try? pdf.replacing(xml: other, at: Timestamp(milliseconds: 0)) else { return 0 }
  precondition((try? InvoicePDF(written))?.xml == other, "what was written does not read again")
  return 0
}
