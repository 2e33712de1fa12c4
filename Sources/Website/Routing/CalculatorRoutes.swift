import HTTPTypes
import Storage

extension Routes {
  /// The calculator for visitors.
  static let calculator: [Route] = []
}
