// One question: what it is about, what hangs on it, the fields of its answer, and what "I don't know" means.

import Accounting
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import Wording

struct QuestionCard {
  let question: Question
  let desk: YearDesk

  private var visit: FirmVisit { desk.visit }

  /// A field's name: what is asked and of which question.
  private func name(_ part: String) -> String { "\(part)-\(question.id)" }

  /// What was typed, else what was answered.
  private func typed(_ part: String, else answered: String = "") -> String {
    visit.form.has(name(part)) ? visit.form[name(part)] : answered
  }

  var html: HTML {
    let state: HTML =
      switch question.state {
      case .open: .empty
      case .measured: "<span class=\"tag good\">\(visit.say(QuestionsMessage.answered))</span>"
      case .acknowledged: "<span class=\"tag\">\(visit.say(QuestionsMessage.acknowledged))</span>"
      }
    return Piece.card(
      "<h2>\(title)</h2>\(weight)\(state)\(fields)",
      class: question.isOpen ? "question" : "question answered")
  }

  /// The account and what hangs on the answer.
  private var weight: HTML {
    let account =
      question.account.isEmpty
      ? ""
      : visit.say(
        QuestionsMessage.account, ["account": .text(question.account), "name": .text(question.accountName)])
    if question.carbon == .zero { return account.isEmpty ? .empty : Piece.text(account, class: "muted") }
    return """
      <p class="muted">\(account.isEmpty ? .empty : "\(account) · ")\(visit.numbers.wholeEuros(question.spend)) · \
      <span class="tag carbon">\(visit.numbers.carbon(question.carbon))</span> \
      \(visit.say(QuestionsMessage.share, ["share": .share(question.share)]))</p>
      """
  }

  private var title: String {
    switch question.subject {
    case .supplierContent: visit.speaker.say(question.message)
    case .missing(.energyQuantity), .missing(.transportQuantity): visit.speaker.say(asked)
    case .missing(.energyKind): visit.say(QuestionsMessage.askKind)
    case .missing(.rule): visit.say(QuestionsMessage.askRule)
    case .missing(.asset): visit.say(QuestionsMessage.askAsset)
    case .missing(.directEmissions): visit.say(QuestionsMessage.askDirect, ["activity": .text(activityName)])
    }
  }

  private var asked: Message {
    AskedQuantity.question(
      question.factor, named: question.factorName ?? LocalizedText(fr: question.factor, en: question.factor),
      in: question.units.first ?? .kilowattHour, year: desk.year.period)
  }

  private var activityName: String {
    desk.settings.file.settings.activities.first { $0.id == question.activity }?.label ?? question.activity
  }

  private var fields: HTML {
    switch question.subject {
    case .missing(.energyQuantity), .missing(.transportQuantity): quantity + unknown(.unknown)
    case .missing(.energyKind): energyKind + unknown(.unknown)
    case .missing(.rule):
      """
      <p><a href="\(desk.path("/purchases/\(LinkPath.escaped(question.account))"))">\
      \(visit.say(QuestionsMessage.askRuleLink))</a></p>\(unknown(.unknown))
      """
    case .missing(.asset): unknown(.unknown)
    case .missing(.directEmissions):
      Piece.text(visit.speaker.say(question.message), class: "muted")
        + DirectFields(visit: visit, suffix: question.id).html + unknown(.unknownDirect)
    case .supplierContent: content
    }
  }

  private func field(_ part: String, _ label: QuestionsMessage, _ value: String, hint: String = "") -> Field {
    Field(name(part), visit.say(label), value: value, hint: hint).with { $0.isRequired = false }
  }

