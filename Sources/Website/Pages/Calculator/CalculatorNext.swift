// What comes after the calculator's result: why an account says otherwise, opening one, a letter to oneself.

import Markup
import Quantities
import ReferenceData
import UseCases

/// Words of what comes after the result; texts in `calculator-next.yaml`.
public enum CalculatorNextMessage: String, MessageKey {
  case whyTitle = "calculator-next.why-title"
  case whyLead = "calculator-next.why-lead"
  case whyCategories = "calculator-next.why-categories"
  case whySuppliers = "calculator-next.why-suppliers"
  case whyTime = "calculator-next.why-time"
  case whyRule = "calculator-next.why-rule"
  case accountLead = "calculator-next.account-lead"
  case accountButton = "calculator-next.account-button"
  case accountNote = "calculator-next.account-note"
  case letterTitle = "calculator-next.letter-title"
  case letterLead = "calculator-next.letter-lead"
  case letterEmail = "calculator-next.letter-email"
  case letterButton = "calculator-next.letter-button"
  case letterSent = "calculator-next.letter-sent"
  case letterSubject = "calculator-next.letter-subject"
  case letterHello = "calculator-next.letter-hello"
  case letterLine = "calculator-next.letter-line"
  case letterEnd = "calculator-next.letter-end"
}

/// The sections below the result, in the form that holds the answers: each button sends them again.
struct CalculatorNext {
  let visit: Visit
  /// What became of a letter that was asked for.
  let letter: HTML

  private func say(_ key: CalculatorNextMessage) -> String { visit.say(key) }

  var html: HTML { why + letters }

  private var why: HTML {
    let count = MessageValue.integer(visit.library.questionnaire.questions.count - 1)
    let reasons = [
      visit.say(CalculatorNextMessage.whyCategories, ["count": count]), say(.whySuppliers), say(.whyTime),
    ]
    return Piece.section(
      say(.whyTitle), id: "account",
      """
      \(Piece.text(say(.whyLead)))<ul>\(reasons.map { "<li>\($0)</li>" as HTML })</ul>
      \(Piece.text(say(.whyRule)))\(account)
      """)
  }

  private var account: HTML {
    guard visit.site.configuration.isOpen || visit.person != nil else { return .empty }
    return """
      \(Piece.text(say(.accountLead)))<p class="actions">\
      <button class="button" formaction="/calculator/account">\(say(.accountButton))</button></p>
      """
  }

  private var letters: HTML {
    guard visit.site.outside.sendsLetters else { return .empty }
    let field = Field("email", say(.letterEmail), type: "email", value: visit.form["email"]).with {
      $0.isRequired = false
      $0.autocomplete = "email"
    }
    return Piece.section(
      say(.letterTitle), id: "letter",
      """
      \(letter)\(Piece.text(say(.letterLead)))\(field.html)<p class="actions">\
      <button class="button quiet" formaction="/calculator/letter#letter">\(say(.letterButton))</button></p>
      """)
  }
}
