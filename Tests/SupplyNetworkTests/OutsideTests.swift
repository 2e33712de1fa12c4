import Quantities
import Testing

@testable import SupplyNetwork

@Suite("Firms outside any solution")
struct OutsideTests {
  @Test func `A firm that sold nothing has no content, and its customers take a factor`() throws {
    let nodes = "firm,revenue_eur,direct_g,factor_g_per_eur\nA,1000,0,\nB,0,500,\nC,100,700,\n"
    let edges = "customer,supplier,amount_eur,factor_g_per_eur\nA,B,10,20\nA,C,10,\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    #expect(solution.reason("B") == .noRevenue)
    #expect(abs((solution.content("A") ?? 0) - 0.27) < 1e-12)
  }

  @Test func `Loops that spend what they sell or more are named, and those that spend less are solved`() throws {
    for (spend, isOutside) in [(999, false), (1000, true), (1001, true)] {
      let edges = "customer,supplier,amount_eur\nA,B,1000\nB,C,\(spend)\nC,A,1000\nD,A,10\nE,F,5\n"
      let nodes = "firm,revenue_eur,direct_g\nA,1000,7\nB,1000,0\nC,1000,0\nD,1000,3\nE,10,0\nF,10,40\n"
      let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
      for name in ["A", "B", "C"] { #expect(solution.reason(name) == (isOutside ? .loop : nil), "\(name), \(spend)") }
      #expect(solution.reason("D") == (isOutside ? .supplier(0) : nil))
      #expect(abs((solution.content("E") ?? 0) - 2) < 1e-10 && solution.convergence.isReached)
      #expect(solution.outside == (isOutside ? [0, 1, 2, 3] : []))
      #expect(solution.conservation.relativeGap < 1e-10)
    }
  }

  @Test func `A firm may spend more than it sells where no loop grows by it`() throws {
    // A loses money; what it buys comes back to it for a tenth only.
    let edges = "customer,supplier,amount_eur\nA,B,3000\nB,A,100\nB,C,100\n"
    let nodes = "firm,revenue_eur,direct_g\nA,1000,0\nB,3000,0\nC,100,1000\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    // b = (100 · 10 + 100 a) / 3000 and a = 3 b.
    #expect(abs((solution.content("A") ?? 0) - 1 / 0.9) < 1e-9)
    #expect(solution.outside == [])
  }

  @Test func `A firm that buys from itself all it sells is a loop`() throws {
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur\nA,1000\nB,10\n", edges: "customer,supplier,amount_eur\nA,A,1000\nB,A,1\n"))
    #expect(solution.reason("A") == .loop && solution.reason("B") == .supplier(0))
  }

  @Test func `A factor stands for a firm outside, and its customers stay inside`() throws {
    let nodes = "firm,revenue_eur,direct_g,factor_g_per_eur\nA,1000,0,250\nB,1000,0,\nC,100,0,\n"
    let edges = "customer,supplier,amount_eur\nA,B,1000\nB,A,1000\nC,A,10\nC,B,0\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    #expect(solution.reason("A") == .loop && solution.reason("B") == .loop)
    #expect(solution.content("C") == 25)
    #expect(solution.conservation.entered == 2500 && solution.conservation.relativeGap < 1e-15)
  }

  @Test func `A purchase without content nor factor is named with its line, never taken for zero`() throws {
    let edges = "customer,supplier,amount_eur\nB,A,10\n\nA,stranger,10\n"
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur,direct_g\nA,1000,9\nB,100,9\nC,100,9\n", edges: edges))
    #expect(solution.reason("A") == .noFactor(Links.Lack(line: 4, name: "stranger")))
    #expect(solution.reason("B") == .supplier(0))
    #expect(solution.content("C") == 0.09)
  }

  @Test func `Those outside are the same whatever loop is drawn`() throws {
    // Rings of all gains around one, their spending spread unevenly.
    for seed in 1...60 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 2...30, using: &random)
      let spends = (0..<count).map { _ in Int64.random(in: 20...5000, using: &random) }
      let revenues = (0..<count).map { _ in Int64.random(in: 20...5000, using: &random) }
      var sample = SampleNetwork()
      for number in 0..<count {
        sample.firms.append(.init(name: "F\(number)", cents: revenues[number], direct: 5))
        sample.purchases.append(
          .init(customer: "F\(number)", supplier: "F\((number + 1) % count)", cents: spends[number]))
      }
      let gain = zip(spends, revenues).reduce(1.0) { $0 * Double($1.0) / Double($1.1) }
      guard abs(gain - 1) > 1e-9 else { continue }
      let solution = try sample.solved(tolerance: 1e-10)
      #expect(solution.outside.count == (gain > 1 ? count : 0), "seed \(seed): \(gain)")
      if gain < 1, gain > 0.001 { #expect(solution.contents.allSatisfy { $0 > 0 }, "seed \(seed)") }
    }
  }

  @Test func `Customers nobody knows are final customers`() throws {
    let edges = "customer,supplier,amount_eur\nstranger,A,10\nother,A,10\n"
    let made = try network(nodes: "firm,revenue_eur,direct_g\nA,1000,9000\n", edges: edges)
    #expect(made.unknownCustomers == 2 && made.firstUnknownCustomer == Links.Lack(line: 2, name: "stranger"))
    let solution = NetworkSolution(made)
    #expect(solution.content("A") == 9 && solution.conservation.delivered == 9000)
  }

  @Test func `Sales that exceed revenue and firms no carbon reaches are told`() throws {
    let edges = "customer,supplier,amount_eur\nA,B,100\nC,B,100\n"
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur,direct_g\nA,1000,5\nB,150,0\nC,1000,0\n", edges: edges))
    #expect(solution.soldTooMuch == [1] && solution.unreached == [1, 2])
  }
}
