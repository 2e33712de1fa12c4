import Quantities

/// What a store has to say; texts in `Sources/Wording/Data/storage.yaml`.
public enum StorageMessage: String, MessageKey {
  // The database
  case busy = "storage.busy"
  case full = "storage.full"
  case damaged = "storage.damaged"
  case missing = "storage.missing"
  case unreachable = "storage.unreachable"
  case denied = "storage.denied"
  case tool = "storage.tool"
  case defect = "storage.defect"
  case conflict = "storage.conflict"
  case notOurs = "storage.not-ours"
  case older = "storage.older"
  case newer = "storage.newer"
  case altered = "storage.altered"
  case notEmpty = "storage.not-empty"
  // Who may see and do what
  case notFound = "storage.not-found"
  case forbidden = "storage.forbidden"
  case sirenTaken = "storage.siren-taken"
  case emailTaken = "storage.email-taken"
  case sirenWrong = "storage.siren-wrong"
  case nameWrong = "storage.name-wrong"
  case nameTaken = "storage.name-taken"
  case lastOwner = "storage.last-owner"
  case sirenKept = "storage.siren-kept"
  case linkEnded = "storage.link-ended"
  case memberAlready = "storage.member-already"
  case identityTaken = "storage.identity-taken"
  case tooMany = "storage.too-many"
  case tooLong = "storage.too-long"
  case keyReused = "storage.key-reused"
  // Fiscal years
  case yearUnknown = "storage.year-unknown"
  case noYear = "storage.no-year"
  case yearsOverlap = "storage.years-overlap"
  case yearClosed = "storage.year-closed"
  case yearOpen = "storage.year-open"
  case laterYearClosed = "storage.later-year-closed"
  case noLedger = "storage.no-ledger"
  case noSettings = "storage.no-settings"
  case reasonMissing = "storage.reason-missing"
  case changedMeanwhile = "storage.changed-meanwhile"
  case sealedForOther = "storage.sealed-for-other"
  case accountExists = "storage.account-exists"
  // Jobs
  case jobEnded = "storage.job-ended"
  case jobLost = "storage.job-lost"
  case jobCancelled = "storage.job-cancelled"
  case jobPaused = "storage.job-paused"
  case jobTooOften = "storage.job-too-often"
  // Verification
  case sealWrong = "storage.seal-wrong"
  case chainBroken = "storage.chain-broken"
  case entriesDiffer = "storage.entries-differ"
  case journalDiffers = "storage.journal-differs"
  case referenceChanged = "storage.reference-changed"
  case referenceMissing = "storage.reference-missing"
  case postedAfterClosing = "storage.posted-after-closing"
  case sealOfOther = "storage.seal-of-other"
  case documentDiffers = "storage.document-differs"
  case ledgerDiffers = "storage.ledger-differs"
  case evidenceChanged = "storage.evidence-changed"
  case logGap = "storage.log-gap"
  case logDiffers = "storage.log-differs"
  case rowsUnreadable = "storage.rows-unreadable"
  case fileUnsound = "storage.file-unsound"
  case countsDiffer = "storage.counts-differ"
  // Moving an instance
  case exportUnreadable = "storage.export-unreadable"
  case exportNewer = "storage.export-newer"
  case exportCut = "storage.export-cut"
}

extension Refusal {
  /// A refusal with one of the store's reasons.
  init(_ key: StorageMessage, _ values: [String: MessageValue] = [:]) {
    self.init(Diagnostic(.error, key, values))
  }

  /// Whether one of the store's reasons is `key`.
  public func says(_ key: StorageMessage) -> Bool { diagnostics.contains { $0.message.key == key.rawValue } }
}
