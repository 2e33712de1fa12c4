// Keeping a scenario: its text is read as the command line would read it, before it is kept.

import CarbonPricing
import Quantities
import Storage
import UseCases
import WrittenFiles

/// Why a scenario is not kept; texts with remedies in `scenarios.yaml`.
public enum ScenarioRefusal: String, MessageKey {
  /// A second policy.
  case policyThere = "scenario.policy-there"
}

/// Keeps scenarios of a firm.
public struct KeepScenario: Sendable {
  private let library: Library
  private let store: OrganisationStore
  private let now: Timestamp

  /// The job for an organisation, at a moment.
  public init(_ library: Library, _ store: OrganisationStore, at now: Timestamp) {
    self.library = library
    self.store = store
    self.now = now
  }

  /// What a text is called, once it was read.
  ///
  /// - Parameter untitled: the name of a list of actions that has none.
  /// - Throws: a refusal that names every mistake by line and field.
  public func name(_ kind: ScenarioEntry.Kind, _ text: String, untitled: String) throws(Refusal) -> String {
    switch kind {
    case .project:
      let file = try ProjectFile(yaml: text, library)
      _ = try file.project()
      return file.name
    case .actions:
      let file = try ActionFile(yaml: text, library.prices)
      _ = try AbatementCurve(file.actions, rate: (file.rate ?? .zero).approximate, price: nil)
      return file.name.isEmpty ? untitled : file.name
    case .policy: return try PolicyFile(yaml: text, library.prices).policy.name
    }
  }

  /// Keeps a new scenario; gives its number.
  ///
  /// - Throws: `scenario.policy-there` where the firm has a policy already; what the text or the store is refused for.
  public func add(_ kind: ScenarioEntry.Kind, _ text: String, untitled: String) throws(Refusal) -> Int {
    let name = try name(kind, text, untitled: untitled)
    if kind == .policy, try store.scenarios().contains(where: { $0.kind == .policy }) {
      throw Refusal(Diagnostic(.error, ScenarioRefusal.policyThere))
    }
    return try store.addScenario(kind, name: name, content: text, at: now)
  }

  /// Keeps a new revision; gives it.
  ///
  /// - Parameter expected: the revision it was made from.
  /// - Throws: `storage.changed-meanwhile`; what the text or the store is refused for.
  public func revise(
    _ scenario: ScenarioEntry, expecting expected: Int, _ text: String, untitled: String
  ) throws(Refusal) -> Int {
    let name = try name(scenario.kind, text, untitled: untitled)
    return try store.reviseScenario(scenario.number, expecting: expected, name: name, content: text, at: now)
  }
}

/// The firm's own policy, among what it keeps.
public enum FirmPolicy {
  /// The policy in force with its fund; nil where the firm keeps none.
  ///
  /// - Throws: what a kept text is refused for that this program cannot read.
  public static func of(_ store: OrganisationStore, _ library: Library) throws(Refusal) -> PolicyFile? {
    guard let entry = try store.scenarios().first(where: { $0.kind == .policy }) else { return nil }
    return try PolicyFile(yaml: try store.scenario(entry.number).content, library.prices)
  }
}
