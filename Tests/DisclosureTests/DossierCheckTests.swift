import Archives
import CanonicalJSON
import CarbonAccounting
import Foundation
import Quantities
import ReferenceData
import Testing
import UseCases

@testable import Disclosure

/// A check finds what was tampered with, and says where.
@Suite struct DossierCheckTests {
  private let words: DossierWords

  init() throws { words = try JoineryDossier.words.get() }

  private func checked(_ bytes: some Sequence<UInt8>) -> DossierCheck { DossierCheck(Array(bytes), words: words) }

  private func outcomes(_ bytes: [UInt8]) -> [DossierPoint: DossierFinding.Outcome] {
    Dictionary(uniqueKeysWithValues: checked(bytes).findings.map { ($0.point, $0.outcome) })
  }

  private func failed(_ bytes: [UInt8]) -> Set<DossierPoint> {
    Set(outcomes(bytes).filter { $0.value == .failed }.keys)
  }

  @Test func `A dossier as it was made passes every point`() throws {
    let check = checked(try JoineryDossier.bytes.get())
    #expect(check.findings.map(\.point) == DossierPoint.allCases)
    #expect(check.findings.allSatisfy { $0.outcome == .passed })
    #expect(check.isPassed)
    let fingerprint = try #require(JoineryDossier.years.get()[1].sealed.accounts[0].seal.signature?.fingerprint)
    #expect(check.subject?.keyFingerprints == [fingerprint])
    #expect(check.subject?.signedBy == fingerprint)
    #expect(check.subject?.siren == "732829320")
    #expect(check.subject?.year.label == "2024")
    #expect(check.entries == (try JoineryDossier.dossier.get().entries))
  }

  @Test func `One byte changed anywhere is reported: a seeded draw over a whole dossier`() throws {
    let bytes = try JoineryDossier.bytes.get()
    var draws = SeededGenerator(seed: 2024)
    // Most anywhere, some in the directory and its end, which no CRC covers.
    for round in 0..<520 {
      let from = round % 52 != 0 ? 0 : bytes.count - 900
      let place = from + Int(draws.next() % UInt64(bytes.count - from))
      var changed = bytes
      changed[place] ^= UInt8(draws.next() % 255) + 1
      #expect(!checked(changed).isPassed, "byte \(place)")
    }
  }

  /// The smallest dossier: a year before with nothing but its seal, one entry, no signature.
  private func tiny() throws -> [UInt8] {
    let dossier = try JoineryDossier.dossier.get()
    var bytes = try JoineryDossier.bytes.get()
    let records = Array(dossier.entries.filter { $0.basis == "statement" || $0.basis == "measured" }.prefix(2))
    let total = records.map(\.carbon).total()
    let grams = JSONValue.integer(total.grams)
    let account = try Forger.resealed(dossier.earlier[0]) { members in
      members["inputs_g"] = grams
      members["production_g"] = grams
      members["sales_g"] = grams
      members["balance_g"] = 0
      members["direct_g"] = .integer(records.filter { $0.basis == "statement" }.map(\.carbon.grams).reduce(0, +))
      members["revenue_eur"] = "1000.00"
      members["closing_factor_g"] = .string(
        (try? CarbonIntensity(of: total, per: Money(cents: 100_000)).gramsText) ?? "")
      members["sales_by_factor"] = [["carbon_g": grams]]
      members["departures"] = []
      members["factors"] = .array(
        records.filter { $0.factor != nil }.map { record in
          let parts = (record.factorValue ?? "").split(separator: " ", maxSplits: 1).map(String.init)
          return [
            "id": .string(record.factor ?? ""), "vintage": .string(record.vintage ?? ""), "value": .string(parts[0]),
            "unit": .string(parts[1]), "source": .string(record.source ?? ""),
          ]
        })
      members["categories"] = .array(
        Dictionary(grouping: records, by: \.category).map { category, records in
          [
            "id": .string(category), "carbon_g": .integer(records.map(\.carbon.grams).reduce(0, +)),
            "amount_eur": .string(records.compactMap(\.amount).total().decimalText),
          ]
        })
      members["evidence_g"] = [
        "physical": .integer(records.filter { $0.basis == "measured" }.map(\.carbon.grams).reduce(0, +)),
        "statement": .integer(records.filter { $0.basis == "statement" }.map(\.carbon.grams).reduce(0, +)),
      ]
      members["entries"] = ["count": .integer(Int64(records.count)), "sha256": .string(EntryRecord.digest(records))]
    }
    bytes = try Forger.remake(
      bytes,
      [
        "accounts/2024.json": account, DepartureFile.name: Array(DepartureFile.text([]).utf8),
        DepartureFile.textName: Array(words.departures([]).utf8),
        "entries/menuiserie.json": Array(EntryFile.text(records).utf8),
        "entries.csv": DossierTables.entries(records),
        "factors.csv": DossierTables.factors(
          dossier.factors.filter { factor in records.contains { $0.factor == factor.id } }),
      ],
      without: [
        "accounts/2023.json", "evidence.csv", "settings/firm.yaml", "opinions/2024-05-12-durand.txt",
      ]
    ) { text in
      text.replacing(#/"key_fingerprints":\[[^\]]*\]/#, with: "\"key_fingerprints\":[]")
        .replacing("2024-12-31", with: "2023-12-31").replacing("2024-01-01", with: "2023-01-01")
    }
    return bytes
  }

  @Test func `One byte changed anywhere is reported: every byte of the smallest dossier`() throws {
    let bytes = try tiny()
    #expect(checked(bytes).failures == [])
    var draws = SeededGenerator(seed: 1)
    var unseen: [Int] = []
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= UInt8(draws.next() % 255) + 1
      if checked(changed).isPassed { unseen.append(place) }
    }
    #expect(unseen == [])
    // Nor may bytes be added before or after, nor taken away.
    #expect(!checked(bytes + [0]).isPassed)
    #expect(!checked([0] + bytes).isPassed)
    #expect(!checked(bytes.dropLast()).isPassed)
  }

