// The verifier's page: the dossier checked, a sample drawn and evaluated, opinions.

import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum VerificationPage {
  /// Without a seed one is drawn: the firm must not know beforehand which entries will be looked at.
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    guard year.isClosed else { return try awaited(visit, year) }
    guard visit.query["seed"].isEmpty else { return try page(visit, visit.query, nil) }
    var generator = visit.site.random()
    let seed = UInt64.random(in: 1...999_999_999_999, using: &generator)
    return .redirect(visit.path(year, "/verification", ["seed": String(seed)]))
  }

  /// The same page with the sample evaluated: nothing of it is kept.
  static func evaluate(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, visit.form, nil) }

  /// Keeps an opinion.
  static func give(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    do throws(Refusal) {
      let text = visit.form["words"]
      guard !text.isEmpty else { throw Refusal(Diagnostic(.error, SampleInputMessage.opinionEmpty, field: "words")) }
      guard let conclusion = Opinion.Conclusion(rawValue: visit.form["conclusion"]),
        let assurance = Opinion.Assurance(rawValue: visit.form["assurance"]), let version = Int(visit.form["version"])
      else { throw Refusal(Diagnostic(.error, RequestMessage.formMalformed)) }
      try visit.firm.giveOpinion(on: year.id, version: version, conclusion, assurance, text: text, at: visit.now)
    } catch {
      return try page(visit, Fields(), error)
    }
    return .redirect(visit.path(year, "/verification"))
  }

  /// The dossier.
  static func dossier(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    return .file(try bytes(year, visit), type: "application/zip", name: fileName(year, visit))
  }

  private static func fileName(_ year: StoredYear, _ visit: FirmVisit) -> String {
    DownloadName.of(.dossier, siren: visit.profile.siren, year: year.period.label, "zip")
  }

  /// The page while there is no dossier: what it waits for, and where the account stands.
  private static func awaited(_ visit: FirmVisit, _ year: StoredYear) throws(Refusal) -> Answer {
    let title = visit.say(VerificationMessage.title)
    let status = try PathStatus(visit.library, visit.firm, year: year)
    let step = NextStep(status, of: visit.firm.id, as: visit.firm.role, visit)
    let button: HTML = step.path.map { "<p class=\"actions\">\(Piece.button($0, step.button))</p>" } ?? .empty
    let content: HTML = """
      \(Piece.heading(title, visit.say(VerificationMessage.lead)))
      \(Piece.notice("note", visit.say(AwaitedMessage.title, ["year": .text(year.period.label)]), Piece.text(NextStep.awaited(status, visit))))
      \(button)\(try SealedVersions(visit, year).list)
      """
    return visit.yearPage(title, .statement, year, content)
  }

  private static func bytes(_ year: StoredYear, _ visit: FirmVisit) throws(Refusal) -> [UInt8] {
    try MakeDossier.bytes(
      of: visit.firm, year: year.period.end.iso, keyPath: visit.site.configuration.keyPath, library: visit.library,
      on: visit.now.day, at: visit.now)
  }

  private static func page(_ visit: FirmVisit, _ fields: Fields, _ refusal: Refusal?) throws(Refusal) -> Answer {
    let year = try visit.year()
    let check = DossierCheck(try bytes(year, visit), words: visit.library.dossierWords)
    let title = visit.say(VerificationMessage.title)
    var failure = refusal
    var sample: HTML = .empty
    do throws(Refusal) { sample = try SamplePart(visit, year, check.entries, fields).html } catch {
      failure = failure ?? error
    }
    let content: HTML = """
      \(Piece.heading(title, visit.say(VerificationMessage.lead)))\(visit.errors(failure))
      \(Piece.section(visit.say(VerificationMessage.dossier), points(check, year, visit)))
      \(sample)
      \(Piece.section(visit.say(VerificationMessage.opinions), try OpinionPart(visit, year).html))
      """
    return visit.yearPage(title, .statement, year, content, status: failure == nil ? 200 : 422)
  }

  private static func points(_ check: DossierCheck, _ year: StoredYear, _ visit: FirmVisit) -> HTML {
    var table = DataTable(
      visit.say(VerificationMessage.pointsCaption),
      [.text(visit.say(VerificationMessage.point)), .text(visit.say(VerificationMessage.outcome))])
    for finding in check.findings {
      let outcome: VerificationMessage =
        switch finding.outcome {
        case .passed: .passed
        case .failed: .failed
        case .open: .open
        }
      let kind = finding.outcome == .passed ? "good" : "warn"
      let reasons = finding.reasons.map { "<span class=\"hint\">\(visit.speaker.say($0.message))</span>" as HTML }
      table.add([
        "\(visit.say(finding.point))\(reasons)", "<span class=\"tag \(kind)\">\(visit.say(outcome))</span>",
      ])
    }
    let failures = check.findings.filter { $0.outcome == .failed }.count
    let told = Piece.notice(
      failures > 0 ? "bad" : "good", visit.say(failures > 0 ? VerificationMessage.someFail : .noneFails))
    let summary = visit.say(
      VerificationMessage.pointsSummary,
      [
        "count": .integer(check.findings.count),
        "passed": .integer(check.findings.filter { $0.outcome == .passed }.count),
      ])
    return """
      \(Piece.text(visit.say(VerificationMessage.dossierLead)))
      <p class="actions">\(Piece.button(visit.path(year, "/dossier.zip"), visit.say(VerificationMessage.dossierLink)))</p>
      <p>\(visit.say(VerificationMessage.dossierCommand)) <code>sillage verify \(fileName(year, visit))</code></p>
      \(told)<details\(failures > 0 ? " open" : .empty)><summary>\(summary)</summary>\(table.html)</details>
      """
  }
}
