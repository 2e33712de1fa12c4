// What people do about themselves that an operator may do for them too.

import Quantities

extension PeopleStore {
  /// Makes sure that somebody or something may be called so, before anything is kept.
  ///
  /// - Throws: `storage.name-wrong`.
  public func check(name: String) throws(Refusal) { try InputCheck.name(name) }

  /// Erases a person who asks for it (GDPR, article 17); see ``InstanceStore/erase(_:at:)``.
  ///
  /// - Throws: `storage.not-found`; `storage.last-owner`, with the numbers of the firms that nobody else owns.
  public func erase(_ person: PersonID, at now: Timestamp) throws(Refusal) {
    try InstanceStore(database: database, principal: .person(person)).erase(person, at: now)
  }
}
