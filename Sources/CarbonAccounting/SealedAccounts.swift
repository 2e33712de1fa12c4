import CanonicalJSON
import Crypto
import Quantities

/// The file that closes a year: the sealed account of each activity, from which next year opens.
///
/// Its bytes are canonical JSON and a line end, nothing else: one byte changed anywhere, a blank included, is seen.
public struct SealedAccounts: Sendable {
  /// An account with its seal.
  public struct Sealed: Sendable {
    /// The account's canonical value.
    public let account: JSONValue
    /// Its seal.
    public let seal: Seal

    /// An account and its seal, which is not checked here.
    public init(account: JSONValue, seal: Seal) {
      self.account = account
      self.seal = seal
    }
  }

  /// The accounts by activity, in the order of the file.
  public let accounts: [Sealed]

  static let format = "sillage.accounts/1"

  /// Closes and seals the books of a year.
  ///
  /// - Parameters:
  ///   - closedOn: the day of closing.
  ///   - opening: last year's accounts, to chain to.
  ///   - key: the instance's signing key, if it has one.
  /// - Throws: a refusal when the books are a budget, or a factor cannot be computed.
  public init(
    closing books: CarbonBooks, on closedOn: CalendarDate, opening: [String: OpeningAccount],
    key: Curve25519.Signing.PrivateKey? = nil
  ) throws(Refusal) {
    guard !books.accounts.contains(where: { $0.mode == .budget }) else {
      throw Refusal(Diagnostic(.error, CarbonMessage.budgetNotSealed))
    }
    do {
      accounts = try books.accounts.map { account in
        let json = try AccountDocument.json(account, departures: books.departures, closedOn: closedOn)
        let seal = try Seal(json, after: opening[account.activity.id]?.seal ?? "", key: key)
        return Sealed(account: json, seal: seal)
      }
    } catch {
      throw Refusal.wrapping(error)
    }
  }

  /// Accounts that were sealed and kept, in the order of the file.
  ///
  /// - Throws: a refusal when a seal is not that of its account.
  public init(kept accounts: [Sealed]) throws(Refusal) {
    for (position, sealed) in accounts.enumerated() where !sealed.seal.holds(for: sealed.account) {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealBroken, field: "accounts[\(position + 1)].seal"))
    }
    self.accounts = accounts
  }

  /// Reads and verifies a file.
  ///
  /// - Throws: a refusal when it is not such a file, when one byte differs from what was sealed, or a seal is wrong.
  public init(parsing bytes: [UInt8]) throws(Refusal) {
    guard bytes.count <= 16_000_000, let document = try? JSONValue(parsing: bytes) else {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealUnreadable))
    }
    guard document["format"]?.text == SealedAccounts.format, let elements = document["accounts"]?.elements else {
      throw Refusal(Diagnostic(.error, CarbonMessage.sealFormat, ["format": .text(SealedAccounts.format)]))
    }
    var accounts: [Sealed] = []
    for (position, element) in elements.enumerated() {
      guard let account = element["account"], let seal = element["seal"].flatMap(Seal.init(json:)),
        seal.holds(for: account)
      else {
        throw Refusal(
          Diagnostic(.error, CarbonMessage.sealBroken, field: "accounts[\(position + 1)].seal"))
      }
      accounts.append(Sealed(account: account, seal: seal))
    }
    self.accounts = accounts
    guard Array(fileText.utf8) == bytes else { throw Refusal(Diagnostic(.error, CarbonMessage.sealBroken)) }
  }

  /// The file's exact text.
  public var fileText: String {
    JSONValue.object([
      "format": .string(SealedAccounts.format),
      "accounts": .array(accounts.map { ["account": $0.account, "seal": $0.seal.json] }),
    ]).canonicalText + "\n"
  }

  /// What next year opens with, by activity id.
  ///
  /// - Throws: a refusal when a figure that the seal covers is not there: made by a newer program.
  public func openings() throws(Refusal) -> [String: OpeningAccount] {
    var openings: [String: OpeningAccount] = [:]
    for sealed in accounts {
      let account = sealed.account
      guard let id = account["activity"]?["id"]?.text,
        let start = account["fiscal_year"]?["start"]?.text.flatMap({ CalendarDate($0) }),
        let end = account["fiscal_year"]?["end"]?.text.flatMap({ CalendarDate($0) }),
        let year = FiscalYear(start: start, end: end), let balance = account["balance_g"]?.integer,
        let factor = account["closing_factor_g"]?.text.flatMap({ CarbonIntensity(grams: $0) }),
        let unit = account["factor_unit"]?.text
      else { throw Refusal(Diagnostic(.error, CarbonMessage.sealFormat, ["format": .text(SealedAccounts.format)])) }
      openings[id] = OpeningAccount(
        activity: id, year: year, balance: CarbonMass(grams: balance), factor: factor, factorUnit: unit,
        previousFactor: account["previous_factor_g"]?.text.flatMap { CarbonIntensity(grams: $0) },
        previousClosedOn: account["previous_closed_on"]?.text.flatMap { CalendarDate($0) },
        closedOn: account["closed_on"]?.text.flatMap { CalendarDate($0) },
        kind: account["activity"]?["kind"]?.text ?? "", siren: account["siren"]?.text, seal: sealed.seal.sha256)
    }
    return openings
  }
}

extension Seal {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["previous": .string(previous), "sha256": .string(sha256)]
    if let signature {
      members["signature"] = .string(signature.value)
      members["public_key"] = .string(signature.publicKey)
    }
    return .object(members)
  }

  fileprivate init?(json: JSONValue) {
    guard let previous = json["previous"]?.text, let sha256 = json["sha256"]?.text else { return nil }
    var signature: Signature?
    if let value = json["signature"]?.text, let key = json["public_key"]?.text {
      signature = Signature(value: value, publicKey: key)
    }
    self.init(previous: previous, sha256: sha256, signature: signature)
  }
}
