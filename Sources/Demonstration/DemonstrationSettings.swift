// What the demonstration firms would write in their settings beside their ledgers, as plain values.

import Quantities

/// The settings of a demonstration firm for one year. Whoever writes its settings file puts them into words.
public struct DemonstrationSettings: Sendable, Hashable {
  /// An activity that keeps an account.
  public struct Activity: Sendable, Hashable {
    /// What it does with what it buys.
    public enum Kind: String, Sendable {
      case production, resale
    }

    /// Its short name: `workshop`.
    public let id: String
    /// Its name in French.
    public let name: String
    /// Its branch: `16.23Z`.
    public let naf: String
    /// What it does with what it buys.
    public let kind: Kind
  }

  /// A quantity read on bills.
  public struct Measure: Sendable, Hashable {
    /// The factor: `energy.electricity`.
    public let factor: String
    /// The account of the bills.
    public let account: String
    /// The year's quantity with its unit: `64102 kWh`.
    public let quantity: String
    /// Where it was read.
    public let evidence: String
  }

  /// What a supplier transmits under a cumulative account.
  public struct SupplierContent: Sendable, Hashable {
    /// Its auxiliary number in the ledger.
    public let supplier: String
    /// Grams of CO2e per euro excluding VAT, as text.
    public let gramsPerEuro: String
    /// The supplier's account it comes from: `2023, closed`.
    public let account: String
    /// Where it was read.
    public let evidence: String
  }

  /// A statement of direct emissions other than combustion.
  public struct DirectEmission: Sendable, Hashable {
    /// The activity that emits.
    public let activity: String
    /// What emits.
    public let what: String
    /// How much.
    public let carbon: CarbonMass
    /// Who says so.
    public let author: String
    /// When it was stated.
    public let date: CalendarDate
    /// The evidence.
    public let evidence: String
  }

  /// A fixed asset whose supplier transmitted its content.
  public struct Asset: Sendable, Hashable {
    /// What it is.
    public let what: String
    /// Its class 2 account.
    public let account: String
    /// What it cost, in euros excluding VAT.
    public let value: Money
    /// The content transmitted.
    public let content: CarbonMass
    /// The allowance of the year, in euros.
    public let allowance: Money
    /// Where the content was read.
    public let evidence: String
  }

  /// How the lines of an account are shared between activities, as cost accounting does.
  public struct Key: Sendable, Hashable {
    /// The beginning of the account number.
    public let account: String
    /// Weights by activity id.
    public let shares: [String: Int]
  }

  /// The activities; the first takes what nothing else claims.
  public var activities: [Activity] = []
  /// Quantities read on bills.
  public var measures: [Measure] = []
  /// What suppliers transmit.
  public var supplierContents: [SupplierContent] = []
  /// Direct emissions.
  public var directEmissions: [DirectEmission] = []
  /// Assets with a known content.
  public var assets: [Asset] = []
  /// Shares between activities.
  public var keys: [Key] = []
}
