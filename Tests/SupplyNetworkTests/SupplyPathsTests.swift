import Quantities
import Testing

@testable import SupplyNetwork

@Suite("Supply paths")
struct SupplyPathsTests {
  @Test func `The paths of a small chain are those of a calculation by hand`() throws {
    // A sells for 1000, buys 500 from B and 100 at 200 g; B buys 200 from C. Contents: C 50, B 20 + 10, A 20 + 15 + 1.
    let nodes = "firm,revenue_eur,direct_g\nA,1000,1000\nB,1000,20000\nC,400,20000\n"
    let edges = "customer,supplier,amount_eur,factor_g_per_eur\nA,B,500,\nB,C,200,\nA,farm,100,200\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    let found = try #require(solution.paths(to: 0))
    #expect(found.isComplete && found.paths.map(\.firms) == [[0], [0, 1], [0, 1, 2]])
    for (path, content) in zip(found.paths, [21.0, 10, 5]) {
      #expect(abs(path.content - content) < 1e-12 && abs(path.share - content / 36) < 1e-12)
    }
    #expect(found.paths[2].weights == [0.5, 0.2])
    #expect(abs(found.paths.reduce(0) { $0 + $1.share } - 1) < 1e-12)
  }

  @Test func `All paths together make the content, loops gone round included`() throws {
    let nodes = "firm,revenue_eur,direct_g\nA,1000,1000\nB,1000,20000\n"
    let edges = "customer,supplier,amount_eur\nA,B,500\nB,A,400\n"
    let solution = NetworkSolution(try network(nodes: nodes, edges: edges))
    var bounds = SupplyPaths.Bounds()
    (bounds.paths, bounds.share, bounds.depth) = (1000, 1e-12, 100)
    let found = try #require(solution.paths(to: 0, bounds: bounds))
    #expect(abs(found.paths.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    #expect(found.paths.prefix(3).map(\.firms) == [[0, 1], [0, 1, 0, 1], [0]])
    #expect(zip(found.paths, found.paths.dropFirst()).allSatisfy { $0.content >= $1.content })
  }

  @Test func `The largest paths of any network are those of a search through all`() throws {
    for seed in 1...10 as ClosedRange<UInt64> {
      let solution = try SampleNetwork.random(12, seed: seed).solved()
      let network = solution.network
      let right = network.right
      for firm in 0..<12 {
        let found = try #require(solution.paths(to: firm))
        var all: [Double] = []
        func walk(_ place: Int, _ product: Double, _ depth: Int) {
          all.append(product * right[place])
          guard depth < 6 else { return }
          for at in network.rows.range(place) {
            walk(Int(network.rows.columns[at]), product * network.rows.weights[at], depth + 1)
          }
        }
        walk(Int(network.rank[firm]), 1, 0)
        let expected = all.sorted(by: >).prefix(found.paths.count)
        // Paths longer than the search through all are smaller than the ones it must find.
        let short = found.paths.filter { $0.firms.count <= 7 }
        for (path, content) in zip(short.prefix(5), expected) where found.paths.count == short.count {
          #expect(abs(path.content - content) <= 1e-9 * content, "seed \(seed), firm \(firm)")
        }
      }
    }
  }

  @Test func `A search ends at its bounds and says so`() throws {
    let solution = try SampleNetwork.random(500, seed: 9).solved()
    var bounds = SupplyPaths.Bounds()
    (bounds.paths, bounds.share, bounds.visits) = (100_000, 0, 2000)
    let found = try #require(solution.paths(to: 0, bounds: bounds))
    #expect(!found.isComplete && found.paths.count < 100_000)
    bounds.paths = 3
    #expect(solution.paths(to: 0, bounds: bounds)?.paths.count == 3)
  }

  @Test func `A firm without content has no paths`() throws {
    let solution = NetworkSolution(
      try network(nodes: "firm,revenue_eur\nA,0\n", edges: "customer,supplier,amount_eur\n"))
    #expect(solution.paths(to: 0) == nil)
  }
}