  /// A value with its unit, where it was read, last year's answer, and what labels say.
  private var quantity: HTML {
    let measure: Measure? = if case .measured(let measure) = question.state { measure } else { nil }
    let value = typed("value", else: measure.map { QuestionCard.text($0.quantity) } ?? "")
    let chosen = typed("unit", else: measure?.quantity.unit.symbol ?? question.units.first?.symbol ?? "")
    let lastYear = question.lastYear.map {
      visit.say(
        QuestionsMessage.lastYear,
        ["quantity": .quantity($0.quantity), "evidence": .text(visit.evidence($0.evidence))])
    }
    let gloss = question.units.first.flatMap(AskedQuantity.gloss).map(visit.speaker.say)
    let hint = [gloss, lastYear].compactMap { $0 }.joined(separator: " ")
    let number = field("value", .value, value, hint: hint).with {
      $0.inputMode = "decimal"
      $0.most = 30
      if question.units.count == 1 { $0.unit = visit.numbers.unit(question.units[0]) }
    }
    let unit: HTML =
      question.units.count > 1
      ? Field.list(
        name("unit"), visit.say(QuestionsMessage.unit),
        question.units.map { (value: $0.symbol, label: visit.numbers.unit($0)) }, chosen: chosen)
      : Field.hidden(name("unit"), question.units.first?.symbol ?? "")
    let evidence = field(
      "evidence", .evidence, typed("evidence", else: measure.map { visit.evidence($0.evidence) } ?? "")
    ).with { $0.most = 300 }
    return "<div class=\"columns tight\">\(number.html)\(unit)\(evidence.html)</div>\(proposal)"
  }

  /// What the labels of the lines say, one click away.
  private var proposal: HTML {
    guard let proposal = question.proposal, question.isOpen, let carbon = question.proposedCarbon else { return .empty }
    let words = visit.say(
      question.isProposalWhole ? QuestionsMessage.proposalWhole : .proposalPart, ["quantity": .quantity(proposal)])
    let effect = visit.say(QuestionsMessage.proposedCarbon, ["carbon": .carbon(carbon)])
    let button: HTML =
      question.isProposalWhole && desk.mayChange
      ? """
      <p><button class="button quiet small" name="use" value="\(question.id)">\
      \(visit.say(QuestionsMessage.use, ["quantity": .quantity(proposal)]))</button></p>
      """ : .empty
    return "<p class=\"small\">\(words) \(effect)</p>\(button)"
  }

  private var energyKind: HTML {
    let choices = PurchaseChoices(visit.library, in: desk.year.period)
    let energies = choices.categories.filter {
      $0.category.kind == .energy && $0.factors.contains(where: choices.canCount)
    }
    let options =
      [(value: "", label: visit.say(QuestionsMessage.askKindLater))]
      + energies.map { (value: $0.category.id, label: visit.speaker.say($0.category.label)) }
    return Field.list(name("kind"), visit.say(QuestionsMessage.askKindChoice), options, chosen: typed("kind"))
  }

  private var content: HTML {
    let value = field("content", .contentValue, typed("content")).with {
      $0.inputMode = "decimal"
      $0.unit = "gCO2e/€"
      $0.most = 30
    }
    let account = field("content-account", .contentAccount, typed("content-account"))
    let evidence = field("evidence", .evidence, typed("evidence"))
    return """
      \(again)<div class="columns tight">\(value.html)\(account.html)\(evidence.html)</div>\
      \(Piece.text(visit.speaker.say(question.unknown), class: "small muted"))
      """
  }

  /// Last year's content, to be taken again by who ticks it, never by itself.
  private var again: HTML {
    guard let last = question.lastContent, case .intensity(let intensity) = last.value else { return .empty }
    return Field.tick(
      name("again"),
      visit.say(
        QuestionsMessage.contentAgain,
        ["content": .intensity(intensity, per: Unit.euro.symbol), "account": .text(last.account)]),
      isTicked: visit.form.has(name("again")), hint: visit.say(QuestionsMessage.contentAgainHint))
  }

  private func unknown(_ label: QuestionsMessage) -> HTML {
    let isTicked =
      visit.form.has("version") ? visit.form.has(name("unknown")) : question.state == .acknowledged
    return Field.tick(
      name("unknown"), visit.say(label), isTicked: isTicked, hint: visit.speaker.say(question.unknown))
  }

  /// A number to type again: no thousands separators.
  static func text(_ quantity: Quantity) -> String {
    quantity.value.denominator == 1
      ? "\(quantity.value.numerator)" : quantity.value.decimalText(places: 2)
  }
}
