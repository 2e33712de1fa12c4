// What a check of a dossier looked at, and what it found.

import Quantities

/// What is looked at, in order; the words say what holds when it passes.
public enum DossierPoint: String, MessageKey {
  /// The archive reads within limits.
  case archive = "dossier-point.archive"
  /// The manifest lists exactly the files, each with its size and SHA-256.
  case files = "dossier-point.files"
  /// Written again from its files, the archive has the same bytes.
  case bytes = "dossier-point.bytes"
  /// The manifest, and so every file, is signed, and with which key.
  case manifest = "dossier-point.manifest"
  /// The seal of each account is that of its bytes.
  case seals = "dossier-point.seals"
  /// The dossier says of itself what its accounts say.
  case claims = "dossier-point.claims"
  /// Each account continues the one before.
  case chain = "dossier-point.chain"
  /// The accounts are signed, and with which key.
  case signature = "dossier-point.signature"
  /// The entries are those that were sealed.
  case entries = "dossier-point.entries"
  /// The entries add up to the account's figures.
  case sums = "dossier-point.sums"
  /// Production and balance follow from inputs, opening and sales.
  case balance = "dossier-point.balance"
  /// The closing factor follows from production and revenue.
  case factor = "dossier-point.factor"
  /// Every factor used is listed with its source.
  case sources = "dossier-point.sources"
  /// The table of entries says what the sealed entries say.
  case table = "dossier-point.table"
  /// README and departures say what the sealed accounts say.
  case texts = "dossier-point.texts"
}

/// What was found at one point.
public struct DossierFinding: Sendable, Hashable {
  /// How it came out.
  public enum Outcome: String, Sendable {
    /// It holds.
    case passed
    /// It does not.
    case failed
    /// The dossier alone cannot tell: an unsigned account, a chain that goes further back.
    case open
  }

  /// What was looked at.
  public let point: DossierPoint
  /// What was found: errors where it failed, notes where it is open or worth knowing. Each has its remedy.
  public let reasons: [Diagnostic]
  /// How it came out.
  public let outcome: Outcome

  /// What was found at a point: failed with an error, open with a warning, else passed.
  init(_ point: DossierPoint, _ reasons: [Diagnostic] = []) {
    self.point = point
    self.reasons = reasons
    switch reasons.map(\.severity).max() {
    case .error: outcome = .failed
    case .warning: outcome = .open
    case .note, nil: outcome = .passed
    }
  }
}
