// What the firm says beside its ledger: the whole of it, and answers one by one.

import CanonicalJSON
import HTTPTypes
import Quantities
import Storage
import UseCases
import Wording

enum SettingsOperations {
  /// Operations on settings. Answers sent back one by one give the settings they were read from.
  static let all: [ProgramOperation] = [
    .get("getSettings", "/years/{year}/settings", .settings, [.year], .named(.settings)) { (visit) throws(Refusal) in
      try settings(of: visit.year(), visit)
    },
    .change(
      .put, "putSettings", "/years/{year}/settings", .putSettings, [.year, .ifMatch],
      sends: .all(["firm_yaml": .text(TextForm(least: 1, most: 1_000_000, example: example))]), limit: 8 << 20,
      gives: .named(.settings), .keep, isSlow: true, replace),
    .change(
      .post, "sendAnswers", "/years/{year}/answers", .answers, [.year],
      sends: .some(
        ["answers": .list(.named(.answer), most: 500)], or: ["expected_version": .integer(0...1_000_000_000)]),
      gives: .named(.yearStatus), .keep, isSlow: true, answer),
  ]

  private static let example = "activities:\n  - {id: menuiserie, name: Menuiserie, naf: 16.23Z}\n"

  /// The settings in force: as a file, and element by element as answers that would give them.
  static let document = Schema.all([
    "version": .count, "started_from": .optional(.yearName), "name": .optional(.words("Menuiserie Martin")),
    "firm_yaml": .text(TextForm(most: 4_000_000, example: example)),
    "answers": .list(.document, most: 100_000),
  ])

  private static func settings(of year: StoredYear, _ visit: ProgramVisit) throws(Refusal) -> Answer {
    let current = try SettingsInForce(visit.firm, year)
    let own = try visit.firm.settings(for: year.id)?.text
    let text = if let own { own } else { try FirmFileWriter(visit.speaker).text(current.file) }
    var answer = Answer.json([
      "version": .count(current.version), "started_from": .optional(current.startedFrom?.period.label),
      "name": .optional(current.file.name), "firm_yaml": .string(text),
      "answers": .array(AnswerWriter.answers(for: current.file.settings)),
    ])
    answer.headers[.eTag] = "\"\(current.version)\""
    return answer
  }

  private static func replace(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let expected = visit.call.text("If-Match").flatMap { Int($0.dropFirst().dropLast()) } ?? 0
    guard try SettingsInForce(visit.firm, year).version == expected else {
      throw Refusal(Diagnostic(.error, ProgramProblem.versionChanged, ["version": .integer(expected)]))
    }
    let file = try FirmFile(text: visit.content["firm_yaml"]?.text ?? "")
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language).run(
      year: year, expecting: expected
    ) { (settings) throws(Refusal) in settings = file }
    return try settings(of: year, visit)
  }

  private static func answer(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let year = try visit.year()
    let answers = visit.content["answers"]?.elements ?? []
    var edits: [SettingsEdit] = []
    for answer in answers { edits.append(try AnswerForm.edit(answer)) }
    try ChangeSettings(visit.library, visit.firm, at: visit.now, language: visit.speaker.language).run(
      year: year, expecting: visit.content["expected_version"]?.integer.map { Int($0) }, edits)
    return .json(try FirmOperations.status(of: year, visit))
  }
}
