// When what was spent has come back.

/// Years until the sum of flows is no longer negative.
public enum Payback {
  /// Years from the beginning, with a fraction as if the flow of the last year came evenly; nil when it never comes back.
  ///
  /// - Parameter flows: at times 0, 1, 2…
  public static func years(_ flows: [Double]) -> Double? {
    var balance = 0.0
    for (time, flow) in flows.enumerated() {
      let before = balance
      balance += flow
      guard balance >= 0 else { continue }
      // A later loss would take it away again: only a balance that stays counts.
      guard stays(balance, flows.dropFirst(time + 1)) else { continue }
      return time == 0 ? 0 : Double(time - 1) - before / flow
    }
    return nil
  }

  private static func stays(_ balance: Double, _ flows: ArraySlice<Double>) -> Bool {
    var balance = balance
    return flows.allSatisfy { flow in
      balance += flow
      return balance >= 0
    }
  }
}
