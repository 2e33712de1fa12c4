// Activities with an account of their own, and what goes with them: for firms that do several things, resell, plan a
// budget, or transmitted during the year. A simple firm never comes here.

import CarbonAccounting
import Markup
import Quantities
import ReferenceData
import Storage
import UseCases

enum ActivitiesPage {
  static func show(_ visit: FirmVisit) throws(Refusal) -> Answer { try page(visit, nil, .empty) }

  /// Every form of the page: `what` says which.
  static func send(_ visit: FirmVisit) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    do throws(Refusal) {
      if visit.form["what"] == "add", case .several(let branches) = try ActivityQuestion.found(visit) {
        return try page(visit, nil, ActivityQuestion.choices(branches, visit))
      }
      let edits = try ActivityEdits(desk).edits()
      guard !edits.isEmpty else { return .redirect(desk.path("/activities")) }
      return try desk.change(edits).leading(to: desk.path("/activities"))
    } catch { return try page(visit, error, .empty) }
  }

  private static func page(_ visit: FirmVisit, _ refusal: Refusal?, _ choices: HTML) throws(Refusal) -> Answer {
    let desk = try YearDesk(visit)
    if let detour = desk.detour { return detour }
    let production = try CurrentBooks.of(desk.year, visit).production
    let forms = ActivityForms(desk: desk)
    let content: HTML = """
      <p><a href="\(desk.path("/account"))">\(visit.say(ActivitiesMessage.back))</a></p>
      \(Piece.heading(visit.say(ActivitiesMessage.title), visit.say(ActivitiesMessage.lead)))
      \(visit.errors(refusal))\(YearChange.notice(visit, now: production))
      \(forms.list)\(forms.addition(choices))\(KeyForms(desk: desk).html)
      \(OutlookForms(desk: desk).html)
      """
    return visit.yearPage(
      visit.say(ActivitiesMessage.title), nil, desk.year, reached: desk.reached, content,
      status: refusal == nil ? 200 : 422)
  }
}
