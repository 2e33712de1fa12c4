import CanonicalJSON
import CarbonPricing
import Foundation
import HTTPTypes
import PricingUseCases
import Quantities
import Storage
import TestSupport
import Testing
import UseCases
import Wording

@testable import Website

@Suite("Scenarios of carbon prices on the site")
struct ScenarioPagesTests {
  private struct Firm {
    let owner: Browser
    let firm: OrganisationStore
    var home: String { "/firms/\(firm.id.number)/price/scenarios" }

    init(_ site: SiteHarness) throws {
      owner = try site.person("Odile")
      firm = try site.firm("Menuiserie", of: owner)
    }
  }

  /// What a form of a page would send as it stands: values of inputs, areas and lists.
  private func fields(_ page: Page, _ action: String) -> [(String, String)] {
    guard let form = page.forms(action).first else { return [] }
    var fields: [(String, String)] = []
    for match in form.matches(of: /<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"/) where !match.0.contains("hidden") {
      fields.append((String(match.1), plain(match.2)))
    }
    for match in form.matches(of: /<select [^>]*name="([^"]+)">(.*?)<\/select>/) {
      let chosen =
        match.2.firstMatch(of: /<option value="([^"]*)" selected/) ?? match.2.firstMatch(of: /<option value="([^"]*)"/)
      fields.append((String(match.1), plain(chosen?.1 ?? "")))
    }
    return fields
  }

  private func plain(_ text: Substring) -> String {
    String(text).replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&lt;", with: "<")
      .replacing("&gt;", with: ">").replacing("&amp;", with: "&")
  }

  @Test(arguments: ["project", "actions", "policy"])
  func `Every kind starts from an example that is kept with one click`(kind: String) async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let start = try await firm.owner.open("\(firm.home)/new?kind=\(kind)")
      #expect(start.status == 200 && start.shows("Un exemple déjà rempli"))
      let action = "\(firm.home)/new"
      let kept = try await firm.owner.send(action, fields(start, action) + [("do", "keep")])
      #expect(kept.status == 200 && kept.path == "\(firm.home)/1")
      let entry = try #require(try firm.firm.scenarios().first)
      #expect(entry.kind.rawValue == kind && entry.revision == 1)
      #expect(kept.shows(entry.name) && kept.shows("et pour personne d'autre"))
      #expect(kept.text.contains("value=\"\(site.site.configuration.publicURL)\(firm.home)/1\" readonly"))
      // The form that opens again keeps the same file.
      let edit = try await firm.owner.open("\(firm.home)/1/edit")
      #expect(edit.forms("\(firm.home)/1/edit").count == 1)
      try await firm.owner.send("\(firm.home)/1/edit", fields(edit, "\(firm.home)/1/edit") + [("do", "keep")])
      #expect(try firm.firm.scenario(1).entry.revision == 1)
    }
  }

  @Test func `A project's page says what the command line says of the file it gives`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let library = site.site.library
      let text = try PriceTemplate.text("project", in: .fr, site.site.directory)
      let number = try KeepScenario(library, firm.firm, at: SiteHarness.now).add(.project, text, untitled: "")
      let page = try await firm.owner.open("\(firm.home)/\(number)")
      #expect(page.status == 200 && page.shows("Prix implicite") && page.shows("VAN, carbone compté"))
      #expect(page.text.components(separatedBy: "<svg xmlns").count == 3)
      let file = try await firm.owner.open("\(firm.home)/\(number)/file.yaml")
      #expect(file.text == text)
      let folder = FileManager.default.temporaryDirectory.appending(path: "project-\(UUID().uuidString).yaml")
      try Data(file.text.utf8).write(to: folder)
      defer { try? FileManager.default.removeItem(at: folder) }
      let result = try AppraiseProject(library).run(folder.path, choice: PriceChoice(), needsPrice: true)
      let json = try await firm.owner.open("\(firm.home)/\(number)/result.json")
      #expect(json.text == AppraisalDocument.json(result).prettyText + "\n")
    }
  }

  @Test func `Rows are added and taken out without keeping anything, and what was typed stays`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let action = "\(firm.home)/new"
      var page = try await firm.owner.open("\(action)?kind=project")
      page = try await firm.owner.send(
        action, fields(page, action).map { $0.0 == "project" ? ($0.0, "Mon <projet>") : $0 } + [("do", "add:variants")])
      #expect(page.status == 200 && page.text.contains("name=\"variants.2.name\"") && page.shows("Mon &lt;projet&gt;"))
      page = try await firm.owner.send(action, fields(page, action) + [("do", "add:variants.2.lines")])
      #expect(page.text.contains("name=\"variants.2.lines.2.label\""))
      page = try await firm.owner.send(action, fields(page, action) + [("do", "remove:variants:1")])
      #expect(!page.text.contains("name=\"variants.2.name\"") && !page.shows("Chaudière à granulés"))
      #expect(try firm.firm.scenarios().isEmpty)
    }
  }

  @Test func `What is wrong is named by its field, with what was typed kept`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let action = "\(firm.home)/new"
      let start = try await firm.owner.open("\(action)?kind=project")
      let sent = fields(start, action).map { field in
        switch field.0 {
        case "rate": (field.0, "beaucoup")
        case "variants.1.lines.2.amount": (field.0, "cher")
        case "project": (field.0, "")
        default: field
        }
      }
      let page = try await firm.owner.submit(action, sent + [("do", "keep")])
      #expect(page.status == 422 && page.text.contains("value=\"beaucoup\"") && page.text.contains("value=\"cher\""))
      #expect(page.shows("Variante 1 · Ligne 2 · Montant par an (€)") && page.shows("Taux d'actualisation"))
      #expect(page.shows("Nom de la décision") && !page.shows("ligne 1 "))
      #expect(try firm.firm.scenarios().isEmpty)
    }
  }

  @Test func `A stale form is refused without losing what was typed`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let text = try PriceTemplate.text("actions", in: .fr, site.site.directory)
      let number = try KeepScenario(site.site.library, firm.firm, at: SiteHarness.now).add(.actions, text, untitled: "")
      let action = "\(firm.home)/\(number)/edit"
      let page = try await firm.owner.open(action)
      try firm.firm.reviseScenario(number, expecting: 1, name: "Autre", content: text + "\n", at: SiteHarness.now)
      let sent = fields(page, action).map { $0.0 == "name" ? ($0.0, "Le mien") : $0 } + [("do", "keep")]
      let stale = try await firm.owner.submit(action, sent)
      #expect(stale.status == 422 && stale.text.contains("value=\"Le mien\""))
      #expect(stale.shows("Voir la version gardée entre-temps"))
      #expect(try firm.firm.scenario(number).entry.name == "Autre")
    }
  }

  @Test func `A table pasted becomes a form, and a file that says more than the form stays a file`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let action = "\(firm.home)/new"
      let table = try PriceTemplate.text("project", in: .fr, asTable: true, site.site.directory)
      try await firm.owner.open("\(action)?kind=project&as=file")
      let form = try await firm.owner.submit(action, [("file", table)])
      #expect(form.status == 422 && form.text.contains("name=\"variants.1.lines.1.label\""))
      #expect(form.shows("Chaudière à granulés"))
      let filled = fields(form, action).map { field in
        ["project": "Chaudière", "first_year": "2026", "years": "15", "rate": "6 %"][field.0].map { (field.0, $0) }
          ?? field
      }
      let kept = try await firm.owner.send(action, filled + [("do", "keep")])
      #expect(kept.shows("Prix implicite"))
      let actions = try PriceTemplate.text("actions", in: .fr, asTable: true, site.site.directory)
      try await firm.owner.open("\(action)?kind=actions&as=file")
      #expect(try await firm.owner.send(action, [("file", actions)]).shows("Éclairage LED"))
      let rich = try PriceTemplate.text("project", in: .fr, site.site.directory).replacing(
        "# pollutants", with: "pollutants")
      let number = try KeepScenario(site.site.library, firm.firm, at: SiteHarness.now).add(.project, rich, untitled: "")
      let edit = try await firm.owner.open("\(firm.home)/\(number)/edit")
      #expect(edit.shows("en dit plus que le formulaire") && edit.text.contains("<textarea"))
    }
  }

  @Test func `Deleting asks first, and readers see but change nothing`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let text = try PriceTemplate.text("actions", in: .fr, site.site.directory)
      let number = try KeepScenario(site.site.library, firm.firm, at: SiteHarness.now).add(.actions, text, untitled: "")
      let reader = try site.member(.verifier, of: firm.firm, "Vera")
      let seen = try await reader.open("\(firm.home)/\(number)")
      #expect(seen.status == 200 && seen.shows("Éclairage LED") && !seen.shows("Supprimer"))
      for rest in ["/edit", "/delete"] {
        #expect(try await reader.open("\(firm.home)/\(number)\(rest)").status == 403, "\(rest)")
      }
      #expect(try await site.person("Boris").open("\(firm.home)/\(number)").status == 404)
      let ask = try await firm.owner.open("\(firm.home)/\(number)/delete")
      #expect(ask.shows("Rien ne les ramène"))
      #expect(try firm.firm.scenarios().count == 1)
      let stale = try await firm.owner.send("\(firm.home)/\(number)/delete", [("revision", "99")])
      #expect(stale.status == 409)
      #expect(try firm.firm.scenarios().count == 1)
      let revision = String(try firm.firm.scenario(number).entry.revision)
      let gone = try await firm.owner.send("\(firm.home)/\(number)/delete", [("revision", revision)])
      #expect(gone.shows("Rien n'est gardé encore"))
      #expect(try await firm.owner.open("\(firm.home)/\(number)").status == 404)
    }
  }

  @Test func `The firm's price is taken where a calculation has none, and by the margin`() async throws {
    try await SiteHarness.open { site in
      let joinery = try JoineryYear(site)
      try await joinery.start()
      let home = "/firms/\(joinery.firm.id.number)/price"
      let job = KeepScenario(site.site.library, joinery.firm, at: SiteHarness.now)
      let policy = "policy: Nous\nprices: [{use: all, price: 77}, {use: capex, price: 99}]\n"
      _ = try job.add(.policy, policy, untitled: "")
      #expect(try await joinery.owner.open(home).shows("2023, à 77"))
      #expect(try await joinery.owner.open("\(home)?basis=policy-capex").shows("2023, à 99"))
      let text = try PriceTemplate.text("project", in: .fr, site.site.directory)
        .replacing("price: {follows: quinet-2025}", with: "")
      let number = try job.add(.project, text, untitled: "")
      let page = try await joinery.owner.open("\(home)/scenarios/\(number)")
      #expect(page.shows("n'a pas de prix à lui") && page.shows("99,00"))
      // A second policy has no place.
      #expect(throws: Refusal.self) { try job.add(.policy, policy, untitled: "") }
      #expect(try await joinery.owner.open("\(home)/trajectories").shows("Votre prix (investissements)"))
    }
  }

  @Test func `Published prices are shown with their sources, in the money asked for`() async throws {
    try await SiteHarness.open { site in
      let firm = try Firm(site)
      let home = "/firms/\(firm.firm.id.number)/price/trajectories"
      let page = try await firm.owner.open(home)
      #expect(page.status == 200 && page.shows("commission Quinet") && page.shows("I4CE") && page.shows("Saint-Gobain"))
      #expect(page.text.contains("<svg xmlns"))
      #expect(try await firm.owner.open("\(home)?euros=2024").shows("Euros de 2024"))
    }
  }
}

