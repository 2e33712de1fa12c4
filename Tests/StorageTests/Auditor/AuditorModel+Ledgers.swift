import Accounting
import Quantities
import Storage

extension AuditorModel {
  mutating func receive(_ principal: Principal, _ id: Int64, _ file: AuditorFile, _ now: Timestamp) throws -> String {
    let place = try place(id, principal, to: .keep)
    let number = (organisations[place].jobs.map(\.number).max() ?? 0) + 1
    organisations[place].jobs.append(
      ModelJob(number: number, state: .receiving, file: file, createdAt: now, actor: principal.actor))
    uploads.append(ModelUpload(organisation: id, number: number, principal: principal))
    return ""
  }

  mutating func finish(_ slot: Int, _ now: Timestamp) throws -> String {
    guard let upload = uploads[slot] else { return "" }
    uploads[slot] = nil
    let place = Int(upload.organisation) - 1
    let job = try jobPlace(place, upload.number)
    let file = organisations[place].jobs[job].file
    guard organisations[place].jobs[job].state == .receiving else { throw AuditorRefusal(.jobCancelled) }
    let twin = organisations[place].jobs.first { other in
      other.file.sha256 == file.sha256 && (other.state == .queued || other.state == .running) && !other.isCancelled
    }
    if let twin {
      organisations[place].jobs.remove(at: job)
      return twin.text
    }
    organisations[place].jobs[job].state = .queued
    if let ledger = organisations[place].ledgers.first(where: { $0.isCurrent && $0.file.sha256 == file.sha256 }) {
      organisations[place].jobs[job].state = .done
      organisations[place].jobs[job].outcome =
        "imported \(ledger.id) year \(ledger.year) v\(ledger.version) there before difference none warnings []"
    }
    return organisations[place].jobs[job].text
  }

  mutating func abandon(_ slot: Int) throws -> String {
    guard let upload = uploads[slot] else { return "" }
    uploads[slot] = nil
    organisations[Int(upload.organisation) - 1].jobs.removeAll { $0.number == upload.number }
    return ""
  }

  mutating func cancel(_ principal: Principal, _ id: Int64, _ number: Int, _ now: Timestamp) throws -> String {
    let place = try place(id, principal, to: .keep)
    let job = try jobPlace(place, number)
    guard !organisations[place].jobs[job].hasEnded else { throw AuditorRefusal(.jobEnded) }
    organisations[place].jobs[job].isCancelled = true
    if organisations[place].jobs[job].attempts == 0 { organisations[place].jobs[job].state = .cancelled }
    organisations[place].note(.jobCancelled, "\(number)", principal, now)
    return ""
  }

  func jobPlace(_ place: Int, _ number: Int) throws -> Int {
    guard let job = organisations[place].jobs.firstIndex(where: { $0.number == number }) else {
      throw AuditorRefusal(.notFound)
    }
    return job
  }

  mutating func claim(_ worker: String, _ lease: Int64, only wanted: (Int64, Int)?, _ now: Timestamp) -> String {
    var best: (at: Timestamp, place: Int, job: Int)?
    for (place, organisation) in organisations.enumerated() {
      for (position, job) in organisation.jobs.enumerated() {
        let isFree = job.state == .queued || (job.state == .running && job.leaseUntil.map { $0 < now } == true)
        let isWanted = wanted.map { $0 == (Int64(place + 1), job.number) } ?? true
        // The first of equals stays: places and numbers rise.
        guard isFree, isWanted, best.map({ job.createdAt < $0.at }) ?? true else { continue }
        best = (job.createdAt, place, position)
      }
    }
    guard let best else { return "none" }
    var job = organisations[best.place].jobs[best.job]
    job.state = .running
    job.worker = worker
    job.leaseUntil = now.adding(seconds: lease)
    job.attempts += 1
    organisations[best.place].jobs[best.job] = job
    claims.append(
      ModelClaim(organisation: Int64(best.place + 1), number: job.number, worker: worker, attempt: job.attempts))
    return "\(best.place + 1) \(job.number)"
  }

