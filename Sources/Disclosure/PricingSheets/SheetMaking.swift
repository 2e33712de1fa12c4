// When and by what a sheet was made: a sheet is read long after, beside others.

import Quantities

/// What a sheet says of its own making.
public struct SheetMaking: Sendable, Hashable {
  /// The day.
  public let madeOn: CalendarDate
  /// The version of the program.
  public let version: String

  /// A making.
  public init(madeOn: CalendarDate, version: String) {
    self.madeOn = madeOn
    self.version = version
  }
}
