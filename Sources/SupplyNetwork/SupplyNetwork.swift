// The equations of a network, and which firms they hold for.

import Quantities

/// Firms, what they buy from each other, and what enters from outside.
///
/// For each firm inside: content = (direct + purchases at a factor + Σ purchase · content of the supplier) / revenue.
/// What a firm buys from itself is taken off its revenue, which is the same equation.
public struct SupplyNetwork: Sendable {
  /// The firms, as read.
  public let firms: Firms
  /// Rows of the file of links whose customer is not among the firms.
  public let unknownCustomers: Int
  /// The first of these.
  public let firstUnknownCustomer: Links.Lack?
  /// Links between two firms inside, each pair once.
  public var linkCount: Int { rows.linkCount }

  /// Firms by their place in the equations, and the place of each firm.
  let order: [UInt32]
  let rank: [UInt32]
  /// Cents bought from a supplier over the customer's `base`.
  var rows: SparseRows
  /// By place: revenue less what the firm buys from itself, in cents; 0 for a firm without account.
  let base: [Double]
  /// By place: what enters from outside, in 1/100 000 g.
  var inputs: [Int128]
  /// By place: cents sold to firms inside.
  var sold: [Int64]
  /// By place: why a firm has no content; nil for one that has, or that keeps no account.
  var outside: [OutsideReason?]
  /// By place: what enters a firm from outside, in grams per euro; 0 for a firm outside.
  private(set) var right: [Double]

  /// Joins firms and links.
  ///
  /// - Parameter threads: how many threads work on it.
  /// - Throws: a refusal when a sum is too large to be exact.
  public init(_ firms: Firms, _ links: Links, threads: Int = 1) throws(Refusal) {
    let made = Crew.lead(threads: threads) { crew -> SupplyNetwork? in
      guard let assembly = RowAssembly(links.parts, firms: firms.count, crew, threads: threads) else { return nil }
      return SupplyNetwork(firms, links, assembly, crew)
    }
    guard let made else { throw Refusal(Diagnostic(.error, NetworkRefusal.totalTooLarge)) }
    self = made
  }

  private init(_ firms: Firms, _ links: Links, _ assembly: RowAssembly, _ crew: Crew) {
    self.firms = firms
    unknownCustomers = links.unknownCustomers
    firstUnknownCustomer = links.firstUnknownCustomer
    (order, rank, rows, sold) = (assembly.order, assembly.rank, assembly.rows, assembly.sold)
    base = assembly.order.enumerated().map { place, firm in
      max(0, Double(firms.revenue[Int(firm)]) - Double(assembly.own[place]))
    }
    inputs = assembly.order.map { firm in
      firms.isInside(Int(firm)) ? Int128(firms.direct[Int(firm)]) * 100_000 + (links.atFactor[firm] ?? 0) : 0
    }
    outside = assembly.order.enumerated().map { place, firm in
      if firms.revenue[Int(firm)] == 0 { return .noRevenue }
      guard firms.isInside(Int(firm)) else { return nil }
      if let lack = links.lacking[firm] { return .noFactor(lack) }
      return assembly.own[place] >= firms.revenue[Int(firm)] ? .loop : nil
    }
    right = []
    scale(crew)
    exclude(outside.indices.filter { outside[$0] != nil && outside[$0] != .noRevenue })
    let loops = LoopCheck.places(rows, isInside: order.indices.map { isInside($0) }, crew)
    for place in loops { outside[place] = .loop }
    exclude(loops)
    narrow(crew)
    right = inputs.indices.map { place in
      guard isInside(place) else { return 0 }
      // Most inputs fit in 64 bits, which become a `Double` much sooner.
      let input = Int64(exactly: inputs[place]).map(Double.init) ?? Double(inputs[place])
      return input / 1000 / base[place]
    }
  }

  /// Whether the firm at a place has a content.
  func isInside(_ place: Int) -> Bool { base[place] > 0 && outside[place] == nil }

