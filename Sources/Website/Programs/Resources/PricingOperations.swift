// What carbon costs, for programs: the decarbonated margin, and the scenarios a firm keeps.

import CanonicalJSON
import CarbonPricing
import HTTPTypes
import PricingUseCases
import Quantities
import Storage
import UseCases

enum PricingOperations {
  static let all: [ProgramOperation] = [
    .get("getMargin", "/margin", .margin, [.years, .price, .basis], .document, isSlow: true, margin),
    .get("listScenarios", "/scenarios", .scenarios, [], .all(["scenarios": .list(.named(.scenario), most: 200)])) {
      (visit) throws(Refusal) in
      .json(["scenarios": .array(try visit.firm.scenarios().map { json($0) })])
    },
    .get("getScenario", "/scenarios/{scenario}", .scenario, [.scenario], file) { (visit) throws(Refusal) in
      answer(try scenario(visit))
    },
    .get("getScenarioResult", "/scenarios/{scenario}/result", .scenarioResult, [.scenario], .document) {
      (visit) throws(Refusal) in
      let kept = try scenario(visit)
      let policy = kept.entry.kind == .policy ? nil : try FirmPolicy.of(visit.firm, visit.library)?.policy
      let (job, year) = (AppraiseScenario(visit.library), visit.now.day.year)
      return .json(
        try job.json(try job.run(kept.entry.kind, kept.content, policy: policy, year: year), year: year))
    },
    .change(
      .post, "addScenario", "/scenarios", .addScenario, [],
      sends: .all(["kind": kind, "file": text]), gives: file, .keep
    ) { (visit) throws(Refusal) in
      let kind = ScenarioEntry.Kind(rawValue: visit.content["kind"]?.text ?? "") ?? .project
      let number = try keep(visit).add(
        kind, visit.content["file"]?.text ?? "", untitled: visit.say(kind.message))
      return answer(try visit.firm.scenario(number))
    },
    .change(
      .put, "putScenario", "/scenarios/{scenario}", .putScenario, [.scenario, .ifMatch], sends: .all(["file": text]),
      gives: file, .keep
    ) { (visit) throws(Refusal) in
      let kept = try scenario(visit).entry
      let expected = visit.call.text("If-Match").flatMap { Int($0.dropFirst().dropLast()) } ?? 0
      guard kept.revision == expected else {
        throw Refusal(Diagnostic(.error, ProgramProblem.versionChanged, ["version": .integer(expected)]))
      }
      _ = try keep(visit).revise(
        kept, expecting: expected, visit.content["file"]?.text ?? "", untitled: visit.say(kept.kind.message))
      return answer(try visit.firm.scenario(kept.number))
    },
  ]

  // MARK: Shapes

  private static let kind = Schema.choice(ScenarioEntry.Kind.allCases.map(\.rawValue))
  private static let text = Schema.text(
    TextForm(least: 1, most: OrganisationStore.scenarioLimit, example: "policy: Notre prix\nprices: [{price: 150}]\n"))

  /// A scenario without its file.
  static let entry = Schema.all([
    "number": .count, "revision": .count, "kind": kind, "name": .words("Chaudière à bois"), "recorded_at": .moment,
  ])

  private static let file = Schema.all([
    "number": .count, "revision": .count, "kind": kind, "name": .words("Chaudière à bois"), "recorded_at": .moment,
    "file": text,
  ])

  private static func fields(_ entry: ScenarioEntry) -> [String: JSONValue] {
    [
      "number": .count(entry.number), "revision": .count(entry.revision), "kind": .string(entry.kind.rawValue),
      "name": .string(entry.name), "recorded_at": .string(entry.recordedAt.iso),
    ]
  }

  private static func json(_ entry: ScenarioEntry) -> JSONValue { .object(fields(entry)) }

  private static func answer(_ scenario: StoredScenario) -> Answer {
    var answer = Answer.json(.object(fields(scenario.entry).merging(["file": .string(scenario.content)]) { $1 }))
    answer.headers[.eTag] = "\"\(scenario.entry.revision)\""
    return answer
  }

  // MARK: Work

  private static func scenario(_ visit: ProgramVisit) throws(Refusal) -> StoredScenario {
    try visit.firm.scenario(visit.call.number("scenario") ?? 0)
  }

  private static func keep(_ visit: ProgramVisit) -> KeepScenario {
    KeepScenario(visit.library, visit.firm, at: visit.now)
  }

  private static func margin(_ visit: ProgramVisit) throws(Refusal) -> Answer {
    let years = (visit.call.text("years") ?? "").split(separator: ",").map(String.init)
    let asked = try FirmMargin(
      visit.library, visit.firm, years: years, policy: try FirmPolicy.of(visit.firm, visit.library)?.policy,
      at: visit.now)
    guard !asked.chosen.isEmpty,
      let result = try asked.result(
        at: try asked.menu.choice(typed: visit.call.text("price") ?? "", id: visit.call.text("basis") ?? ""))
    else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
    return .json(MarginDocument.json(result.report))
  }
}
