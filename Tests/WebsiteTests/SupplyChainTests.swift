// Three firms in a row: what the first seals reaches the third, and what it revises is seen, not slipped in.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("Carbon from firm to firm")
struct SupplyChainTests {
  /// A firm of the chain, with its owner's browser.
  private struct Member {
    let owner: Browser
    let firm: OrganisationStore
    var path: String { "/firms/\(firm.id.number)" }

    init(_ site: SiteHarness, _ name: String, owner: String, siren: String) throws {
      self.owner = try site.person(owner)
      firm = try site.firm(name, siren: siren, of: self.owner)
    }

    func production(_ year: String) throws -> CarbonMass {
      let account = try firm.account(of: try firm.year(year).id)
      return try #require(account.flatMap { StoredBooks(document: $0.document) }).production
    }
  }

  /// A ledger of purchases (supplier, month, euros) and of one sale.
  private static func ledger(_ year: Int, _ purchases: [(String, Int, Int)], sales: Int) -> [UInt8] {
    var lines = [
      "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|"
        + "EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise"
    ]
    func add(_ journal: String, _ number: Int, _ month: Int, _ account: String, _ other: String, _ debit: Int) {
      let date = "\(year)\(month < 10 ? "0" : "")\(month)15"
      let (paid, owed) = debit > 0 ? ("\(debit),00", "0,00") : ("0,00", "\(-debit),00")
      lines.append(
        "\(journal)|\(journal)|\(number)|\(date)|\(account)|\(account)|\(other)|\(other)|P\(number)|\(date)|Facture|"
          + "\(paid)|\(owed)|||\(date)||")
    }
    for (index, (supplier, month, euros)) in purchases.enumerated() {
      add("AC", index + 1, month, "601000", "", euros)
      add("AC", index + 1, month, "401000", supplier, -euros)
    }
    add("VE", 100, 6, "411000", "CLIENT", sales)
    add("VE", 100, 6, "701000", "", -sales)
    add("OD", 200, 1, "512000", "", 1)
    add("OD", 200, 1, "580000", "", -1)
    add("OD", 201, 12, "580000", "", 1)
    add("OD", 201, 12, "512000", "", -1)
    return Array(lines.joined(separator: "\r\n").utf8)
  }

  private static func keep(
    _ site: SiteHarness, _ member: Member, _ year: Int, _ purchases: [(String, Int, Int)], sales: Int, naf: String
  ) throws {
    try site.importLedger(ledger(year, purchases, sales: sales), named: "fec.txt", into: member.firm)
    try ChangeSettings(site.site.library, member.firm, at: SiteHarness.now).run(
      year: try member.firm.year("\(year)"),
      [
        .activities([Activity(id: "main", label: "Activité", naf: naf)]), .noDirectEmissions(activity: "main"),
      ])
  }

