// Many ledgers in one request, each to the firm whose number its name bears.

import Accounting
import Quantities
import Storage
import UseCases

/// Takes in the FEC files of one request. One that is refused does not keep the others out.
final class ManyLedgersReceiver: UploadReceiver {
  /// The most files in one request.
  private static let most = 200

  private let visit: PersonVisit
  /// The firms of the person, by SIREN.
  private var firms: [String: (id: OrganisationID, role: Role)] = [:]
  /// Whether firms that are missing are to be made.
  private var creates = false
  private var current: (name: String, upload: LedgerUpload)?
  private var jobs: [Job] = []
  private var refused: [(name: String, reason: AdviserRefusal)] = []

  init(_ visit: PersonVisit) throws(Refusal) {
    self.visit = visit
    for part in try visit.store.person(visit.person.id).organisations() {
      if let siren = part.organisation.siren { firms[siren] = (part.organisation.id, part.role) }
    }
  }

  func field(_ name: String, _ value: String) { if name == "create" { creates = true } }

  func begin(_ name: String) throws(Refusal) {
    guard jobs.count + refused.count < ManyLedgersReceiver.most else { return refused.append((name, .fileMany)) }
    let file = LedgerFileName(name)
    guard let siren = file.siren else { return refused.append((file.text, .fileName)) }
    guard file.sirenIsPlausible else { return refused.append((file.text, .fileSIREN)) }
    do throws(Refusal) {
      guard let firm = try firm(of: siren) else { return refused.append((file.text, .fileUnknown)) }
      guard firm.role.permissions.contains(.keep) else { return refused.append((file.text, .fileRole)) }
      let store = try visit.store.organisation(firm.id, as: .person(visit.person.id))
      current = (file.text, try store.receiveLedger(named: file.text, at: visit.now))
    } catch {
      refused.append((file.text, error.says(StorageMessage.sirenKept) ? .fileKept : .fileFailed))
    }
  }

  func add(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    guard current != nil else { return }
    do throws(Refusal) { try current?.upload.add(bytes) } catch { refuse(error) }
  }

  func end() throws(Refusal) {
    guard current != nil else { return }
    do throws(Refusal) {
      if let job = try current?.upload.finish(at: visit.now) { jobs.append(job) }
      current = nil
    } catch {
      refuse(error)
    }
  }

  func answer(_ form: Fields) throws(Refusal) -> Answer {
    guard !jobs.isEmpty || !refused.isEmpty else {
      return ManyLedgersPage.page(visit, Refusal(Diagnostic(.error, AdviserRefusal.noFile)))
    }
    return .redirect(ManyLedgersPage.address(of: jobs, refused))
  }

  /// What came in whole stays; what was on its way is thrown away.
  func abandon() { try? current?.upload.abandon() }

  private func refuse(_ refusal: Refusal) {
    guard let (name, upload) = current else { return }
    try? upload.abandon()
    refused.append((name, refusal.says(FECMessage.fileTooLarge) ? .fileLarge : .fileFailed))
    current = nil
  }

  /// The person's firm of a SIREN; a new one of theirs where they ask for it.
  private func firm(of siren: String) throws(Refusal) -> (id: OrganisationID, role: Role)? {
    if let known = firms[siren] { return known }
    guard creates else { return nil }
    let name = visit.say(AdviserMessage.manyFirmName, ["siren": .text(siren)])
    let id = try visit.store.people.addOrganisation(name: name, siren: siren, owner: visit.person.id, at: visit.now)
    firms[siren] = (id, .owner)
    return (id, .owner)
  }
}
