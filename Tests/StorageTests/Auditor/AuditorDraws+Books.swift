import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

extension AuditorDraws {
  /// Something about the books of a year.
  mutating func books(_ model: AuditorModel) -> AuditorCommand {
    let id = organisation(model)
    let who = principal(model, id)
    guard id <= model.organisations.count else { return .reopen(who, id, year: 1, "x") }
    let firm = model.organisations[Int(id) - 1]
    guard let year = firm.years.randomElement(using: &random), !chance(5) else {
      return chance(50) ? .keepElsewhere(who, id, elsewhere(firm)) : .pin(who, id, year: number(0...9), release())
    }
    if year.isClosed {
      switch number(0...9) {
      case 0..<3: return .reopen(who, id, year: year.id, one(AuditorWords.reasons, else: ""))
      case 3: return .keepElsewhere(who, id, elsewhere(firm))
      default: break
      }
    } else if year.reference == nil, chance(70) {
      return .pin(who, id, year: year.id, release())
    }
    switch number(0...19) {
    case 0..<5:
      let files = chance(30) ? [one(AuditorWords.files, else: ""): [UInt8(number(0...2))]] : [:]
      return .record(who, id, year: year.id, one(AuditorWords.settings, else: ""), files: files)
    case 5: return .pin(who, id, year: year.id, release())
    case 6: return .keepElsewhere(who, id, elsewhere(firm))
    case 7: return .reopen(who, id, year: year.id, one(AuditorWords.reasons, else: ""))
    case 8..<15: return .post(who, id, year: year.id, kept(firm, year))
    default:
      let books = kept(firm, year)
      return .close(who, id, year: year.id, books, sealed(firm, year, books))
    }
  }

  private mutating func release() -> ReferenceRelease {
    one(AuditorWords.releases, else: ReferenceRelease(files: [:]))
  }

  /// Books of what is in force, now and then of something else; often almost those of last time.
  private mutating func kept(_ firm: ModelOrganisation, _ year: ModelYear) -> KeptBooks {
    if let last = year.postings.last?.books, chance(15) { return last }
    var entries = year.postings.last?.inForce ?? []
    let spelling = one(["m\u{e9}tr\u{e9}", "me\u{301}tre\u{301}"], else: "")
    if chance(10) { entries = [] }
    for _ in 0..<number(0...2) where !entries.isEmpty { entries.remove(at: number(0...(entries.count - 1))) }
    for _ in 0..<number(0...3) { entries.append(entry(year)) }
    if chance(20), let copy = entries.randomElement(using: &random) { entries.append(copy) }
    if chance(50) { entries.shuffle(using: &random) }
    for index in entries.indices where !entries[index].evidence.isEmpty { entries[index].evidence = spelling }
    var opening: [String: String] = [:]
    for account in opened(firm, year) { opening[account.activity] = account.seal.sha256 }
    let digest = EntryRecord.digest(entries)
    let document: JSONValue = ["entries": .string(digest), "count": .integer(Int64(entries.count))]
    return KeptBooks(
      ledger: chance(5) ? 0 : firm.current(year.id)?.id ?? 0, settings: year.settings.count - (chance(4) ? 1 : 0),
      reference: chance(4) ? "" : year.reference ?? "", opening: opening, document: document.canonicalText,
      entries: entries)
  }

  /// An entry whose id follows from its content, as those of real books do.
  private mutating func entry(_ year: ModelYear) -> EntryRecord {
    func maybe(_ text: String) -> String? { chance(50) ? text : nil }
    var record = EntryRecord(
      id: "", date: chance(50) ? year.period.start : year.period.end, activity: one(AuditorWords.activities, else: ""),
      account: one(["6061", "607", ""], else: ""), supplier: maybe("S1"),
      lines: one([[], ["l1"], ["l1", "", "l2"]], else: []),
      amount: chance(70) ? Money(cents: Int64(number(-9_999...99_999))) : nil, quantity: maybe("1.250000"),
      unit: maybe("kWh"),
      category: "énergie", rule: one(["none", "own:2"], else: ""), basis: "monetary", factor: maybe("f\t\\N"),
      vintage: maybe(""),
      factorValue: maybe("0.1 kgCO2e/EUR"), source: maybe("Base « Carbone »"), prudence: maybe("1.100"), evidence: "",
      carbon: CarbonMass(grams: Int64(number(-5000...90_000))))
    record.id = String(Fingerprint.sha256(record.json.canonicalText).prefix(8))
    if chance(40) { record.evidence = "x" }
    return record
  }

  /// The seals that a year opens from.
  private func opened(_ firm: ModelOrganisation, _ year: ModelYear) -> [SealedAccounts.Sealed] {
    firm.before(year).flatMap { $0.isClosed ? $0.closings.last?.accounts : nil } ?? []
  }

  private mutating func sealed(_ firm: ModelOrganisation, _ year: ModelYear, _ books: KeptBooks) -> SealedAccounts {
    var seals: [SealedAccounts.Sealed] = []
    for activity in AuditorWords.activities where activity == "a" || chance(60) {
      let entries = books.entries.filter { $0.activity == activity && !(chance(1)) }
      var previous = opened(firm, year).last { $0.activity == activity }?.seal.sha256 ?? ""
      if chance(3) { previous = previous.isEmpty ? "f00" : "" }
      seals += seal(account(activity, year.period, siren: firm.siren, entries), after: previous)
    }
    return (try? SealedAccounts(kept: seals)) ?? SealedAccounts.none
  }

  /// Accounts that another instance sealed.
  private mutating func elsewhere(_ firm: ModelOrganisation) -> SealedAccounts {
    let periods = [
      ("2021-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), ("2022-07-01", "2023-06-30"),
      ("2023-01-01", "2023-12-31"),
    ]
    let days = one(periods, else: periods[0])
    guard let start = CalendarDate(days.0), let end = CalendarDate(days.1), !chance(5),
      let period = FiscalYear(start: start, end: end)
    else { return SealedAccounts.none }
    let before = firm.ordered.last { $0.period.end.next == period.start }?.closings.last?.accounts ?? []
    var seals: [SealedAccounts.Sealed] = []
    for activity in AuditorWords.activities where activity == "a" || chance(60) {
      let known = before.last { $0.activity == activity }?.seal.sha256
      let previous = chance(85) ? known ?? one(["", "e15e"], else: "") : "e15e"
      let siren = one([nil, firm.siren, firm.siren, "356000000"], else: nil)
      seals += seal(account(activity, period, siren: siren, []), after: previous)
    }
    return (try? SealedAccounts(kept: seals)) ?? SealedAccounts.none
  }

  private func seal(_ account: JSONValue, after previous: String) -> [SealedAccounts.Sealed] {
    (try? Seal(account, after: previous)).map { [SealedAccounts.Sealed(account: account, seal: $0)] } ?? []
  }

  private mutating func account(
    _ activity: String, _ period: FiscalYear, siren: String?, _ entries: [EntryRecord]
  ) -> JSONValue {
    [
      "activity": ["id": .string(activity), "kind": "services"], "siren": .optional(siren),
      "fiscal_year": ["start": .string(period.start.iso), "end": .string(period.end.iso)],
      "balance_g": .integer(Int64(number(0...9999))), "closing_factor_g": "512.400", "factor_unit": "EUR",
      "entries": [
        "count": .integer(Int64(entries.count)), "sha256": .string(EntryRecord.digest(entries)),
      ],
    ]
  }
}

extension SealedAccounts {
  /// A file without an account.
  static var none: SealedAccounts {
    guard let none = try? SealedAccounts(kept: []) else { preconditionFailure("no account has no wrong seal") }
    return none
  }
}