@Suite("Carbon prices by the API")
struct PricingProgramTests {
  @Test func `The margin by the API is that of the page`() async throws {
    try await SiteHarness.open { site in
      let firm = try Program.joinery(site)
      let program = try Program.of(firm, site)
      let reply = try await program.ask(.get, "/margin?price=150")
      #expect(reply.status == 200 && reply.json["format"]?.text == "sillage.margin/1")
      let owner = try site.member(.owner, of: firm, "Odile")
      let page = try await owner.open("/firms/\(firm.id.number)/price/margin.json?price=150")
      #expect(page.text == reply.json.prettyText + "\n")
      #expect(try await program.ask(.get, "/margin?years=1999").status == 404)
      #expect(try await program.ask(.get, "/margin?basis=nothing").status == 422)
    }
  }

  @Test func `Scenarios are kept, read, replaced and worked out`() async throws {
    try await SiteHarness.open { site in
      let firm = try Program.joinery(site)
      let program = try Program.of(firm, site)
      let text = try PriceTemplate.text("actions", in: .en, site.site.directory)
      let key = ["Idempotency-Key": "a"]
      let added = try await program.send(
        .post, "/scenarios", ["kind": "actions", "file": .string(text)], key)
      #expect(added.status == 200 && added.json["revision"]?.integer == 1)
      let listed = try await program.ask(.get, "/scenarios")
      #expect(listed.json["scenarios"]?.elements?.count == 1)
      let result = try await program.ask(.get, "/scenarios/1/result")
      #expect(result.json["format"]?.text == "sillage.abatement/1")
      let change: JSONValue = ["file": .string(text.replacing("rate: 6 %", with: "rate: 4 %"))]
      let stale = try await program.send(.put, "/scenarios/1", change, ["Idempotency-Key": "b", "If-Match": "\"7\""])
      #expect(stale.status == 412)
      let replaced = try await program.send(
        .put, "/scenarios/1", change, ["Idempotency-Key": "c", "If-Match": "\"1\""])
      #expect(replaced.status == 200 && replaced.headers[.eTag] == "\"2\"")
      let wrong = try await program.send(
        .post, "/scenarios", ["kind": "policy", "file": "policy: a\n"], ["Idempotency-Key": "d"])
      #expect(wrong.status == 422)
      let reader = try Program.of(firm, site, as: .verifier)
      #expect(try await reader.ask(.get, "/scenarios/1").status == 200)
      #expect(
        try await reader.send(.put, "/scenarios/1", change, ["Idempotency-Key": "e", "If-Match": "\"2\""]).status == 403
      )
    }
  }
}
