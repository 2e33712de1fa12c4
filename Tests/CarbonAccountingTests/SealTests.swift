import CanonicalJSON
import CarbonAccounting
import Crypto
import Quantities
import Testing

@Suite("Sealed accounts")
struct SealTests {
  private func books(_ opening: [String: OpeningAccount] = [:], year: Int = 2024) throws -> CarbonBooks {
    var sketch = Sketch(year: year)
    sketch.buy("601", 1000)
    sketch.sell("701", 10_000)
    return try CarbonBooks.keepSketch(sketch, opening: opening)
  }

  private let day = Sketch.day(2025, 3, 31)

  @Test("What was written is read back, and hands balance and factor to next year")
  func roundTrip() throws {
    let sealed = try SealedAccounts(closing: try books(), on: day, opening: [:])
    let opening = try #require(try SealedAccounts(parsing: Array(sealed.fileText.utf8)).openings()["joinery"])
    #expect(opening.balance == .zero)
    #expect(opening.factor.gramsText == "12.000")
    #expect(opening.year == Sketch.fiscalYear(2024))
  }

  @Test("Any byte changed anywhere is detected")
  func anyByte() throws {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32))
    let bytes = Array(try SealedAccounts(closing: try books(), on: day, opening: [:], key: key).fileText.utf8)
    for position in bytes.indices {
      var changed = bytes
      changed[position] = changed[position] == UInt8(ascii: "1") ? UInt8(ascii: "2") : UInt8(ascii: "1")
      #expect(throws: Refusal.self, "byte \(position)") { try SealedAccounts(parsing: changed) }
    }
    #expect(throws: Refusal.self) { try SealedAccounts(parsing: bytes + [UInt8(ascii: " ")]) }
    #expect(throws: Refusal.self) { try SealedAccounts(parsing: Array(bytes.dropLast())) }
  }

  @Test("A seal chains to the one before: the same year after another past has another seal")
  func chain() throws {
    let first = try SealedAccounts(closing: try books(year: 2023), on: Sketch.day(2024, 3, 31), opening: [:])
    let opening = try first.openings()
    let second = try SealedAccounts(closing: try books(opening), on: day, opening: opening)
    #expect(second.accounts[0].seal.previous == first.accounts[0].seal.sha256)
    var other = opening
    other["joinery"] = opening["joinery"].map {
      OpeningAccount(
        activity: $0.activity, year: $0.year, balance: $0.balance, factor: $0.factor, factorUnit: $0.factorUnit,
        closedOn: $0.closedOn, seal: String($0.seal.reversed()))
    }
    let forged = try SealedAccounts(closing: try books(other), on: day, opening: other)
    #expect(forged.accounts[0].account == second.accounts[0].account)
    #expect(forged.accounts[0].seal.sha256 != second.accounts[0].seal.sha256)
  }

  @Test("A signature tells who sealed, and does not survive another key's account")
  func signature() throws {
    let key = try Curve25519.Signing.PrivateKey(rawRepresentation: [UInt8](repeating: 7, count: 32))
    let sealed = try SealedAccounts(closing: try books(), on: day, opening: [:], key: key)
    let read = try SealedAccounts(parsing: Array(sealed.fileText.utf8))
    #expect(read.accounts[0].seal.signature?.fingerprint.count == 16)
    #expect(read.accounts[0].seal.holds(for: read.accounts[0].account))
    #expect(!read.accounts[0].seal.holds(for: ["other": true]))
  }

  @Test("No name of a supplier or a person stands in a sealed account")
  func noNames() throws {
    let text = try SealedAccounts(closing: try books(), on: day, opening: [:]).fileText
    #expect(!text.contains("Fournisseur"))
  }

  @Test("A file that is not a sealed account is refused by name of what it is not")
  func refusals() {
    #expect(reasons { _ = try SealedAccounts(parsing: Array("{".utf8)) } == ["carbon.seal-unreadable"])
    #expect(reasons { _ = try SealedAccounts(parsing: Array("{}".utf8)) } == ["carbon.seal-format"])
    let empty = "{\"accounts\":[{}],\"format\":\"sillage.accounts/1\"}\n"
    #expect(reasons { _ = try SealedAccounts(parsing: Array(empty.utf8)) } == ["carbon.seal-broken"])
  }
}
