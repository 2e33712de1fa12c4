// A ledger on its way in: refused by its name or first bytes before anything is kept, else handed on part by part.

import Accounting
import Markup
import Quantities
import Storage
import UseCases

/// Takes in one ledger of a firm. What is refused is read to its end all the same, so that the browser gets an answer.
final class LedgerReceiver: UploadReceiver {
  private let visit: FirmVisit
  private var upload: LedgerUpload?
  private var siren: String?
  private var refusal: Refusal?
  private var isFirstPart = true

  init(_ visit: FirmVisit) { self.visit = visit }

  func begin(_ name: String) throws(Refusal) {
    guard upload == nil else {
      refuse(Refusal(Diagnostic(.error, LedgerPageRefusal.severalFiles)))
      return
    }
    do throws(Refusal) {
      let named = LedgerFileName(name)
      if let siren = named.siren, let own = visit.profile.siren, siren != own {
        throw Refusal(
          Diagnostic(
            .error, UseCaseMessage.sirenDiffers,
            ["siren": .text(siren), "own": .text(own), "name": .text(visit.profile.name)], file: named.text))
      }
      siren = named.sirenIsPlausible ? named.siren : nil
      upload = try visit.firm.receiveLedger(named: named.text, at: visit.now)
    } catch { refuse(error) }
  }

  func add(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard refusal == nil, upload != nil, !bytes.isEmpty else { return }
    do throws(Refusal) {
      if isFirstPart, LedgerReceiver.isOther(bytes) {
        throw Refusal(Diagnostic(.error, LedgerPageRefusal.notText))
      }
      isFirstPart = false
      try upload?.add(bytes)
    } catch { refuse(error) }
  }

  func end() throws(Refusal) {}

  func answer(_ form: Fields) throws(Refusal) -> Answer {
    if let refusal { return try LedgerPage.again(visit, refusal) }
    guard var upload else {
      return try LedgerPage.again(visit, Refusal(Diagnostic(.error, LedgerPageRefusal.noFile)))
    }
    let job: Job
    do throws(Refusal) { job = try upload.finish(at: visit.now) } catch {
      refuse(error)
      return try LedgerPage.again(visit, error)
    }
    try takeSIREN()
    return .redirect(visit.path("/imports/\(job.number)"))
  }

  func abandon() {
    // What failed may be the database itself; a file half received is swept away when the next comes in.
    try? upload?.abandon()
    upload = nil
  }

  private func refuse(_ refusal: Refusal) {
    self.refusal = self.refusal ?? refusal
    abandon()
  }

  /// A firm without a SIREN takes the one its ledger bears, unless another firm of the instance goes by it: who that is
  /// concerns nobody here, and the ledger is the firm's all the same.
  private func takeSIREN() throws(Refusal) {
    guard visit.profile.siren == nil, let siren else { return }
    do throws(Refusal) { try visit.store.setProfile(of: visit.firm, siren: siren, at: visit.now) } catch {
      guard error.says(StorageMessage.sirenKept) || error.says(StorageMessage.sirenWrong) else { throw error }
    }
  }

  /// Whether the first bytes are those of a workbook, an archive or a PDF.
  private static func isOther(_ bytes: ArraySlice<UInt8>) -> Bool {
    let heads: [[UInt8]] = [[0x50, 0x4B, 0x03, 0x04], Array("%PDF".utf8), [0xD0, 0xCF, 0x11, 0xE0], [0x1F, 0x8B]]
    return heads.contains { bytes.starts(with: $0) }
  }
}
