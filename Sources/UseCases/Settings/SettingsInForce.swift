// The settings a page shows and changes: those recorded for a year, else those the year before leaves it.

import CarbonAccounting
import Quantities
import Storage

/// A year's settings with the version they are, which a change must name.
public struct SettingsInForce: Sendable {
  /// The settings.
  public let file: FirmFile
  /// Their version; 0 while none are recorded for the year.
  public let version: Int
  /// The year they were carried over from; nil when they are the year's own, or when there are none at all.
  public let startedFrom: StoredYear?

  /// The key that stands in the text of every file that follows a supplier's published account.
  public static let followingKey = "published"

  /// Those of a year.
  ///
  /// A year without any starts from the last earlier year that has some (`StartYear`). Without that they are empty.
  public init(_ store: OrganisationStore, _ year: StoredYear) throws(Refusal) {
    if let own = try store.settings(for: year.id) {
      file = try FirmFile(text: own.text)
      version = own.version
      startedFrom = nil
      return
    }
    version = 0
    for before in try store.years().reversed() where before.period.end < year.period.start {
      guard let kept = try store.settings(for: before.id) else { continue }
      file = StartYear.settings(from: try FirmFile(text: kept.text))
      startedFrom = before
      return
    }
    let profile = try store.profile()
    var settings = FirmSettings(activities: [])
    settings.siren = profile.siren
    file = FirmFile(name: profile.name, settings: settings)
    startedFrom = nil
  }
}
