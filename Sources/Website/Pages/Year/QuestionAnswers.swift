// From the form of step 4 to changes of the settings: only what differs from what was answered already.

import Accounting
import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases
import WrittenFiles

struct QuestionAnswers {
  private let desk: YearDesk
  private let list: QuestionList

  private var visit: FirmVisit { desk.visit }
  private var form: Fields { desk.visit.form }
  private var settings: FirmSettings { desk.settings.file.settings }

  init(_ desk: YearDesk, _ list: QuestionList) {
    self.desk = desk
    self.list = list
  }

  /// The changes, or everything that is wrong at once, each in the field of its question's id.
  func edits() throws(Refusal) -> [SettingsEdit] {
    var edits = removals
    var faults: [Diagnostic] = []
    for question in list.main + list.smaller + list.suppliers {
      do throws(Refusal) { edits += try self.edits(question) } catch {
        faults += error.diagnostics.map { $0.inField(question.id) }
      }
    }
    do throws(Refusal) { edits += try direct() } catch {
      faults += error.diagnostics.map { $0.inField(StatementFields.directPanel) }
    }
    do throws(Refusal) { edits += try asset() } catch {
      faults += error.diagnostics.map { $0.inField(StatementFields.assetPanel) }
    }
    guard faults.isEmpty else { throw Refusal(faults) }
    return edits
  }

  private func text(_ part: String, _ question: Question) -> String { form["\(part)-\(question.id)"] }

  private func isUnknown(_ question: Question) -> Bool { form.has("unknown-\(question.id)") }

  /// What is kept of the evidence that was typed.
  private func evidence(_ text: String) -> String { UsualEvidence.kept(text, visit.library.catalogue) }

  private func edits(_ question: Question) throws(Refusal) -> [SettingsEdit] {
    switch question.subject {
    case .missing(.energyQuantity), .missing(.transportQuantity): return try quantity(question)
    case .missing(.energyKind):
      let kind = text("kind", question)
      let choice = PurchaseChoices(visit.library, in: desk.year.period).categories.first { $0.category.id == kind }
      if let choice, let factor = choice.factors.first, choice.category.kind == .energy {
        return [.rule(PurchaseChoices.rule(account: question.account, category: kind, selector: factor))]
      }
      return acknowledgement(question)
    case .missing(.rule), .missing(.asset): return acknowledgement(question)
    case .missing(.directEmissions): return try direct(question)
    case .supplierContent: return try content(question)
    }
  }

  private func quantity(_ question: Question) throws(Refusal) -> [SettingsEdit] {
    if form["use"] == question.id || form["use"] == QuestionsPage.everyProposal && question.isOpen,
      let proposal = question.proposal, question.isProposalWhole
    {
      return [measure(question, proposal, evidence: UsualEvidence.labels.kept(visit.library.catalogue))]
    }
    let measured: Measure? = if case .measured(let measure) = question.state { measure } else { nil }
    let value = text("value", question)
    guard !value.isEmpty else {
      let back: [SettingsEdit] = measured.map { [.removeMeasure(factor: $0.factor, match: $0.match)] } ?? []
      return back + acknowledgement(question)
    }
    let symbol = text("unit", question)
    guard let unit = question.units.first(where: { $0.symbol == symbol }) else {
      throw Refusal(
        Diagnostic(
          .error, QuestionsRefusal.unitWrong,
          ["account": .text(question.account), "unit": .text(String(symbol.prefix(20)))]
        ))
    }
    // What was answered and stands as it was is no change.
    if let measured, value == QuestionCard.text(measured.quantity), unit == measured.quantity.unit,
      evidence(text("evidence", question)) == measured.evidence
    {
      return []
    }
    let name = "\(visit.say(QuestionsMessage.value)), \(question.account) \(question.accountName)"
    return [measure(question, try TypedValue.quantity(value, unit.symbol, field: name), measured)]
  }

  private func measure(
    _ question: Question, _ quantity: Quantity, _ before: Measure? = nil, evidence read: String? = nil
  ) -> SettingsEdit {
    let typed = text("evidence", question)
    return .measure(
      Measure(
        factor: question.factor, match: before?.match ?? LineMatch(account: question.account), quantity: quantity,
        evidence: typed.isEmpty ? read ?? evidence("") : evidence(typed)))
  }

