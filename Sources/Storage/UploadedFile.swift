// The parts of a received file as one source of bytes.

import Accounting
import Databases
import Quantities
import Synchronization

/// A file in parts, read in any order; the last part read is kept.
final class UploadedFile: Sendable {
  private let store: OrganisationStore
  private let job: Int
  private let byteCount: Int
  private let state = Mutex(State())

  private struct State: Sendable {
    var number = -1
    var bytes: [UInt8] = []
    var failure: Refusal?
  }

  init(store: OrganisationStore, job: Int, byteCount: Int) {
    self.store = store
    self.job = job
    self.byteCount = byteCount
  }

  /// Why a part could not be read, if one could not.
  var failure: Refusal? { state.withLock(\.failure) }

  /// The bytes.
  var source: ByteSource {
    ByteSource(size: byteCount) { [self] buffer, offset in
      let part = try part(offset / LedgerUpload.partBytes)
      let start = offset % LedgerUpload.partBytes
      let count = min(buffer.count, part.count - start)
      guard count > 0 else { return 0 }
      part.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<(start + count)])) }
      return count
    }
  }

  /// The fingerprint that was taken when the file came in.
  func sha256(_ transaction: TenantTransaction) throws -> String {
    try transaction.row("SELECT sha256 FROM job WHERE organisation_id = $1 AND number = $2", [SQLValue(job)])?.text(0)
      ?? ""
  }

  private func part(_ number: Int) throws -> [UInt8] {
    try state.withLock { state in
      if state.number == number { return state.bytes }
      do throws(Refusal) {
        state.bytes = try store.read { transaction in
          try transaction.row(
            "SELECT content FROM upload WHERE organisation_id = $1 AND job = $2 AND part = $3",
            [SQLValue(job), SQLValue(number)]
          )?.blob(0) ?? []
        }
      } catch {
        state.failure = error
        throw error
      }
      state.number = number
      return state.bytes
    }
  }
}
