// The calculator's result as a letter to whoever computed it. Nothing of it is kept, and nothing that somebody typed in words
// goes to an address that may be another's.

import CarbonAccounting
import Identity
import Mail
import Quantities
import UseCases
import Wording

/// Sends a result to one address.
struct CalculatorLetter {
  let visit: Visit
  let books: CarbonBooks

  /// Letters to one address in a day: nobody's mailbox is filled by others.
  private static let (most, seconds): (Int, Int64) = (3, 24 * 3600)

  /// Hands the letter on to be sent.
  ///
  /// - Throws: `mail.address-wrong`; `request.too-often`; `storage.not-found` where no letters are sent.
  func send(to typed: String) throws(Refusal) {
    guard visit.site.outside.sendsLetters, let account = books.accounts.first,
      let factor = try? account.closingFactor()
    else { throw Refusal(Diagnostic(.error, RequestMessage.notFound)) }
    let address = try MailAddress(typed)
    let subject = "calculator-letter-to:\(Fingerprint.sha256(typed.lowercased()))"
    guard
      visit.site.memoryLimits.take(
        subject, limit: CalculatorLetter.most, window: CalculatorLetter.seconds, at: visit.now)
    else { throw PeopleLimit.refusal(after: CalculatorLetter.seconds) }
    let letter = try Letter(
      to: address,
      subject: visit.say(
        CalculatorNextMessage.letterSubject,
        ["factor": .text(visit.numbers.decimal(factor.gramsText)), "year": .text(account.year.label)]),
      text: text(account, factor), language: visit.speaker.language.rawValue)
    visit.site.outside.post(id: visit.site.secret().text.filter { $0 != "_" }, at: visit.now) { letter }
  }

  private func text(_ account: ProductAccount, _ factor: CarbonIntensity) -> String {
    let table = CalculatorRow.all(of: account, books, visit).map { row in
      visit.say(
        CalculatorNextMessage.letterLine,
        ["what": .text(row.name), "carbon": .text(visit.numbers.kilograms(row.carbon))])
    }
    let link = MessageValue.text("\(visit.site.configuration.publicURL)/calculator")
    return [
      visit.say(CalculatorNextMessage.letterHello), CalculatorResult.sentence(account, factor, visit),
      table.joined(separator: "\n"), visit.say(CalculatorNextMessage.whyRule),
      visit.say(CalculatorNextMessage.letterEnd, ["link": link]),
    ].joined(separator: "\n\n") + "\n"
  }
}
