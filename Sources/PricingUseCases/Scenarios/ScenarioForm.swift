// A scenario between its file and a form: what was typed, by where it stands.

import Storage
import UseCases
import WrittenFiles
import Yams

/// What a form holds of a scenario, by path: `project`, `reference.name`, `variants.1.lines.2.amount`. A price is two values:
/// `price` as typed and `price.follows`, the trajectory that is followed.
public struct ScenarioForm: Sendable, Hashable {
  /// What it is about.
  public let kind: ScenarioEntry.Kind
  /// What was typed, by path.
  public private(set) var values: [String: String]

  /// A form as it was sent: whatever the shape knows of what was sent, at most so much of each.
  public init(_ kind: ScenarioEntry.Kind, sent: (String) -> String?) {
    self.kind = kind
    values = [:]
    take(ScenarioShape.of(kind), "", sent)
  }

  /// The form of a file; nil when the file says more than the form shows, which a form would lose.
  public init?(_ kind: ScenarioEntry.Kind, yaml text: String) {
    self.kind = kind
    values = [:]
    guard let node = try? YAMLField.compose(text), let map = node.mapping else { return nil }
    guard read(map, ScenarioShape.of(kind), "") else { return nil }
  }

  /// A value; empty where nothing was typed.
  public subscript(path: String) -> String { values[path] ?? "" }

  /// How many rows stand at a path.
  public func count(_ path: String) -> Int {
    var count = 0
    while values.keys.contains(where: { $0.hasPrefix("\(path).\(count + 1).") }) { count += 1 }
    return count
  }

  /// The most characters of a value.
  public static let valueLimit = 400
}

// MARK: Rows

extension ScenarioForm {
  /// The same with one more row, empty; as it is where there are as many as can be.
  public func adding(to path: String) -> ScenarioForm {
    guard case .rows(let members, let most) = shape(at: path), count(path) < most else { return self }
    var form = self
    form.open("\(path).\(count(path) + 1)", members)
    return form
  }

  /// The same without a row, those after it moved up.
  public func removing(_ row: Int, of path: String) -> ScenarioForm {
    let count = count(path)
    guard case .rows = shape(at: path), (1...max(count, 1)).contains(row), count > 0 else { return self }
    var form = self
    form.values = [:]
    for (key, value) in values {
      guard key.hasPrefix("\(path)."), let place = Int(key.dropFirst(path.count + 1).prefix { $0 != "." }) else {
        form.values[key] = value
        continue
      }
      if place == row { continue }
      let rest = key.dropFirst("\(path).\(place)".count)
      form.values["\(path).\(place > row ? place - 1 : place)\(rest)"] = value
    }
    return form
  }

  /// Makes room for values, so that they are shown.
  private mutating func open(_ path: String, _ members: [ScenarioShape.Member]) {
    for member in members {
      switch member.shape {
      case .value, .price: values["\(path).\(member.key)"] = ""
      case .choice(let words): values["\(path).\(member.key)"] = words.first ?? ""
      case .record(let inner): open("\(path).\(member.key)", inner)
      case .rows(let inner, _): open("\(path).\(member.key).1", inner)
      }
    }
  }

  /// What stands at a path: `variants.2.lines` leads to the rows of a variant's lines.
  private func shape(at path: String) -> ScenarioShape? {
    var members = ScenarioShape.of(kind)
    var found: ScenarioShape?
    for part in path.split(separator: ".") where Int(part) == nil {
      guard let member = members.first(where: { $0.key == part }) else { return nil }
      (found, members) = (member.shape, member.shape.members)
    }
    return found
  }
}

// MARK: From what was sent, and from a file

extension ScenarioForm {
  private mutating func take(_ members: [ScenarioShape.Member], _ path: String, _ sent: (String) -> String?) {
    for member in members {
      let place = path + member.key
      switch member.shape {
      case .value, .choice: keep(sent(place), at: place)
      case .price:
        keep(sent(place), at: place)
        keep(sent(place + ".follows"), at: place + ".follows")
      case .record(let inner): take(inner, place + ".", sent)
      case .rows(let inner, let most):
        var row = 1
        while row <= most {
          let before = values.count
          take(inner, "\(place).\(row).", sent)
          if values.count == before { break }
          row += 1
        }
      }
    }
  }

  private mutating func keep(_ value: String?, at path: String) {
    if let value { values[path] = String(value.onOneLine.trimmed.prefix(ScenarioForm.valueLimit)) }
  }

  private mutating func read(_ map: Node.Mapping, _ members: [ScenarioShape.Member], _ path: String) -> Bool {
    let known = Set(members.map(\.key))
    guard map.allSatisfy({ known.contains($0.key.string ?? "") }) else { return false }
    for member in members {
      guard let node = map[member.key], node.null == nil else { continue }
      guard read(node, member.shape, path + member.key) else { return false }
    }
    return true
  }

  private mutating func read(_ node: Node, _ shape: ScenarioShape, _ path: String) -> Bool {
    switch shape {
    case .value:
      guard let text = ScenarioForm.text(node), text.count <= ScenarioForm.valueLimit else { return false }
      values[path] = text
    case .choice(let words):
      guard let text = node.scalar?.string, words.contains(text) else { return false }
      values[path] = text
    case .price:
      if let follows = node.mapping?["follows"]?.scalar?.string {
        // Euros of another year than those published are said in the file alone.
        guard node.mapping?.count == 1 else { return false }
        (values[path], values[path + ".follows"]) = ("", follows)
      } else if let points = node.mapping {
        let pairs = points.map { "\($0.key.scalar?.string ?? ""): \($0.value.scalar?.string ?? "")" }
        values[path] = pairs.joined(separator: "; ")
      } else {
        guard let text = node.scalar?.string else { return false }
        values[path] = text
      }
    case .record(let members):
      guard let map = node.mapping else { return false }
      return read(map, members, path + ".")
    case .rows(let members, let most):
      guard let rows = node.sequence, rows.count <= most else { return false }
      for (place, row) in rows.enumerated() {
        guard let map = row.mapping else { return false }
        open("\(path).\(place + 1)", members.filter(\.shape.isFlat))
        guard read(map, members, "\(path).\(place + 1).") else { return false }
      }
    }
    return true
  }

  /// A value, or values by year.
  private static func text(_ node: Node) -> String? {
    if let scalar = node.scalar { return scalar.string.onOneLine.trimmed }
    guard let all = node.sequence?.map({ $0.scalar?.string.onOneLine.trimmed }), !all.contains(nil) else { return nil }
    return all.compactMap(\.self).joined(separator: "; ")
  }
}
