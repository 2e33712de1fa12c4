// The objects of a PDF, through libqpdf. Whatever is wrong with a file comes back as nil or a refusal, never on the terminal.

import CQPDF
import Foundation
import Quantities

/// A PDF open in libqpdf; closed when nothing refers to it any more.
final class PDFObjects {
  /// An object, known by its number in the library's table.
  typealias Object = qpdf_oh

  private var data: qpdf_data?
  /// The library reads from here until it is closed.
  private let bytes: UnsafeMutableBufferPointer<CChar>

  /// Opens a PDF. A damaged table of objects is made again from the file, as programs that show PDFs do.
  init(_ content: [UInt8]) throws(Refusal) {
    bytes = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(content.count, 1))
    _ = bytes.initialize(from: content.lazy.map { CChar(bitPattern: $0) })
    data = qpdf_init()
    qpdf_silence_errors(data)
    qpdf_set_suppress_warnings(data, 1)
    let code = qpdf_read_memory(data, "invoice.pdf", bytes.baseAddress, UInt64(content.count), nil)
    guard code & PDFObjects.errors == 0 else { throw InvoiceRefusal.pdfUnreadable.refusal() }
    guard qpdf_is_encrypted(data) == 0 else { throw InvoiceRefusal.pdfEncrypted.refusal() }
  }

  deinit {
    // An error that nobody asked for would be told on the terminal.
    while qpdf_has_error(data) != 0 { _ = qpdf_get_error(data) }
    qpdf_cleanup(&data)
    bytes.deallocate()
  }

  private static let errors: Int32 = 2

  /// The document's catalogue.
  var root: Object { qpdf_get_root(data) }

  /// The value of a key; nil when there is none, or the object has no keys. `name` with its `/`.
  func value(_ object: Object, _ name: String) -> Object? {
    guard qpdf_oh_is_dictionary(data, object) != 0 else { return nil }
    let value = qpdf_oh_get_key(data, object, name)
    return qpdf_oh_is_null(data, value) == 0 ? value : nil
  }

  /// The items of an array, `limit` at most; none when it is no array.
  func items(_ object: Object, limit: Int) -> [Object] {
    guard qpdf_oh_is_array(data, object) != 0 else { return [] }
    return (0..<min(Int(qpdf_oh_get_array_n_items(data, object)), limit)).map {
      qpdf_oh_get_array_item(data, object, Int32($0))
    }
  }

  /// The text of a string; nil when it is none.
  func text(_ object: Object) -> String? {
    guard qpdf_oh_is_string(data, object) != 0 else { return nil }
    var count = 0
    guard let start = qpdf_oh_get_binary_utf8_value(data, object, &count) else { return nil }
    return String(
      decoding: UnsafeRawBufferPointer(start: UnsafeRawPointer(start), count: count), as: UTF8.self)
  }

  /// The number of an object that others refer to; 0 for one that stands in another.
  func number(_ object: Object) -> Int { Int(qpdf_oh_get_object_id(data, object)) }

  /// Whether it is a stream.
  func isStream(_ object: Object) -> Bool { qpdf_oh_is_stream(data, object) != 0 }

  /// Whether it is a dictionary.
  func isDictionary(_ object: Object) -> Bool { qpdf_oh_is_dictionary(data, object) != 0 }

  /// The dictionary of a stream.
  func dictionary(_ stream: Object) -> Object { qpdf_oh_get_dict(data, stream) }

  /// The name an object is, with its `/`; nil when it is none.
  func name(_ object: Object) -> String? {
    guard qpdf_oh_is_name(data, object) != 0 else { return nil }
    return String(cString: qpdf_oh_get_name(data, object))
  }

  /// The bytes of a stream as they stand in the file; nil when they cannot be read.
  func packed(_ stream: Object) -> [UInt8]? {
    var start: UnsafeMutablePointer<UInt8>?
    var (count, isFiltered): (Int, QPDF_BOOL) = (0, 0)
    let code = qpdf_oh_get_stream_data(data, stream, qpdf_dl_none, &isFiltered, &start, &count)
    defer { free(start) }
    guard code & PDFObjects.errors == 0 else { return nil }
    return Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Gives a stream other bytes, unpacked.
  func replace(_ stream: Object, with content: [UInt8]) {
    content.withUnsafeBufferPointer {
      qpdf_oh_replace_stream_data(
        data, stream, $0.baseAddress, $0.count, qpdf_oh_new_null(data), qpdf_oh_new_null(data))
    }
  }

  /// Gives a key a whole number.
  func set(_ dictionary: Object, _ name: String, _ number: Int) {
    qpdf_oh_replace_key(data, dictionary, name, qpdf_oh_new_integer(data, Int64(number)))
  }

  /// Gives a key a string of these bytes.
  func set(_ dictionary: Object, _ name: String, bytes content: [UInt8]) {
    content.withUnsafeBytes {
      let start = $0.baseAddress?.assumingMemoryBound(to: CChar.self)
      qpdf_oh_replace_key(data, dictionary, name, qpdf_oh_new_binary_string(data, start, $0.count))
    }
  }

  /// Gives a key a dictionary of nothing, and gives that.
  func addDictionary(_ dictionary: Object, _ name: String) -> Object {
    let made = qpdf_oh_new_dictionary(data)
    qpdf_oh_replace_key(data, dictionary, name, made)
    return made
  }

  /// The PDF written again: streams as they are, the same bytes each time.
  func written() throws(Refusal) -> [UInt8] {
    guard qpdf_init_write_memory(data) & PDFObjects.errors == 0 else { throw InvoiceRefusal.pdfNotWritten.refusal() }
    qpdf_set_compress_streams(data, 0)
    qpdf_set_decode_level(data, qpdf_dl_none)
    // PDF/A wants an end of line before the word that ends a stream.
    qpdf_set_newline_before_endstream(data, 1)
    qpdf_set_deterministic_ID(data, 1)
    guard qpdf_write(data) & PDFObjects.errors == 0, let start = qpdf_get_buffer(data) else {
      throw InvoiceRefusal.pdfNotWritten.refusal()
    }
    return Array(UnsafeBufferPointer(start: start, count: qpdf_get_buffer_length(data)))
  }
}
