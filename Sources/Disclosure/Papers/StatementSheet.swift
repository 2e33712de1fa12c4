// The statement of carbon content as a sheet of paper: a document of its own, styled for print, in two languages.

import CanonicalJSON
import CarbonAccounting
import Markup
import Quantities
import Wording

/// One A4 sheet that states a sealed account, to hand to customers.
public struct StatementSheet: Sendable {
  /// The firm's name.
  public let firm: String
  /// What the activity is called.
  public let activity: String
  /// The sealed account.
  public let sealed: SealedAccounts.Sealed
  /// Where it can be checked; nil where it is not published.
  public let link: String?

  /// A sheet.
  public init(firm: String, activity: String, sealed: SealedAccounts.Sealed, link: String?) {
    self.firm = firm
    self.activity = activity
    self.sealed = sealed
    self.link = link
  }

  /// The sheet as an HTML document that asks for nothing from elsewhere; nil when the account is not one of ours.
  ///
  /// - Parameters:
  ///   - first: the language at the top.
  ///   - second: the language below.
  /// - Throws: a refusal when the link does not fit a QR code.
  public func html(_ first: Speaker, _ second: Speaker) throws(Refusal) -> HTML? {
    guard let statement = InvoiceStatement(sealed: sealed.account, link: link) else { return nil }
    let code = try link.map { link throws(Refusal) in try QRCode("https://" + link) }
    let drawing: HTML? = code.map {
      "<svg class=\"qr\" viewBox=\"0 0 \($0.side) \($0.side)\" shape-rendering=\"crispEdges\"><path d=\"\($0.path)\"/></svg>"
    }
    return """
      <!doctype html><html lang="\(first.language.rawValue)"><head><meta charset="utf-8">
      <title>\(first.say(TransmissionMessage.sheetTitle)) — \(firm) — \(statement.year)</title>
      <style>\(StatementSheet.style)</style></head><body>
      <header><p class="firm">\(firm)</p>\(drawing)</header>
      \(part(statement, first, isFirst: true))
      <section lang="\(second.language.rawValue)">\(part(statement, second, isFirst: false))</section>
      </body></html>
      """
  }

  private func part(_ statement: InvoiceStatement, _ speaker: Speaker, isFirst: Bool) -> HTML {
    let account = sealed.account
    func row(_ key: TransmissionMessage, _ value: String) -> HTML {
      "<tr><th scope=\"row\">\(speaker.say(key))</th><td>\(value)</td></tr>"
    }
    let title = speaker.say(TransmissionMessage.sheetTitle)
    let grams = account["production_g"]?.integer ?? 0
    let revenue = account["revenue_eur"]?.text.flatMap { Money(euros: $0) } ?? .zero
    let closed = account["closed_on"]?.text.flatMap { CalendarDate($0) }.map(speaker.numbers.date) ?? ""
    let siren = account["siren"]?.text ?? ""
    let key = sealed.seal.signature?.fingerprint ?? speaker.say(TransmissionMessage.sheetUnsigned)
    return """
      \(isFirst ? "<h1>\(title)</h1>" : "<h2>\(title)</h2>")
      <p class="quote"><span>\(speaker.say(statement.rule))</span>\(speaker.say(statement.sentence))</p>
      <table>\(siren.isEmpty ? .empty : "<tr><th scope=\"row\">SIREN</th><td>\(siren)</td></tr>")
      \(row(.sheetAccount, "\(activity) · NAF \(account["activity"]?["naf"]?.text ?? "")"))
      \(row(.sheetYear, statement.year))
      \(row(.sheetClosedOn, closed))
      \(row(.sheetProduction, speaker.numbers.carbon(CarbonMass(grams: grams))))
      \(row(statement.baseName, speaker.numbers.euros(revenue)))
      \(row(.sheetFactor, speaker.say(statement.factorText)))
      \(isFirst ? row(.sheetSeal, sealed.seal.sha256) : .empty)
      \(isFirst ? row(.sheetKey, key) : .empty)</table>
      <p class="small">\(speaker.say(TransmissionMessage.sheetBase))</p>
      """
  }

  private static let style: HTML = """
    @page { size: A4; margin: 14mm 20mm; }
    body { font: 9pt/1.4 "Inter", "Helvetica", "Arial", sans-serif; color: #14272d; margin: 0; }
    h1, h2, .firm { font-family: "Palatino Linotype", "Palatino", "Georgia", serif; }
    h1 { font-size: 18pt; margin: 0 0 4mm; } h2 { font-size: 12pt; margin: 0 0 3mm; }
    header { display: flex; justify-content: space-between; align-items: flex-start; min-height: 26mm; }
    .firm { font-size: 14pt; font-weight: bold; margin: 0; }
    .qr { width: 28mm; height: 28mm; }
    .quote { border-left: 1.2mm solid #a8480f; background: #fbeee2; padding: 2.5mm 4mm; font-size: 11pt; margin: 0 0 4mm; }
    .quote span { display: block; font-size: 8.5pt; margin-bottom: 1mm; color: #4a5f66; }
    table { border-collapse: collapse; width: 100%; margin-bottom: 3mm; }
    th, td { text-align: left; padding: .8mm 0; border-bottom: .2mm solid #d9d6cb; vertical-align: top; font-weight: normal; }
    th { color: #4a5f66; width: 52mm; } td { word-break: break-all; }
    .small { font-size: 8pt; color: #4a5f66; margin: 0 0 2mm; }
    section { margin-top: 5mm; border-top: .4mm solid #0b4f5c; padding-top: 4mm; }
    """
}
