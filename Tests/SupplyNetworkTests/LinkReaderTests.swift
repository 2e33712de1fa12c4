import DelimitedText
import Quantities
import Testing

@testable import SupplyNetwork

@Suite("Reading a network")
struct LinkReaderTests {
  private func firms(_ rows: String = "A,1000,,\nB,500,,\nC,,,12.5\n") throws -> Firms {
    try Firms.read(Array("firm,revenue_eur,direct_g,factor_g_per_eur\n\(rows)".utf8))
  }

  private func links(_ text: String, plan: LinkPlan = LinkPlan()) throws -> Links {
    try Links.read(ByteSource(Array(text.utf8)), firms: firms(), plan: plan)
  }

  /// The reasons a file of links is refused for, as `line field key`.
  private func refusals(_ rows: String, header: String = "customer,supplier,amount_eur,factor_g_per_eur\n") -> [String]
  {
    do {
      _ = try links(header + rows)
      return []
    } catch let refusal as Refusal {
      return refusal.diagnostics.map { "\($0.line ?? 0) \($0.field ?? "-") \($0.message.key)" }
    } catch {
      return ["\(error)"]
    }
  }

  @Test func `Every mistake is named with line and column`() {
    let columns = Links.columns
    for (row, field, key) in [
      ("A,B,12x,", columns[2], NetworkRefusal.notAmount), ("A,B,,", columns[2], .notAmount),
      ("A,B,NaN,", columns[2], .notAmount), ("A,B,inf,", columns[2], .notAmount), ("A,B,1e5,", columns[2], .notAmount),
      ("A,B,-5,", columns[2], .amountNegative), ("A,B,1.234,", columns[2], .amountTooPrecise),
      ("A,B,10000000000001,", columns[2], .amountTooLarge),
      ("A,B,99999999999999999999999999,", columns[2], .amountTooLarge), ("A,B,1.2.3,", columns[2], .notAmount),
      ("A,C,1,-3", columns[3], .notFactor), ("A,C,1,x", columns[3], .notFactor),
      ("A,C,1,1.2345", columns[3], .notFactor),
      ("A,C,1,1000001", columns[3], .notFactor), (",B,1,", columns[0], .nameEmpty), ("A, ,1,", columns[1], .nameEmpty),
      ("A,\(String(repeating: "x", count: 65)),1,", columns[1], .nameTooLong), ("A,B\"C,1,", columns[1], .nameQuoted),
      ("A,B", "-", .fieldCount), ("A,B,1,,", "-", .fieldCount), ("A;B;1;", "-", .fieldCount),
    ] {
      #expect(refusals("A,B,1,\n\(row)\nB,A,1,\n") == ["3 \(field) \(key.rawValue)"], "\(row)")
    }
  }

  @Test func `Headers that do not name the columns are refused`() {
    #expect(refusals("", header: "customer,amount_eur\n") == ["1 supplier network.column-missing"])
    #expect(refusals("", header: "customer,supplier,supplier,amount_eur\n") == ["1 supplier network.column-repeated"])
    #expect(refusals("", header: "") == ["1 - network.header-missing"])
    #expect(refusals("", header: "customer,\0supplier\n") == ["0 - network.not-text"])
    let wide = "customer,supplier,amount_eur" + String(repeating: ",", count: 70) + "\n"
    #expect(refusals("", header: wide) == ["1 - network.columns-too-many"])
  }

  @Test func `Names that are no text are refused with their line`() throws {
    let bytes = Array("customer,supplier,amount_eur\nA,B,1\nA,".utf8) + [0xE9, 0x2C, 0x31, 0x0A]
    let refusal = #expect(throws: Refusal.self) { try Links.read(ByteSource(bytes), firms: firms()) }
    #expect(refusal?.diagnostics.first?.line == 3 && refusal?.says(NetworkRefusal.nameNotUTF8) == true)
  }

  @Test func `Many mistakes are counted, with lines of the whole file`() throws {
    let rows = String(repeating: "A,B,1,\n", count: 100) + String(repeating: "A,B,?,\n", count: 50)
    var plan = LinkPlan()
    plan.partBytes = 64
    plan.threads = 2
    let text = "customer,supplier,amount_eur,factor_g_per_eur\n" + rows
    let refusal = #expect(throws: Refusal.self) { try links(text, plan: plan) }
    let found = try #require(refusal).diagnostics
    #expect(found.count == 21 && found.prefix(20).map(\.line) == (102..<122).map { $0 })
    #expect(found.last?.message.values["count"] == .integer(30))
  }

  @Test func `Limits on rows and on the length of a line hold`() throws {
    var plan = LinkPlan()
    plan.limits.links = 3
    let head = "customer,supplier,amount_eur\n"
    #expect(try links(head + "A,B,1\nA,B,1\nA,B,1\n", plan: plan).count == 3)
    let refusal = #expect(throws: Refusal.self) { try links(head + "A,B,1\nA,B,1\nA,B,1\nA,B,1\n", plan: plan) }
    #expect(refusal?.says(NetworkRefusal.linksTooMany) == true)
    let long = head + "A,B,1\n\(String(repeating: "x", count: 10_000)),B,1\nA,B,y\n"
    for block in [7, 1000, 1 << 20] {
      var plan = LinkPlan()
      plan.blockBytes = block
      let refusal = #expect(throws: Refusal.self) { try links(long, plan: plan) }
      #expect(refusal?.diagnostics.map(\.line) == [3, 4], "blocks of \(block)")
      #expect(refusal?.says(NetworkRefusal.lineTooLong) == true)
    }
  }

