// The product footprints that a firm's published accounts give.

import CarbonAccounting
import Footprints
import Foundation
import Quantities
import ReferenceData
import Storage

/// What a firm lets customers' programs see: one footprint for each sealed account it publishes.
public struct FirmFootprints: Sendable {
  /// A published account that gives no footprint.
  public struct Missing: Sendable {
    /// Its activity.
    public let activity: String
    /// Its year.
    public let period: FiscalYear
    /// Why it gives none.
    public let reason: Refusal
  }

  /// The activities of the accounts in force, each once.
  public let activities: [String]
  /// The footprints, latest year first; of a year, the latest closing first.
  public let footprints: [ProductFootprint]
  /// The accounts in force that give none.
  public let missing: [Missing]

  /// The footprints of what `organisation` shows.
  ///
  /// - Parameters:
  ///   - products: what the firm says of its products.
  ///   - publicURL: where the instance is reached: its host issues the identifiers of products.
  public init(
    _ library: Library, _ store: Store, of organisation: OrganisationID, products: [PACTProduct], publicURL: String
  ) throws(Refusal) {
    let shown = try store.publications.shown(by: organisation)
    let maker = FootprintMaker(
      library.footprints, domain: URLComponents(string: publicURL)?.host ?? "localhost",
      source: { library.factorSource($0) }, branch: { library.branches.find($0, limit: 1).first?.branch.label.en })
    let said = Dictionary(products.map { ($0.activity, $0.said) }) { first, _ in first }
    var footprints: [ProductFootprint] = []
    var missing: [Missing] = []
    for (account, seals) in shown {
      for seal in seals {
        let earlier = shown.filter { $0.account.period == account.period && $0.account.version < account.version }
          .flatMap(\.seals).filter { $0.activity == seal.activity }
        let source = ShownAccount(
          seal.sealed, company: account.name, siren: account.siren, shownAt: account.publishedAt,
          isInForce: account.standing == .inForce, replaced: earlier.map(\.sealed.seal.sha256),
          product: said[seal.activity] ?? ShownAccount.Product())
        do throws(Refusal) {
          let footprint = try maker.footprint(of: source)
          // An account closed again without a change has the same seal: the later showing stands for both.
          if !footprints.contains(where: { $0.id == footprint.id }) { footprints.append(footprint) }
        } catch {
          guard account.standing == .inForce else { continue }
          missing.append(Missing(activity: seal.activity, period: account.period, reason: error))
        }
      }
    }
    activities = Set(shown.filter { $0.account.standing == .inForce }.flatMap(\.seals).map(\.activity)).sorted()
    self.footprints = footprints
    self.missing = missing
  }
}

extension PACTProduct {
  fileprivate var said: ShownAccount.Product {
    var product = ShownAccount.Product()
    product.name = name
    product.description = description
    product.mass = mass
    product.fossilCarbon = fossilCarbon
    return product
  }
}

extension Library {
  /// A publication of factors as footprints name it; nil for an id nobody knows.
  fileprivate func factorSource(_ id: String) -> CarbonFootprint.FactorSource? {
    guard let source = sources[id] else { return nil }
    return CarbonFootprint.FactorSource(
      name: "\(source.title), \(source.publisher)", version: source.year.isEmpty ? "unspecified" : source.year)
  }
}