  mutating func work(_ slot: Int, _ now: Timestamp) throws -> String {
    let claim = claims[slot]
    let place = Int(claim.organisation) - 1
    guard let position = try? jobPlace(place, claim.number) else { throw AuditorRefusal(.jobLost) }
    var job = organisations[place].jobs[position]
    guard job.state == .running, job.worker == claim.worker, job.attempts == claim.attempt else {
      throw AuditorRefusal(.jobLost)
    }
    job.worker = nil
    job.state = .failed
    if claim.attempt > 5 {
      job.outcome = "refused [error  storage.job-too-often]"
    } else if job.file.ledger == nil {
      job.outcome = "refused \(job.file.diagnostics)"
    } else if job.isCancelled {
      job.state = .cancelled
    } else {
      do {
        job.outcome = try publish(job, place, now)
        job.state = .done
        job.steps = job.file.ledger.map { $0.lines.count + $0.entries.count } ?? 0
      } catch let refusal as AuditorRefusal {
        job.outcome = "refused [error  \(refusal.keys[0])]"
      }
    }
    organisations[place].jobs[position] = job
    return job.text
  }

  /// Years that share a day with a period.
  func touched(_ place: Int, _ period: FiscalYear) -> [ModelYear] {
    organisations[place].ordered.filter { $0.period.end >= period.start && period.end >= $0.period.start }
  }

  /// The place of the year a period belongs to, which takes its dates; a new one when it touches none.
  mutating func takeYear(_ place: Int, _ period: FiscalYear) throws -> Int {
    let touched = touched(place, period)
    if touched.count > 1 { throw AuditorRefusal(.yearsOverlap) }
    guard let year = touched.first else {
      organisations[place].years.append(ModelYear(id: organisations[place].years.count + 1, period: period))
      return organisations[place].years.count - 1
    }
    let found = try organisations[place].openPlace(year.id)
    organisations[place].years[found].period = period
    return found
  }

  private mutating func publish(_ job: ModelJob, _ place: Int, _ now: Timestamp) throws -> String {
    guard let ledger = job.file.ledger else { return "" }
    let year = organisations[place].years[try takeYear(place, ledger.fiscalYear)].id
    var difference = "none"
    var version = 1
    for index in organisations[place].ledgers.indices where organisations[place].ledgers[index].year == year {
      if organisations[place].ledgers[index].isCurrent {
        difference = AuditorModel.difference(organisations[place].ledgers[index].file, job.file)
        organisations[place].ledgers[index].isCurrent = false
      }
      version += 1
    }
    let id = organisations[place].ledgers.count + 1
    organisations[place].ledgers.append(ModelLedger(id: id, year: year, version: version, file: job.file))
    organisations[place].log.append(
      AuditEvent(
        number: organisations[place].log.count + 1, at: now, actor: job.actor, action: .ledgerImported,
        detail: "\(year) v\(version) job \(job.number)"))
    return "imported \(id) year \(year) v\(version) new difference \(difference) warnings \(job.file.diagnostics)"
  }

  static func difference(_ old: AuditorFile, _ new: AuditorFile) -> String {
    let (before, after) = (old.entries, new.entries)
    let added = after.keys.count { before[$0] == nil }
    let removed = before.keys.count { after[$0] == nil }
    let changed = after.count { before[$0.key].map { [value = $0.value] in $0 != value } ?? false }
    var text = "+\(added) -\(removed) ~\(changed)"
    let (olds, news) = (old.balances, new.balances)
    for account in Set(olds.map(\.account) + news.map(\.account)).sorted() {
      let was = olds.first { $0.account == account }.map { $0.debit - $0.credit } ?? 0
      let now = news.first { $0.account == account }.map { $0.debit - $0.credit } ?? 0
      if was != now { text += " \(account):\(was)>\(now)" }
    }
    return text
  }
}

extension ModelJob {
  var hasEnded: Bool { outcome != nil || state == .cancelled }

  /// The job in the words of the report.
  var text: String { "\(number) \(state.rawValue) \(file.name) \(steps)/\(steps) \(outcome ?? "")" }
}
