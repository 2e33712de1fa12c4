import CanonicalJSON
import CarbonPricing
import Disclosure
import Foundation
import Quantities
import Testing
import Wording

@testable import UseCases

/// Reads the sheets of carbon pricing back: what each figure says, and what the JSON has at its place.
struct SheetReader {
  struct Figure {
    let pointer: String
    let form: SheetForm
    let words: String
  }

  let html: String

  /// Every marked figure, in the order of the page.
  var figures: [Figure] {
    html.matches(of: #/<span(?: class="n")? data-figure="([^"]*)" data-form="([^"]*)">([^<]*)</span>/#).compactMap {
      match in
      SheetForm(rawValue: String(match.3.isEmpty ? "" : match.2)).map {
        Figure(pointer: SheetReader.plain(String(match.1)), form: $0, words: SheetReader.plain(String(match.3)))
      }
    }
  }

  /// The warnings as they stand on the page, by place.
  var warnings: [String] {
    html.matches(of: #/<li data-warning="[0-9]+">([^<]*)</li>/#).map { SheetReader.plain(String($0.1)) }
  }

  /// What a reader sees that is no figure: without drawings, warnings, terms, sources and the line of the making.
  var restOfText: String {
    var text = html
    for part in [
      #/(?s)<head>.*?</head>/#, #/(?s)<svg.*?</svg>/#, #/(?s)<figcaption>.*?</figcaption>/#,
      #/(?s)<ul class="terms">.*?</ul>/#, #/(?s)<ul class="cautions">.*?</ul>/#, #/(?s)<p class="made">.*?</p>/#,
      #/(?s)<p class="source">.*?</p>/#, #/(?s)<span class="source">.*?</span>/#,
      #/(?s)<span[^>]*data-figure[^>]*>.*?</span>/#, #/<[^>]*>/#, #/CO2e/#, #/scopes? (?:1\+2\+3|1\+2|1)/#,
    ] as [Regex<Substring>] { text = text.replacing(part, with: " ") }
    return SheetReader.plain(text)
  }

  private static func plain(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
      $0.replacing($1.0, with: $1.1)
    }
  }
}

extension SheetForm {
  /// How a value of the JSON is written in this form; nil when it is no such value.
  ///
  /// Written anew from the digits of the JSON: it shares with the sheets no more than the number formats.
  func words(_ value: JSONValue, _ speaker: Speaker) -> String? {
    if value == .null { return "—" }
    let text = value.text ?? value.integer.map(String.init)
    guard let text else { return nil }
    if self == .text { return text }
    guard let number = Double(text) else { return nil }
    let style = speaker.numbers
    func fixed(_ value: Double, _ places: Int) -> String? {
      Rational(rounding: value, places: places).map { style.decimal($0.decimalText(places: places)) }
    }
    func euros(_ value: Double) -> String? {
      guard let exact = Rational(rounding: value, places: 2), let money = Money(euros: exact.decimalText(places: 2))
      else { return nil }
      return abs(value) < 100_000 ? style.euros(money) : style.wholeEuros(money)
    }
    func price(_ places: Int) -> String? {
      guard let amount = fixed(abs(number), places) else { return nil }
      let sign = number < 0 ? "\u{2212}" : ""
      return speaker.language == .fr ? "\(sign)\(amount)\u{202F}€/t" : "\(sign)€\(amount)/t"
    }
    switch self {
    case .euros: return euros(number)
    case .eurosApart: return euros(abs(number))
    case .wholeEuros: return Money(euros: text).map(style.wholeEuros)
    case .price: return price(2)
    case .finePrice: return price(3)
    case .roundPrice: return price(0)
    case .tonnes: return fixed(number, 1).map { "\($0) t" }
    case .carbon: return value.integer.map { style.carbon(CarbonMass(grams: $0)) }
    case .percent: return Rational(rounding: number, places: 9).map(style.percent)
    case .percentApart: return Rational(rounding: abs(number), places: 9).map(style.percent)
    case .tenths: return fixed(number, 1)
    case .hundredths: return fixed(number, 2)
    case .fine: return fixed(number, 4)
    case .whole: return fixed(number, 0)
    case .text: return text
    }
  }
}

/// A sheet with the JSON it repeats, and the warnings it must bear.
struct SheetSample {
  let html: String
  let json: JSONValue
  let warnings: [Diagnostic]

  /// A day that is there: 14 March 2026.
  static func day() throws -> SheetMaking { SheetMaking(on: try #require(CalendarDate(number: 2026_03_14))) }
}
