// Next year starts from this year: what lasts is kept, what was true of one year only is asked again.

import CarbonAccounting
import Quantities
import Storage

/// Makes the settings of a new year from those of the year before.
public enum StartYear {
  /// What of a year's settings holds for the next.
  ///
  /// Kept: firm, activities, keys, rules, chosen vintages, whether label quantities count. Dropped, because they are
  /// facts of one year: measures, footprints bought and kept estimates, statements on direct emissions, allowances of assets, what was
  /// transmitted and expected, whether it was a budget, the quantities sold. Contents of suppliers are dropped too,
  /// those per euro as well: they come from the account of a given year, and a newer one is on this year's invoices.
  ///
  /// - Parameter outputs: the quantities sold in the new year, by activity id, where the account is kept per unit.
  public static func settings(from last: FirmFile, outputs: [String: PhysicalOutput] = [:]) -> FirmFile {
    var next = FirmSettings(
      activities: last.settings.activities.map { activity in
        Activity(
          id: activity.id, label: activity.label, naf: activity.naf, kind: activity.kind, output: outputs[activity.id])
      })
    next.siren = last.settings.siren
    next.keys = last.settings.keys
    next.rules = last.settings.rules
    next.vintages = last.settings.vintages
    next.acceptsLabels = last.settings.acceptsLabels
    next.showsSuppliers = last.settings.showsSuppliers
    return FirmFile(name: last.name, settings: next)
  }

  /// The activities whose account is kept per unit sold: the quantity of the new year is to be asked.
  public static func outputsToAsk(after last: FirmFile) -> [Activity] {
    last.settings.activities.filter { $0.output != nil }
  }

  /// Starts a year without settings from the year before: records them and keeps the books.
  ///
  /// - Parameter outputs: the quantities sold in the year, by activity id, where the account is kept per unit.
  /// - Returns: nil when there is nothing to start from, or when the year has settings already.
  /// - Throws: `settings.output-missing` for an activity kept per unit whose quantity is not given.
  public static func run(
    _ library: Library, _ store: OrganisationStore, year: StoredYear, outputs: [String: PhysicalOutput] = [:],
    at now: Timestamp
  ) throws(Refusal) -> KeepStoredBooks.Result? {
    guard let before = try SettingsInForce(store, year).startedFrom,
      let kept = try store.settings(for: before.id)
    else { return nil }
    let last = try FirmFile(text: kept.text)
    let unknown = outputsToAsk(after: last).filter { outputs[$0.id] == nil }
    guard unknown.isEmpty else {
      throw Refusal(
        unknown.map {
          Diagnostic(
            .error, SettingsMessage.outputMissing, ["activity": .text($0.label), "year": .text(year.period.label)],
            field: "activities")
        })
    }
    return try ChangeSettings(library, store, at: now).run(year: year, expecting: 0) { (file) throws(Refusal) in
      file = settings(from: last, outputs: outputs)
    }
  }
}
