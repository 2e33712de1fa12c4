// Factors as people read them.

import CanonicalJSON
import Quantities
import ReferenceData
import UseCases
import Wording

/// A factor in full, vintage by vintage.
struct FactorText {
  let speaker: Speaker
  /// The vintage accounts use unless the firm pins another.
  let defaultVintage: String

  /// A shipped factor, or an imported one as accounts use it.
  func text(_ factor: EmissionFactor) -> String {
    var lines = [head(factor.id, factor.name), vintageLine(factor)]
    if let combustion = factor.combustion, let upstream = factor.upstream {
      lines.append(
        "  "
          + speaker.say(
            InterfaceMessage.factorsSplit, ["combustion": exact(combustion), "upstream": exact(upstream)]))
    }
    return (lines + notes(factor)).joined(separator: "\n")
  }

  /// An imported element: its factor, if it is one, and what the publication says beside.
  func text(_ element: ImportedElement, _ release: ImportedCatalogue, source: Source?) -> String {
    let factor = source.flatMap {
      element.factor(publication: release.publication, release: release.release, source: $0)
    }
    var lines = [head("\(release.publication):\(element.number)", element.name)]
    if let factor {
      lines.append(vintageLine(factor, element.standing))
    } else {
      let value = speaker.numbers.decimal(element.valueText)
      lines.append("  \(release.release)  \(value) \(element.unitText)  \(speaker.say(element.standing) ?? "")")
    }
    lines += element.parts.map { part in
      let name = [part["Type poste"], part["Nom poste français"]].filter { !$0.isEmpty }.joined(separator: ", ")
      let value = speaker.numbers.decimal(part["Total poste non décomposé"].replacing(",", with: "."))
      return "  " + speaker.say(InterfaceMessage.factorsPart, ["part": .text(name), "value": .text(value)])
    }
    let gases = ImportedElement.gases.filter { !["", "0"].contains(element.record[$0]) }
      .map { "\($0) \(speaker.numbers.decimal(element.record[$0].replacing(",", with: ".")))" }
    if !gases.isEmpty {
      lines.append("  " + speaker.say(InterfaceMessage.factorsGases, ["gases": .text(gases.joined(separator: " ; "))]))
    }
    let category = element.record["Code de la catégorie"]
    lines += note(.factorsCategory, "category", category)
    return (lines + (factor.map(notes) ?? [])).joined(separator: "\n")
  }

  private func head(_ id: String, _ name: LocalizedText) -> String { "\(id)  \(speaker.say(name))".wrapped() }

  private func vintageLine(_ factor: EmissionFactor, _ standing: ImportedStanding = .factor) -> String {
    let value = "\(speaker.numbers.decimal(factor.valueText)) \(factor.unitText)"
    let uncertainty = factor.uncertaintyPercent.map { "± \(speaker.numbers.decimal($0.plainText)) %" }
    let mark = factor.vintage == defaultVintage ? speaker.say(InterfaceMessage.factorsDefault) : nil
    let year = factor.year == 0 ? nil : String(factor.year)
    return "  "
      + [factor.vintage, value, year, uncertainty, speaker.say(factor.status), speaker.say(standing), mark]
      .compactMap { $0 }.joined(separator: "  ")
  }

  private func notes(_ factor: EmissionFactor) -> [String] {
    let citation = [factor.citation.text, factor.citation.reference, factor.citation.url].filter { !$0.isEmpty }
    return note(.factorsBoundary, "boundary", factor.boundary)
      + note(.factorsSource, "citation", citation.joined(separator: ", "))
      + note(.factorsLicence, "licence", factor.licence) + note(.factorsNote, "note", factor.note)
  }

  private func note(_ key: InterfaceMessage, _ name: String, _ text: String) -> [String] {
    text.isEmpty ? [] : [("  " + speaker.say(key, [name: .text(text)])).wrapped(indent: "    ")]
  }

  private func exact(_ value: Rational) -> MessageValue { .text(speaker.numbers.decimal(value.plainText)) }
}

extension Rational {
  /// The decimal without needless zeros: `2.49`. The figures of publications have few decimals.
  fileprivate var plainText: String {
    let text = decimalText(places: 9)
    guard text.contains(".") else { return text }
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(String(digits.reversed()))
  }
}

extension FactorMatch {
  /// The match as JSON; the value is text, so that nothing is rounded.
  var json: JSONValue {
    [
      "id": .string(id), "name": ["fr": .string(name.fr), "en": .string(name.en)], "value": .string(valueText),
      "unit": .string(unitText), "vintage": .string(vintage), "standing": .string("\(standing)"),
    ]
  }
}

extension Speaker {
  /// The lines of a list of matches.
  func table(_ matches: [FactorMatch]) -> [String] {
    var table = Table(.left, .right, .left, .left, .left)
    for match in matches {
      let remark = [say(match.name), say(match.standing).map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")
      table.add(match.id, numbers.decimal(match.valueText), match.unitText, match.vintage, remark)
    }
    return table.lines()
  }

  /// What became of every row of an imported file.
  func text(_ result: ImportFactors.Result) -> String {
    let imported = result.imported
    var table = Table(.left, .right, .right)
    table.add("", say(InterfaceMessage.factorsTypeFactor), say(InterfaceMessage.factorsTypeFigure))
    let count = { (status: ImportedStatus, type: ImportedType) in imported.count(status, type) }
    for status in ImportedStatus.allCases {
      table.add(say(status), integer(count(status, .factor)), integer(count(status, .sourceData)))
    }
    let sum = { (type: ImportedType) in ImportedStatus.allCases.reduce(0) { $0 + count($1, type) } }
    table.rule()
    table.add(say(InterfaceMessage.factorsWhole), integer(sum(.factor)), integer(sum(.sourceData)))
    let rows: [String: MessageValue] = [
      "rows": .integer(imported.rows), "elements": .integer(imported.elements.count),
      "parts": .integer(imported.parts), "refused": .integer(imported.refused.count),
    ]
    let done: [String: MessageValue] = [
      "elements": .integer(imported.elements.count), "file": .text(result.path), "release": .text(result.release),
    ]
    let usable = imported.elements.count { $0.standing == .factor }
    return
      ([say(InterfaceMessage.factorsImportedRows, rows)] + table.lines() + [
        say(InterfaceMessage.factorsUsable, ["count": .integer(usable)]), say(InterfaceMessage.factorsImported, done),
      ]).joined(separator: "\n")
  }

  private func integer(_ count: Int) -> String { numbers.integer(Int64(count)) }

  private func say(_ status: ImportedStatus) -> String {
    switch status {
    case .generic: say(InterfaceMessage.factorsStatusGeneric)
    case .specific: say(InterfaceMessage.factorsStatusSpecific)
    case .archived: say(InterfaceMessage.factorsStatusArchived)
    }
  }

  /// A remark on elements that are not to be used; nil for those that are.
  func say(_ standing: ImportedStanding) -> String? {
    switch standing {
    case .factor: nil
    case .figure: say(InterfaceMessage.factorsFigure)
    case .archived: say(InterfaceMessage.factorsArchived)
    }
  }

  func say(_ status: FigureStatus) -> String {
    switch status {
    case .official: say(InterfaceMessage.factorsOfficial)
    case .secondary: say(InterfaceMessage.factorsSecondary)
    case .derived: say(InterfaceMessage.factorsDerived)
    case .estimate: say(InterfaceMessage.factorsEstimate)
    }
  }
}
