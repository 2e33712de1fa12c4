// Files that come in: read part by part, never whole in memory unless small.

import Quantities

/// A small file that came with a form.
struct ReceivedFile: Sendable {
  let name: String
  let bytes: [UInt8]
}

/// Takes in the files of one request, part by part, on a thread that may wait.
protocol UploadReceiver: AnyObject {
  /// Another field of the form came, before the files that stand after it.
  func field(_ name: String, _ value: String)
  /// A file begins.
  func begin(_ name: String) throws(Refusal)
  /// Its next bytes.
  func add(_ bytes: ArraySlice<UInt8>) throws(Refusal)
  /// It ends.
  func end() throws(Refusal)
  /// All files are in; the other fields of the form came along.
  func answer(_ form: Fields) throws(Refusal) -> Answer
  /// Something went wrong: what came in is thrown away.
  func abandon()
}

extension UploadReceiver {
  func field(_ name: String, _ value: String) {}
}
