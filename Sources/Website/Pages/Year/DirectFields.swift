// Direct emissions other than combustion: an expert's figure, with its author.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases
import WrittenFiles

/// The fields of a statement; their names end with what they belong to.
struct DirectFields {
  let visit: FirmVisit
  let suffix: String

  var html: HTML {
    func field(_ part: String, _ label: QuestionsMessage, hint: String = "") -> Field {
      Field("\(part)-\(suffix)", visit.say(label), value: visit.form["\(part)-\(suffix)"], hint: hint)
        .with { $0.isRequired = false }
    }
    let value = field("direct", .directValue).with {
      $0.inputMode = "decimal"
      $0.unit = "kg CO2e"
      $0.most = 30
    }
    return """
      <div class="columns tight">\(value.html)\
      \(field("direct-label", .directLabel, hint: visit.say(QuestionsMessage.directLabelHint)).html)\
      \(field("direct-author", .directAuthor).html)\(field("direct-evidence", .evidence).html)</div>
      """
  }

  /// What was stated; nil when nothing was typed.
  func statement(activity: String, evidence none: String, on date: CalendarDate) throws(Refusal) -> DirectEmission? {
    let form = visit.form
    let value = form["direct-\(suffix)"]
    guard !value.isEmpty else { return nil }
    let carbon = try TypedValue.carbon(value, "kg", field: visit.say(QuestionsMessage.directValue))
    let (label, author) = (form["direct-label-\(suffix)"], form["direct-author-\(suffix)"])
    for (text, name) in [(label, QuestionsMessage.directLabel), (author, .directAuthor)] where text.isEmpty {
      throw Refusal(Diagnostic(.error, QuestionsRefusal.textMissing, ["field": .text(visit.say(name))]))
    }
    let evidence = form["direct-evidence-\(suffix)"]
    return DirectEmission(
      activity: activity, label: label, carbon: carbon, author: author,
      evidence: evidence.isEmpty ? none : UsualEvidence.kept(evidence, visit.library.catalogue),
      date: date)
  }
}
