// The contents of a network, and what proves them.

import Quantities

/// What each firm's sales carry, when every firm passes on what it received.
public struct NetworkSolution: Sendable {
  /// The equations.
  public let network: SupplyNetwork
  /// How well they are solved.
  public let convergence: Convergence
  /// Grams of CO2e per euro, by place.
  let contents: [Double]

  /// Solves the network.
  public init(_ network: SupplyNetwork, settings: SolverSettings = SolverSettings()) {
    self.network = network
    (contents, convergence) = Crew.lead(threads: settings.threads) { crew in
      ContentSolver.solve(network.rows, network.right, settings, crew)
    }
  }

  /// What a firm's sales carry, in grams per euro; nil for a firm outside the solution.
  ///
  /// - Parameter firm: its place in the file, from 0.
  public func content(_ firm: Int) -> Double? {
    let place = Int(network.rank[firm])
    return network.isInside(place) ? contents[place] : nil
  }

  /// Why a firm has no content; nil for one that has, and for one that keeps no account.
  public func outsideReason(_ firm: Int) -> OutsideReason? { network.outside[Int(network.rank[firm])] }

  /// How many firms have a content.
  public var insideCount: Int { network.order.indices.count { network.isInside($0) } }
}

/// What goes in and what comes out of a network.
public struct Conservation: Sendable, Hashable {
  /// Direct emissions and purchases at a factor of the firms inside, added exactly, in 1/100 000 g.
  let parts: Int128
  /// What is left of the sales of firms inside once firms inside have bought, times its content, in grams.
  public let delivered: Double

  /// What entered, in grams, rounded once, half away from zero.
  public var entered: Int128 { (parts + (parts < 0 ? -50_000 : 50_000)) / 100_000 }
  /// `delivered` less `entered`, in grams: what the residual leaves.
  public var gap: Double { delivered - Double(parts) / 100_000 }
  /// The gap over what entered.
  public var relativeGap: Double { parts == 0 ? abs(gap) : abs(gap) / (Double(parts.magnitude) / 100_000) }
}

extension NetworkSolution {
  /// What entered, to the gram, beside what final demand receives.
  public var conservation: Conservation {
    var (parts, delivered): (Int128, Double) = (0, 0)
    for place in contents.indices where network.isInside(place) {
      parts += network.inputs[place]
      let revenue = network.firms.revenue[Int(network.order[place])]
      delivered += contents[place] * Double(revenue - network.sold[place]) / 100
    }
    return Conservation(parts: parts, delivered: delivered)
  }

  /// Firms inside that firms inside say they bought more from than they sold, by their place in the file.
  public var soldTooMuch: [Int] {
    places { network.sold[$0] > network.firms.revenue[Int(network.order[$0])] }
  }

  /// Firms inside that no carbon reaches, neither theirs nor a supplier's, by their place in the file.
  public var unreached: [Int] { places { contents[$0] == 0 } }

  /// Firms that keep an account and have no content, by their place in the file.
  public var outside: [Int] {
    network.order.indices.filter { network.outside[$0] != nil }.map { Int(network.order[$0]) }.sorted()
  }

  private func places(_ isMeant: (Int) -> Bool) -> [Int] {
    network.order.indices.filter { network.isInside($0) && isMeant($0) }.map { Int(network.order[$0]) }.sorted()
  }
}

extension NetworkSolution {
  /// The firms whose sales carry most, with the grams these carry; firms by their place in the file.
  public func largest(_ count: Int) -> [(firm: Int, grams: Double)] {
    let carried = network.order.enumerated().compactMap { place, firm -> (firm: Int, grams: Double)? in
      guard network.isInside(place) else { return nil }
      return (Int(firm), contents[place] * Double(network.firms.revenue[Int(firm)]) / 100)
    }
    return Array(carried.sorted { ($1.grams, $0.firm) < ($0.grams, $1.firm) }.prefix(count))
  }
}
