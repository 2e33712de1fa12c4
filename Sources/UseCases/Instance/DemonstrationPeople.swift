// Who takes part in the demonstration firms.

import Demonstration
import Quantities
import Storage

/// Somebody of the demonstration, so that every kind of visit can be tried. Addresses under `.example` reach nobody.
public enum DemonstrationPerson: String, CaseIterable, Sendable {
  case owner, restaurateur, adviser, verifier, keeper

  /// What they sign in with.
  public var email: String {
    switch self {
    case .owner: "camille@menuiserie.example"
    case .restaurateur: "sacha@cellier.example"
    case .adviser: "noor@conseil.example"
    case .verifier: "alix@verification.example"
    case .keeper: "lou@instance.example"
    }
  }

  /// What they are called.
  public var name: String {
    switch self {
    case .owner: "Camille Garnier"
    case .restaurateur: "Sacha Morel"
    case .adviser: "Noor Haddad"
    case .verifier: "Alix Petit"
    case .keeper: "Lou Bernard"
    }
  }

  /// What they are in a firm; nil where they take no part.
  func role(in firm: DemonstrationFirm) -> Role? {
    switch (self, firm) {
    case (.owner, .joinery), (.restaurateur, .restaurant): .owner
    case (.adviser, _): .adviser
    case (.verifier, .joinery): .verifier
    default: nil
    }
  }

  /// What they may do, in words.
  public var part: DemonstrationMessage {
    switch self {
    case .owner: .owner
    case .restaurateur: .restaurateur
    case .adviser: .adviser
    case .verifier: .verifier
    case .keeper: .keeper
    }
  }
}

/// Words of the demonstration; texts in `Sources/Wording/Data/demonstration.yaml`.
public enum DemonstrationMessage: String, MessageKey {
  case filled = "demonstration.filled"
  case owner = "demonstration.owner"
  case restaurateur = "demonstration.restaurateur"
  case adviser = "demonstration.adviser"
  case verifier = "demonstration.verifier"
  case keeper = "demonstration.keeper"
  case password = "demonstration.password"
  case next = "demonstration.next"
}

/// Why the demonstration is not made; texts with remedies in `demonstration.yaml`.
public enum DemonstrationRefusal: String, MessageKey {
  case isThere = "demonstration.is-there"
  case noPassword = "demonstration.no-password"
}
