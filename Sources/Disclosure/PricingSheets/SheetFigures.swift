// The figures of a sheet, each with the place in the JSON result that it repeats: a reader can go back, a test can compare.

import CarbonPricing
import Markup
import Quantities
import Wording

/// How a figure is written.
public enum SheetForm: String, Sendable, CaseIterable {
  /// Euros: whole, with two decimals under a hundred thousand.
  case euros
  /// The same without its sign, where words say which way it goes.
  case eurosApart = "euros-apart"
  /// Whole euros.
  case wholeEuros = "whole-euros"
  /// Euros per tonne, two decimals.
  case price
  /// Euros per tonne, three decimals.
  case finePrice = "fine-price"
  /// Euros per tonne, none.
  case roundPrice = "round-price"
  /// Tonnes, one decimal.
  case tonnes
  /// A mass of CO2e in grams.
  case carbon
  /// A share.
  case percent
  /// The same without its sign.
  case percentApart = "percent-apart"
  /// One decimal.
  case tenths
  /// Two decimals.
  case hundredths
  /// Four decimals.
  case fine
  /// A whole number.
  case whole
  /// A year, or a text as it was given.
  case text
}

/// Writes figures and marks each with its JSON pointer (RFC 6901).
struct SheetFigures: Sendable {
  let speaker: Speaker

  /// A figure stays on one line; a name may go on to the next.
  private func mark(_ form: SheetForm, _ pointer: String, _ words: String) -> HTML {
    """
    <span\(form == .text ? .empty : " class=\"n\"" as HTML) data-figure="\(pointer)" data-form="\(form.rawValue)">\(words)</span>
    """
  }

  private func mark(_ form: SheetForm, _ pointer: String, _ value: Double?, _ write: (Double) -> String) -> HTML {
    mark(form, pointer, value.map(write) ?? "—")
  }

  func euros(_ value: Double, _ pointer: String) -> HTML { mark(.euros, pointer, speaker.euros(value)) }
  func eurosApart(_ value: Double, _ pointer: String) -> HTML {
    mark(.eurosApart, pointer, speaker.euros(abs(value)))
  }
  func euros(_ value: Money, _ pointer: String) -> HTML {
    mark(.wholeEuros, pointer, speaker.numbers.wholeEuros(value))
  }
  func price(_ value: Double?, _ pointer: String) -> HTML {
    mark(.price, pointer, value) { speaker.pricePerTonne($0) }
  }
  func finePrice(_ value: Double?, _ pointer: String) -> HTML {
    mark(.finePrice, pointer, value) { speaker.pricePerTonne($0, 3) }
  }
  func roundPrice(_ value: Double?, _ pointer: String) -> HTML {
    mark(.roundPrice, pointer, value) { speaker.pricePerTonne($0, 0) }
  }
  func tonnes(_ value: Double, _ pointer: String) -> HTML { mark(.tonnes, pointer, speaker.tonnes(value)) }
  func carbon(_ value: CarbonMass, _ pointer: String) -> HTML {
    mark(.carbon, pointer, speaker.numbers.carbon(value))
  }
  func percent(_ value: Double?, _ pointer: String) -> HTML { mark(.percent, pointer, speaker.rate(value)) }
  func percent(_ value: Rational?, _ pointer: String) -> HTML { mark(.percent, pointer, speaker.rate(value)) }
  func percentApart(_ value: Rational, _ pointer: String) -> HTML {
    mark(.percentApart, pointer, speaker.rate(abs(value.approximate)))
  }
  func tenths(_ value: Double?, _ pointer: String) -> HTML { mark(.tenths, pointer, value) { speaker.number($0, 1) } }
  func hundredths(_ value: Double?, _ pointer: String) -> HTML {
    mark(.hundredths, pointer, value) { speaker.number($0, 2) }
  }
  func fine(_ value: Double?, _ pointer: String) -> HTML { mark(.fine, pointer, value) { speaker.number($0, 4) } }
  func whole(_ value: Int, _ pointer: String) -> HTML {
    mark(.whole, pointer, speaker.numbers.integer(Int64(value)))
  }
  func year(_ value: Int, _ pointer: String) -> HTML { mark(.text, pointer, String(value)) }
  func text(_ value: String, _ pointer: String) -> HTML { mark(.text, pointer, value) }
}

extension SheetFigures {
  /// A sentence of the catalogue, with the spaces that paper wants: French marks do not part from their words.
  func words(_ key: some MessageKey, _ values: [String: MessageValue] = [:]) -> String {
    words(Message(key, values))
  }

  /// The same for a message.
  func words(_ message: Message) -> String {
    let said = speaker.say(message)
    guard speaker.language == .fr else { return said }
    let narrow = "\u{202F}"
    return [" ?", " !", " ;", " :", " »"].reduce(said.replacing("« ", with: "«" + narrow)) { text, mark in
      text.replacing(mark, with: narrow + mark.dropFirst())
    }
  }

  /// The same as markup.
  func say(_ key: some MessageKey) -> HTML { HTML(escaping: words(key)) }

  /// A sentence of the catalogue whose values are markup.
  ///
  /// The catalogue fills texts; each value goes through it as a private character that no name may hold here.
  ///
  /// - Parameter counts: values that words agree with, and that are figures of no other place.
  func say(
    _ key: some MessageKey, _ values: [String: HTML], counting counts: [String: MessageValue] = [:]
  ) -> HTML {
    let names = values.keys.sorted()
    var holders = counts
    for (place, name) in names.enumerated() {
      holders[name] = .text(String(UnicodeScalar(UInt16(0xE000 + place)).map(Character.init) ?? " "))
    }
    let pieces = words(key, holders).unicodeScalars.map { scalar -> HTML in
      let place = Int(scalar.value) - 0xE000
      guard names.indices.contains(place) else { return HTML(escaping: String(Character(scalar))) }
      return values[names[place]] ?? .empty
    }
    return HTML(pieces)
  }

  /// A perimeter: `scope 1`, `scopes 1+2`.
  func scopes(_ perimeter: Perimeter) -> HTML {
    say(
      perimeter == .scope1 ? PricingSheetWord.scope : .scopes, ["perimeter": HTML(escaping: perimeter.rawValue)])
  }

  /// That rows were left out, and where they are.
  func more(_ count: Int) -> HTML {
    HTML(escaping: words(PricingSheetWord.more, ["count": .integer(count)]))
  }
}
