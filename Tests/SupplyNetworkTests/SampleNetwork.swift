// Networks as the files people would write, made by hand or from a seed.

import DelimitedText
import Quantities

@testable import SupplyNetwork

/// A network in memory, written as the two files.
struct SampleNetwork {
  /// A firm; no revenue for one that keeps no account.
  struct Firm {
    var name: String
    var cents: Int64?
    var direct: Int64 = 0
    /// Milligrams per euro.
    var factor: Int64?
  }

  /// A purchase.
  struct Purchase {
    var customer: String
    var supplier: String
    var cents: Int64
    /// Milligrams per euro.
    var factor: Int64?
  }

  var firms: [Firm] = []
  var purchases: [Purchase] = []

  /// Up to eight suppliers for each of `count` firms, in loops; 10 to 90 % of revenue goes to them. Some purchases come
  /// from outside.
  static func random(_ count: Int, seed: UInt64) -> SampleNetwork {
    var random = SeededGenerator(seed: seed)
    var network = SampleNetwork()
    for number in 0..<count {
      let revenue = Int64.random(in: 1_000_00...9_000_000_00, using: &random)
      network.firms.append(
        Firm(name: "F\(number)", cents: revenue, direct: Int64.random(in: 0...10_000_000, using: &random)))
      let suppliers = Int.random(in: 0...8, using: &random)
      let spend = Double(revenue) * Double.random(in: 0.1...0.9, using: &random)
      for _ in 0..<suppliers {
        let isOutside = Int.random(in: 0..<10, using: &random) == 0
        network.purchases.append(
          Purchase(
            customer: "F\(number)",
            supplier: isOutside ? "outside" : "F\(Int.random(in: 0..<count, using: &random))",
            cents: Int64(spend / Double(suppliers)), factor: isOutside ? 512_400 : nil))
      }
    }
    return network
  }

  var nodes: String {
    firms.reduce(into: "firm,revenue_eur,direct_g,factor_g_per_eur\n") { text, firm in
      let factor = firm.factor.map { CarbonIntensity(milligrams: $0).gramsText } ?? ""
      text += "\(firm.name),\(firm.cents.map(SampleNetwork.euros) ?? ""),\(firm.direct),\(factor)\n"
    }
  }

  var edges: String {
    purchases.reduce(into: "customer,supplier,amount_eur,factor_g_per_eur\n") { text, purchase in
      let factor = purchase.factor.map { CarbonIntensity(milligrams: $0).gramsText } ?? ""
      text += "\(purchase.customer),\(purchase.supplier),\(SampleNetwork.euros(purchase.cents)),\(factor)\n"
    }
  }

  private static func euros(_ cents: Int64) -> String { Money(cents: cents).decimalText }

  /// Read from the files, and solved.
  func solved(tolerance: Double = 1e-14, threads: Int = 1) throws(Refusal) -> NetworkSolution {
    var settings = SolverSettings()
    settings.tolerance = tolerance
    settings.threads = threads
    return try NetworkSolution(
      SupplyNetworkTests.network(nodes: nodes, edges: edges, threads: threads), settings: settings)
  }
}

/// The network of two files.
func network(nodes: String, edges: String, threads: Int = 1) throws(Refusal) -> SupplyNetwork {
  let firms = try Firms.read(Array(nodes.utf8))
  return try SupplyNetwork(
    firms, try Links.read(ByteSource(Array(edges.utf8)), firms: firms, threads: threads), threads: threads)
}

extension NetworkSolution {
  /// The content of a firm by its name.
  func content(_ name: String) -> Double? { network.firms.number(of: name).flatMap { content($0) } }

  /// Why the firm of a name has none.
  func reason(_ name: String) -> OutsideReason? { network.firms.number(of: name).flatMap { outsideReason($0) } }
}
