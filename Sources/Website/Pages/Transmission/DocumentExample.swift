// What one document or product carries, reckoned on the spot: for the firm that prints it, for the customer who checks it.

import CalculatorUseCases
import CarbonAccounting
import Disclosure
import Markup
import Quantities
import UseCases
import Wording
import WrittenFiles

/// Words of that form; texts in `document-example.yaml`.
public enum DocumentExampleMessage: String, MessageKey {
  case amount = "document-example.amount"
  case cost = "document-example.cost"
  case quantity = "document-example.quantity"
  case supplier = "document-example.supplier"
  case supplierHint = "document-example.supplier-hint"
  case margin = "document-example.margin"
  case button = "document-example.button"
}

/// The form that redoes the calculation of a document, with its answer or what is wrong with what was typed.
struct DocumentExample {
  /// Form and answer.
  let html: HTML
  /// Whether something was typed that nothing can be reckoned from.
  let isRefused: Bool

  /// - Parameters:
  ///   - title: what the section is called.
  ///   - isInside: whether it stands within a section that has a heading of its own.
  ///   - mark: tells the forms of several activities on one page apart; empty for the only one.
  init(
    _ statement: InvoiceStatement, _ visit: some Visiting, title: String, isInside: Bool = false, mark: String = ""
  ) {
    let form = Form(statement: statement, visit: visit.visit, suffix: mark.isEmpty ? "" : "-" + mark)
    var refusal: Refusal?
    var sentence: HTML = .empty
    do throws(Refusal) {
      if let content = try form.content() {
        sentence = StatementWords.copy(visit, visit.speaker.say(content.sentence), id: "document\(form.suffix)")
      }
    } catch { refusal = error }
    let id = "example\(form.suffix)"
    isRefused = refusal != nil
    let content: HTML = """
      \(visit.errors(refusal))\
      <form method="get" action="#\(id)" class="row">\(form.fields)\
      \(Field.submit(visit.say(DocumentExampleMessage.button), class: "quiet"))</form>\(sentence)
      """
    html =
      isInside
      ? "<div id=\"\(id)\"><h3>\(title)</h3>\(content)</div>" : Piece.section(title, id: id, content)
  }

  /// What is typed, by what the factor multiplies.
  private struct Form {
    let statement: InvoiceStatement
    let visit: Visit
    let suffix: String

    /// What stands in a field: what was typed there, else what is shown to begin with.
    private func typed(_ name: String, first: String = "") -> String {
      let name = name + suffix
      return visit.query.has(name) ? visit.query[name] : first
    }

    private func field(_ name: String, _ label: String, unit: String, hint: String = "", first: String = "") -> HTML {
      Field(name + suffix, label, value: typed(name, first: first), hint: hint).with {
        $0.inputMode = "decimal"
        $0.unit = unit
        $0.most = 30
      }.html
    }

    private func label(_ key: DocumentExampleMessage) -> String { visit.say(key) }

    /// What a document shows to begin with.
    private static let firstAmount = "1000.00"
    private static let firstQuantity = "100"

    var fields: HTML {
      switch statement.base {
      case .price: field("amount", label(.amount), unit: "€", first: Form.firstAmount)
      case .cost: field("amount", label(.cost), unit: "€", first: Form.firstAmount)
      case .quantity:
        field("quantity", label(.quantity), unit: Unit(statement.unit).shown, first: Form.firstQuantity)
      case .margin:
        field("supplier", label(.supplier), unit: "kg CO2e", hint: label(.supplierHint))
          + field("margin", label(.margin), unit: "€")
      }
    }

    /// What the document carries; nil while there is nothing to reckon from.
    func content() throws(Refusal) -> InvoiceStatement.Content? {
      switch statement.base {
      case .price, .cost:
        let name = statement.base == .price ? label(.amount) : label(.cost)
        let amount = try TypedValue.money(typed("amount", first: Form.firstAmount), field: name)
        return try reckoned { () throws(QuantityError) in try statement.document(of: amount) }
      case .quantity:
        let quantity = try TypedValue.number(typed("quantity", first: Form.firstQuantity), field: label(.quantity))
        return try reckoned { () throws(QuantityError) in try statement.document(of: quantity) }
      case .margin:
        guard !typed("supplier").isEmpty || !typed("margin").isEmpty else { return nil }
        let supplier = try TypedValue.carbon(typed("supplier"), "kg", field: label(.supplier))
        let margin = try TypedValue.money(typed("margin"), field: label(.margin))
        return try reckoned { () throws(QuantityError) in try statement.product(from: supplier, margin: margin) }
      }
    }

    private func reckoned(
      _ body: () throws(QuantityError) -> InvoiceStatement.Content?
    ) throws(Refusal) -> InvoiceStatement.Content? {
      do throws(QuantityError) { return try body() } catch {
        throw Refusal(Diagnostic(.error, CarbonMessage.overflow))
      }
    }
  }
}
