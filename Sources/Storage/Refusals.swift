// From what an engine refuses to what is said to people.

import Databases
import Quantities

/// Runs `body`; whatever it throws comes out as a refusal.
func refusing<T>(_ body: () throws -> T) throws(Refusal) -> T {
  do { return try body() } catch { throw Refusal(storage: error) }
}

extension Refusal {
  /// The refusal an error of an engine amounts to.
  public init(storage error: any Error) {
    if let refusal = error as? Refusal {
      self = refusal
      return
    }
    guard let error = error as? SQLError else {
      self.init(.defect, ["detail": .text("\(error)")])
      return
    }
    self.init(Refusal.key(error.kind), ["detail": .text(error.detail)])
  }

  private static func key(_ kind: SQLError.Kind) -> StorageMessage {
    switch kind {
    case .busy: .busy
    case .full: .full
    case .damaged: .damaged
    case .missing: .missing
    case .unreachable: .unreachable
    case .denied: .denied
    case .tool: .tool
    case .duplicate, .constraint: .conflict
    case .other: .defect
    }
  }
}
