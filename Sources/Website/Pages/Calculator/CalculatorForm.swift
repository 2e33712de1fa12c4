// The questionnaire of the calculator as a form: what most firms know is in sight, the rest opens on demand.

import CalculatorUseCases
import Markup
import Quantities
import ReferenceData
import UseCases
import Wording

/// The fields of the calculator, with what was answered.
struct CalculatorForm {
  let visit: Visit
  let answers: CalculatorAnswers

  private func say(_ key: CalculatorMessage) -> String { visit.say(key) }

  /// Every question: what every firm buys first, then what some do, folded away.
  var html: HTML {
    """
    \(Piece.section(say(.firmTitle), firm))
    \(energy)
    \(section(.otherTitle, .otherLead, .other))
    \(folded(.transportTitle, .transportLead, .transport))
    \(folded(.assetTitle, .assetLead, .asset))
    \(folded(.specificTitle, .specificLead, .specific))
    \(folded(.directTitle, .directLead, direct, isOpen: isAnswered("direct.")))
    \(folded(.previousTitle, .previousLead, previous, isOpen: isAnswered("previous.")))
    """
  }

  /// The form that fills the questionnaire from a file.
  static func opening(_ visit: Visit) -> HTML {
    func say(_ key: CalculatorMessage) -> String { visit.say(key) }
    let field: HTML = """
      <div class="field"><label for="file">\(say(.openFile))</label>\
      <input id="file" name="file" type="file" accept=".txt,.csv,.xlsx,.json" required></div>
      """
    return Piece.section(
      say(.openTitle),
      """
      \(Piece.text(say(.openLead)))
      <form method="post" action="/calculator/open" enctype="multipart/form-data" class="drop">\(visit.token)\
      \(field)\(Field.submit(say(.openButton), class: "quiet"))</form>
      <p><a href="/calculator/workbook.xlsx">\(say(.workbookEmpty))</a></p>
      """)
  }

  private func isAnswered(_ prefix: String) -> Bool {
    CalculatorAnswers.names(visit.library.questionnaire).contains { $0.hasPrefix(prefix) && !answers[$0].isEmpty }
  }

  private func field(_ name: String, _ label: String, hint: String = "", isNumber: Bool = false) -> HTML {
    Field(name, label, value: answers[name], hint: hint).with {
      $0.isRequired = false
      $0.most = CalculatorAnswers.longest
      if isNumber { $0.inputMode = "decimal" }
    }.html
  }

  private var firm: HTML {
    """
    \(field("firm", "\(say(.askFirm)) (\(visit.say(WebsiteMessage.optional)))"))
    \(field("branch", say(.askBranch), hint: say(.askBranchHint)))
    \(field("year", say(.askYear), isNumber: true))
    \(field("revenue", say(.askRevenue), isNumber: true))
    \(Field.tick("budget", say(.askBudget), isTicked: !answers["budget"].isEmpty, hint: say(.askBudgetHint)))
    """
  }

  private func section(
    _ title: CalculatorMessage, _ lead: CalculatorMessage, _ kind: PurchaseCategory.Kind
  ) -> HTML {
    Piece.section(say(title), Piece.text(say(lead)) + HTML(questions(kind).map(question)))
  }

  /// The energies most firms buy in sight; the others folded, by their names.
  private var energy: HTML {
    let all = questions(.energy)
    let others = Array(all.dropFirst(CalculatorForm.mainEnergies))
    let names = others.map { visit.speaker.say($0.label) }.joined(separator: ", ")
    let summary = visit.say(CalculatorMessage.energyOthers, ["names": .text(names)])
    return Piece.section(
      say(.energyTitle),
      """
      \(Piece.text(say(.energyLead)))\(all.prefix(CalculatorForm.mainEnergies).map(question))
      <details\(isAnswered(others) ? " open" : .empty)><summary>\(summary)</summary>\(others.map(question))</details>
      """)
  }

