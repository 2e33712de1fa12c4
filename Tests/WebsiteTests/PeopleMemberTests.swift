import Foundation
import HTTPTypes
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// Who takes part in a firm, invitations, and tokens for programs.
@Suite struct PeopleMemberTests {
  @Test func `An invitation is shown once, and taken up once by whoever signs up with it`() async throws {
    try await PeopleHarness.open {
      $0.isOpen = false
    } _: { place in
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let people = "/firms/\(firm.id.number)/people"
      try await owner.open(people)
      let made = try await owner.send("\(people)/invite", [("role", "adviser"), ("email", "paul@exemple.fr")])
      let path = try #require(made.secretPath)
      #expect(path.hasPrefix("/invitation/") && path.count == 12 + 43)
      let listed = try await owner.open(people)
      #expect(listed.shows("paul@exemple.fr") && !listed.text.contains(path))

      let guest = place.browser()
      let page = try await guest.open(path)
      #expect(page.shows("Menuiserie Garnier vous invite") && page.text.contains("value=\"paul@exemple.fr\""))
      let fields = [("name", "Paul"), ("email", "paul@exemple.fr"), ("password", PeopleHarness.password)]
      #expect(try await guest.submit("\(path)/signup", fields).location == "/firms/\(firm.id.number)")
      #expect(try firm.members().map(\.role) == [.owner, .adviser])
      #expect(try await place.browser().open(path).status == 410)
      #expect(try await guest.open(people).shows("conseil"))
      #expect(try await owner.open(people).shows("Aucune invitation n'attend."))
    }
  }

  @Test func `Somebody who has access signs in with the invitation and accepts`() async throws {
    try await PeopleHarness.open { place in
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let path = try await place.invite("verifier", owner, firm)
      let paul = try place.person("Paul")
      let guest = place.browser()
      #expect(try await place.signIn("Paul", guest, to: path).path == path)
      #expect(try await guest.submit(path).location == "/firms/\(firm.id.number)")
      #expect(try firm.members().contains(OrganisationStore.Member(person: paul, role: .verifier)))
      // Whoever takes part already keeps their part, and the invitation.
      let again = try await place.invite("owner", owner, firm)
      try await guest.open(again)
      #expect(try await guest.submit(again).status == 422)
      #expect(try firm.members().contains(OrganisationStore.Member(person: paul, role: .verifier)))
    }
  }

