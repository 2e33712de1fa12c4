// Everything a program can ask for, in one table.

import CanonicalJSON
import HTTPTypes

enum Operations {
  /// All of them, in the order people read them.
  static let all: [ProgramOperation] =
    FirmOperations.all + LedgerOperations.all + BookOperations.all + SettingsOperations.all + ClosingOperations.all
    + InvoiceOperations.all + PublishedOperations.all + PricingOperations.all + [document]

  /// The table itself, as OpenAPI has it.
  private static let document = ProgramOperation.open(
    "openAPI", "/openapi.json", .openAPI, [.language], .document
  ) { (call) in .json(OpenAPI(site: call.site, language: call.language).json) }

  /// The methods an address has; none when there is no such address.
  static func methods(at address: String) -> [String] {
    let found = all.filter { $0.isAt(address) }.map(\.method.rawValue)
    return found + (found.contains("GET") ? ["HEAD"] : [])
  }
}
