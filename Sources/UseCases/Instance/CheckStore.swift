import Quantities
import Storage

/// Verifies everything a store holds.
public struct CheckStore: Sendable {
  /// Organisations looked at.
  public private(set) var organisations = 0
  /// Sealed accounts.
  public private(set) var seals = 0
  /// Times the books were kept.
  public private(set) var postings = 0
  /// What does not hold, with the organisation it concerns.
  public private(set) var faults: [Diagnostic]

  /// Checks the database itself, then the seals, chains, entries and journals of every organisation, or of one.
  public init(_ store: Store, only organisation: OrganisationStore? = nil) throws(Refusal) {
    faults = try store.integrityFaults()
    // The rows of a damaged database may hold anything: what they say proves nothing, and may not be what can be read.
    guard faults.isEmpty else { return }
    let instance = try store.instance(as: .console)
    let all = try instance.organisations()
    let corrected = Set(try instance.auditEvents().filter { $0.action == .organisationChanged }.map(\.detail))
    for profile in all where organisation == nil || organisation?.id == profile.id {
      organisations += 1
      let found: Verification
      do throws(Refusal) {
        let firm = try store.organisation(profile.id, as: .console)
        found = try firm.verify(isSIRENCorrected: corrected.contains("\(profile.id.number)"))
      } catch {
        // What cannot be read in one account must not hide what is wrong in the others.
        guard error.says(.damaged) else { throw error }
        faults += error.diagnostics.map { $0.inFile(profile.siren ?? profile.name) }
        continue
      }
      seals += found.seals
      postings += found.postings
      faults += found.faults.map { $0.inFile(profile.siren ?? profile.name) }
    }
  }
}
