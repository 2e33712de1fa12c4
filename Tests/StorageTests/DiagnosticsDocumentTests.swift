import Accounting
import CanonicalJSON
import Quantities
import Testing

@testable import Storage

@Suite struct DiagnosticsDocumentTests {
  /// Every kind of value. The switch makes a new kind stop here.
  private static let values: [String: MessageValue] = {
    let third = (try? Rational(-1, over: 3)) ?? .zero
    let huge = (try? Rational(Int128(Int64.max) * 1000 + 1, over: 7)) ?? .zero
    let inner = Message(FECMessage.noLines, ["name": "é", "nested": .message(Message(FECMessage.fileEmpty))])
    let values: [MessageValue] = [
      .text(""), .text("a\"b\\c\n\u{1}é🌿"), .integer(.min), .integer(.max), .integer(0),
      .money(Money(cents: -1)), .money(Money(cents: .max)), .carbon(CarbonMass(grams: .min)),
      .intensity(CarbonIntensity(milligrams: 512_400), per: "EUR"), .intensity(.zero, per: ""), .share(third),
      .factor("0.215", unit: "kgCO2e/kWh_pcs"), .share(huge), .decimal(third, places: 3), .decimal(.zero, places: 0),
      .quantity(Quantity(third, .kilowattHour)), .quantity(Quantity(huge, Unit("colis"))),
      .date(day("2024-02-29")), .localized(LocalizedText(fr: "é", en: "e")), .message(inner),
    ]
    for value in values {
      switch value {
      case .text, .integer, .money, .carbon, .intensity, .factor, .share, .decimal, .quantity, .date, .localized,
        .message:
        break
      }
    }
    return Dictionary(uniqueKeysWithValues: values.enumerated().map { ("v\($0.offset)", $0.element) })
  }()

  @Test func `Diagnostics come back from their text as they were`() throws {
    let diagnostics = [
      Diagnostic(.error, FECMessage.fileEmpty, Self.values, file: "f.txt", line: 12, field: "Debit"),
      Diagnostic(.warning, FECMessage.noLines), Diagnostic(.note, FECMessage.noLines, [:], line: 1),
    ]
    let text = DiagnosticsDocument.text(diagnostics)
    #expect(try DiagnosticsDocument.read(text) == diagnostics)
    #expect(try DiagnosticsDocument.text(DiagnosticsDocument.read(text)) == text)
    for (name, value) in Self.values {
      let one = Diagnostic(.note, FECMessage.noLines, ["v": value])
      let back = try DiagnosticsDocument.read(DiagnosticsDocument.text([one]))
      #expect(back == [one], "\(name): \(value)")
    }
    #expect(try DiagnosticsDocument.read(DiagnosticsDocument.text([])).isEmpty)
  }

  @Test(arguments: [
    "", "{}", "[1]", "[{}]", #"[{"message":{"key":"k","values":{}},"severity":"fatal"}]"#,
    #"[{"message":{"key":"k"},"severity":"note"}]"#,
    #"[{"message":{"key":"k","values":{"v":{"share":"1/0"}}},"severity":"note"}]"#,
    #"[{"message":{"key":"k","values":{"v":{"date":"2024-02-30"}}},"severity":"note"}]"#,
  ])
  func `A text that holds no diagnostics is refused`(text: String) {
    #expect(throws: (any Error).self) { try DiagnosticsDocument.read(text) }
  }
}