  @Test func `Other separators, orders of columns, quotes, blanks and line ends give the same links`() throws {
    let plain = try links("customer,supplier,amount_eur\nA,B,12.50\nB,A,3\nA,C,100\n")
    for text in [
      "\u{FEFF}customer;supplier;amount_eur\r\nA;B;12,50\r\nB;A;3\r\nA;C;100\r\n",
      "amount_eur\tsupplier\tnote\tcustomer\n12.5\tB\tx\tA\n3,00\tA\t\tB\n100\tC\t\tA",
      "customer,supplier,amount_eur,factor_g_per_eur\n\"A\",\"B\",\"12.50\",\n\n B , A ,3,\nA,C,100,12.5",
      "customer|supplier|amount_eur\nA|B|+12.50\nB|A|3.0\n   \nA|C|100.00",
    ] {
      let other = try links(text)
      #expect(other.parts.flatMap { $0 } == plain.parts.flatMap { $0 }, "\(text)")
      #expect(other.atFactor == plain.atFactor && other.rows == 3)
    }
    #expect(plain.atFactor.count == 1 && plain.atFactor[0] == 125_000_000)
  }

  @Test func `The quick and the careful way agree, however the file is cut`() throws {
    let firms = try Firms.read(
      Array("firm,revenue_eur\n12345678,1\n123456789,2\nlong name of a firm,3\nabcdefghijklmno,4\nz,\né,5\n".utf8))
    let names = [
      "12345678", "123456789", "long name of a firm", "abcdefghijklmno", "z", "é", "nobody", " 12345678 ", "\"z\"",
    ]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<60 {
      let hasFactor = Bool.random(using: &random)
      var text = "customer,supplier,amount_eur" + (hasFactor ? ",factor_g_per_eur\n" : "\n")
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        let amount = ["1", "0.5", "12345.67", "9999999999999", "0", "007.10"].randomElement(using: &random) ?? ""
        text += "\(names.randomElement(using: &random) ?? ""),\(names.randomElement(using: &random) ?? ""),\(amount)"
        if hasFactor { text += ["", ",12", ",0.001", ","][Int.random(in: 1...3, using: &random)] }
        text += ["\n", "\r\n", "\n\n"].randomElement(using: &random) ?? ""
      }
      var careful = LinkPlan()
      careful.isFast = false
      let expected = try Links.read(ByteSource(Array(text.utf8)), firms: firms, plan: careful)
      for (block, part, threads) in [(1 << 20, 1 << 25, 1), (1, 1, 2), (64, 100, 3), (33, 1 << 20, 1)] {
        var plan = LinkPlan()
        (plan.blockBytes, plan.partBytes, plan.threads) = (block, part, threads)
        let found = try Links.read(ByteSource(Array(text.utf8)), firms: firms, plan: plan)
        #expect(found.parts.flatMap { $0 } == expected.parts.flatMap { $0 })
        #expect(found.atFactor == expected.atFactor && found.lacking == expected.lacking && found.rows == expected.rows)
        #expect(found.firstUnknownCustomer == expected.firstUnknownCustomer)
      }
    }
  }

  @Test func `Firms are refused by line: twice, unnamed, with numbers that are none`() throws {
    for (rows, expected) in [
      ("A,1,,\nB,1,,\nA,2,,\n", "4 firm network.firm-twice"), (",1,,\n", "2 firm network.name-empty"),
      ("A,-1,,\n", "2 revenue_eur network.amount-negative"), ("A,nan,,\n", "2 revenue_eur network.not-amount"),
      ("A,1,1.5,\n", "2 direct_g network.not-grams"), ("A,1,100000000000001,\n", "2 direct_g network.not-grams"),
      ("A,1,,-1\n", "2 factor_g_per_eur network.not-factor"), ("", "0 - network.no-firms"),
      ("\(String(repeating: "x", count: 65)),1,,\n", "2 firm network.name-too-long"),
    ] {
      let refusal = #expect(throws: Refusal.self) { try firms(rows) }
      let found = refusal?.diagnostics.first.map { "\($0.line ?? 0) \($0.field ?? "-") \($0.message.key)" }
      #expect(found == expected)
    }
    let missing = #expect(throws: Refusal.self) { try Firms.read(Array("firm,turnover\nA,1\n".utf8)) }
    #expect(missing?.says(DelimitedMessage.missingColumn) == true)
  }

  @Test func `Sums that cannot be exact are refused`() throws {
    let nodes = "firm,revenue_eur\nA,10000000000000\nB,10000000000000\n"
    let rows = String(repeating: "A,B,9999999999999\n", count: 10)
    let refusal = #expect(throws: Refusal.self) {
      try network(nodes: nodes, edges: "customer,supplier,amount_eur\n" + rows)
    }
    #expect(refusal?.says(NetworkRefusal.totalTooLarge) == true)
  }
}
