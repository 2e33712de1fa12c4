import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

extension AuditorModel {
  mutating func record(
    _ principal: Principal, _ id: Int64, _ year: Int, _ text: String, _ files: [String: [UInt8]], _ now: Timestamp
  ) throws -> String {
    let place = try place(id, principal, to: .keep)
    let index = try organisations[place].openPlace(year)
    var changes = !isSame(organisations[place].years[index].settings.last, text)
    for (name, content) in files where organisations[place].years[index].evidence[name]?.last != content {
      organisations[place].years[index].evidence[name, default: []].append(content)
      changes = true
    }
    if changes {
      organisations[place].years[index].settings.append(text)
      let version = organisations[place].years[index].settings.count
      organisations[place].note(.settingsRecorded, "\(year) v\(version)", principal, now)
    }
    return "\(organisations[place].years[index].settings.count)"
  }

  /// Texts are the same when their bytes are: `é` has two spellings.
  private func isSame(_ a: String?, _ b: String) -> Bool { a.map { Array($0.utf8) } == Array(b.utf8) }

  mutating func pin(
    _ principal: Principal, _ id: Int64, _ year: Int, _ release: ReferenceRelease, _ now: Timestamp
  ) throws -> String {
    let place = try place(id, principal, to: .keep)
    let index = try organisations[place].openPlace(year)
    let before = organisations[place].years[index].reference
    guard before != release.sha256 else { return "" }
    organisations[place].years[index].reference = release.sha256
    releases[release.sha256] = release
    if before != nil { organisations[place].note(.referenceRefreshed, "\(year)", principal, now) }
    return ""
  }

  mutating func post(
    _ principal: Principal, _ id: Int64, _ year: Int, _ books: KeptBooks, _ now: Timestamp
  ) throws -> String {
    try post(principal, at: try place(id, principal, to: .keep), year, books, now)
  }

  private mutating func post(
    _ principal: Principal, at place: Int, _ year: Int, _ books: KeptBooks, _ now: Timestamp
  ) throws -> String {
    let index = try organisations[place].openPlace(year)
    let stored = organisations[place].years[index]
    guard organisations[place].current(year)?.id == books.ledger, stored.settings.count == books.settings,
      stored.reference == books.reference
    else { throw AuditorRefusal(.changedMeanwhile) }
    if let last = stored.postings.last?.books, last.ledger == books.ledger, last.settings == books.settings,
      last.reference == books.reference, last.opening == books.opening, isSame(last.document, books.document)
    {
      return "\(stored.postings.count)"
    }
    var wanted = books.entries
    var appended: [EntryRecord] = []
    var kept: [EntryRecord] = []
    for record in stored.postings.last?.inForce ?? [] {
      // Of equal entries the first are kept as they stand.
      if let found = wanted.lastIndex(where: {
        $0 == record && isSame($0.json.canonicalText, record.json.canonicalText)
      }) {
        wanted.remove(at: found)
        kept.append(record)
      } else {
        appended.append(record.reversed)
      }
    }
    organisations[place].years[index].postings.append(
      ModelPosting(books: books, appended: appended + wanted, inForce: kept + wanted))
    organisations[place].note(.booksKept, "\(year) posting \(stored.postings.count + 1)", principal, now)
    return "\(stored.postings.count + 1)"
  }

  // MARK: - Seals

  mutating func close(
    _ principal: Principal, _ id: Int64, _ year: Int, _ books: KeptBooks, _ sealed: SealedAccounts, _ now: Timestamp
  ) throws -> String {
    let place = try place(id, principal, to: .close)
    let index = try organisations[place].openPlace(year)
    try checkNothingLater(place, organisations[place].years[index])
    let before = organisations[place].before(organisations[place].years[index])
    let opening = before.map { $0.isClosed ? $0.closings.last?.accounts ?? [] : [] } ?? []
    for account in sealed.accounts {
      let previous = opening.last { $0.activity == account.activity }?.seal.sha256 ?? ""
      guard account.seal.previous == previous else { throw AuditorRefusal(.changedMeanwhile) }
    }
    _ = try post(principal, at: place, year, books, now)
    let posting = organisations[place].years[index].postings.count
    return seal(place, index, ModelClosing(posting: posting, accounts: sealed.accounts), .yearClosed, principal, now)
  }

  mutating func keepElsewhere(
    _ principal: Principal, _ id: Int64, _ sealed: SealedAccounts, _ now: Timestamp
  ) throws -> String {
    let (place, role) = try place(id, principal)
    let openings: [String: OpeningAccount]
    do throws(Refusal) { openings = try sealed.openings() } catch { throw AuditorRefusal(.exportUnreadable) }
    let periods = Set(openings.values.map(\.year))
    guard periods.count == 1, let period = periods.first else { throw AuditorRefusal(.exportUnreadable) }
    if let own = organisations[place].siren, openings.values.contains(where: { $0.siren != nil && $0.siren != own }) {
      throw AuditorRefusal(.sealedForOther)
    }
    try allow(role, .close)
    let touched = touched(place, period)
    if let year = touched.first, year.isClosed, year.period == period,
      year.closings.last?.accounts.map(\.seal) == sealed.accounts.map(\.seal)
    {
      return year.text
    }
    if touched.count > 1 { throw AuditorRefusal(.yearsOverlap) }
    if let year = touched.first {
      _ = try organisations[place].openPlace(year.id)
      if organisations[place].current(year.id) != nil { throw AuditorRefusal(.accountExists) }
    }
    if organisations[place].years.contains(where: { $0.isClosed && $0.period.start > period.end }) {
      throw AuditorRefusal(.laterYearClosed)
    }
    let index = try takeYear(place, period)
    _ = seal(place, index, ModelClosing(posting: 0, accounts: sealed.accounts), .sealsImported, principal, now)
    return organisations[place].years[index].text
  }

  private mutating func seal(
    _ place: Int, _ index: Int, _ closing: ModelClosing, _ action: AuditAction, _ principal: Principal,
    _ now: Timestamp
  ) -> String {
    organisations[place].years[index].closings.append(closing)
    let version = organisations[place].years[index].closings.count
    organisations[place].note(action, "\(organisations[place].years[index].id) v\(version)", principal, now)
    return "\(version)"
  }

  mutating func reopen(
    _ principal: Principal, _ id: Int64, _ year: Int, _ reason: String, _ now: Timestamp
  ) throws -> String {
    let (place, role) = try place(id, principal)
    if reason.allSatisfy(\.isWhitespace) { throw AuditorRefusal(.reasonMissing) }
    try allow(role, .close)
    let index = try organisations[place].yearPlace(year)
    guard organisations[place].years[index].isClosed else { throw AuditorRefusal(.yearOpen) }
    try checkNothingLater(place, organisations[place].years[index])
    let version = organisations[place].years[index].closings.count
    organisations[place].years[index].reopenings.append(
      .init(version: version, reason: reason, at: now, actor: principal.actor))
    organisations[place].note(.yearReopened, "\(year) v\(version)", principal, now)
    return ""
  }

  private func checkNothingLater(_ place: Int, _ year: ModelYear) throws {
    for other in organisations[place].years where other.isClosed && other.period.start > year.period.end {
      throw AuditorRefusal(.laterYearClosed)
    }
  }
}

extension SealedAccounts.Sealed {
  var activity: String { account["activity"]?["id"]?.text ?? "" }
}

extension ModelYear {
  /// The year in the words of the report.
  var text: String {
    "\(id) \(period.start.iso) \(period.end.iso) \(reference ?? "-") \(closings.count) \(isClosed)"
  }
}
