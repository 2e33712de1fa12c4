// How coordinates are written.

/// A coordinate, with two decimals: the same on every machine.
func number(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
  let sign = hundredths < 0 ? "-" : ""
  return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
}
