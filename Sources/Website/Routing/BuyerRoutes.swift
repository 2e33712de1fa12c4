import HTTPTypes
import Storage

extension Routes {
  /// Suppliers, offers, prices and contents.
  static let buyers: [Route] = []
}
