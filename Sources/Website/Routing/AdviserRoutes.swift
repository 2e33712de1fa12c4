import HTTPTypes
import Storage

extension Routes {
  /// What an adviser of several firms sees and does.
  static let advisers: [Route] = []
}
