import Disclosure
import Quantities

extension SheetMaking {
  /// A making on a day by this program.
  public init(on day: CalendarDate) { self.init(madeOn: day, version: ProgramVersion.text) }
}
