// A customer's request for footprints, and the answer that a person may send.

import CanonicalJSON
import Footprints
import Quantities
import Storage

/// A request that was received.
public struct CustomerRequest: Sendable {
  /// As it was kept.
  public let event: PACTEvent
  /// What it says.
  public let said: FootprintEvent

  /// A kept event; nil when it asks for nothing or cannot be read any more.
  public init?(_ event: PACTEvent) {
    guard let said = FootprintEvent(kept: event), said.kind == .requested else { return nil }
    self.event = event
    self.said = said
  }

  /// The footprints that it asks for, of those that the firm shows: those in force, unless it asks for others.
  public func footprints(of own: FirmFootprints) throws(Refusal) -> [ProductFootprint] {
    let filter = try FootprintFilter(event: said.data)
    let asksForStatus = !filter.wanted(.status).isEmpty
    return own.footprints.filter { filter.holds(for: $0) && (asksForStatus || $0.status == .active) }
  }

  /// What settles the request: how it is noted, and the event that says so to the customer.
  ///
  /// - Parameters:
  ///   - profile: who answers.
  ///   - source: where the answer comes from.
  ///   - reason: what is said where there is nothing.
  public func answer(
    _ footprints: [ProductFootprint], by profile: OrganisationStore.Profile, from source: String, reason: String,
    at now: Timestamp
  ) -> (note: String, event: FootprintEvent) {
    let event = said.answer(
      footprints, from: source, of: profile.siren ?? "\(profile.id.number)", reason: reason, at: now)
    return (footprints.isEmpty ? "rejected" : "fulfilled", event)
  }
}

extension FootprintEvent {
  /// What a kept event says; nil when it cannot be read any more.
  public init?(kept event: PACTEvent) {
    guard let json = try? JSONValue(parsing: Array(event.received.content.utf8)),
      let event = try? FootprintEvent(json)
    else { return nil }
    self = event
  }
}
