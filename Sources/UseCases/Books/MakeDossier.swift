// The dossier of a closed year of a store: everything a third party needs to check it alone.

import CarbonAccounting
import Disclosure
import Quantities
import Storage

/// Puts a closed year's dossier together.
public enum MakeDossier {
  /// The bytes of the dossier, a ZIP archive.
  ///
  /// - Parameters:
  ///   - year: nil for the latest.
  ///   - keyPath: an Ed25519 key to sign with, made when it does not exist; nil for a dossier that says it is not signed.
  ///   - day: the day the dossier is made.
  /// - Throws: `storage.year-open`; what refuses the books, the key or the archive.
  public static func bytes(
    of firm: OrganisationStore, year: String?, keyPath: String?, library: Library, on day: CalendarDate,
    at now: Timestamp
  ) throws(Refusal) -> [UInt8] {
    let stored = try firm.year(year)
    guard stored.isClosed else {
      throw Refusal(Diagnostic(.error, StorageMessage.yearOpen, ["year": .text(stored.period.label)]))
    }
    let key = try keyPath.map { (path) throws(Refusal) in try SigningKey(path: path).read() }
    var dossier = try Dossier(
      of: KeepStoredBooks.books(of: stored, firm, library, at: now), sealed: sealed(stored, firm),
      earlier: earlier(than: stored, firm), madeOn: day)
    dossier.firmName = try firm.profile().name
    dossier.settings = try firm.settings(for: stored.id)?.text
    dossier.evidence = try firm.evidenceFiles(of: stored.id).map {
      Dossier.Evidence(kind: $0.isLedger ? "FEC" : "CSV", name: $0.name, sha256: $0.sha256, size: $0.size)
    }
    dossier.opinions = try firm.opinions(of: stored.id).filter { $0.version == stored.closings }.map(opinion)
    return try dossier.bytes(words: library.dossierWords, key: key)
  }

  private static func sealed(_ year: StoredYear, _ firm: OrganisationStore) throws(Refusal) -> SealedAccounts {
    try SealedAccounts(kept: try firm.seals(of: year.id, version: nil).map(\.sealed))
  }

  private static func earlier(than year: StoredYear, _ firm: OrganisationStore) throws(Refusal) -> [SealedAccounts] {
    var found: [SealedAccounts] = []
    for other in try firm.years() where other.isClosed && other.period.end < year.period.start {
      found.append(try sealed(other, firm))
    }
    return found
  }

  /// The opinion as a file. Who gave it is told by number: names are the firm's to give.
  private static func opinion(_ opinion: Opinion) -> Dossier.Opinion {
    let head = """
      given_at: \(opinion.givenAt.iso)
      given_by: person:\(opinion.person.number)
      closing: \(opinion.version)
      assurance: \(opinion.assurance.rawValue)
      conclusion: \(opinion.conclusion.rawValue)

      """
    return Dossier.Opinion(
      name: "\(opinion.givenAt.day.iso)-\(opinion.number).txt", bytes: Array((head + "\n" + opinion.text + "\n").utf8))
  }
}

extension Library {
  /// What the texts of dossiers are written with, and written again to check them.
  public var dossierWords: DossierWords { DossierWords(catalogue, program: ProgramVersion.text) }
}