  /// Cents become shares of the customer's base.
  private mutating func scale(_ crew: Crew) {
    let chunks = rows.chunks(minimum: 1 << 14, most: 256)
    let (starts, base) = (rows.starts, base)
    rows.weights.withUnsafeMutableBufferPointer { weights in
      crew.share(chunks.count) { number in
        for row in chunks[number] where base[row] > 0 {
          for at in starts[row]..<starts[row + 1] { weights[at] /= base[row] }
        }
      }
    }
  }

  /// Weights that will not change any more, in single precision too.
  private mutating func narrow(_ crew: Crew) {
    let count = rows.linkCount
    let size = max(1 << 14, count / 256 + 1)
    let weights = rows.weights
    rows.narrow = [Float](unsafeUninitializedCapacity: count) { narrow, initialized in
      weights.withUnsafeBufferPointer { weights in
        crew.share((count + size - 1) / size) { part in
          for at in (part * size)..<min((part + 1) * size, count) {
            narrow.initializeElement(at: at, to: Float(weights[at]))
          }
        }
      }
      initialized = count
    }
  }
}

/// Why a firm that keeps an account has no content.
public enum OutsideReason: Sendable, Hashable {
  /// It sold nothing: a content per euro of nothing means nothing.
  case noRevenue
  /// It buys from a supplier that has neither account nor factor.
  case noFactor(Links.Lack)
  /// It buys from itself, through others or not, as much as it sells or more: what it would pass on would grow without
  /// end.
  case loop
  /// It buys from this firm, by its place in the file, which has no content and no factor to stand for it.
  case supplier(Int)
}

// MARK: - Excluding

extension SupplyNetwork {
  /// Takes firms whose reason is known out of the equations. Their customers take their factor where they have one, and
  /// are taken out too where they have none.
  private mutating func exclude(_ places: [Int]) {
    guard !places.isEmpty else { return }
    let customers = rows.transposed()
    var waiting = places
    var next = 0
    while next < waiting.count {
      let place = waiting[next]
      next += 1
      emptyRow(place)
      let factor = firms.factor[Int(order[place])]
      for at in customers.starts[place]..<customers.starts[place + 1] {
        let customer = Int(customers.rows[at])
        if factor != Firms.absent {
          enterAtFactor(Int(customers.links[at]), of: customer, factor)
        } else if isInside(customer) {
          outside[customer] = .supplier(Int(order[place]))
          waiting.append(customer)
        }
      }
    }
  }

  /// A purchase of a firm outside is a sale to the outside.
  private mutating func emptyRow(_ place: Int) {
    for at in rows.range(place) {
      sold[Int(rows.columns[at])] -= Int64((rows.weights[at] * base[place]).rounded())
      rows.weights[at] = 0
    }
    let own = Double(firms.revenue[Int(order[place])]) - base[place]
    sold[place] -= Int64(own)
    inputs[place] = 0
  }

  private mutating func enterAtFactor(_ link: Int, of customer: Int, _ factor: Int64) {
    let cents = Int128((rows.weights[link] * base[customer]).rounded())
    if isInside(customer) { inputs[customer] += cents * Int128(factor) }
    sold[Int(rows.columns[link])] -= Int64(cents)
    rows.weights[link] = 0
  }
}

extension SparseRows {
  /// The links by column: the row of each, and where it stands.
  fileprivate func transposed() -> (starts: [Int], rows: [UInt32], links: [UInt32]) {
    var starts = [Int](repeating: 0, count: count + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<count { starts[column + 1] += starts[column] }
    var cursors = starts
    var rows = [UInt32](repeating: 0, count: linkCount)
    var links = rows
    for row in 0..<count {
      for at in range(row) {
        let place = cursors[Int(columns[at])]
        cursors[Int(columns[at])] += 1
        rows[place] = UInt32(row)
        links[place] = UInt32(at)
      }
    }
    return (starts, rows, links)
  }
}
