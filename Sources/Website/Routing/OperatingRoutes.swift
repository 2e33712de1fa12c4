import HTTPTypes
import Storage

extension Routes {
  /// What the operator and the machines that watch see.
  static let operating: [Route] = []
}
