import Quantities
import Testing

@testable import SupplyNetwork

@Suite("Contents of a network")
struct ContentTests {
  /// Solves (I - W) x = b by elimination, from the purchases themselves.
  private func eliminated(_ sample: SampleNetwork) -> [Double] {
    let count = sample.firms.count
    let place = Dictionary(uniqueKeysWithValues: sample.firms.enumerated().map { ($1.name, $0) })
    var rows = sample.firms.map { firm in [Double](repeating: 0, count: count) + [Double(firm.direct)] }
    for row in 0..<count { rows[row][row] = Double(sample.firms[row].cents ?? 0) / 100 }
    for purchase in sample.purchases {
      guard let customer = place[purchase.customer] else { continue }
      let euros = Double(purchase.cents) / 100
      if let supplier = place[purchase.supplier] {
        rows[customer][supplier] -= euros
      } else {
        rows[customer][count] += euros * Double(purchase.factor ?? 0) / 1000
      }
    }
    for pivot in 0..<count {
      let best = (pivot..<count).max { abs(rows[$0][pivot]) < abs(rows[$1][pivot]) } ?? pivot
      rows.swapAt(pivot, best)
      for row in 0..<count where row != pivot {
        let ratio = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot...count { rows[row][column] -= ratio * rows[pivot][column] }
      }
    }
    return (0..<count).map { rows[$0][count] / rows[$0][$0] }
  }

  @Test func `Two firms that buy from each other give what a calculation by hand gives`() throws {
    // x = (1 000 000 + 200 y) / 1000 and y = (50 · 400 + 500 x) / 2000: x = 1002 / 0.95 and y = 10 + x / 4.
    let edges = "customer,supplier,amount_eur,factor_g_per_eur\nA,B,200,\nB,A,500,\nB,wind,50,400\n"
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur,direct_g\nA,1000,1000000\nB,2000,\n", edges: edges))
    #expect(solution.convergence.isReached)
    #expect(abs((solution.content("A") ?? 0) - 1002 / 0.95) < 1e-9)
    #expect(abs((solution.content("B") ?? 0) - (10 + 1002 / 0.95 / 4)) < 1e-9)
  }

  @Test func `The contents are those of Gaussian elimination`() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let sample = SampleNetwork.random(3 + Int(seed) * 4, seed: seed)
      let solution = try sample.solved()
      #expect(solution.convergence.isReached)
      for (number, expected) in eliminated(sample).enumerated() {
        let found = try #require(solution.content(number))
        #expect(abs(found - expected) <= 1e-11 * max(1, abs(expected)), "seed \(seed), firm \(number)")
      }
    }
  }

  @Test func `What enters is what final customers receive`() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let sample = SampleNetwork.random(200, seed: seed)
      let conservation = try sample.solved().conservation
      let direct = sample.firms.reduce(0) { $0 + Int128($1.direct) }
      let bought = sample.purchases.reduce(0) { $0 + Int128($1.cents) * Int128($1.factor ?? 0) }
      #expect(abs(conservation.entered - direct - bought / 100_000) <= 1)
      #expect(conservation.relativeGap < 1e-12, "seed \(seed): \(conservation)")
    }
  }

  @Test func `The order of firms and of purchases changes nothing`() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let sample = SampleNetwork.random(300, seed: seed)
      let solution = try sample.solved()
      var random = SeededGenerator(seed: seed)
      var purchases = sample
      purchases.purchases.shuffle(using: &random)
      #expect(try purchases.solved().contents == solution.contents)
      var firms = purchases
      firms.firms.shuffle(using: &random)
      let shuffled = try firms.solved()
      // As lengths of vectors, which is what a residual bounds.
      var (distance, length) = (0.0, 0.0)
      for firm in sample.firms {
        let (one, other) = (solution.content(firm.name) ?? 0, shuffled.content(firm.name) ?? 0)
        distance += (one - other) * (one - other)
        length += one * one
      }
      #expect(length > 0 && distance.squareRoot() <= 1e-12 * length.squareRoot(), "seed \(seed)")
    }
  }

  @Test func `Any number of threads gives the same bits`() throws {
    // Large enough for several chunks in each wave.
    let sample = SampleNetwork.random(20_000, seed: 5)
    let serial = try sample.solved(tolerance: 1e-12)
    for threads in [2, 3, 8] {
      let parallel = try sample.solved(tolerance: 1e-12, threads: threads)
      #expect(parallel.contents == serial.contents && parallel.convergence == serial.convergence)
    }
  }

  @Test func `Rows of the same two firms add up`() throws {
    let nodes = "firm,revenue_eur,direct_g\nA,1000,0\nB,2000,500000\n"
    let once = try network(nodes: nodes, edges: "customer,supplier,amount_eur\nA,B,350.25\n")
    let twice = try network(nodes: nodes, edges: "customer,supplier,amount_eur\nA,B,100.05\nA,B,150\nA,B,100.2\n")
    #expect(twice.rows.weights == once.rows.weights && twice.linkCount == 1)
    #expect(NetworkSolution(once).content("A") == NetworkSolution(twice).content("A"))
  }

  @Test func `What a firm buys from itself is taken off its revenue`() throws {
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur,direct_g\nA,1000,90000\n", edges: "customer,supplier,amount_eur\nA,A,100\n"))
    #expect(solution.content("A") == 100)
    #expect(solution.conservation.relativeGap < 1e-15)
  }

  @Test func `A supplier without account enters at the factor of the purchase, else at its own`() throws {
    let nodes = "firm,revenue_eur,direct_g,factor_g_per_eur\nA,1000,0,\nfarm,,,300\n"
    let edges = "customer,supplier,amount_eur,factor_g_per_eur\nA,farm,100,\nA,farm,100,50.5\nA,nobody,10,7\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    #expect(abs((solution.content("A") ?? 0) - (30_000 + 5050 + 70) / 1000) < 1e-12)
    #expect(solution.content("farm") == nil && solution.reason("farm") == nil)
  }

  @Test func `A firm that keeps an account is never taken at a factor`() throws {
    let nodes = "firm,revenue_eur,direct_g,factor_g_per_eur\nA,1000,0,\nB,100,4000,999\n"
    let edges = "customer,supplier,amount_eur,factor_g_per_eur\nA,B,100,888\n"
    #expect(NetworkSolution(try network(nodes: nodes, edges: edges)).content("A") == 4)
  }

  @Test func `Captures make a content negative, and conservation holds`() throws {
    let edges = "customer,supplier,amount_eur\nA,B,500\n"
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur,direct_g\nA,1000,1000\nB,1000,-50000\n", edges: edges))
    #expect(abs((solution.content("A") ?? 0) + 24) < 1e-12)
    #expect(solution.conservation.entered == -49_000 && solution.conservation.relativeGap < 1e-12)
  }

  @Test func `A chain of twenty thousand firms is followed to its end, whichever way it is written`() throws {
    for isReversed in [false, true] {
      var sample = SampleNetwork()
      let count = 20_000
      for number in 0..<count {
        sample.firms.append(.init(name: "F\(number)", cents: 10_000, direct: number == 0 ? 100_000 : 0))
        if number > 0 {
          sample.purchases.append(.init(customer: "F\(number)", supplier: "F\(number - 1)", cents: 10_000))
        }
      }
      if isReversed { sample.firms.reverse() }
      let solution = try sample.solved(tolerance: 1e-12)
      #expect(solution.convergence.isReached, "\(solution.convergence)")
      #expect(abs((solution.content("F\(count - 1)") ?? 0) - 1000) < 1e-6)
    }
  }
}
