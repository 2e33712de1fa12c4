import Quantities

@testable import Invoicing

/// A stamp of the joinery, and what it makes.
enum Stamps {
  static let moment = Timestamp(milliseconds: 1_720_000_000_000)

  static func joinery(_ grams: String = "512.375", limits: InvoiceLimits = InvoiceLimits()) throws -> InvoiceStamp {
    try InvoiceStamp(
      factor: CarbonIntensity(grams: grams) ?? .zero, account: "joinery", year: "2023", isClosed: true,
      link: "https://sillage.example/c/ab?x=1&y=2", seal: String(repeating: "0f", count: 32), limits: limits)
  }

  static func stamp(_ bytes: [UInt8], _ grams: String = "512.375") throws -> InvoiceStamp.Stamped {
    try joinery(grams).stamp(bytes, at: moment) { _, content in "Contenu carbone : \(content.grams) g <CO2e> & plus." }
  }
}