  @Test func `An invitation that was withdrawn, or waited eight days, is of no use`() async throws {
    try await PeopleHarness.open { place in
      let (owner, person) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: person)
      let withdrawn = try await place.invite("contributor", owner, firm)
      let number = try #require(try firm.invitations(at: place.clock.now).first?.number)
      try await owner.open("/firms/\(firm.id.number)/people")
      try await owner.send("/firms/\(firm.id.number)/invitations/\(number)/withdraw")
      #expect(try await place.browser().open(withdrawn).status == 410)
      let old = try await place.invite("contributor", owner, firm)
      #expect(try await place.browser().open(old).status == 200)
      place.clock.move(seconds: 7 * 86_400)
      #expect(try await place.browser().open(old).status == 410)
    }
  }

  @Test func `Owners change roles and remove people; the last owner stays`() async throws {
    try await PeopleHarness.open { place in
      let (owner, jeanne) = try await place.signedIn("Jeanne")
      let (guest, paul) = try await place.signedIn("Paul")
      let firm = try place.firm("Menuiserie Garnier", of: jeanne)
      try firm.grant(.contributor, to: paul, at: place.clock.now)
      let people = "/firms/\(firm.id.number)/people"
      try await owner.open(people)
      try await owner.send("\(people)/\(paul.number)/role", [("role", "verifier")])
      #expect(try firm.members().map(\.role) == [.owner, .verifier])
      try await owner.open(people)
      #expect(try await owner.send("\(people)/\(jeanne.number)/role", [("role", "verifier")]).status == 422)
      #expect(try await owner.send("\(people)/\(jeanne.number)/remove").status == 422)
      #expect(try firm.members().map(\.role) == [.owner, .verifier])
      try await owner.send("\(people)/\(paul.number)/remove")
      #expect(try firm.members().map(\.person) == [jeanne])
      #expect(try await guest.open(people).status == 404)
    }
  }

  @Test(arguments: [Role.contributor, .adviser, .verifier])
  func `Nobody but an owner says who takes part`(role: Role) async throws {
    try await PeopleHarness.open { place in
      let (_, jeanne) = try await place.signedIn("Jeanne")
      let (guest, paul) = try await place.signedIn("Paul")
      let firm = try place.firm("Menuiserie Garnier", of: jeanne)
      try firm.grant(role, to: paul, at: place.clock.now)
      let people = "/firms/\(firm.id.number)/people"
      let page = try await guest.open(people)
      #expect(page.status == 200 && page.shows("Jeanne") && !page.shows(PeopleHarness.address("Jeanne")))
      #expect(page.forms("\(people)/invite").isEmpty)
      let token = try #require(page.hidden("/logout").first)
      for path in ["\(people)/invite", "\(people)/\(paul.number)/role", "\(people)/\(jeanne.number)/remove"] {
        #expect(try await guest.submit(path, [token, ("role", "owner")]).status == 403, "\(path)")
      }
      #expect(try firm.members().map(\.role) == [.owner, role])
      let tokens = try await guest.open("/firms/\(firm.id.number)/tokens")
      #expect(tokens.status == (role == .verifier ? 403 : 200))
    }
  }

  @Test func `What is another firm's is not there`() async throws {
    try await PeopleHarness.open { place in
      let (_, jeanne) = try await place.signedIn("Jeanne")
      let (stranger, paul) = try await place.signedIn("Paul")
      let firm = try place.firm("Menuiserie Garnier", of: jeanne)
      let own = try place.firm("Plomberie Paul", of: paul)
      let token = try #require(try await stranger.open("/me").hidden("/logout").first)
      for route in Routes.people where route.path.contains(":firm") {
        let path = route.path.replacing(":firm", with: "\(firm.id.number)").replacing(":person", with: "\(paul.number)")
          .replacing(":number", with: "1")
        let page =
          route.method == .get
          ? try await stranger.open(path) : try await stranger.submit(path, [token, ("role", "owner")])
        #expect(page.status == 404, "\(route.method) \(path)")
      }
      // Nor can a person who takes no part be changed from one's own firm.
      let path = "/firms/\(own.id.number)/people/\(jeanne.number)/role"
      #expect(try await stranger.submit(path, [token, ("role", "owner")]).status == 404)
      #expect(try own.members().map(\.person) == [paul])
    }
  }

  @Test func `A token is shown once, acts for whoever made it, and ends`() async throws {
    try await PeopleHarness.open { place in
      let (owner, jeanne) = try await place.signedIn("Jeanne")
      let firm = try place.firm("Menuiserie Garnier", of: jeanne)
      let path = "/firms/\(firm.id.number)/tokens"
      try await owner.open(path)
      #expect(try await owner.send(path, [("name", " "), ("may", "read"), ("days", "90")]).status == 422)
      let made = try await owner.send(path, [("name", "Paie"), ("may", "write"), ("days", "30")])
      let text = try #require(made.secret)
      let token = try #require(SecretToken(text)?.sha256)
      let tokens = place.site.store.apiTokens
      let bearer = try #require(try tokens.find(tokenSHA256: token, at: place.clock.now))
      #expect(bearer.person == jeanne && bearer.organisation == firm.id && bearer.mayWrite)
      let listed = try await owner.open(path)
      #expect(listed.shows("Paie") && !listed.text.contains(text))
      #expect(try tokens.find(tokenSHA256: token, at: place.clock.now.adding(seconds: 30 * 86_400)) == nil)
      try await owner.send("\(path)/1/revoke")
      #expect(try tokens.find(tokenSHA256: token, at: place.clock.now) == nil)
      #expect(!place.log.lines.contains { $0.contains(text) })
    }
  }

  @Test func `The link of the console makes the first operator, once`() async throws {
    try await PeopleHarness.open {
      $0.isOpen = false
    } _: { place in
      let link = try #require(try FirstRun.setupLink(place.site))
      let other = try #require(try FirstRun.setupLink(place.site))
      let path = String(link.dropFirst("http://127.0.0.1:8080".count))
      #expect(path.hasPrefix("/setup/") && link != other)
      let browser = place.browser()
      #expect(try await browser.open(path).status == 200)
      let fields = [("name", "Odile"), ("email", "odile@exemple.fr"), ("password", PeopleHarness.password)]
      #expect(try await browser.submit("\(path)/signup", fields).location == "/operator")
      let odile = try #require(try place.site.store.people.person(email: "odile@exemple.fr"))
      #expect(try place.site.store.instance(as: .console).operators() == [odile])
      #expect(try FirstRun.setupLink(place.site) == nil)
      // The other link was printed before: it is of no more use.
      let (late, _) = try await place.signedIn("Paul")
      let second = String(other.dropFirst("http://127.0.0.1:8080".count))
      try await late.open(second)
      let token = try #require(try await late.open("/me").hidden("/logout").first)
      #expect(try await late.submit(second, [token]).status == 410)
      #expect(try place.site.store.instance(as: .console).operators() == [odile])
    }
  }

  @Test func `Somebody signed in takes the console's link up`() async throws {
    try await PeopleHarness.open { place in
      let (browser, person) = try await place.signedIn("Odile")
      let link = try #require(try FirstRun.setupLink(place.site))
      let path = String(link.dropFirst("http://127.0.0.1:8080".count))
      try await browser.open(path)
      #expect(try await browser.submit(path).location == "/operator")
      #expect(try place.site.store.instance(as: .console).operators() == [person])
    }
  }
}

extension PeopleHarness {
  /// Makes an invitation on the page; its path.
  func invite(_ role: String, _ owner: Browser, _ firm: OrganisationStore) async throws -> String {
    try await owner.open("/firms/\(firm.id.number)/people")
    let made = try await owner.send("/firms/\(firm.id.number)/people/invite", [("role", role), ("email", "")])
    guard let path = made.secretPath else { throw Missing("a link") }
    return path
  }
}
