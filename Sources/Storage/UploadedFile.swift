// The parts of a received file as one source of bytes.

import Accounting
import CarbonAccounting
import Databases
import DelimitedText
import Quantities
import Synchronization

/// A file in parts, read in any order; the last part read is kept.
final class UploadedFile: Sendable {
  /// Reading long is a sign of life too: the lease is renewed every so many parts.
  private static let partsOfLease = 8

  private let lease: JobLease
  private let state = Mutex(State())

  private struct State: Sendable {
    var number = -1
    var bytes: [UInt8] = []
    var failure: Refusal?
    /// Of the parts read so far in their order.
    var fingerprint = Fingerprint.Running()
    var inOrder = 0
  }

  init(_ lease: JobLease) { self.lease = lease }

  /// Why a part could not be read, if one could not.
  var failure: Refusal? { state.withLock(\.failure) }

  /// Makes sure that what was read is what came in.
  func checkFingerprint() throws(Refusal) {
    let (sha256, parts) = state.withLock { ($0.fingerprint.sha256, $0.inOrder) }
    let wanted = (lease.claim.byteCount + LedgerUpload.partBytes - 1) / LedgerUpload.partBytes
    guard parts < wanted || sha256 == lease.claim.sha256 else {
      throw Refusal(.damaged, ["detail": .text("the file that came in was changed")])
    }
  }

  /// The bytes.
  var source: ByteSource {
    ByteSource(size: lease.claim.byteCount) { [self] buffer, offset in
      let part = try part(offset / LedgerUpload.partBytes)
      let start = offset % LedgerUpload.partBytes
      let count = min(buffer.count, part.count - start)
      guard count > 0 else { return 0 }
      part.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<(start + count)])) }
      return count
    }
  }

  private func part(_ number: Int) throws -> [UInt8] {
    try state.withLock { state in
      if state.number == number { return state.bytes }
      do throws(Refusal) {
        if number.isMultiple(of: UploadedFile.partsOfLease) { try lease.renew() }
        state.bytes = try lease.store.read { transaction in
          try transaction.row(
            "SELECT content FROM upload WHERE organisation_id = $1 AND job = $2 AND part = $3",
            [SQLValue(lease.claim.number), SQLValue(number)]
          )?.blob(0) ?? []
        }
      } catch {
        state.failure = error
        throw error
      }
      state.number = number
      if number == state.inOrder {
        state.fingerprint.add(state.bytes)
        state.inOrder += 1
      }
      return state.bytes
    }
  }
}
