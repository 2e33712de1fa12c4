import HTTPTypes
import Storage

extension Routes {
  /// Opening figures, the dossier and what a verifier does with it.
  static let review: [Route] = []
}