  @Test func `A file changed, added or taken out is named`() throws {
    let bytes = try JoineryDossier.bytes.get()
    let archive = try ZipArchive(reading: bytes)
    func check(_ entries: [ZipArchive.Entry]) throws -> [Diagnostic] {
      checked(try ZipArchive(entries).bytes).failures
    }
    let changed = archive.entries.map {
      $0.name == "README.txt" ? ZipArchive.Entry(name: $0.name, text: "other") : $0
    }
    #expect(try check(changed).map(\.message.key) == ["dossier.file-differs", "dossier.text-differs"])
    let added = archive.entries + [ZipArchive.Entry(name: "extra.txt", text: "x")]
    #expect(try check(added).map(\.message.key) == ["dossier.file-unlisted"])
    let fewer = archive.entries.filter { $0.name != "settings/firm.yaml" }
    #expect(try check(fewer).map(\.message.key) == ["dossier.file-missing"])
    let swapped = Array(archive.entries.dropLast(2) + archive.entries.suffix(2).reversed())
    #expect(try !check(swapped).isEmpty)
    #expect(try check([ZipArchive.Entry(name: "a", text: "x")]).map(\.message.key) == ["dossier.not-dossier"])
  }

  @Test func `With a manifest to match, the seals still find what was changed`() throws {
    let bytes = try JoineryDossier.bytes.get()
    let archive = try ZipArchive(reading: bytes)
    func edited(_ name: String, _ old: String, _ new: String) throws -> [UInt8] {
      let text = String(decoding: try #require(archive[name]), as: UTF8.self)
      let result = text.replacing(old, with: new, maxReplacements: 1)
      #expect(result != text, "\(name)")
      return try Forger.remake(bytes, [name: Array(result.utf8)])
    }
    #expect(try failed(edited("accounts/2024.json", "\"lapsed_g\":0", "\"lapsed_g\":1")) == [.seals])
    #expect(try failed(edited("accounts/2023.json", "\"lapsed_g\":0", "\"lapsed_g\":1")) == [.seals])
    #expect(try failed(edited("entries/menuiserie.json", "\"carbon_g\":", "\"carbon_g\":1")) == [.entries])
    #expect(try failed(edited("entries.csv", "menuiserie,", "menuiserie ,")) == [.table])
    let factors = try DossierTables.factors(Array(JoineryDossier.dossier.get().factors.dropFirst()))
    #expect(try failed(Forger.remake(bytes, ["factors.csv": factors])) == [.sources])
    #expect(try failed(Forger.remake(bytes, [:]) { $0.replacing("732829320", with: "732829321") }) == [.claims])
    let fingerprint = try #require(checked(bytes).subject?.keyFingerprints.first)
    #expect(
      try failed(Forger.remake(bytes, [:]) { $0.replacing(fingerprint, with: String(fingerprint.reversed())) })
        == [.claims])
    #expect(try failed(Forger.remake(bytes, [:])) == [])
  }

