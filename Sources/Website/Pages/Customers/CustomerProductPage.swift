// What a firm says of what an activity sells, which its account does not hold.

import Footprints
import Foundation
import Markup
import Quantities
import Storage
import UseCases
import Wording

enum CustomerProductPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let activity = try activity(visit)
    return page(try visit.firm.products().first { $0.activity == activity } ?? empty(activity), visit, nil)
  }

  static func save(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let typed = PACTProduct(
      activity: try activity(visit), name: visit.form["name"], description: visit.form["description"],
      mass: visit.form["mass"], fossilCarbon: visit.form["fossil"])
    do throws(Refusal) {
      let product = PACTProduct(
        activity: typed.activity, name: typed.name, description: typed.description,
        mass: try decimal(typed.mass, "mass"), fossilCarbon: try decimal(typed.fossilCarbon, "fossil"))
      try visit.firm.describe(product, at: visit.now)
      return .redirect(visit.path("/customers"))
    } catch { return page(typed, visit, error) }
  }

  /// The activity the path names, which a published account must have.
  private static func activity(_ visit: FirmVisit) throws(Refusal) -> String {
    let activity = visit.parameter("activity").removingPercentEncoding ?? ""
    guard try visit.footprints().activities.contains(activity) else {
      throw Refusal(Diagnostic(.error, StorageMessage.notFound))
    }
    return activity
  }

  private static func empty(_ activity: String) -> PACTProduct {
    PACTProduct(activity: activity, name: "", description: "", mass: "", fossilCarbon: "")
  }

  /// A decimal that is not negative, as PACT writes it; empty where nothing is said.
  private static func decimal(_ text: String, _ field: String) throws(Refusal) -> String {
    guard !text.isEmpty else { return "" }
    let plain = text.replacing(",", with: ".")
    guard plain.wholeMatch(of: /[0-9]{1,9}([.][0-9]{1,6})?/) != nil else {
      throw Refusal(
        Diagnostic(.error, CustomerRefusal.decimalWrong, ["value": .text(String(text.prefix(40)))], field: field))
    }
    return plain
  }

  private static func page(_ product: PACTProduct, _ visit: FirmVisit, _ refusal: Refusal?) -> Answer {
    let title = visit.say(CustomerMessage.productTitle, ["activity": .text(product.activity)])
    let fields = [
      Field("name", visit.say(CustomerMessage.name), value: product.name, hint: visit.say(CustomerMessage.nameHint)),
      Field(
        "description", visit.say(CustomerMessage.description), value: product.description,
        hint: visit.say(CustomerMessage.descriptionHint)
      ).with { $0.most = 500 },
      Field("mass", visit.say(CustomerMessage.mass), value: product.mass, hint: visit.say(CustomerMessage.massHint))
        .with {
          $0.inputMode = "decimal"
          $0.unit = "kg"
        },
      Field(
        "fossil", visit.say(CustomerMessage.fossil), value: product.fossilCarbon,
        hint: visit.say(CustomerMessage.fossilHint)
      ).with {
        $0.inputMode = "decimal"
        $0.unit = "kg"
      },
    ].map { $0.with { $0.isRequired = false }.html }
    let path = visit.path("/customers/products/\(LinkPath.escaped(product.activity))")
    let form: HTML =
      visit.firm.may(.close)
      ? visit.form(
        path, "\(HTML(fields))<p class=\"actions\">\(Field.submit(visit.say(CustomerMessage.save)))</p>") : .empty
    return visit.firmPage(
      title, "\(Piece.heading(title, visit.say(CustomerMessage.productLead)))\(visit.errors(refusal))\(form)",
      status: refusal == nil ? 200 : 422)
  }
}
