import Quantities
import SupplyNetwork
import UseCases
import Wording

/// Words of `sillage network`; texts in `Sources/Wording/Data/network.yaml`.
enum NetworkWord: String, MessageKey {
  case size = "network.size"
  case solved = "network.solved"
  case unsolved = "network.unsolved"
  case conservation = "network.conservation"
  case largest = "network.largest"
  case headContent = "network.head-content"
  case headSold = "network.head-sold"
  case outside = "network.outside"
  case reasonNoRevenue = "network.reason-no-revenue"
  case reasonNoFactor = "network.reason-no-factor"
  case reasonLoop = "network.reason-loop"
  case reasonSupplier = "network.reason-supplier"
  case paths = "network.paths"
  case pathsNone = "network.paths-none"
  case pathsShown = "network.paths-shown"
  case pathsCut = "network.paths-cut"
  case headPath = "network.head-path"
}

/// Lays out a solved network as text.
struct NetworkText {
  /// Firms shown in a table; the others are counted.
  private static let shown = 10

  let speaker: Speaker

  /// The page: how well it is solved, what went in and out, the largest, those outside, the paths to one firm.
  func text(_ result: SolveNetwork, tolerance: Double, paths: (firm: Int, paths: SupplyPaths)?) -> String {
    let network = result.solution.network
    var lines = [
      say(
        .size,
        [
          "firms": .integer(network.firms.count), "accounts": .integer(network.firms.accounts),
          "links": .integer(network.linkCount), "seconds": seconds(result.milliseconds.reading),
        ])
    ]
    lines.append(
      say(
        result.isSolved ? .solved : .unsolved,
        [
          "count": .integer(result.solution.insideCount), "sweeps": .integer(result.solution.convergence.sweeps),
          "residual": .text(scientific(result.solution.convergence.residual)),
          "tolerance": .text(scientific(tolerance)), "seconds": seconds(result.milliseconds.solving),
        ]))
    lines.append(conservation(result.solution.conservation))
    lines += largest(result)
    lines += outside(result)
    if let (firm, paths) = paths { lines += self.paths(paths, to: firm, in: result) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func say(_ word: NetworkWord, _ values: [String: MessageValue] = [:]) -> String {
    speaker.say(word, values).wrapped()
  }

  private func scientific(_ value: Double) -> String { speaker.numbers.decimal(SolveNetwork.scientific(value)) }

  private func seconds(_ milliseconds: Int64) -> MessageValue {
    .decimal((try? Rational(Int128(milliseconds), over: 1000)) ?? .zero, places: 2)
  }

  private func conservation(_ conservation: Conservation) -> String {
    say(
      .conservation,
      [
        "entered": mass(conservation.entered), "delivered": mass(SolveNetwork.whole(conservation.delivered)),
        "gap": .text(scientific(conservation.relativeGap)),
      ])
  }

  /// A mass in words; beyond what grams of 64 bits hold, in grams.
  private func mass(_ grams: Int128) -> MessageValue {
    Int64(exactly: grams).map { .carbon(CarbonMass(grams: $0)) } ?? .text("\(grams) g CO2e")
  }

  private func largest(_ result: SolveNetwork) -> [String] {
    let firms = result.solution.largest(NetworkText.shown)
    guard !firms.isEmpty else { return [] }
    var table = Table(.left, .right, .right)
    table.add("", say(.headContent), say(.headSold))
    for (firm, grams) in firms {
      let content = result.solution.content(firm).map(SolveNetwork.grams) ?? ""
      table.add(name(firm, result), speaker.numbers.decimal(content), speaker.say(mass(SolveNetwork.whole(grams))))
    }
    return ["", say(.largest)] + table.lines() + others(result.solution.insideCount - firms.count)
  }

  private func outside(_ result: SolveNetwork) -> [String] {
    let firms = result.solution.outside
    guard !firms.isEmpty else { return [] }
    var table = Table(.left, .left)
    for firm in firms.prefix(NetworkText.shown) { table.add(name(firm, result), reason(firm, result)) }
    return ["", say(.outside, ["count": .integer(firms.count)])] + table.lines()
      + others(firms.count - NetworkText.shown)
  }

  private func reason(_ firm: Int, _ result: SolveNetwork) -> String {
    switch result.solution.outsideReason(firm) {
    case .noFactor(let lack): say(.reasonNoFactor, ["supplier": .text(lack.name), "line": .text(String(lack.line))])
    case .loop: say(.reasonLoop)
    case .supplier(let supplier): say(.reasonSupplier, ["supplier": .text(name(supplier, result))])
    case .noRevenue, nil: say(.reasonNoRevenue)
    }
  }

  private func paths(_ paths: SupplyPaths, to firm: Int, in result: SolveNetwork) -> [String] {
    let content = result.solution.content(firm).map(SolveNetwork.grams) ?? ""
    let title = say(.paths, ["firm": .text(name(firm, result)), "content": .text(speaker.numbers.decimal(content))])
    guard !paths.paths.isEmpty else { return ["", title, "  " + say(.pathsNone)] }
    var table = Table(.right, .right, .left)
    table.add(speaker.say(InterfaceMessage.headShare), say(.headContent), say(.headPath))
    for path in paths.paths {
      table.add(
        speaker.numbers.percent(share(path.share)), speaker.numbers.decimal(SolveNetwork.grams(path.content)),
        path.firms.map { name($0, result) }.joined(separator: " ← "))
    }
    let total = paths.paths.reduce(0) { $0 + $1.share }
    return ["", title] + table.lines()
      + [say(paths.isComplete ? .pathsShown : .pathsCut, ["share": .share(share(total))])]
  }

  private func share(_ share: Double) -> Rational {
    guard abs(share) < 1e9 else { return .zero }
    return (try? Rational(Int128((share * 1e6).rounded()), over: 1_000_000)) ?? .zero
  }

  /// The name as a message would show it: names come from files that others wrote.
  private func name(_ firm: Int, _ result: SolveNetwork) -> String {
    speaker.say(MessageValue.text(result.solution.network.firms.name(firm)))
  }

  private func others(_ count: Int) -> [String] {
    count > 0 ? ["  " + speaker.say(InterfaceMessage.others, ["count": .integer(count)])] : []
  }
}
