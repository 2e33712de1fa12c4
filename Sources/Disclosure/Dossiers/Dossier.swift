// The verification dossier of a sealed fiscal year: all that a third party needs to check the account without us.

import Archives
import CanonicalJSON
import CarbonAccounting
import Crypto
import Quantities
import ReferenceData

/// What a verifier is handed for a closed fiscal year: the sealed accounts and those before them, every carbon entry, the
/// evidence by fingerprint, the factors with their sources, the departures with their reasons, the settings, opinions.
///
/// The same dossier always gives the same bytes: the day it is made is a value.
public struct Dossier: Sendable {
  /// A file that stands behind the entries and stays with the firm: the dossier holds its fingerprint.
  public struct Evidence: Sendable, Hashable {
    /// What it is, in the firm's words: `FEC`.
    public let kind: String
    /// Its name.
    public let name: String
    /// SHA-256 of its bytes, in hexadecimal.
    public let sha256: String
    /// Its size in bytes.
    public let size: Int

    /// A file known by its fingerprint.
    public init(kind: String, name: String, sha256: String, size: Int) {
      self.kind = kind
      self.name = name
      self.sha256 = sha256
      self.size = size
    }
  }

  /// What a verifier wrote about this account or an earlier one.
  public struct Opinion: Sendable, Hashable {
    /// The name of its file, without folder: `2025-05-12-cabinet-durand.txt`.
    public let name: String
    /// Its bytes.
    public let bytes: [UInt8]

    /// An opinion.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// The firm's name, as it wants it printed; it may be left out.
  public var firmName: String?
  /// The files behind the entries, the FEC first.
  public var evidence: [Evidence] = []
  /// The text of firm.yaml.
  public var settings: String?
  /// Opinions of verifiers.
  public var opinions: [Opinion] = []

  /// The firm's SIREN, where its settings say so.
  public let siren: String?
  /// The fiscal year.
  public let year: FiscalYear
  /// The sealed accounts of the year.
  public let sealed: SealedAccounts
  /// The sealed accounts of the years before, oldest first.
  public let earlier: [SealedAccounts]
  /// Every entry of the accounts, in the order of files.
  public let entries: [EntryRecord]
  /// The factors the entries use, by id and vintage.
  public let factors: [EmissionFactor]
  /// Departures from the method.
  public let departures: [Message]
  /// What was sold, by activity id, where an account is kept in a physical unit.
  public let outputs: [String: Quantity]
  /// The day the dossier is made.
  public let madeOn: CalendarDate

  /// The dossier of the books of a year.
  ///
  /// - Parameters:
  ///   - books: the books that were sealed.
  ///   - sealed: the sealed accounts of the year in force.
  ///   - earlier: those of every year before, in any order.
  /// - Throws: a refusal when the books are not those that were sealed, or an earlier file cannot be read.
  public init(
    of books: CarbonBooks, sealed: SealedAccounts, earlier: [SealedAccounts], madeOn: CalendarDate
  ) throws(Refusal) {
    let said = JSONValue.array(books.departures.map(AccountDocument.message))
    guard sealed.accounts.allSatisfy({ $0.account["departures"] == said }) else {
      throw Refusal(Diagnostic(.error, DisclosureMessage.booksDiffer, ["year": .text(books.year.label)]))
    }
    var dated: [(year: FiscalYear, accounts: SealedAccounts)] = []
    for accounts in earlier {
      guard let year = try accounts.openings().values.first?.year else { continue }
      dated.append((year, accounts))
    }
    siren = books.accounts.first?.siren
    year = books.year
    self.sealed = sealed
    self.earlier = dated.sorted { $0.year < $1.year }.map(\.accounts)
    entries = EntryRecord.ordered(books.journal.entries.map(EntryRecord.init))
    factors = Set(books.journal.entries.compactMap(\.factor)).sorted { ($0.id, $0.vintage) < ($1.id, $1.vintage) }
    departures = books.departures
    outputs = Dictionary(
      books.accounts.compactMap { account in account.activity.output.map { (account.activity.id, $0.quantity) } }
    ) { first, _ in first }
    self.madeOn = madeOn
  }

  /// The dossier as a ZIP archive, README in French and English.
  ///
  /// - Parameters:
  ///   - words: what README and the departures are written with.
  ///   - key: the instance's key, which signs the manifest; nil for a dossier that says it is not signed.
  /// - Throws: a refusal when a name would not unpack safely or a limit is passed, or when the dossier would not pass its own
  ///   check: a verifier is never handed one that does not.
  public func bytes(
    words: DossierWords, key: Curve25519.Signing.PrivateKey?
  ) throws(Refusal) -> [UInt8] {
    let bytes = try archive(words: words, key: key).bytes
    let failures = DossierCheck(bytes, words: words).failures
    guard failures.isEmpty else { throw Refusal(failures) }
    return bytes
  }
}