  /// Electricity, gas and diesel come first in the questionnaire.
  private static let mainEnergies = 3

  /// Whether one of these questions is answered.
  private func isAnswered(_ questions: [CalculatorQuestion]) -> Bool {
    questions.contains { question in
      CalculatorAnswers.Part.allCases.contains {
        $0 != .unit && !answers[CalculatorAnswers.name(question.id, $0)].isEmpty
      }
    }
  }

  private func questions(_ kind: PurchaseCategory.Kind) -> [CalculatorQuestion] {
    visit.library.questionnaire.questions.filter { $0.kind == kind }
  }

  /// Questions that many firms leave empty, open once one of them is answered.
  private func folded(
    _ title: CalculatorMessage, _ lead: CalculatorMessage, _ kind: PurchaseCategory.Kind
  ) -> HTML {
    let questions = questions(kind)
    return folded(title, lead, HTML(questions.map(question)), isOpen: isAnswered(questions))
  }

  private func folded(
    _ title: CalculatorMessage, _ lead: CalculatorMessage, _ content: HTML, isOpen: Bool
  ) -> HTML {
    Piece.section(
      say(title), "<details\(isOpen ? " open" : .empty)><summary>\(say(lead))</summary>\(content)</details>")
  }

  /// One question: quantity with its unit, amount, and apart what came with a content.
  private func question(_ question: CalculatorQuestion) -> HTML {
    func name(_ part: CalculatorAnswers.Part) -> String { CalculatorAnswers.name(question.id, part) }
    let language = visit.speaker.language
    let (label, hint) =
      language == .fr ? (question.label.fr, question.hint.fr) : (question.label.en, question.hint.en)
    let isAsset = question.kind == .asset
    let own: HTML =
      question.kind == .specific
      ? field(name(.label), say(.specificLabel)) + field(name(.branch), say(.specificBranch)) : .empty
    let hasContent = !answers[name(.with)].isEmpty || !answers[name(.content)].isEmpty
    return """
      <fieldset class="ask"><legend>\(label)</legend><p class="hint">\(hint)</p>\(own)
      <div class="ask-row">\(quantity(question))\
      \(field(name(.amount), say(isAsset ? .partAllowance : .partAmount), isNumber: true))</div>
      <details\(hasContent ? " open" : .empty)><summary>\(say(.withContent))</summary><div class="ask-row">\
      \(field(name(.with), say(.partWith), isNumber: true))\
      \(field(name(.content), say(.partContent), isNumber: true))</div></details></fieldset>
      """
  }

  private func quantity(_ question: CalculatorQuestion) -> HTML {
    guard let usual = question.units.first else { return .empty }
    let (value, unit) = (
      CalculatorAnswers.name(question.id, .quantity), CalculatorAnswers.name(question.id, .unit)
    )
    guard question.units.count > 1 else {
      return field(value, "\(say(.partQuantity)) (\(usual.shown))", isNumber: true)
    }
    let chosen = Unit(answers[unit])
    return field(value, say(.partQuantity), isNumber: true)
      + Field.list(
        unit, say(.partUnit), question.units.map { ($0.symbol, $0.shown) },
        chosen: question.units.first { $0 == chosen || $0.shown == answers[unit] }?.symbol ?? usual.symbol)
  }

  private var direct: HTML {
    HTML(
      (1...CalculatorEntries.directCount).map { number -> HTML in
        """
        <div class="ask-row">\(field("direct.\(number).label", say(.directLabel)))\
        \(field("direct.\(number).author", say(.directAuthor)))\
        \(field("direct.\(number).kg", say(.directCarbon), isNumber: true))</div>
        """
      })
  }

  private var previous: HTML {
    """
    <div class="ask-row">\(field("previous.balance", say(.previousBalance), isNumber: true))\
    \(field("previous.factor", say(.previousFactor), isNumber: true))</div>
    """
  }
}
