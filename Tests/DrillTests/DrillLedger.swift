// Ledgers large enough that their import takes several transactions.

import Foundation

/// A FEC on the disk, the same for every seed, written once per run.
enum DrillLedger {
  /// The firms that drills import for.
  static let siren = "903456788"
  static let otherSIREN = "732829320"

  /// Lines of a file: several transactions of an import, small enough that many imports fit in a test run.
  static let lines = 6_000

  static let first = Result { try write(siren, revision: 0) }
  static let corrected = Result { try write(siren, revision: 1) }
  static let correctedAgain = Result { try write(siren, revision: 2) }
  static let other = Result { try write(otherSIREN, revision: 0) }
  /// One whose import takes a good while.
  static let long = Result { try write(siren, revision: 0, lines: 60_000) }

  /// Writes a ledger whose revisions differ in a few amounts.
  private static func write(_ siren: String, revision: Int, lines: Int = DrillLedger.lines) throws -> String {
    let file = try RunFolder.make().appending(path: "\(siren)FEC20241231.txt")
    try Data(text(revision: revision, lines: lines).utf8).write(to: file)
    return file.path
  }

  private static let columns =
    "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t"
    + "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise\r\n"

  private static let expenses = [
    ("60110000", "Bois"), ("60630000", "Fournitures"), ("61520000", "Entretien"), ("62410000", "Transports"),
  ]

  private static func text(revision: Int, lines: Int) -> String {
    var numbers = SeededNumbers(20_241_231)
    var text = columns
    for entry in 1...(lines / 3) {
      let (account, name) = expenses[Int(numbers.next() % 4)]
      var net = Int(numbers.next() % 900_000) + 5
      if entry % 300 == 0 { net += revision }
      let supplier = numbers.next() % 90
      let month = 1 + (entry - 1) * 12 / (lines / 3)
      let day = "2024\(month < 10 ? "0" : "")\(month)15"
      let head = "AC\tAchats\t\(entry)\t\(day)\t"
      let tail = "\tFA\(entry)\t\(day)\tLivraison \(entry)\t"
      let end = "\t\t\t\(day)\t\t\r\n"
      text += "\(head)\(account)\t\(name)\t\t\(tail)\(euros(net))\t0,00\(end)"
      text += "\(head)44566000\tTVA\t\t\(tail)\(euros(net / 5))\t0,00\(end)"
      text +=
        "\(head)40100000\tFournisseurs\tF\(supplier)\tScierie \(supplier)\(tail)0,00\t\(euros(net + net / 5))\(end)"
    }
    return text
  }

  private static func euros(_ cents: Int) -> String {
    "\(cents / 100),\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
  }
}
