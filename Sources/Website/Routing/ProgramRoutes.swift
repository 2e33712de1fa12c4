import HTTPTypes
import Storage

extension Routes {
  /// The API for programs.
  static let programs: [Route] = []
}
