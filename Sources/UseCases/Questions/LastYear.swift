// What was answered last year, to show beside the same question of this year.

import Accounting
import CarbonAccounting
import Quantities
import Storage

/// Last year's answers.
public struct LastYear: Sendable {
  /// The year they are of.
  public let year: StoredYear
  private let settings: FirmSettings

  /// The answers of the last year before `year` that has settings; nil when there is none.
  public init?(_ store: OrganisationStore, before year: StoredYear) throws(Refusal) {
    for earlier in try store.years().reversed() where earlier.period.end < year.period.start {
      guard let kept = try store.settings(for: earlier.id) else { continue }
      self.init(earlier, try FirmFile(text: kept.text).settings)
      return
    }
    return nil
  }

  init(_ year: StoredYear, _ settings: FirmSettings) {
    self.year = year
    self.settings = settings
  }

  /// What was measured at a factor for an account; nil when nothing was.
  public func measure(account: String, factor: String) -> Measure? {
    settings.measures.filter { measure in
      measure.factor == factor && measure.match.account.map(account.hasPrefix) ?? false
    }.max { ($0.match.account?.count ?? 0) < ($1.match.account?.count ?? 0) }
  }

  /// The direct emissions that were stated for an activity.
  public func directEmissions(of activity: String) -> [DirectEmission] {
    settings.directEmissions.filter { $0.activity == activity }
  }

  /// The content per euro that a supplier transmitted; nil when it transmitted none.
  public func content(of supplier: LedgerSupplier) -> SupplierContent? {
    settings.supplierContents.first { content in
      guard case .intensity = content.value else { return false }
      return content.piece == nil && supplier.isNamed(content.supplier)
    }
  }
}
