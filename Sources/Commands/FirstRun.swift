// What whoever starts an instance for the first time is told.

import Quantities
import Storage
import UseCases
import Website

/// The first start of an instance: nobody runs it yet.
enum FirstRun {
  /// Says on the console what an instance without an operator needs.
  static func announce(_ store: Store, _ session: Session) throws(Refusal) {
    guard try store.instance(as: .console).overview().operators == 0 else { return }
    session.tell(.noOperator)
  }
}
