// Fuzz target of the reader of electronic invoices in XML: no bytes whatever may crash it, nor the check, nor the stamp.
//
// What must hold for any bytes: cut in parts they read the same; an invoice that can be stamped is freed of its stamp to the
// byte, reads back the same carbon, and is stamped again the same.

import Quantities

@testable import Invoicing

/// Entry point of libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let whole = try? InvoiceReader().read(xml: bytes)
  precondition(inParts(bytes, of: 1 + count % 97) == whole, "cut in parts it reads otherwise")
  guard let whole else { return 0 }
  _ = whole.doubts
  _ = try? InvoiceCheck(whole)
  guard let stamp = try? stamp(), let stamped = try? stamp.stamp(bytes, at: moment, words: words) else { return 0 }
  let freed = try? InvoiceStamp.freed(xml: bytes)
  precondition((try? InvoiceStamp.freed(xml: stamped.bytes)) == freed, "more than the stamp was taken off")
  let again = try? stamp.stamp(stamped.bytes, at: moment, words: words)
  precondition(again?.bytes == stamped.bytes, "stamped twice")
  return 0
}

private let moment = Timestamp(milliseconds: 0)

private func words(_ invoice: Invoice, _ content: CarbonMass) -> String { "\(content.grams) <&> é" }

private func stamp() throws -> InvoiceStamp {
  try InvoiceStamp(
    factor: CarbonIntensity(milligrams: 512_375), account: "a", year: "2023", isClosed: true, link: "https://a/?b&c",
    seal: nil)
}

private func inParts(_ bytes: [UInt8], of size: Int) -> Invoice? {
  var reader = InvoiceStreamReader()
  var rest = bytes[...]
  do {
    while !rest.isEmpty {
      try reader.append(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    return try reader.invoice()
  } catch { return nil }
}
