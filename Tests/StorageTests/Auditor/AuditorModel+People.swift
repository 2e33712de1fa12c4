import Quantities
import Storage

extension AuditorModel {
  private mutating func note(_ action: AuditAction, _ detail: String, _ principal: Principal, _ now: Timestamp) {
    log.append(AuditEvent(number: log.count + 1, at: now, actor: principal.actor, action: action, detail: detail))
  }

  private func checkName(_ name: String) throws {
    let isBlank = name.allSatisfy(\.isWhitespace)
    let hasControl = name.unicodeScalars.contains { $0.value < 32 }
    if isBlank || hasControl || name.utf8.count > 400 { throw AuditorRefusal(.nameWrong) }
  }

  mutating func addOrganisation(
    _ principal: Principal, _ name: String, _ siren: String?, _ now: Timestamp
  ) throws -> String {
    try checkInstance(principal)
    try checkName(name)
    if let siren {
      guard AuditorWords.sirens.contains(siren) else { throw AuditorRefusal(.sirenWrong) }
      guard !organisations.contains(where: { $0.siren == siren }) else { throw AuditorRefusal(.sirenTaken) }
    }
    organisations.append(ModelOrganisation(siren: siren, name: name))
    note(.organisationAdded, "\(organisations.count)", principal, now)
    return "\(organisations.count)"
  }

  mutating func addPerson(_ principal: Principal, _ email: String, _ name: String, _ now: Timestamp) throws -> String {
    try checkInstance(principal)
    try checkName(name)
    guard email.contains("@"), !email.contains(" ") else { throw AuditorRefusal(.nameWrong) }
    guard !people.contains(where: { $0.identity?.email == email.lowercased() }) else {
      throw AuditorRefusal(.emailTaken)
    }
    people.append(ModelPerson(identity: (email.lowercased(), name)))
    note(.personAdded, "\(people.count)", principal, now)
    return "\(people.count)"
  }

  mutating func erase(_ principal: Principal, _ person: Int64, _ now: Timestamp) throws -> String {
    try checkInstance(principal)
    guard isThere(person) else { throw AuditorRefusal(.notFound) }
    guard organisations.indices.allSatisfy({ owners($0) != [person] }) else { throw AuditorRefusal(.lastOwner) }
    people[Int(person) - 1].identity = nil
    sessions.removeAll { $0.person.number == person }
    operators.remove(person)
    for territory in officers.keys { officers[territory]?.remove(person) }
    for place in organisations.indices { organisations[place].members[person] = nil }
    note(.personErased, "\(person)", principal, now)
    return ""
  }

  mutating func appointOperator(_ principal: Principal, _ person: Int64, _ now: Timestamp) throws -> String {
    try checkInstance(principal)
    guard isThere(person) else { throw AuditorRefusal(.notFound) }
    operators.insert(person)
    note(.operatorAppointed, "\(person)", principal, now)
    return ""
  }

  mutating func addTerritory(_ principal: Principal, _ name: String, _ now: Timestamp) throws -> String {
    try checkInstance(principal)
    try checkName(name)
    guard !territories.contains(name) else { throw AuditorRefusal(.nameTaken) }
    territories.append(name)
    note(.territoryAdded, "\(territories.count)", principal, now)
    return "\(territories.count)"
  }

  mutating func appointOfficer(
    _ principal: Principal, _ person: Int64, of territory: Int64, _ now: Timestamp
  ) throws -> String {
    try checkInstance(principal)
    guard isThere(person), isTerritory(territory) else { throw AuditorRefusal(.notFound) }
    officers[territory, default: []].insert(person)
    note(.officerAppointed, "\(territory) \(person)", principal, now)
    return ""
  }

  func isTerritory(_ id: Int64) -> Bool { id >= 1 && id <= Int64(territories.count) }

