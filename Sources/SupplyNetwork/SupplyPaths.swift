// Hotspots: through which suppliers the carbon of a firm's sales comes (structural path analysis).

import Quantities

/// A way up a firm's suppliers, and what comes down it.
public struct SupplyPath: Sendable, Hashable {
  /// Firms by their place in the file: the firm itself, its supplier, that one's supplier…
  public let firms: [Int]
  /// Grams per euro of the firm's sales that enter at the end of the path.
  public let content: Double
  /// `content` over the firm's content.
  public let share: Double
  /// Cents that each firm of the path spends at the next, over its own sales; one less than the firms.
  public let weights: [Double]
}

/// The largest paths to one firm.
public struct SupplyPaths: Sendable {
  /// How far paths are sought.
  public struct Bounds: Sendable, Hashable {
    /// How many paths are given at most.
    public var paths = 10
    /// Paths of a smaller share of the firm's content are not looked at.
    public var share = 1e-4
    /// Firms looked at before the search ends.
    public var visits = 200_000
    /// Suppliers one after the other.
    public var depth = 40

    /// The usual bounds.
    public init() {}
  }

  /// The largest first.
  public let paths: [SupplyPath]
  /// Whether every path of the wanted share was looked at.
  public let isComplete: Bool
}

extension NetworkSolution {
  /// The largest paths by which carbon comes into what a firm sells; nil for a firm without content.
  ///
  /// A path counts what enters at its end alone: the direct emissions of its last firm and what this buys at a factor.
  /// All paths together, loops gone round any number of times included, make the firm's content. Where captures
  /// outweigh emissions somewhere up the chain, a path behind them may be missed.
  public func paths(to firm: Int, bounds: SupplyPaths.Bounds = SupplyPaths.Bounds()) -> SupplyPaths? {
    guard let whole = content(firm) else { return nil }
    var search = PathSearch(network, contents, whole: whole, bounds)
    return search.run(from: Int(network.rank[firm]))
  }
}

/// Best first: what all that stands behind a firm brings bounds every path through it.
private struct PathSearch {
  /// A path, or the end of one.
  private struct Step: Comparable {
    /// Grams per euro: of the end alone, or of all that stands behind it too.
    let size: Double
    let isEnd: Bool
    /// Where the last firm stands in `nodes`.
    let node: Int

    static func < (a: Step, b: Step) -> Bool {
      // Ends before paths and older before newer, so that equals come out in one order.
      (a.size, a.isEnd ? 1 : 0, -a.node) < (b.size, b.isEnd ? 1 : 0, -b.node)
    }
  }

  private let network: SupplyNetwork
  private let contents: [Double]
  private let whole: Double
  private let bounds: SupplyPaths.Bounds
  /// A tree of paths: each firm with the one it sells to.
  private var nodes: [(place: Int, customer: Int, weight: Double, product: Double, depth: Int)] = []
  private var heap = Heap<Step>()
  private var isComplete = true

  init(_ network: SupplyNetwork, _ contents: [Double], whole: Double, _ bounds: SupplyPaths.Bounds) {
    self.network = network
    self.contents = contents
    self.whole = whole
    self.bounds = bounds
  }

  mutating func run(from place: Int) -> SupplyPaths {
    var found: [SupplyPath] = []
    push(place, customer: -1, weight: 1, product: 1, depth: 0)
    while found.count < bounds.paths, let step = heap.pop() {
      if step.isEnd {
        found.append(path(step))
      } else if nodes.count > bounds.visits {
        isComplete = false
      } else {
        open(step.node)
      }
    }
    return SupplyPaths(paths: found, isComplete: isComplete)
  }

  /// Looks at a firm: what enters there, and its suppliers.
  private mutating func open(_ node: Int) {
    let (place, _, _, product, depth) = nodes[node]
    let end = product * network.right[place]
    if abs(end) >= threshold { heap.push(Step(size: abs(end), isEnd: true, node: node)) }
    for at in network.rows.range(place) {
      let supplier = Int(network.rows.columns[at])
      let weight = network.rows.weights[at]
      guard weight > 0, product * weight * abs(contents[supplier]) >= threshold else { continue }
      guard depth < bounds.depth else {
        isComplete = false
        continue
      }
      push(supplier, customer: node, weight: weight, product: product * weight, depth: depth + 1)
    }
  }

  private var threshold: Double { bounds.share * abs(whole) }

  private mutating func push(_ place: Int, customer: Int, weight: Double, product: Double, depth: Int) {
    nodes.append((place, customer, weight, product, depth))
    heap.push(Step(size: product * abs(contents[place]), isEnd: false, node: nodes.count - 1))
  }

  private func path(_ step: Step) -> SupplyPath {
    var (firms, weights): ([Int], [Double]) = ([], [])
    var node = step.node
    while node >= 0 {
      firms.append(Int(network.order[nodes[node].place]))
      if nodes[node].customer >= 0 { weights.append(nodes[node].weight) }
      node = nodes[node].customer
    }
    let content = nodes[step.node].product * network.right[nodes[step.node].place]
    return SupplyPath(
      firms: firms.reversed(), content: content, share: whole == 0 ? 0 : content / whole, weights: weights.reversed())
  }
}

/// The largest first.
private struct Heap<Element: Comparable> {
  private var elements: [Element] = []

  mutating func push(_ element: Element) {
    elements.append(element)
    var at = elements.count - 1
    while at > 0, elements[(at - 1) / 2] < elements[at] {
      elements.swapAt(at, (at - 1) / 2)
      at = (at - 1) / 2
    }
  }

  mutating func pop() -> Element? {
    guard let top = elements.first, let last = elements.popLast() else { return nil }
    guard !elements.isEmpty else { return top }
    elements[0] = last
    var at = 0
    while true {
      var largest = at
      for child in [2 * at + 1, 2 * at + 2] where child < elements.count && elements[largest] < elements[child] {
        largest = child
      }
      if largest == at { return top }
      elements.swapAt(at, largest)
      at = largest
    }
  }
}