  private static func close(
    _ site: SiteHarness, _ member: Member, _ year: String, on day: String, code: String
  ) throws -> CarbonIntensity {
    let closing = try CloseStoredYear.run(
      year, of: member.firm, on: try #require(CalendarDate(day)), keyPath: nil, library: site.site.library,
      at: SiteHarness.now)
    try member.firm.publish(try member.firm.year(year).id, code: code, at: SiteHarness.now)
    return try #require(
      closing.sealed.accounts.first?.account["closing_factor_g"]?.text.flatMap { CarbonIntensity(grams: $0) })
  }

  /// The first firm buys less than its books said: it reopens its year, corrects it and closes it again.
  private static func revise(
    _ site: SiteHarness, _ member: Member, content: Int64, on day: String, code: String
  ) throws -> CarbonIntensity {
    let year = try member.firm.year("2023")
    try member.firm.reopen(year.id, because: "un fournisseur a répondu", at: SiteHarness.now)
    try ChangeSettings(site.site.library, member.firm, at: SiteHarness.now).run(
      year: try member.firm.year("2023"),
      [
        .content(
          SupplierContent(
            supplier: "FORET", value: .intensity(CarbonIntensity(milligrams: content)), account: "2022, clos",
            evidence: "facture"))
      ])
    return try close(site, member, "2023", on: day, code: code)
  }

  @Test func `What the first seals reaches the third; what it revises is shown, and taken only when somebody says so`()
    async throws
  {
    try await SiteHarness.open { site in
      let sawmill = try Member(site, "Scierie du Nord", owner: "Anna", siren: "552100554")
      let joiner = try Member(site, "Menuiserie Garnier", owner: "Boris", siren: "732829320")
      let builder = try Member(site, "Bâtir", owner: "Carla", siren: "542107651")
      try Self.keep(site, sawmill, 2023, [("FORET", 3, 10_000)], sales: 50_000, naf: "16.10A")
      let first = try Self.close(site, sawmill, "2023", on: "2024-03-31", code: "a0001")

      // The joiner follows: invoices before the closing stay estimated, those since carry the sawmill's factor.
      try Self.keep(
        site, joiner, 2024, [("F552100554", 2, 1_000), ("F552100554", 6, 5_000), ("COLLES", 6, 2_000)], sales: 40_000,
        naf: "16.23Z")
      let estimated = try joiner.production("2024")
      #expect(
        try await joiner.owner.open("\(joiner.path)/2024/questions").shows("1 fournisseur publie son compte ici"))
      let offered = try await joiner.owner.open("\(joiner.path)/suppliers")
      #expect(offered.shows("Ils publient leur compte ici") && offered.shows("Scierie du Nord, compte 2023, clos"))
      let none = try await joiner.owner.send("\(joiner.path)/suppliers/follow")
      #expect(none.status == 422 && none.shows("Aucun compte n'est coché"))
      let followed = try await joiner.owner.send("\(joiner.path)/suppliers/follow", [("supplier", "F552100554")])
      #expect(followed.shows("Votre carbone de production passe de") && !followed.shows("Ils publient leur compte ici"))
      let picked = try joiner.production("2024")
      let content = try #require(
        try SettingsInForce(joiner.firm, try joiner.firm.year("2024")).file.settings.supplierContents.first)
      #expect(content.from?.iso == "2024-03-31" && content.published == "a0001/main")
      #expect(content.value == .intensity(first))
      let carried = try first.content(of: Money(cents: 500_000))
      let before = try #require(
        try joiner.firm.account(of: try joiner.firm.year("2024").id).flatMap { StoredBooks(document: $0.document) })
      #expect(picked != estimated && picked.grams > carried.grams)

      // The sawmill revises: seen on the account and among the suppliers, and nothing moved.
      let second = try Self.revise(site, sawmill, content: 20_000, on: "2024-11-30", code: "a0002")
      #expect(second != first)
      let told = try await joiner.owner.open("\(joiner.path)/2024/account")
      #expect(told.shows("Un fournisseur a révisé son compte") && told.shows("Scierie du Nord a rouvert puis reclos"))
      #expect(try joiner.production("2024") == picked)
      try await joiner.owner.open("\(joiner.path)/suppliers")
      let taken = try await joiner.owner.send("\(joiner.path)/suppliers/revise", [("choice", "take")])
      #expect(taken.shows("Votre carbone de production passe de") && !taken.shows("Un fournisseur a révisé"))
      let moved = try joiner.production("2024")
      let difference = try second.content(of: Money(cents: 500_000)) - carried
      #expect(moved - picked == difference)
      #expect(before.production == picked)

      // It shows whose accounts it rests on, and closes.
      try await joiner.owner.send("\(joiner.path)/suppliers/shown")
      let joinerFactor = try Self.close(site, joiner, "2024", on: "2025-03-01", code: "b0001")

      // The third follows the second, and sees the first behind it.
      try Self.keep(site, builder, 2025, [("732829320", 6, 20_000)], sales: 60_000, naf: "43.32A")
      try await builder.owner.open("\(builder.path)/suppliers")
      try await builder.owner.send("\(builder.path)/suppliers/follow", [("supplier", "732829320")])
      #expect(try builder.production("2025") == (try joinerFactor.content(of: Money(cents: 2_000_000))))
      let chain = try await builder.owner.open("/a/b0001")
      #expect(chain.shows("Les comptes sur lesquels il repose") && chain.shows("Scierie du Nord, compte 2023, clos"))
      #expect(chain.shows("en vigueur"))

      // A later revision leaves the sealed account alone, and is seen by both.
      _ = try Self.revise(site, sawmill, content: 30_000, on: "2025-12-01", code: "a0003")
      #expect(try await joiner.owner.open("\(joiner.path)/2024/account").shows("Votre exercice est clos"))
      #expect(try await builder.owner.open("/a/b0001").shows("révisé depuis"))
      #expect(try joiner.production("2024") == moved)
    }
  }

  @Test func `A figure that was transmitted may be kept: it is then followed no more`() async throws {
    try await SiteHarness.open { site in
      let sawmill = try Member(site, "Scierie du Nord", owner: "Anna", siren: "552100554")
      let joiner = try Member(site, "Menuiserie Garnier", owner: "Boris", siren: "732829320")
      try Self.keep(site, sawmill, 2023, [("FORET", 3, 10_000)], sales: 50_000, naf: "16.10A")
      _ = try Self.close(site, sawmill, "2023", on: "2024-03-31", code: "a0001")
      try Self.keep(site, joiner, 2024, [("552100554", 6, 5_000)], sales: 40_000, naf: "16.23Z")
      try await joiner.owner.open("\(joiner.path)/suppliers")
      try await joiner.owner.send("\(joiner.path)/suppliers/follow", [("supplier", "552100554")])
      let picked = try joiner.production("2024")
      // Withdrawn: nothing to take, only to keep.
      try sawmill.firm.withdrawPublication(try sawmill.firm.year("2023").id, at: SiteHarness.now)
      let gone = try await joiner.owner.open("\(joiner.path)/suppliers")
      #expect(gone.shows("ne montre plus le compte que vous suivez") && !gone.text.contains("value=\"take\""))
      let kept = try await joiner.owner.send("\(joiner.path)/suppliers/revise", [("choice", "keep")])
      #expect(!kept.shows("Un fournisseur a révisé"))
      #expect(try joiner.production("2024") == picked)
      // What was settled meanwhile is not settled again.
      let stale = try await joiner.owner.submit(
        "\(joiner.path)/suppliers/revise",
        [
          ("year", "2024"), ("published", "a0001/main"), ("choice", "keep"),
          ("token", kept.hidden("/logout").first { $0.0 == "token" }?.1 ?? ""),
        ])
      #expect(stale.status == 422 && stale.shows("a encore changé"))
    }
  }
}
