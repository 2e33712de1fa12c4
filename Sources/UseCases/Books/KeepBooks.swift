import Accounting
import CanonicalJSON
import CarbonAccounting
import Crypto
import Foundation
import Quantities
import ReferenceData

/// The main job: a ledger and what the firm says beside it, in; the carbon books, out.
public struct KeepBooks: Sendable {
  /// What the person asked for on top of firm.yaml.
  public struct Request: Sendable {
    /// The FEC.
    public var ledger: String
    /// firm.yaml; nil for a first look.
    public var firm: String?
    /// A NAF code or words, for a first look without firm.yaml.
    public var activity: String?
    /// Last year's sealed accounts.
    public var opening: String?
    /// Counts quantities read in labels.
    public var acceptsLabels = false
    /// Makes a budget.
    public var isBudget = false

    /// A request about a FEC.
    public init(ledger: String) { self.ledger = ledger }

    /// The paths that are read, which nothing may be written over.
    public var inputs: [String] { [ledger, firm, opening].compactMap(\.self) }
  }

  /// What came out.
  public struct Result: Sendable {
    /// The name to print: the firm's, else the file's.
    public let title: String
    /// The ledger that was read.
    public let ledger: LedgerFile
    /// The carbon books.
    public let books: CarbonBooks
    /// Last year's accounts by activity, empty for a first year.
    public let opening: [String: OpeningAccount]
  }

  let library: Library

  /// The job, with what Sillage knows.
  public init(_ library: Library) { self.library = library }

  /// Reads the files and keeps the books.
  ///
  /// - Throws: a refusal that names file, line, field, cause and remedy.
  public func run(_ request: Request) throws(Refusal) -> Result {
    let firm = try firmFile(request)
    var settings: FirmSettings
    if let firm {
      settings = try withContents(firm, request)
    } else {
      settings = FirmSettings(activities: try firstLook(request))
    }
    if let activity = request.activity, firm != nil {
      let branch = try BranchFinder(library.branches).find(activity)
      settings.activities[0] = settings.activities[0].inBranch(branch.code)
    }
    settings.acceptsLabels = settings.acceptsLabels || request.acceptsLabels
    settings.isBudget = settings.isBudget || request.isBudget
    let ledger = try LedgerFile(path: request.ledger)
    try check(firm, ledger, request)
    let opening = try self.opening(request)
    let reference = try library.reference(for: settings)
    do {
      let books = try CarbonBooks.keep(
        ledger.ledger, settings: settings, library: reference, opening: opening)
      let title = firm?.name ?? ledger.parsedName?.siren ?? ledger.name
      return Result(title: title, ledger: ledger, books: books, opening: opening)
    } catch {
      throw placed(error, request)
    }
  }

  /// The settings of one firm are not put over the ledger of another.
  private func check(_ firm: FirmFile?, _ ledger: LedgerFile, _ request: Request) throws(Refusal) {
    guard let named = firm?.siren, let own = ledger.parsedName?.siren, named != own else { return }
    throw Refusal(
      Diagnostic(
        .error, UseCaseMessage.settingsSIREN,
        ["siren": .text(named), "name": .text(InputFile(path: request.ledger).name), "own": .text(own)],
        field: "firm.siren")
    ).inFile(InputFile(path: request.firm ?? "").name)
  }

  private func firmFile(_ request: Request) throws(Refusal) -> FirmFile? {
    guard let path = request.firm else { return nil }
    let file = InputFile(path: path)
    do { return try FirmFile(text: try file.text()) } catch { throw error.inFile(file.name) }
  }

  /// The settings with the supplier contents of the CSV files that firm.yaml names.
  private func withContents(_ firm: FirmFile, _ request: Request) throws(Refusal) -> FirmSettings {
    var settings = firm.settings
    let folder = URL(filePath: request.firm ?? "").deletingLastPathComponent()
    for path in firm.contentFiles {
      let file = InputFile(path: path.hasPrefix("/") ? path : folder.appending(path: path).path)
      do { settings.supplierContents += try SupplierContentFile.read(try file.bytes(limit: 16_000_000)) } catch {
        throw error.inFile(file.name)
      }
    }
    return settings
  }

  private func firstLook(_ request: Request) throws(Refusal) -> [Activity] {
    guard let text = request.activity else { throw Refusal(Diagnostic(.error, CarbonMessage.activityMissing)) }
    return [Activity(firstLook: try BranchFinder(library.branches).find(text))]
  }

  private func opening(_ request: Request) throws(Refusal) -> [String: OpeningAccount] {
    guard let path = request.opening else { return [:] }
    let file = InputFile(path: path)
    do { return try SealedAccounts(parsing: try file.bytes(limit: 16_000_000)).openings() } catch {
      throw error.inFile(file.name)
    }
  }

  /// A refusal by the domain speaks of a line of the ledger or a key of firm.yaml: it gets the right file's name.
  private func placed(_ refusal: Refusal, _ request: Request) -> Refusal {
    Refusal(
      refusal.diagnostics.map { diagnostic in
        let path =
          diagnostic.line != nil ? request.ledger : diagnostic.field == "opening" ? request.opening : request.firm
        return path.map { diagnostic.inFile(InputFile(path: $0).name) } ?? diagnostic
      })
  }
}

extension Activity {
  /// The only activity of a firm of which nothing but its branch is known.
  init(firstLook branch: Branch) { self.init(id: "main", label: branch.label.fr, naf: branch.code) }

  func inBranch(_ naf: String) -> Activity {
    Activity(id: id, label: label, naf: naf, kind: kind, output: output)
  }
}
