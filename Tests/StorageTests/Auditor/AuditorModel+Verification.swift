import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage

extension AuditorModel {
  /// What a verifier finds: a chain that leads nowhere, or an account sealed over other
  /// entries than the journal's; entries of an activity without a sealed account are such entries.
  func verification(_ organisation: ModelOrganisation) -> JSONValue {
    var seals = 0
    var faults: [String] = []
    for year in organisation.ordered {
      let earlier = organisation.years.filter { $0.period.end < year.period.start }.flatMap(\.closings)
        .flatMap(\.accounts)
      let isYearBeforeSealed = organisation.before(year)?.closings.isEmpty == false
      for (version, closing) in year.closings.enumerated() {
        for account in closing.accounts {
          seals += 1
          let place = "\(year.period.label) \(account.activity) \(version + 1)"
          let isPastHere = closing.posting > 0 || isYearBeforeSealed
          let chains = earlier.contains {
            $0.activity == account.activity && $0.seal.sha256 == account.seal.previous
          }
          if !account.seal.previous.isEmpty, isPastHere, !chains {
            faults.append("\(StorageMessage.chainBroken.rawValue) \(place)")
          }
          guard closing.posting > 0 else { continue }
          let entries = year.postings[closing.posting - 1].inForce.filter { $0.activity == account.activity }
          let said = account.account["entries"]
          if said?["count"]?.integer != Int64(entries.count) || said?["sha256"]?.text != EntryRecord.digest(entries) {
            faults.append("\(StorageMessage.entriesDiffer.rawValue) \(place)")
          }
        }
        guard closing.posting > 0 else { continue }
        let kept = Set(year.postings[closing.posting - 1].inForce.map(\.activity))
        for activity in kept.subtracting(closing.accounts.map(\.activity)).sorted() {
          faults.append("\(StorageMessage.entriesDiffer.rawValue) \(year.period.label) \(activity) \(version + 1)")
        }
      }
    }
    return [
      "seals": .integer(Int64(seals)), "faults": AuditorReport.texts(faults),
      "postings": .integer(Int64(organisation.years.reduce(0) { $0 + $1.postings.count })),
    ]
  }
}
