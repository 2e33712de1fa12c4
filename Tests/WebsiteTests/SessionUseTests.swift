import Foundation
import Identity
import Quantities
import Storage
import Testing

@testable import Website

/// That a session is used is noted, and pages do not wait for it.
struct SessionUseTests {
  /// A session opened at the harness's moment, and how it is found again.
  private func session(_ place: SiteHarness) throws -> (SessionStore.Session, () throws -> Timestamp?) {
    let person = try place.site.store.people.signUp(
      email: "busy@example.fr", name: "Busy", passwordHash: nil, at: SiteHarness.now)
    let token = place.site.secret()
    let session = SessionStore.Session(
      tokenSHA256: token.sha256, person: person, agent: "test", openedAt: SiteHarness.now, seenAt: SiteHarness.now,
      expiresAt: SiteHarness.now.adding(seconds: 86_400))
    try place.site.store.sessions.open(session)
    return (
      session,
      {
        try place.site.store.sessions.find(tokenSHA256: token.sha256, idle: 86_400, at: SiteHarness.now)?.seenAt
      }
    )
  }

  @Test func `Within a minute nothing is noted, after one it soon is`() async throws {
    try await SiteHarness.open { place in
      let (session, seen) = try session(place)
      try place.site.sessionUse.note(session, at: SiteHarness.now.adding(seconds: 59))
      let later = SiteHarness.now.adding(seconds: 61)
      try place.site.sessionUse.note(session, at: later)
      for _ in 0..<500 where try seen() != later { try await Task.sleep(for: .milliseconds(20)) }
      #expect(try seen() == later)
    }
  }

  @Test func `Half-way to its end a session is noted at once`() async throws {
    try await SiteHarness.open {
      $0.idleSeconds = 3600
    } _: { place in
      let (session, seen) = try session(place)
      let later = SiteHarness.now.adding(seconds: 1800)
      try place.site.sessionUse.note(session, at: later)
      #expect(try seen() == later)
    }
  }
}