  private func acknowledgement(_ question: Question) -> [SettingsEdit] {
    let estimate = KeptEstimate(account: question.account, factor: question.factor)
    switch question.state {
    case .acknowledged: return isUnknown(question) ? [] : [.askAgain(estimate)]
    case .open, .measured: return isUnknown(question) ? [.keepEstimate(estimate)] : []
    }
  }

  private func direct(_ question: Question) throws(Refusal) -> [SettingsEdit] {
    let statement = try DirectFields(visit: visit, suffix: question.id)
      .statement(activity: question.activity, evidence: evidence(""), on: desk.year.period.end)
    if let statement { return [.direct(statement)] }
    switch question.state {
    case .acknowledged: return isUnknown(question) ? [] : [.askDirectAgain(activity: question.activity)]
    case .open, .measured: return isUnknown(question) ? [.noDirectEmissions(activity: question.activity)] : []
    }
  }

  private func content(_ question: Question) throws(Refusal) -> [SettingsEdit] {
    let value = text("content", question)
    guard let supplier = question.supplier else { return [] }
    let number = supplier.number.isEmpty ? supplier.name : supplier.number
    if value.isEmpty, form.has("again-\(question.id)"), let last = question.lastContent {
      return [
        .content(
          SupplierContent(
            supplier: number, value: last.value, account: last.account,
            evidence: UsualEvidence.lastYear.kept(visit.library.catalogue)))
      ]
    }
    guard !value.isEmpty else { return [] }
    let shown = PurchaseAccountPage.name(supplier)
    let name = "\(visit.say(QuestionsMessage.contentValue)), \(shown)"
    let intensity = try TypedValue.intensity(value, field: name)
    let account = text("content-account", question)
    guard !account.isEmpty else {
      throw Refusal(
        Diagnostic(
          .error, QuestionsRefusal.textMissing,
          ["field": .text("\(visit.say(QuestionsMessage.contentAccount)), \(shown)")]))
    }
    return [
      .content(
        SupplierContent(
          supplier: number, value: .intensity(intensity), account: account,
          evidence: evidence(text("evidence", question))))
    ]
  }

  /// Direct emissions stated beside the questions.
  private func direct() throws(Refusal) -> [SettingsEdit] {
    let chosen = settings.activities.first { $0.id == form["direct-activity"] } ?? settings.activities.first
    guard let chosen,
      let statement = try DirectFields(visit: visit, suffix: "more")
        .statement(activity: chosen.id, evidence: evidence(""), on: desk.year.period.end)
    else { return [] }
    return [.direct(statement)]
  }

  /// An asset stated beside the questions.
  private func asset() throws(Refusal) -> [SettingsEdit] {
    guard !form["asset-content"].isEmpty else { return [] }
    for (field, name) in [("asset-label", QuestionsMessage.assetLabel), ("asset-account", .assetAccount)]
    where form[field].isEmpty {
      throw Refusal(Diagnostic(.error, QuestionsRefusal.textMissing, ["field": .text(visit.say(name))]))
    }
    let content = try TypedValue.carbon(
      form["asset-content"], "kg", field: visit.say(QuestionsMessage.assetContent))
    return [
      .asset(
        AssetRecord(
          label: form["asset-label"], account: form["asset-account"],
          value: try TypedValue.money(form["asset-value"], field: visit.say(QuestionsMessage.assetValue)),
          content: content,
          allowance: try TypedValue.money(form["asset-allowance"], field: visit.say(QuestionsMessage.assetAllowance)),
          evidence: evidence(form["asset-evidence"])))
    ]
  }

  /// Statements that are taken back.
  private var removals: [SettingsEdit] {
    // Positions are those of the version the form was made from; a later one refuses the change as a whole.
    let direct = settings.directEmissions.enumerated().compactMap { index, item -> SettingsEdit? in
      form.has("drop-direct-\(index)") ? .removeDirect(item) : nil
    }
    let assets = settings.assets.enumerated().compactMap { index, item -> SettingsEdit? in
      form.has("drop-asset-\(index)") ? .removeAsset(label: item.label, account: item.account) : nil
    }
    let contents = settings.supplierContents.enumerated().compactMap { index, item -> SettingsEdit? in
      form.has("drop-content-\(index)") ? .removeContent(supplier: item.supplier, piece: item.piece) : nil
    }
    return direct + assets + contents
  }
}
