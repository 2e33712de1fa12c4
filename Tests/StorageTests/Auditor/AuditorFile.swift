import Accounting
import CarbonAccounting
import Foundation
import Quantities

/// A small ledger file, with what the reader makes of it.
struct AuditorFile: Sendable, CustomStringConvertible {
  let name: String
  let bytes: [UInt8]
  let sha256: String
  /// Nil when it is refused.
  let ledger: Ledger?
  let diagnostics: [Diagnostic]

  init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    sha256 = Fingerprint.sha256(bytes)
    do throws(Refusal) {
      let read = try FECReader.read(bytes, name: LedgerFileName(name))
      ledger = read.ledger
      diagnostics = read.diagnostics.map { $0.inFile(name) }
    } catch {
      ledger = nil
      diagnostics = error.diagnostics.map { $0.inFile(name) }
    }
  }

  var description: String { name }

  /// Debit and credit in cents by account, in the order of bytes.
  var balances: [(account: String, debit: Int64, credit: Int64)] {
    var sums: [String: (Int64, Int64)] = [:]
    for line in ledger?.lines ?? [] {
      sums[line.account, default: (0, 0)].0 += line.debit.cents
      sums[line.account, default: (0, 0)].1 += line.credit.cents
    }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value.0, $0.value.1) }
  }

  /// What identifies each entry, and what of it may change.
  var entries: [String: String] {
    var entries: [String: String] = [:]
    guard let ledger else { return entries }
    for entry in ledger.entries {
      let lines = ledger.lines(of: entry)
      let total = lines.map(\.debit).total()
      entries["\(entry.journal) \(entry.number)"] = "\(entry.date.iso) \(total.decimalText) \(lines.count)"
    }
    return entries
  }
}

/// The files of a sequence: whole years in two versions, years that end in June or are cut short, and bad ones.
enum AuditorFiles {
  static func pool(_ random: inout SeededGenerator) -> [AuditorFile] {
    var files: [AuditorFile] = []
    for year in 2022...2025 {
      for version in 1...3 {
        files.append(file("\(year)-\(version)", from: (year, 1), to: (year, 12), &random))
      }
    }
    files.append(file("732829320FEC20231231.txt", from: (2023, 1), to: (2023, 12), &random))
    files.append(file("june", from: (2023, 7), to: (2024, 6), &random))
    files.append(file("short", from: (2023, 1), to: (2023, 11), &random))
    files.append(file("long", from: (2024, 1), to: (2025, 1), &random))
    files.append(AuditorFile(name: "empty.txt", bytes: []))
    files.append(AuditorFile(name: "noise.txt", bytes: Array("not a ledger\n".utf8)))
    files.append(file("unbalanced", from: (2024, 1), to: (2024, 12), isBalanced: false, &random))
    return files
  }

  private static let header = """
    JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|\
    EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise

    """

  private static func file(
    _ name: String, from first: (Int, Int), to last: (Int, Int), isBalanced: Bool = true,
    _ random: inout SeededGenerator
  ) -> AuditorFile {
    var text = header
    let accounts = ["6061", "6063", "6251", "607", "604"]
    var days = [day(first), day(first), day(last)]
    if Bool.random(using: &random) { days.insert(day(first), at: 1) }
    for (position, day) in days.enumerated() {
      let account = accounts.randomElement(using: &random) ?? "6061"
      let cents = Int.random(in: 1...99_999, using: &random)
      // Numbers are left out at random, so that versions of a year add and remove entries.
      let number = position * 2 + Int.random(in: 1...2, using: &random)
      let label = ["Gazole", "Électricité", "Me\u{301}tre\u{301}", ""].randomElement(using: &random) ?? ""
      let amount = "\(cents / 100),\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
      let shared = "AC|Achats|\(number)|\(day)"
      text += "\(shared)|\(account)|Compte \(account)|||F\(position)|\(day)|\(label)|\(amount)|0,00|||\(day)||\n"
      let credit = isBalanced ? amount : "0,01"
      text += "\(shared)|401|Fournisseurs|S\(position)|Fournisseur|F\(position)|\(day)|\(label)|0,00|\(credit)"
      text += "|||\(day)||\n"
    }
    return AuditorFile(name: name, bytes: Array(text.utf8))
  }

  private static func day(_ month: (Int, Int)) -> String { "\(month.0)\(month.1 < 10 ? "0" : "")\(month.1)15" }
}
