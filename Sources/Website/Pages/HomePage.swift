// What a newcomer sees first.

import Markup
import Quantities
import UseCases

/// Words of the first page; texts in `home.yaml`.
public enum HomeMessage: String, MessageKey {
  case title = "home.title"
  case lead = "home.lead"
  case start = "home.start"
  case tryFirst = "home.try"
  case stepOneTitle = "home.step-one-title"
  case stepOne = "home.step-one"
  case stepTwoTitle = "home.step-two-title"
  case stepTwo = "home.step-two"
  case stepThreeTitle = "home.step-three-title"
  case stepThree = "home.step-three"
  case whyTitle = "home.why-title"
  case why = "home.why"
  case checkTitle = "home.check-title"
  case checkLead = "home.check-lead"
  case checkLabel = "home.check-label"
  case checkButton = "home.check-button"
}

enum HomePage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    let start: HTML =
      visit.person != nil
      ? Piece.button(LinkPath("/firms"), visit.say(WebsiteMessage.firms))
      : visit.site.configuration.isOpen
        ? Piece.button(LinkPath("/signup"), visit.say(HomeMessage.start))
        : Piece.button(LinkPath("/login"), visit.say(WebsiteMessage.signIn))
    let steps: [(HomeMessage, HomeMessage)] = [
      (.stepOneTitle, .stepOne), (.stepTwoTitle, .stepTwo), (.stepThreeTitle, .stepThree),
    ]
    let content: HTML = """
      <div class="hero"><h1>\(visit.say(HomeMessage.title))</h1><p class="lead">\(visit.say(HomeMessage.lead))</p>
      <p class="actions">\(start) \(Piece.button(LinkPath("/calculator"), visit.say(HomeMessage.tryFirst), class: "quiet"))</p>
      \(picture)</div>
      <ol class="promise">\(steps.map { "<li><h2>\(visit.say($0.0))</h2><p>\(visit.say($0.1))</p></li>" as HTML })</ol>
      \(Piece.section(visit.say(HomeMessage.whyTitle), Piece.text(visit.say(HomeMessage.why))))
      \(Piece.section(visit.say(HomeMessage.checkTitle), check(visit)))
      """
    return visit.page(visit.say(HomeMessage.title), content)
  }

  private static func check(_ visit: Visit) -> HTML {
    let field = Field("siren", visit.say(HomeMessage.checkLabel)).with {
      $0.most = 200
    }
    return """
      \(Piece.text(visit.say(HomeMessage.checkLead)))
      <form method="get" action="/check" class="row">\(field.html)\(Field.submit(visit.say(HomeMessage.checkButton), class: "quiet"))</form>
      """
  }

  /// Invoices in a row, and the wake between them.
  private static let picture: HTML = """
    <svg class="journey" viewBox="0 0 640 150" aria-hidden="true" focusable="false">\
    <path class="water" d="M0 112c80-20 120 20 200 0s120-20 200 0 160 16 240-6"/>\
    <path class="water faint" d="M0 128c80-20 120 20 200 0s120-20 200 0 160 16 240-6"/>\
    <g class="sheet"><rect x="56" y="26" width="66" height="84" rx="4"/><path d="M68 44h30M68 56h42M68 68h42"/><circle cx="104" cy="92" r="8"/></g>\
    <g class="sheet"><rect x="280" y="16" width="66" height="84" rx="4"/><path d="M292 34h30M292 46h42M292 58h42"/><circle cx="326" cy="80" r="11"/></g>\
    <g class="sheet"><rect x="504" y="26" width="66" height="84" rx="4"/><path d="M516 44h30M516 56h42M516 68h42"/><circle cx="548" cy="86" r="15"/></g>\
    <path class="flow" d="M112 92c60 26 120 10 203-10M337 82c60 24 110 22 196 6"/></svg>
    """
}
