// A form as the file that the command line reads.

import Storage
import UseCases
import WrittenFiles

extension ScenarioForm {
  /// The file: what was left empty is left out.
  public var yaml: String { ScenarioWriter(form: self).lines(ScenarioShape.of(kind), "", indent: "").joined() }
}

/// Writes what was typed under the keys of the file.
private struct ScenarioWriter {
  let form: ScenarioForm

  func lines(_ members: [ScenarioShape.Member], _ path: String, indent: String) -> [String] {
    members.flatMap { member -> [String] in
      let place = path + member.key
      switch member.shape {
      case .value, .choice, .price:
        return scalar(member.shape, place).map { ["\(indent)\(member.key): \($0)\n"] } ?? []
      case .record(let inner):
        let written = lines(inner, place + ".", indent: indent + "  ")
        return written.isEmpty ? [] : ["\(indent)\(member.key):\n"] + written
      case .rows(let inner, _):
        let rows = (0..<form.count(place)).flatMap { row($0 + 1, of: place, inner, indent: indent + "  ") }
        return rows.isEmpty ? [] : ["\(indent)\(member.key):\n"] + rows
      }
    }
  }

  /// A row: on one line where all of it fits, else as a block.
  private func row(_ number: Int, of path: String, _ members: [ScenarioShape.Member], indent: String) -> [String] {
    let place = "\(path).\(number)."
    guard !isBlank(place, members) else { return [] }
    if members.allSatisfy(\.shape.isFlat) {
      let pairs = members.compactMap { member in
        scalar(member.shape, place + member.key).map { "\(member.key): \($0)" }
      }
      return ["\(indent)- {\(pairs.joined(separator: ", "))}\n"]
    }
    let block = lines(members, place, indent: indent + "  ")
    guard let first = block.first else { return [] }
    return ["\(indent)- \(first.dropFirst(indent.count + 2))"] + block.dropFirst()
  }

  /// Whether nothing was typed in a row: what is chosen in a list stands there whatever is typed.
  private func isBlank(_ path: String, _ members: [ScenarioShape.Member]) -> Bool {
    members.allSatisfy { member in
      let place = path + member.key
      switch member.shape {
      case .choice: return true
      case .value, .price: return scalar(member.shape, place) == nil
      case .record(let inner): return isBlank(place + ".", inner)
      case .rows(let inner, _): return (0..<form.count(place)).allSatisfy { isBlank("\(place).\($0 + 1).", inner) }
      }
    }
  }

  private func scalar(_ shape: ScenarioShape, _ path: String) -> String? {
    let text = form[path]
    if case .price = shape {
      if text.isEmpty {
        let follows = form[path + ".follows"]
        return follows.isEmpty ? nil : "{follows: \(follows.yamlScalar)}"
      }
      return text.contains(":") ? points(text) : text.yamlScalar
    }
    guard !text.isEmpty else { return nil }
    guard case .value = shape, text.contains(";") else { return text.yamlScalar }
    return "[\(parts(text).map(\.yamlScalar).joined(separator: ", "))]"
  }

  private func parts(_ text: String) -> [String] { text.split(separator: ";").map { String($0).trimmed } }

  /// `2026: 100; 2030: 200` as a map of years.
  private func points(_ text: String) -> String {
    let pairs = parts(text).map { part in
      let sides = part.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
      return "\((sides.first ?? "").yamlScalar): \((sides.count > 1 ? sides[1] : "").yamlScalar)"
    }
    return "{\(pairs.joined(separator: ", "))}"
  }
}
