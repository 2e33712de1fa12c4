// Which footprints somebody asks for: the criteria that PACT 3.0 gives to lists and to requests alike.

import CanonicalJSON
import Quantities

/// Criteria. Within one of them any value will do; all of them must hold.
public struct FootprintFilter: Sendable {
  private var values: [Criterion: [String]] = [:]
  private var moments: [Criterion: Timestamp] = [:]

  /// What can be asked by, as PACT names it.
  public enum Criterion: String, Sendable, CaseIterable {
    case productID = "productId"
    case companyID = "companyId"
    case geography, classification, validOn, validAfter, validBefore, status

    fileprivate var isMoment: Bool { [.validOn, .validAfter, .validBefore].contains(self) }

    /// The criterion of a name, whatever its case.
    public init?(name: String) {
      guard let found = Criterion.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
        return nil
      }
      self = found
    }
  }

  /// Values of one criterion, at most.
  public static let most = 100

  /// Everything.
  public init() {}

  /// The criteria of a list's query.
  ///
  /// - Parameter pairs: names and values; those of other names are passed over.
  /// - Throws: `footprints.filter-wrong` for a moment that is none, one said twice, or too many values.
  public init(_ pairs: [(name: String, value: String)]) throws(Refusal) {
    for (name, value) in pairs {
      guard let criterion = Criterion(name: name) else { continue }
      try add(value, to: criterion)
    }
  }

  /// The criteria of a request's `data`.
  ///
  /// - Throws: `footprints.filter-wrong`, also for members of another shape.
  public init(event data: JSONValue) throws(Refusal) {
    for criterion in Criterion.allCases {
      switch data[criterion.rawValue] {
      case nil, .null: continue
      case .string(let text): try add(text, to: criterion)
      case .array(let elements) where !criterion.isMoment:
        for element in elements {
          guard let text = element.text else { throw FootprintFilter.wrong(criterion, "") }
          try add(text, to: criterion)
        }
      default: throw FootprintFilter.wrong(criterion, "")
      }
    }
  }

  private mutating func add(_ value: String, to criterion: Criterion) throws(Refusal) {
    guard criterion.isMoment else {
      values[criterion, default: []].append(value.lowercased())
      guard values[criterion, default: []].count <= FootprintFilter.most else {
        throw FootprintFilter.wrong(criterion, value)
      }
      return
    }
    guard let moment = Timestamp(text: value), moments.updateValue(moment, forKey: criterion) == nil else {
      throw FootprintFilter.wrong(criterion, value)
    }
  }

  private static func wrong(_ criterion: Criterion, _ value: String) -> Refusal {
    Refusal(
      .filterWrong, ["name": .text(criterion.rawValue), "value": .text(String(value.prefix(80)))],
      field: criterion.rawValue)
  }

  /// Whether a footprint is among those asked for. Case does not matter.
  public func holds(for footprint: ProductFootprint) -> Bool {
    matches(.productID, footprint.productIDs) && matches(.companyID, footprint.companyIDs)
      && matches(.geography, footprint.carbon.geography) && matches(.classification, footprint.classifications)
      && matches(.status, [footprint.status.rawValue])
      && (moments[.validOn].map { footprint.validFrom <= $0 && $0 <= footprint.validTo } ?? true)
      && (moments[.validAfter].map { footprint.validFrom > $0 } ?? true)
      && (moments[.validBefore].map { footprint.validTo < $0 } ?? true)
  }

  private func matches(_ criterion: Criterion, _ own: [String]) -> Bool {
    guard let wanted = values[criterion] else { return true }
    return own.contains { wanted.contains($0.lowercased()) }
  }

  /// What is asked for of a criterion, in lower case: for what is shown to people.
  public func wanted(_ criterion: Criterion) -> [String] { values[criterion] ?? [] }
}
