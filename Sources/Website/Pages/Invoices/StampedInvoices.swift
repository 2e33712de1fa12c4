// Invoices with carbon on them, on their way back: one as it is, several in an archive, with the reasons of those left out.

import Archives
import Foundation
import InvoiceUseCases
import Invoicing
import Quantities
import Storage
import UseCases
import Wording

/// Stamps what came in and packs what goes out.
struct StampedInvoices {
  /// A file that goes back.
  struct File {
    /// Its name, without folders.
    let name: String
    let bytes: [UInt8]
  }

  private(set) var received: ReceivedInvoices
  private(set) var files: [File] = []

  /// The most an archive holds: every invoice and the list of refusals.
  private static let limits = ZipLimits(entries: InvoiceFiles.limit + 1)

  /// The most bytes that go back at one time.
  private static let mostBytes = 128 << 20

  init(_ received: ReceivedInvoices) { self.received = received }

  /// Stamps every invoice; one that is refused does not stop the others.
  mutating func run(_ accounts: InvoiceAccounts, _ wanted: InvoiceAccounts.Wanted, _ visit: FirmVisit) {
    var bytes = 0
    for file in received.files {
      do throws(Refusal) {
        guard bytes < StampedInvoices.mostBytes else { throw ReceivedInvoices.tooMuch }
        let stamped = try accounts.stamp(
          file.bytes(), wanted, link: { PublicAccountPage.url($0, visit.site) }, catalogue: visit.library.catalogue,
          at: visit.now)
        bytes += stamped.bytes.count
        files.append(File(name: file.lastName, bytes: stamped.bytes))
      } catch { received.refuse(file.name, error) }
    }
  }

  /// The file to be kept.
  func answer(_ visit: FirmVisit) throws(Refusal) -> Answer {
    if files.count == 1, received.refused.isEmpty, let file = files.first {
      let (stem, ending) = StampedInvoices.parts(file.name)
      return .file(file.bytes, type: StampedInvoices.type(of: file.bytes), name: "\(stem)-carbon\(ending)")
    }
    var entries = named()
    if !received.refused.isEmpty {
      entries.append(ZipArchive.Entry(name: visit.say(StampPageMessage.refusals), text: refusals(visit)))
    }
    let archive = try ZipArchive(entries, limits: StampedInvoices.limits)
    let name = DownloadName.of(.invoices, siren: visit.profile.siren, year: "", "zip")
    return .file(archive.bytes, type: "application/zip", name: name)
  }

  /// What the bytes of an invoice are.
  static func type(of bytes: [UInt8]) -> String {
    InvoiceReader.isPDF(bytes) ? "application/pdf" : "application/xml"
  }

  /// The files with names that unpack anywhere: one of two that are called alike is numbered.
  private func named() -> [ZipArchive.Entry] {
    var taken: Set<String> = []
    return files.map { file in
      let (stem, ending) = StampedInvoices.parts(file.name)
      let short = StampedInvoices.plain(stem)
      var name = short + ending
      var number = 1
      while !taken.insert(name.precomposedStringWithCanonicalMapping.lowercased()).inserted {
        number += 1
        name = "\(short)-\(number)\(ending)"
      }
      return ZipArchive.Entry(name: name, bytes: file.bytes)
    }
  }

  /// A name that every system takes: no sign of paths or commands, no control character, short enough.
  private static func plain(_ stem: String) -> String {
    var name = ""
    for letter in stem where !"\\/:*?\"<>|\u{FFFD}".contains(letter) {
      guard !letter.unicodeScalars.contains(where: \.isControl) else { continue }
      guard name.utf8.count + letter.utf8.count <= 150, name.count < 50 else { break }
      name.append(letter)
    }
    return name.allSatisfy { $0 == "." || $0 == " " } ? "invoice" : name
  }

  /// A name and its ending with the point.
  private static func parts(_ name: String) -> (stem: String, ending: String) {
    let lower = name.lowercased()
    guard lower.hasSuffix(".xml") || lower.hasSuffix(".pdf") else { return (name, "") }
    return (String(name.dropLast(4)), String(name.suffix(4)))
  }

  /// The refusals as a text that any machine shows.
  private func refusals(_ visit: FirmVisit) -> String {
    let lines = received.refused.map { refused in
      visit.say(
        StampPageMessage.refusalsLine,
        [
          "place": .text([refused.file, refused.field].compactMap(\.self).joined(separator: ", ")),
          "reason": .message(refused.message), "remedy": .text(visit.speaker.remedy(for: refused.message)),
        ])
    }
    return ([visit.say(StampPageMessage.refusalsHead), ""] + lines).joined(separator: "\r\n") + "\r\n"
  }
}
