// One supplier: what they transmitted, what they publish here, and a place to type what they answered.

import CarbonAccounting
import Markup
import Quantities
import Storage
import UseCases

enum SupplierPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try SupplierView(visit).answer(nil) }

  /// A content typed from an invoice or an answer.
  static func give(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let view = try SupplierView(visit)
    do throws(Refusal) {
      return try view.record(try typed(visit, view.supplier.number))
    } catch {
      return try view.answer(error)
    }
  }

  /// The factor of an account that the supplier publishes here, with what leads to it as evidence.
  static func accept(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let view = try SupplierView(visit)
    do throws(Refusal) {
      let found = try PublishedContent.find(visit.form["code"], visit.store)
      guard let content = found.first(where: { $0.activity == visit.form["activity"] }) else {
        throw Refusal(Diagnostic(.error, BuyerRefusal.publishedGone))
      }
      let account = visit.say(
        BuyerMessage.publishedAccount, ["name": .text(content.name), "year": .text(content.period.label)])
      return try view.record(
        SupplierContent(
          supplier: view.supplier.number, value: .intensity(content.factor), account: account,
          evidence: PublicAccountPage.url(content.code, visit.site), closedOn: content.closedOn,
          published: content.reference))
    } catch {
      return try view.answer(error)
    }
  }

  static func remove(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let view = try SupplierView(visit)
    let piece = visit.form["piece"]
    do throws(Refusal) {
      return try view.change([
        .removeContent(
          supplier: visit.form["named"], piece: piece.isEmpty ? nil : piece, from: CalendarDate(visit.form["from"]))
      ])
    } catch {
      return try view.answer(error)
    }
  }

  /// What was typed: grams per euro for all invoices, or kilograms for one.
  private static func typed(_ visit: FirmVisit, _ supplier: String) throws(Refusal) -> SupplierContent {
    let form = visit.form
    let account = form["account"]
    guard !account.isEmpty else { throw Refusal(Diagnostic(.error, BuyerRefusal.accountMissing)) }
    let number = TypedNumber.plain(form["value"])
    let wrong = Refusal(Diagnostic(.error, BuyerRefusal.valueWrong, ["value": .text(form["value"])]))
    guard form["unit"] == "invoice" else {
      guard let value = CarbonIntensity(grams: number), value >= .zero, value.milligrams <= 1_000_000_000_000 else {
        throw wrong
      }
      return SupplierContent(
        supplier: supplier, value: .intensity(value), account: account, evidence: form["evidence"])
    }
    guard !form["piece"].isEmpty else { throw Refusal(Diagnostic(.error, BuyerRefusal.invoiceMissing)) }
    guard let value = Rational(decimal: number), value >= .zero, let grams = try? value.times(Rational(1000)),
      let mass = try? CarbonMass(rounding: grams)
    else { throw wrong }
    return SupplierContent(
      supplier: supplier, piece: form["piece"], value: .content(mass), account: account, evidence: form["evidence"])
  }
}

/// Numbers as people type them in a field that has its unit beside it.
enum TypedNumber {
  /// Without blanks between thousands.
  static func plain(_ text: String) -> String { text.filter { !$0.isWhitespace } }

  /// A number from 0 to a thousand million; nil when it is none.
  static func number(_ text: String) -> Rational? {
    guard let value = Rational(decimal: plain(text)), value >= .zero, value <= Rational(1_000_000_000) else {
      return nil
    }
    return value
  }

  /// A percentage from −100 to 1 000, as a share.
  static func percent(_ text: String) -> Rational? {
    let text = plain(text).replacing("\u{2212}", with: "-").replacing("%", with: "")
    guard let value = Rational(decimal: text), value >= Rational(-100), value <= Rational(1000) else { return nil }
    return try? value.divided(by: Rational(100))
  }

  /// An amount in euros, above nothing and up to a thousand million.
  static func money(_ text: String) -> Money? {
    guard let amount = Money(euros: plain(text).replacing("€", with: "")), amount > .zero,
      amount.cents <= 100_000_000_000
    else { return nil }
    return amount
  }

  /// Kilograms; nil when it is no number of them.
  static func kilograms(_ text: String) -> CarbonMass? {
    guard let value = number(text), let grams = try? value.times(Rational(1000)) else { return nil }
    return try? CarbonMass(rounding: grams)
  }
}
