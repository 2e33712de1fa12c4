import Foundation
import Testing

@testable import Commands

@Suite("sillage network solve")
struct NetworkCommandTests {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "network-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A mill, a bakery and a carrier that buy from each other, a farm without account, a holding without sales, two firms in a loop.
  private static let nodes = """
    firm,revenue_eur,direct_g,factor_g_per_eur
    mill,400000,2500000,
    bakery,900000,150000,
    carrier,250000,0,
    farm,,,1250
    holding,0,,
    left,1000,10,
    right,1000,10,
    café,5000,,

    """
  private static let edges = """
    customer,supplier,amount_eur,factor_g_per_eur
    mill,farm,180000,
    mill,carrier,22000.50,
    mill,grid,15000,320.5
    bakery,mill,210000,
    bakery,mill,30000,
    bakery,carrier,40000,
    carrier,bakery,1200,
    carrier,fuel,60000,1890
    left,right,1000,
    right,left,1000,
    café,bakery,2500,
    café,stranger,90,
    visitor,bakery,12,

    """

  private func solve(
    _ options: String..., edges: String = Self.edges, nodes: String = Self.nodes, language: String = "fr"
  ) throws -> Terminal.Result {
    let paths = ["edges.csv", "nodes.csv"].map { folder.appending(path: $0).path }
    try Data(edges.utf8).write(to: URL(filePath: paths[0]))
    try Data(nodes.utf8).write(to: URL(filePath: paths[1]))
    return try Terminal.run(["network", "solve"] + paths + options, language: language)
  }

  @Test(arguments: ["fr", "en"])
  func `The page of a small network`(language: String) throws {
    let result = try solve("--firm", "bakery", "--paths", "5", language: language)
    #expect(result.code == 0)
    try Golden.check(result.out + result.err, "network.\(language).txt")
  }

  @Test func `JSON and CSV are the same whatever the threads`() throws {
    let json = try solve("--json", "--firm", "bakery", "--threads", "1")
    try Golden.check(json.out, "network.json")
    let csv = try solve("--csv", "--threads", "1")
    try Golden.check(csv.out, "network.csv")
    for threads in ["2", "5"] {
      #expect(try solve("--json", "--firm", "bakery", "--threads", threads).out == json.out)
      #expect(try solve("--csv", "--threads", threads).out == csv.out)
    }
  }

  @Test func `What is wrong is said with file, line, reason and remedy`() throws {
    let result = try solve(edges: "customer,supplier,amount_eur\nmill,farm,12.345\n", language: "en")
    #expect(result.code == 1 && result.out.isEmpty)
    #expect(result.err.contains("edges.csv, line 2, amount_eur: “12.345” has more than two decimals."))
    #expect(result.err.contains("→ Round to the cent"))
    let twice = try solve(nodes: "firm,revenue_eur\nmill,1\nmill,2\n", language: "en")
    #expect(twice.err.contains("nodes.csv, line 3, firm: The firm mill stands on line 2 already."))
  }

  @Test func `A firm that is not there or has no content is refused by name`() throws {
    #expect(try solve("--firm", "Mill", language: "en").err.contains("No firm is called “Mill”."))
    #expect(try solve("--firm", "left", language: "en").err.contains("“left” has no content"))
    #expect(try solve("--tolerance", "0").code != 0)
    #expect(try solve("--json", "--csv").code != 0)
    #expect(try solve("--paths", "0").code != 0)
    #expect(try Terminal.run("network", "solve", "nowhere.csv", "nowhere.csv").err.contains("nowhere.csv"))
  }
}
