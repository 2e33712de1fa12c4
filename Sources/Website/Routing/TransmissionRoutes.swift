import HTTPTypes
import Storage

extension Routes {
  /// What customers see of a sealed account.
  static let transmission: [Route] = []
}
