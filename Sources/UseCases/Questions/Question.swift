import Accounting
import CarbonAccounting
import Quantities

/// One thing a person is asked, with all that helps to answer it.
public struct Question: Sendable, Hashable {
  /// What is asked.
  public enum Subject: Sendable, Hashable {
    /// Something the account is missing.
    case missing(MissingItem.Kind)
    /// Whether a supplier transmitted a content.
    case supplierContent
  }

  /// Where it stands.
  public enum State: Sendable, Hashable {
    /// Not answered.
    case open
    /// A quantity was read on bills.
    case measured(Measure)
    /// "I don't know": the estimate is kept, or none are known.
    case acknowledged
  }

  /// Stable as long as the question is the same, and safe in an address: `energy-quantity_60611_energy.electricity`.
  public let id: String
  /// What is asked.
  public let subject: Subject
  /// CompteNum; empty where no account is concerned.
  public let account: String
  /// CompteLib.
  public let accountName: String
  /// The factor a measure would use; empty where none would.
  public let factor: String
  /// What the factor is of; nil without a factor.
  public let factorName: LocalizedText?
  /// The supplier, for a content.
  public let supplier: LedgerSupplier?
  /// The activity's id, for direct emissions; else empty.
  public let activity: String
  /// The spend concerned, excluding VAT.
  public let spend: Money
  /// The carbon counted now, provisionally while the question is open.
  public let carbon: CarbonMass
  /// That carbon in the production carbon of all accounts; 0 when there is none.
  public let share: Rational
  /// What a quantity may be given in, the factor's own unit first; none where no quantity is asked.
  public let units: [Unit]
  /// The sum of the quantities that line labels give.
  public let proposal: Quantity?
  /// Whether every line has one: only then is the proposal that of the account.
  public let isProposalWhole: Bool
  /// What the carbon would be with the proposal.
  public let proposedCarbon: CarbonMass?
  /// What was measured for it last year.
  public let lastYear: Measure?
  /// The question in words.
  public let message: Message
  /// What answering "I don't know" means.
  public let unknown: Message
  /// Where it stands.
  public let state: State
  /// What the supplier transmitted last year, to be taken again only by who says so.
  public var lastContent: SupplierContent?

  /// Whether nobody answered.
  public var isOpen: Bool { state == .open }
}

extension Question {
  /// An id of parts: what is neither letter, digit, point nor hyphen is written as `~` and two hexadecimal digits.
  static func id(_ parts: String...) -> String {
    parts.filter { !$0.isEmpty }.map { part in
      part.utf8.map { byte in
        let scalar = Character(Unicode.Scalar(byte))
        if scalar.isASCII, scalar.isLetter || scalar.isNumber || scalar == "." || scalar == "-" {
          return String(scalar)
        }
        let digits = String(byte, radix: 16)
        return "~" + (digits.count < 2 ? "0" : "") + digits
      }.joined()
    }.joined(separator: "_")
  }

  /// The units that convert to `unit` as bills write them, itself first.
  static func units(convertingTo unit: Unit) -> [Unit] {
    let written = ["kWh", "MWh", "kWh_pcs", "MWh_pcs", "kWh_pci", "MWh_pci", "L", "m3", "kg", "t"].map { Unit($0) }
    return [unit] + written.filter { $0 != unit && Quantity(.one, $0).billed(in: unit) != nil }
  }
}
