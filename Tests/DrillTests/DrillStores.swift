// Stores that drills begin with: made once by the program itself, copied for each seed.

import Databases
import Foundation
import Storage
import TestSupport

/// What is in a store before a drill.
enum DrillStores {
  /// One firm without a ledger, and another.
  static let firms = TestTemplate { try addFirms($0) }

  /// The same with a ledger in force.
  static let imported = TestTemplate { address in
    try addFirms(address)
    try Program.succeed(["import", try DrillLedger.first.get(), "--database", address.typed])
  }

  /// The joinery of the demonstration: 2023 closed, the books of 2024 kept and ready to close; and the other firm.
  static let joinery = TestTemplate { address in
    let folder = try RunFolder.make()
    try Program.succeed(["demo", folder.path])
    let files = folder.appending(path: "joinery")
    let database = ["--database", address.typed]
    try addFirms(address)
    for year in ["2023", "2024"] {
      try Program.succeed(["import", files.appending(path: "732829320FEC\(year)1231.txt").path] + database)
      try Program.succeed(
        ["account", "--year", year, "--firm", files.appending(path: "firm-\(year).yaml").path] + firm + database)
      if year == "2023" { try Program.succeed(["close", "--year", year, "--on", "2024-03-31"] + firm + database) }
    }
  }

  /// The command that closes the joinery's year.
  static let closing = ["close", "--year", "2024", "--on", "2025-03-31"] + firm

  private static let firm = ["--organisation", DrillLedger.otherSIREN]

  /// Adds the firms that ledgers are imported for.
  static func addFirms(_ address: DatabaseAddress) throws {
    let database = ["--database", address.typed]
    try Program.succeed(["organisation", "add", "Ébénisterie du Bocage", "--siren", DrillLedger.siren] + database)
    try Program.succeed(["organisation", "add", "Menuiserie Martin", "--siren", DrillLedger.otherSIREN] + database)
  }
}
