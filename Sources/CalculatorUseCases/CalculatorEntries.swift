// What a visitor types into the calculator: a year of purchases in a few dozen figures.

import CarbonAccounting
import Quantities
import ReferenceData

/// The answers to the calculator's questionnaire, read and checked.
public struct CalculatorEntries: Sendable, Hashable {
  /// What was answered to one question.
  public struct Line: Sendable, Hashable {
    /// The question's id.
    public let id: String
    /// The quantity bought without supplier content; nil where it is not known.
    public let quantity: Quantity?
    /// What was paid for it, excluding VAT; for assets the allowance of the year.
    public let amount: Money
    /// What was paid on invoices that carry a supplier content, excluding VAT.
    public let contentAmount: Money
    /// The content those invoices carry.
    public let content: CarbonMass

    /// An answer.
    public init(
      id: String, quantity: Quantity? = nil, amount: Money = .zero, contentAmount: Money = .zero,
      content: CarbonMass = .zero
    ) {
      self.id = id
      self.quantity = quantity
      self.amount = amount
      self.contentAmount = contentAmount
      self.content = content
    }

    /// Whether nothing was answered.
    var isEmpty: Bool { quantity == nil && amount == .zero && contentAmount == .zero && content == .zero }
  }

  /// A purchase category of the firm's own: what it is, and which branch makes it.
  public struct Specific: Sendable, Hashable {
    /// What is bought.
    public let label: String
    /// The NAF code of the branch that makes it.
    public let naf: String

    /// A category.
    public init(label: String, naf: String) {
      self.label = label
      self.naf = naf
    }
  }

  /// Direct emissions that are not combustion.
  public struct Direct: Sendable, Hashable {
    /// What emits.
    public let label: String
    /// Who says so.
    public let author: String
    /// How much; negative for a capture.
    public let carbon: CarbonMass

    /// A statement.
    public init(label: String, author: String, carbon: CarbonMass) {
      self.label = label
      self.author = author
      self.carbon = carbon
    }
  }

  /// What last year's account left.
  public struct Previous: Sendable, Hashable {
    /// B(n-1).
    public let balance: CarbonMass
    /// F(n-1), per euro: what this year's invoices carried.
    public let factor: CarbonIntensity

    /// A balance and a factor.
    public init(balance: CarbonMass, factor: CarbonIntensity) {
      self.balance = balance
      self.factor = factor
    }
  }

  /// The firm's name; empty where it was not given.
  public var firm = ""
  /// The year the figures are of.
  public var year: Int
  /// The NAF code of the firm's branch.
  public var naf: String
  /// R: revenue excluding VAT.
  public var revenue: Money
  /// Whether the figures are a budget: no carry-over.
  public var isBudget = false
  /// The questions that have an answer, in the order of the questionnaire.
  public var lines: [Line] = []
  /// The firm's own categories, by question id.
  public var specific: [String: Specific] = [:]
  /// Direct emissions, three at most.
  public var direct: [Direct] = []
  /// Last year's balance and factor; nil for a first year.
  public var previous: Previous?

  /// Entries with nothing bought.
  public init(year: Int, naf: String, revenue: Money) {
    self.year = year
    self.naf = naf
    self.revenue = revenue
  }

  /// The most direct emissions a questionnaire holds.
  public static let directCount = 3

  /// The calendar year; nil when `year` is none.
  var period: FiscalYear? { CalendarDate(year: year, month: 12, day: 31).map { FiscalYear(twelveMonthsTo: $0) } }
}
