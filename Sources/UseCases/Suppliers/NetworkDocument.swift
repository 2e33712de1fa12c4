import CanonicalJSON
import CarbonAccounting
import DelimitedText
import Quantities
import SupplyNetwork

/// A solved network for programs: JSON and CSV. They depend on content alone, not on the threads or the time it took.
extension SolveNetwork {
  /// Columns of the CSV; documented in `docs/NETWORK.md`.
  public static let columns = ["firm", "content_g_per_eur", "status", "detail"]

  /// Every firm of the file, in its order: its content to a thousandth of a gram per euro, or why it has none.
  public var csv: [UInt8] {
    var writer = DelimitedWriter(header: SolveNetwork.columns)
    for firm in 0..<solution.network.firms.count {
      let (status, detail) = status(firm)
      writer.append([
        .text(solution.network.firms.name(firm)), solution.content(firm).map { .decimal(Self.grams($0)) } ?? .empty,
        .text(status), .text(detail),
      ])
    }
    return writer.bytes
  }

  /// What holds for a firm, in one word, and the supplier it depends on where it has no content.
  public func status(_ firm: Int) -> (word: String, detail: String) {
    switch solution.outsideReason(firm) {
    case .noRevenue: ("no_revenue", "")
    case .noFactor(let lack): ("no_factor", lack.name)
    case .loop: ("loop", "")
    case .supplier(let supplier): ("supplier_outside", solution.network.firms.name(supplier))
    case nil: solution.content(firm) == nil ? ("no_account", "") : ("solved", "")
    }
  }

  /// Grams per euro with three decimals, as factors are printed.
  public static func grams(_ content: Double) -> String {
    // Beyond 10^15 g/EUR nothing is a content; such a number is shown in powers of ten.
    guard abs(content) < 1e15 else { return scientific(content) }
    return CarbonIntensity(milligrams: Int64((content * 1000).rounded(.toNearestOrEven))).gramsText
  }

  /// The result as JSON.
  ///
  /// - Parameter paths: the paths to one firm, if they were asked for.
  public func json(paths: (firm: Int, paths: SupplyPaths)?) -> JSONValue {
    let network = solution.network
    let conservation = solution.conservation
    var members: [String: JSONValue] = [
      "format": "sillage.network/1",
      "firms": .integer(Int64(network.firms.count)),
      "accounts": .integer(Int64(network.firms.accounts)),
      "solved": .integer(Int64(solution.insideCount)),
      "links": .integer(Int64(network.linkCount)),
      "residual": .string(SolveNetwork.scientific(solution.convergence.residual)),
      "sweeps": .integer(Int64(solution.convergence.sweeps)),
      "converged": .bool(isSolved),
      "entered_g": .string("\(conservation.entered)"),
      "delivered_g": .string("\(SolveNetwork.whole(conservation.delivered))"),
      "relative_gap": .string(SolveNetwork.scientific(conservation.relativeGap)),
      "outside": .array(solution.outside.map(outside)),
      "warnings": .array(warnings.map { AccountDocument.message($0.message) }),
    ]
    if let (firm, paths) = paths { members["paths"] = self.paths(paths, to: firm) }
    return .object(members)
  }

  /// Grams to the nearest whole number.
  public static func whole(_ grams: Double) -> Int128 { Int128(exactly: grams.rounded(.toNearestOrEven)) ?? 0 }

  private func outside(_ firm: Int) -> JSONValue {
    let (status, detail) = status(firm)
    return ["firm": .string(solution.network.firms.name(firm)), "status": .string(status), "detail": .string(detail)]
  }

  private func paths(_ paths: SupplyPaths, to firm: Int) -> JSONValue {
    [
      "firm": .string(solution.network.firms.name(firm)),
      "content_g_per_eur": .string(SolveNetwork.grams(solution.content(firm) ?? 0)),
      "complete": .bool(paths.isComplete),
      "paths": .array(
        paths.paths.map { path in
          [
            "firms": .array(path.firms.map { .string(solution.network.firms.name($0)) }),
            "content_g_per_eur": .string(SolveNetwork.grams(path.content)),
            "share": .string(SolveNetwork.share(path.share)),
          ]
        }),
    ]
  }

  /// Six decimals of a share.
  private static func share(_ share: Double) -> String {
    (try? Rational(Int128((share * 1e6).rounded(.toNearestOrEven)), over: 1_000_000))?.decimalText(places: 6) ?? "0"
  }
}