  mutating func grant(
    _ principal: Principal, _ id: Int64, _ role: Role, _ person: Int64, _ now: Timestamp
  ) throws -> String {
    let place = try place(id, principal, to: .manage)
    if role != .owner { try checkOwnerRemains(place, without: person) }
    guard isThere(person) else { throw AuditorRefusal(.notFound) }
    organisations[place].members[person] = role
    organisations[place].note(.memberGranted, "\(person) \(role.rawValue)", principal, now)
    return ""
  }

  mutating func revoke(_ principal: Principal, _ id: Int64, _ person: Int64, _ now: Timestamp) throws -> String {
    let place = try place(id, principal, to: .manage)
    guard organisations[place].members[person] != nil else { throw AuditorRefusal(.notFound) }
    try checkOwnerRemains(place, without: person)
    organisations[place].members[person] = nil
    organisations[place].note(.memberRevoked, "\(person)", principal, now)
    return ""
  }

  /// Nobody takes the last owner away.
  private func checkOwnerRemains(_ place: Int, without person: Int64) throws {
    if owners(place) == [person] { throw AuditorRefusal(.lastOwner) }
  }

  private func owners(_ place: Int) -> [Int64] {
    organisations[place].members.filter { $0.value == .owner }.map(\.key)
  }

  mutating func join(
    _ principal: Principal, _ id: Int64, _ territory: Int64, _ shares: Bool, _ now: Timestamp
  ) throws -> String {
    let place = try place(id, principal, to: .manage)
    guard isTerritory(territory) else { throw AuditorRefusal(.notFound) }
    organisations[place].enrolments[territory] = shares
    organisations[place].note(.territoryJoined, "\(territory) \(shares ? "sharing" : "private")", principal, now)
    return ""
  }

  mutating func leave(_ principal: Principal, _ id: Int64, _ territory: Int64, _ now: Timestamp) throws -> String {
    let place = try place(id, principal, to: .manage)
    guard organisations[place].enrolments.removeValue(forKey: territory) != nil else {
      throw AuditorRefusal(.notFound)
    }
    organisations[place].note(.territoryLeft, "\(territory)", principal, now)
    return ""
  }

  // MARK: - Visitors

  mutating func open(_ session: SessionStore.Session) throws -> String {
    // Who was erased keeps a number but no login.
    guard isThere(session.person.number) else { throw AuditorRefusal(.notFound) }
    guard !sessions.contains(where: { $0.tokenSHA256 == session.tokenSHA256 }) else {
      throw AuditorRefusal(.conflict)
    }
    sessions.append(session)
    return ""
  }

  func find(_ token: String, idle: Int64, _ now: Timestamp) -> String {
    let found = sessions.first { session in
      session.tokenSHA256 == token && session.expiresAt > now && session.seenAt > now.adding(seconds: -idle)
    }
    return found.map { "\($0)" } ?? "none"
  }

  mutating func touch(_ token: String, _ now: Timestamp) -> String {
    sessions = sessions.map { session in
      guard session.tokenSHA256 == token, session.seenAt < now else { return session }
      return SessionStore.Session(
        tokenSHA256: token, person: session.person, agent: session.agent, openedAt: session.openedAt, seenAt: now,
        expiresAt: session.expiresAt)
    }
    return ""
  }

  mutating func revokeSession(_ token: String, _ person: Int64) -> String {
    sessions.removeAll { $0.tokenSHA256 == token && $0.person.number == person }
    return ""
  }

  mutating func sweep(_ now: Timestamp) -> String {
    sessions.removeAll { $0.expiresAt <= now }
    return ""
  }

  mutating func take(_ subject: String, limit: Int, window: Int64, _ now: Timestamp) -> String {
    let start = now.milliseconds - now.milliseconds % (window * 1000)
    uses[subject] = uses[subject, default: [:]].filter { $0.key >= start }
    uses[subject, default: [:]][start, default: 0] += 1
    return "\(uses[subject, default: [:]][start, default: 0] <= limit)"
  }
}
