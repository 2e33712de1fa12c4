// The worked cases of the guide, computed anew and set beside what it prints.

import CanonicalJSON
import CarbonPricing
import Foundation
import Quantities
import ReferenceData
import UseCases

/// A worked case: what the guide prints, and what the program computes from the same inputs.
public struct GuideCase: Sendable {
  /// How the guide rounds.
  public enum Rounding: String, Sendable, CaseIterable {
    /// To the nearest.
    case nearest
    /// It cuts off.
    case down
  }

  /// The id in the data file.
  public let id: String
  /// `trajectories`, `application-1`, `application-2`, `application-3`.
  public let application: String
  /// What it is.
  public let label: LocalizedText
  /// What the guide prints.
  public let expected: Rational
  /// The same with the digits it prints, and a point.
  public let expectedText: String
  /// In what.
  public let unit: String
  /// The unit of the last digit the guide prints.
  public let step: Rational
  /// How it rounds.
  public let rounding: Rounding
  /// What it should have printed; nil where it is right.
  public let correct: Rational?
  /// Where in the guide.
  public let place: String
  /// What to know; empty where there is nothing.
  public let note: LocalizedText
  /// What the program computes.
  public let computed: Double

  /// Whether the guide itself is wrong.
  public var isErratum: Bool { correct != nil }
  /// Computed less printed.
  public var difference: Double { computed - expected.approximate }
  /// Whether what is computed is what the guide prints, or should have printed, within its rounding.
  public var holds: Bool { agrees(with: correct ?? expected) }
  /// Whether what is computed is what the guide prints, within its rounding.
  public var agrees: Bool { agrees(with: expected) }

  private func agrees(with printed: Rational) -> Bool {
    let difference = computed - printed.approximate
    let step = step.approximate
    // Halves are as near to one as to the other; numbers have sixteen digits.
    let dust = 1e-9 * max(1, abs(computed))
    switch rounding {
    case .nearest: return abs(difference) <= step / 2 + dust
    case .down: return difference >= -dust && difference < step
    }
  }
}

/// All worked cases.
public struct GuideCases: Sendable {
  /// The cases, in the order of the data file.
  public let cases: [GuideCase]

  /// What the inputs of a case are.
  private enum Kind: String, CaseIterable {
    case trajectory, project, actions, margin
  }

  /// Reads the cases and their inputs from the data files, and computes them the way the commands do.
  ///
  /// - Throws: a refusal when a data file cannot be read.
  public init(_ directory: DataDirectory, _ library: Library) throws(Refusal) {
    let files = try directory.files(of: "CarbonPricing")
    var documents: [String: JSONValue] = [:]
    let columns = [
      "id", "application", "kind", "file", "pointer", "label_fr", "label_en", "expected", "unit", "rounding", "mode",
      "correct", "place", "note_fr", "note_en",
    ]
    let rows = try ReferenceFiles(files).records("cases/cases.csv", columns: columns) {
      (record) throws(Diagnostic) in
      (kind: try record.choice("kind") as Kind, file: try record.required("file"), record: try RawCase(record))
    }
    for row in rows where documents[row.file] == nil {
      documents[row.file] = try GuideCases.document(row.kind, row.file, files, library)
    }
    let computed = documents
    cases = try rows.map { row throws(Refusal) in
      guard let text = computed[row.file]?.at(row.record.pointer)?.text, let value = Double(text) else {
        throw Refusal(
          Diagnostic(
            .error, ReferenceMessage.numberInvalid, ["column": "pointer", "value": .text(row.record.pointer)],
            file: "cases/cases.csv", field: row.record.id))
      }
      return row.record.made(computed: value)
    }
  }

  private static func document(
    _ kind: Kind, _ name: String, _ files: [String: [UInt8]], _ library: Library
  ) throws(Refusal) -> JSONValue {
    let text = String(decoding: files["cases/" + name] ?? [], as: UTF8.self)
    switch kind {
    case .trajectory:
      return TrajectoryDocument.json(
        try TrajectoryComparison([name], years: 2014...2070, eurosOf: nil, policy: nil, library.prices))
    case .project:
      let file = try ProjectFile(yaml: text, library)
      return AppraisalDocument.json(try AppraiseProject(library).run(file, needsPrice: true))
    case .actions:
      let file = try ActionFile(yaml: text, library.prices)
      return AbatementDocument.json(
        try AbatementCurve(file.actions, rate: (file.rate ?? .zero).approximate, price: nil))
    case .margin:
      let file = try MarginFile(yaml: text, folder: URL(filePath: "/"), library.prices)
      return MarginDocument.json(try RestateMargin(library).run(file, choice: PriceChoice()).report)
    }
  }
}

/// A row of the file of cases.
private struct RawCase {
  let id: String
  let application: String
  let pointer: String
  let label: LocalizedText
  let expected: Rational
  let expectedText: String
  let unit: String
  let step: Rational
  let rounding: GuideCase.Rounding
  let correct: Rational?
  let place: String
  let note: LocalizedText

  init(_ record: ReferenceRecord) throws(Diagnostic) {
    id = try record.required("id")
    application = try record.required("application")
    pointer = try record.required("pointer")
    label = try record.localized("label")
    expected = try record.decimal("expected")
    expectedText = record.text("expected")
    unit = try record.required("unit")
    step = try record.decimal("rounding")
    rounding = try record.choice("mode")
    correct = try record.optionalDecimal("correct")
    place = try record.required("place")
    note = LocalizedText(fr: record.text("note_fr"), en: record.text("note_en"))
  }

  func made(computed: Double) -> GuideCase {
    GuideCase(
      id: id, application: application, label: label, expected: expected, expectedText: expectedText, unit: unit,
      step: step, rounding: rounding,
      correct: correct, place: place, note: note, computed: computed)
  }
}
