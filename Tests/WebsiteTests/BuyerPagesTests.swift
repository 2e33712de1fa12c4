import CarbonAccounting
import Demonstration
import Foundation
import Quantities
import Storage
import Testing
import UseCases

@testable import Website

@Suite("The pages of who buys")
struct BuyerPagesTests {
  private func largest(_ firm: OrganisationStore) throws -> StoredBooks.Line {
    let account = try #require(try firm.account(of: try firm.year("2023").id))
    return try #require(StoredBooks(document: account.document)?.accounts.first?.suppliers.first)
  }

  private func escaped(_ text: String) -> String { Browser.escaped(text) }

  @Test func `Suppliers are listed by carbon, with who transmits and who was asked`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let supplier = try largest(firm)
      let path = "/firms/\(firm.id.number)/suppliers"
      let list = try await anna.open(path)
      #expect(list.status == 200 && list.shows(supplier.name) && !list.shows("transmet<"))
      let one = "\(path)/one?supplier=\(escaped(supplier.id))&year=2023"
      try await anna.open(one)
      let given = try await anna.send(
        "\(path)/content",
        [("unit", "euro"), ("value", "12,5"), ("account", "2023, clos"), ("evidence", "facture 12")])
      #expect(given.shows("Votre carbone de production passe de") && given.shows("facture 12"))
      let content = try #require(
        try SettingsInForce(firm, try firm.year("2023")).file.settings.supplierContents.first)
      #expect(content.value == .intensity(CarbonIntensity(milligrams: 12_500)) && content.piece == nil)
      #expect(try await anna.open(path).text.contains("✓ transmet"))
      try await anna.open(one)
      let removed = try await anna.send("\(path)/remove")
      #expect(removed.shows("Rien encore"))
    }
  }

  @Test func `What is typed wrong is refused with what was typed`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let supplier = try largest(firm)
      let path = "/firms/\(firm.id.number)/suppliers"
      for (fields, words) in [
        ([("unit", "euro"), ("value", "beaucoup"), ("account", "2023")], "n'est pas un contenu"),
        ([("unit", "invoice"), ("value", "12"), ("account", "2023"), ("piece", "")], "Il manque le numéro"),
        ([("unit", "euro"), ("value", "12"), ("account", "")], "Il manque le compte"),
      ] {
        try await anna.open("\(path)/one?supplier=\(escaped(supplier.id))&year=2023")
        let page = try await anna.submit("\(path)/content", fields)
        #expect(page.status == 422 && page.shows(words), "\(words)")
        #expect(page.text.contains("value=\"\(fields[1].1)\""))
      }
    }
  }

  @Test func `Letters are written in either language, noted as sent, and answered when a content comes`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let supplier = try largest(firm)
      let path = "/firms/\(firm.id.number)/suppliers"
      let query = "?year=2023&supplier=\(escaped(supplier.id))"
      #expect(try await anna.open("\(path)/letters\(query)&letter=en").shows("Dear Sir or Madam"))
      let letter = try await anna.open("\(path)/letters\(query)&letter=fr")
      #expect(
        letter.shows("Pour nous répondre : Anna, anna@example.fr"))
      #expect(
        letter.shows("Madame, Monsieur") && letter.shows(supplier.name) && letter.shows(DemonstrationFirm.joinery.name))
      let noted = try await anna.send("\(path)/asked")
      #expect(noted.shows("sollicité le 01/01/2026"))
      try await anna.open("\(path)/one\(query)")
      try await anna.send("\(path)/content", [("unit", "euro"), ("value", "80"), ("account", "2023, clos")])
      let request = try #require(try firm.supplierRequests(of: try firm.year("2023").id).first)
      #expect(request.supplier == supplier.id && request.answeredAt == SiteHarness.now)
      #expect(try await anna.open("\(path)/letters").shows("Aucun fournisseur n'est coché"))
      let reader = try site.member(.verifier, of: firm, "Vera")
      #expect(try await !reader.open("\(path)/letters\(query)").shows("Noter comme envoyées"))
    }
  }

  @Test func `The factor a supplier publishes here is taken with one click, with what leads to it`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      // Another firm of the instance closes and publishes its year.
      let boris = try site.person("Boris")
      let seller = try site.firm("Scierie", siren: "552100554", of: boris)
      try site.importLedger(AdviserPagesTests.ledger(year: 2023), named: "a.txt", into: seller)
      let joinery = Activity(id: "main", label: "Scierie", naf: "16.10A")
      let change = ChangeSettings(site.site.library, seller, at: SiteHarness.now)
      try change.run(year: try seller.year("2023"), [.activities([joinery])])
      let day = try #require(CalendarDate("2024-03-01"))
      _ = try CloseStoredYear.run(
        nil, of: seller, on: day, keyPath: nil, library: site.site.library, at: SiteHarness.now)
      try seller.publish(try seller.year("2023").id, code: "abc123", at: SiteHarness.now)
      let supplier = try largest(firm)
      let path = "/firms/\(firm.id.number)/suppliers"
      let found = try await anna.open("\(path)/one?supplier=\(escaped(supplier.id))&year=2023&siren=552+100+554")
      #expect(found.shows("Scierie, compte 2023, clos"))
      let taken = try await anna.send("\(path)/published")
      #expect(taken.shows("Votre carbone de production passe de"))
      let content = try #require(
        try SettingsInForce(firm, try firm.year("2023")).file.settings.supplierContents.first)
      #expect(content.closedOn == day)
      let account = try #require(try firm.account(of: try firm.year("2023").id))
      let departures = try #require(StoredBooks(document: account.document)).departures
      #expect(departures.contains { $0.key == "content.departure-late" })
      #expect(content.evidence.hasSuffix("/a/abc123") && content.account == "Scierie, compte 2023, clos")
      // What is withdrawn can no longer be taken.
      try seller.withdrawPublication(try seller.year("2023").id, at: SiteHarness.now)
      try await anna.open("\(path)/one?supplier=\(escaped(supplier.id))&year=2023")
      let gone = try await anna.submit(
        "\(path)/published",
        [("supplier", supplier.id), ("year", "2023"), ("code", "abc123"), ("activity", "main"), ("token", token(anna))])
      #expect(gone.status == 422 && gone.shows("n'est plus publié"))
    }
  }

  private func token(_ browser: Browser) -> String { browser.page.hidden("/logout").first { $0.0 == "token" }?.1 ?? "" }

  @Test func `Offers are compared from the address alone`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try site.firm("Acheteur", of: anna)
      let path = "/firms/\(firm.id.number)/offers"
      #expect(try await anna.open(path).status == 200)
      let offers = "?n1=Alpha&p1=1000&k1=900&n2=Beta&p2=1100&k2=400"
      let cheap = try await anna.open("\(path)\(offers)&t=100")
      #expect(cheap.shows("1. Alpha") && cheap.shows("À partir de 200 € la tonne"))
      let light = try await anna.open("\(path)\(offers)&t=300")
      #expect(light.shows("↑ Contenu (kg CO2e)") && light.shows("Prix HT (€) →"))
      #expect(light.shows("1. Beta") && light.shows("✓ transmis") && light.text.contains("<svg class=\"points\""))
      let estimated = try await anna.open("\(path)?n1=Alpha&p1=1000&n2=Beta&p2=1100&k2=400&q=menuiserie")
      #expect(estimated.shows("dont marge de prudence"))
      for (query, words) in [
        ("?n1=Alpha&p1=1000&k1=1", "deux offres au moins"), ("?n1=A&p1=x&n2=B&p2=2", "n'est pas un prix"),
        ("?n1=A&p1=1&n2=B&p2=2", "dites ce qui est acheté"), ("\(offers)&t=-5", "n'est pas un prix du carbone"),
        ("?n1=A&p1=1&n2=B&p2=2&q=zzzzqq", "ne correspond à aucun achat"),
      ] {
        let page = try await anna.open(path + query)
        #expect(page.status == 422 && page.shows(words), "\(words)")
      }
    }
  }

  @Test func `The simulator starts from the account and changes nothing`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try AdviserPagesTests.kept(site, of: anna)
      let supplier = try largest(firm)
      let path = "/firms/\(firm.id.number)/simulator"
      let before = try #require(try firm.account(of: try firm.year("2023").id))
      #expect(try await anna.open(path).shows("Rien n'est changé encore"))
      let page = try await anna.open(
        "\(path)?s1=\(escaped(supplier.id))&sc1=10&sp1=5&c1=other&cd1=-20&t=100")
      #expect(page.status == 200 && page.shows("Changement par changement") && page.shows("1. \(supplier.name)"))
      #expect(page.shows("Dépense et carbone ensemble") && page.text.contains("<svg class=\"points\""))
      let words = try await anna.open("\(path)?s1=\(escaped(supplier.id))&sc1=menuiserie")
      #expect(words.status == 200 && words.shows("Ce que cela change"))
      #expect(try await anna.open("\(path)?c1=other&cd1=abc").status == 422)
      #expect(try await anna.open("\(path)?c1=nothing&cd1=5").shows("n'a rien sous"))
      #expect(try firm.account(of: try firm.year("2023").id)?.posting == before.posting)
    }
  }

  @Test func `Pages that need an account say so while there is none`() async throws {
    try await SiteHarness.open { site in
      let anna = try site.person("Anna")
      let firm = try site.firm("Neuve", of: anna)
      for page in ["suppliers", "simulator", "suppliers/letters"] {
        #expect(try await anna.open("/firms/\(firm.id.number)/\(page)").shows("pas encore de compte"), "\(page)")
      }
    }
  }
}
