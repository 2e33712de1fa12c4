import Quantities
import Storage
import Testing

@testable import Website

/// How much one asker may have going on, and what is swept.
@Suite struct CrowdTests {
  @Test func `Each asker has places of their own, given back when what was let in ends`() {
    let crowd = Crowd(most: 2)
    #expect(crowd.enter("a") && crowd.enter("a") && !crowd.enter("a") && crowd.enter("b"))
    crowd.leave("a")
    #expect(crowd.enter("a") && !crowd.enter("a"))
  }

  @Test func `Counts of attempts of another day are removed, those of today stay`() async throws {
    try await SiteHarness.open { harness in
      let limits = harness.site.store.rateLimits
      let now = SiteHarness.now
      #expect(try limits.take("x", limit: 1, window: 3600, at: now))
      try limits.sweep(before: now.adding(seconds: -86_400))
      #expect(try !limits.take("x", limit: 1, window: 3600, at: now))
      try limits.sweep(before: now.adding(seconds: 3600))
      #expect(try limits.take("x", limit: 1, window: 3600, at: now))
    }
  }
}