  @Test func `An account sealed again by somebody else is found by its arithmetic, its key or its chain`() throws {
    let bytes = try JoineryDossier.bytes.get()
    let years = try JoineryDossier.years.get()
    func resealed(_ change: (inout [String: JSONValue]) -> Void) throws -> Set<DossierPoint> {
      try failed(Forger.remake(bytes, ["accounts/2024.json": Forger.resealed(years[1].sealed, change)]))
    }
    func less(_ key: String) -> (inout [String: JSONValue]) -> Void {
      { $0[key] = .integer(($0[key]?.integer ?? 0) - 1_000_000) }
    }
    // The key is missing in every one of them.
    #expect(try resealed { _ in } == [.claims])
    #expect(try resealed(less("inputs_g")) == [.claims, .sums, .balance])
    #expect(try resealed(less("direct_g")) == [.claims, .sums])
    #expect(try resealed(less("balance_g")) == [.claims, .balance])
    #expect(try resealed(less("opening_g")) == [.claims, .chain, .balance])
    #expect(try resealed { $0["closing_factor_g"] = "1.000" } == [.claims, .factor])
    #expect(try resealed { $0["previous_factor_g"] = "1.000" } == [.claims, .chain])
    #expect(try resealed { $0["factors"] = [] } == [.claims, .sources])
    #expect(try resealed { $0["categories"] = [] } == [.claims, .sums, .balance])
    #expect(try resealed { $0["production_g"] = .integer(.max) } == [.claims, .balance, .factor])
    #expect(try resealed { $0["inputs_g"] = .integer(.min) } == [.claims, .sums, .balance])
    #expect(try resealed { $0["categories"] = nil } == [.seals])
    let before = try Forger.resealed(years[0].sealed) { $0["closed_on"] = "2024-04-01" }
    #expect(try failed(Forger.remake(bytes, ["accounts/2023.json": before])) == [.chain])
  }

  @Test func `Without the years before, the chain is left open and said so`() throws {
    let bytes = try Forger.remake(JoineryDossier.bytes.get(), [:], without: ["accounts/2023.json"])
    let check = checked(bytes)
    #expect(check.isPassed)
    let chain = try #require(check.findings.first { $0.point == .chain })
    #expect(chain.outcome == .open)
    #expect(chain.reasons.map(\.message.key) == ["dossier.chain-starts"])
  }

  @Test func `Years that do not follow, or an activity that disappears, break the chain`() throws {
    let years = try JoineryDossier.years.get()
    let first = try DossierYear("2023", Array(years[0].sealed.fileText.utf8))
    let second = try DossierYear("2024", Array(years[1].sealed.fileText.utf8))
    #expect(DossierChain.check([first, second]).isEmpty)
    #expect(DossierChain.check([first, first]).contains { $0.message.key == "dossier.chain-years" })
    let other = try DossierYear(
      "2024",
      Forger.resealed(years[1].sealed) {
        $0["activity"] = ["id": "other", "naf": "16.23Z", "kind": "production"]
      })
    #expect(
      DossierChain.check([first, other]).map(\.message.key) == ["dossier.chain-broken", "dossier.chain-activity"])
  }

  @Test func `A factor per unit sold is computed again from the quantity the dossier gives, or left open`() throws {
    let year = try JoineryDossier.years.get()[1].sealed
    let bytes = try Forger.resealed(year) { members in
      members["factor_unit"] = "t"
      let production = CarbonMass(grams: members["production_g"]?.integer ?? 0)
      members["closing_factor_g"] = .string(
        (try? CarbonIntensity(of: production, per: Rational(250)).gramsText) ?? "")
    }
    let read = try DossierYear("2024", bytes)
    func keys(_ outputs: [DossierManifest.Output]) -> [String] {
      DossierFigures.factors(read, outputs: outputs).map(\.message.key)
    }
    #expect(keys([.init(activity: "menuiserie", quantity: "250.000000", unit: "t")]) == [])
    #expect(keys([.init(activity: "menuiserie", quantity: "251.000000", unit: "t")]) == ["dossier.factor-differs"])
    #expect(keys([.init(activity: "menuiserie", quantity: "0", unit: "t")]) == ["dossier.factor-differs"])
    #expect(keys([.init(activity: "menuiserie", quantity: "250.000000", unit: "kg")]) == ["dossier.factor-unchecked"])
    #expect(keys([]) == ["dossier.factor-unchecked"])
  }

  @Test func `No noise makes the check do anything but report`() throws {
    let bytes = try tiny()
    let archive = try ZipArchive(reading: bytes)
    var noise = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      let target = archive.entries[Int(noise.next() % UInt64(archive.entries.count))]
      var content = target.bytes
      for _ in 0...Int(noise.next() % 3) where !content.isEmpty {
        content[Int(noise.next() % UInt64(content.count))] = UInt8(truncatingIfNeeded: noise.next())
      }
      guard content != target.bytes else { continue }
      let changed = archive.entries.map {
        $0.name == target.name ? ZipArchive.Entry(name: $0.name, bytes: content) : $0
      }
      #expect(!checked(try ZipArchive(changed).bytes).isPassed)
    }
  }
}
