// A monetary-unit sample of a closed year's entries, and what the errors found in it say.

import CarbonAccounting
import Disclosure
import Markup
import Quantities
import Storage
import UseCases
import Wording

struct SamplePart {
  private let visit: FirmVisit
  private let year: StoredYear
  private let materiality: Materiality
  private let threshold: CarbonMass
  private let sample: MonetaryUnitSample
  private let fields: Fields
  private let count: Int
  private let evaluation: SampleEvaluation?

  init(_ visit: FirmVisit, _ year: StoredYear, _ entries: [EntryRecord], _ fields: Fields) throws(Refusal) {
    self.visit = visit
    self.year = year
    self.fields = fields
    count = entries.count
    materiality = try Materiality(visit.library.reference.parameters, on: year.period.end)
    let production = entries.map(\.carbon).total()
    let population = entries.map(\.carbon.magnitude).total()
    threshold = try materiality.threshold(of: production)
    let size = try materiality.sampleSize(of: population, threshold: threshold)
    sample = try MonetaryUnitSample(of: entries, size: size, seed: UInt64(fields["seed"]) ?? 1)
    let findings = try SamplePart.findings(sample, fields)
    evaluation =
      fields.has("evaluate")
      ? try SampleEvaluation(of: sample, findings, materiality: materiality, threshold: threshold) : nil
  }

  /// What was typed beside the entries: only what is wrong.
  private static func findings(_ sample: MonetaryUnitSample, _ fields: Fields) throws(Refusal) -> [SampleFinding] {
    var findings: [SampleFinding] = []
    for (position, entry) in sample.entries.enumerated() {
      let typed = fields["found-\(position)"]
      guard !typed.isEmpty else { continue }
      guard let grams = Int64(typed.filter { !$0.isWhitespace }), abs(grams) <= 1 << 50 else {
        throw Refusal(Diagnostic(.error, SampleInputMessage.grams, ["text": .text(typed)], field: entry.id))
      }
      findings.append(
        SampleFinding(activity: entry.activity, entry: entry.id, audited: CarbonMass(grams: grams)))
    }
    return findings
  }

  var html: HTML {
    let seed = Field(
      "seed", visit.say(VerificationMessage.seed), value: String(sample.seed),
      hint: visit.say(VerificationMessage.seedHint)
    ).with {
      $0.inputMode = "numeric"
      $0.most = 19
    }
    return Piece.section(
      visit.say(VerificationMessage.sample), id: "sample",
      """
      \(terms)
      <details><summary>\(visit.say(VerificationMessage.sampleHow))</summary>
      \(Piece.text(visit.say(VerificationMessage.sampleLead)))
      <form method="get" action="#sample" class="row">\(seed.html)\(Field.submit(visit.say(VerificationMessage.draw), class: "quiet"))</form></details>
      \(result)
      <details\(isWorkedOn ? " open" : .empty)><summary>\(summary)</summary>
      \(visit.form(LinkPath(visit.path(year, "/verification").text + "#sample"), "\(Field.hidden("seed", String(sample.seed)))\(Field.hidden("evaluate", "1"))\(table.html)<p class=\"actions\">\(Field.submit(visit.say(VerificationMessage.evaluate), class: "quiet"))</p>"))
      </details>
      """)
  }

  /// Whether somebody is at work on the sample: it then stands open.
  private var isWorkedOn: Bool { fields.has("evaluate") }

  private var summary: String {
    visit.say(
      VerificationMessage.sampleSummary, ["count": .integer(sample.entries.count), "all": .integer(count)])
  }

  private var terms: HTML {
    Piece.terms([
      (visit.say(VerificationMessage.materiality), "\(visit.numbers.percent(materiality.share))"),
      (visit.say(VerificationMessage.threshold), "\(visit.numbers.carbon(threshold))"),
      (visit.say(VerificationMessage.size), "\(sample.entries.count)"),
      (visit.say(VerificationMessage.interval), "\(visit.numbers.decimal(sample.interval.decimalText(places: 0))) g"),
    ])
  }

  private var table: DataTable {
    var table = DataTable(
      visit.say(
        VerificationMessage.sampleCaption, ["count": .integer(sample.entries.count), "all": .integer(count)]),
      [
        .text(visit.say(VerificationMessage.entry)), .text(visit.say(VerificationMessage.why)),
        .text(visit.say(VerificationMessage.evidence)), .number(visit.say(VerificationMessage.carbon)),
        .text(visit.say(VerificationMessage.audited)),
      ])
    let certain = Set(sample.certain.map(\.id))
    for (position, entry) in sample.entries.enumerated() {
      let why: VerificationMessage = certain.contains(entry.id) ? .whyCertain : .whyDrawn
      let label = visit.say(VerificationMessage.auditedHint, ["entry": .text(entry.id)])
      table.add([
        "<a href=\"\(visit.path(year, "/explain", ["figure": entry.id]))\">\(entry.id)</a>", "\(visit.say(why))",
        "\([entry.account, entry.supplier ?? "", entry.evidence].filter { !$0.isEmpty }.joined(separator: " · "))",
        "\(visit.numbers.integer(entry.carbon.grams)) g",
        """
        <input name="found-\(position)" value="\(fields["found-\(position)"])" inputmode="numeric" maxlength="18" aria-label="\(label)">
        """,
      ])
    }
    return table
  }

  private var result: HTML {
    guard let evaluation else { return .empty }
    let rows = Piece.terms([
      (visit.say(VerificationMessage.likely), "\(visit.numbers.carbon(evaluation.mostLikelyError))"),
      (visit.say(VerificationMessage.upperOver), "\(visit.numbers.carbon(evaluation.upperOverstatement))"),
      (visit.say(VerificationMessage.upperUnder), "\(visit.numbers.carbon(evaluation.upperUnderstatement))"),
    ])
    return "<h3>\(visit.say(VerificationMessage.evaluation))</h3>\(rows)"
      + Piece.notice(
        evaluation.isAcceptable ? "good" : "warn",
        visit.say(evaluation.isAcceptable ? VerificationMessage.acceptable : .notAcceptable))
  }
}
