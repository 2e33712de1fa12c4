import Quantities
import Storage

extension AuditorDraws {
  /// What is done next, by somebody, in a state like that of the model.
  mutating func command(_ model: AuditorModel, at now: Timestamp) -> AuditorCommand {
    // A world to begin with.
    if model.organisations.count < 2 {
      return .addOrganisation(.console, name: "Firme", siren: one(AuditorWords.sirens.sorted(), else: ""))
    }
    if model.people.count < 3 {
      return .addPerson(.console, email: "p\(model.people.count)@x.fr", name: "P")
    }
    if model.territories.isEmpty { return .addTerritory(.console, "Vallée") }
    if let empty = model.organisations.firstIndex(where: { $0.members.isEmpty }), chance(50) {
      return .grant(.console, Int64(empty + 1), .owner, to: person(model))
    }
    if let next = underWay(model, now) { return next }
    switch number(0...99) {
    case 0..<5: return instance(model)
    case 5..<17: return parts(model)
    case 17..<33:
      let id = organisation(model)
      return .receive(principal(model, id), id, file(model, id))
    case 33..<36: return cancellation(model)
    case 36..<40: return .claim(worker: one(["w1", "w2"], else: ""), lease: one([0, 5, 30], else: 30), only: [])
    case 40..<44:
      if !model.claims.isEmpty { return .work(claim: number(0...(model.claims.count - 1))) }
      return .sweep
    case 44..<52: return visitor(model, now)
    case 52..<58: return look(model)
    default: return books(model)
    }
  }

  /// A file on its way goes on more often than not.
  private mutating func underWay(_ model: AuditorModel, _ now: Timestamp) -> AuditorCommand? {
    if let slot = model.uploads.lastIndex(where: { $0 != nil }), chance(60) {
      return chance(6) ? .abandon(upload: slot) : .finish(upload: slot)
    }
    if let claim = model.claims.indices.last(where: model.isLive), chance(60) {
      let (id, number) = (model.claims[claim].organisation, model.claims[claim].number)
      guard let job = model.organisations[Int(id) - 1].jobs.first(where: { $0.number == number }) else { return nil }
      // Workers that are killed each time try a job until it is given up.
      if job.leaseUntil.map({ $0 < now }) == true, chance(20 + 15 * job.attempts) {
        return .claim(worker: "w3", lease: 0, only: [id, Int64(number)])
      }
      // Somebody stops a job while it runs, and gives the same file again.
      if job.isCancelled, chance(50) { return .receive(.console, id, job.file) }
      return chance(15) ? .cancel(principal(model, id), id, job: number) : .work(claim: claim)
    }
    for (place, organisation) in model.organisations.enumerated() {
      guard let job = organisation.jobs.last(where: { $0.state == .queued }), chance(50) else { continue }
      let only = chance(50) ? [Int64(place + 1), Int64(job.number)] : []
      return .claim(worker: one(["w1", "w2"], else: ""), lease: chance(15) ? 0 : 30, only: only)
    }
    return nil
  }

  /// A file; often one that was there before.
  private mutating func file(_ model: AuditorModel, _ id: Int64) -> AuditorFile {
    let known = id <= model.organisations.count ? model.organisations[Int(id) - 1].jobs.map(\.file) : []
    return chance(30) ? one(known, else: files[0]) : one(files, else: files[0])
  }

  private mutating func cancellation(_ model: AuditorModel) -> AuditorCommand {
    let id = organisation(model)
    let jobs = id <= model.organisations.count ? model.organisations[Int(id) - 1].jobs : []
    let live = jobs.filter { !$0.hasEnded }
    let number = (chance(70) ? live.last : jobs.randomElement(using: &random))?.number ?? number(0...3)
    return .cancel(principal(model, id), id, job: number)
  }

  private mutating func instance(_ model: AuditorModel) -> AuditorCommand {
    let who = keeper(model)
    switch number(0...9) {
    case 0:
      let siren: String? =
        chance(60) ? one(AuditorWords.sirens.sorted() + AuditorWords.wrongSirens, else: "") : nil
      return .addOrganisation(who, name: one(AuditorWords.names, else: "F"), siren: siren)
    case 1...3:
      return .addPerson(who, email: one(AuditorWords.emails, else: ""), name: one(AuditorWords.names, else: "P"))
    case 4: return .erase(who, person(model))
    case 5: return .addTerritory(who, one(["Vallée", "Plaine", " "], else: ""))
    case 6, 7: return .appointOfficer(who, person(model), territory: territory(model))
    default: return .appointOperator(who, person(model))
    }
  }

  private mutating func parts(_ model: AuditorModel) -> AuditorCommand {
    let id = organisation(model)
    let who = principal(model, id)
    switch number(0...9) {
    case 0..<5: return .grant(who, id, one(Role.allCases, else: .owner), to: person(model))
    case 5, 6:
      let members = model.members(id)
      return .revoke(who, id, chance(80) ? one(members, else: 1) : person(model))
    case 7, 8: return .join(who, id, territory: territory(model), shares: chance(70))
    default: return .leave(who, id, territory: territory(model))
    }
  }

  private mutating func visitor(_ model: AuditorModel, _ now: Timestamp) -> AuditorCommand {
    let token = one(AuditorWords.tokens, else: "")
    switch number(0...7) {
    case 0, 1:
      // Nobody erased logs in: the address that would be looked up is gone.
      let present = (1...Int64(model.people.count + 1)).filter { $0 > model.people.count || model.isThere($0) }
      return .open(
        SessionStore.Session(
          tokenSHA256: token, person: PersonID(one(present, else: 1)), agent: "Navigateur é", openedAt: now,
          seenAt: now,
          expiresAt: now.adding(seconds: Int64(number(1...400)))))
    case 2: return .find(token, idle: Int64(number(0...100)))
    case 3: return .touch(token)
    case 4: return .revokeSession(token, of: person(model))
    case 5: return chance(30) ? .sweep : .find(token, idle: 1000)
    default:
      return .take(one(["login:a", "login:b"], else: ""), limit: number(0...3), window: one([60, 300], else: 60))
    }
  }

  private mutating func look(_ model: AuditorModel) -> AuditorCommand {
    let id = organisation(model)
    let who = principal(model, id)
    switch number(0...5) {
    case 0: return .lookOrganisation(who, id)
    case 1: return .lookInstance(keeper(model))
    case 2, 3:
      return .lookYear(who, id, one([nil, "2023", "2024", "2024-02-29", "2023-12-31", "1999", "x"], else: nil))
    default:
      let territory = territory(model)
      let officers = model.officers[territory, default: []].sorted().map { Principal.person(PersonID($0)) }
      return .lookTerritory(chance(50) ? one(officers, else: who) : who, territory)
    }
  }
}

extension AuditorModel {
  /// Whether a claim is still the one its job is lent by.
  func isLive(_ claim: Int) -> Bool {
    let claim = claims[claim]
    return organisations[Int(claim.organisation) - 1].jobs.contains {
      $0.number == claim.number && $0.state == .running && $0.worker == claim.worker && $0.attempts == claim.attempt
    }
  }
}
