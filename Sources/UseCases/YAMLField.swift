// Reading a settings file so that every mistake is named by line and field.

import Quantities
import Yams

/// A node of a YAML file with the path that leads to it, which typed readers open.
///
/// Mistakes are collected in a `Problems`; a reader that finds one returns nil and reading goes on, so that a person
/// sees all of them at once.
struct YAMLField {
  let node: Node
  let path: String
  let problems: Problems

  /// What was found wrong so far.
  final class Problems {
    var diagnostics: [Diagnostic] = []
  }

  /// The top of a file.
  ///
  /// - Parameters:
  ///   - limit: the most bytes accepted.
  ///   - notMap: what is said of a file that is not made of pairs, or is too long.
  static func root(_ text: String, limit: Int, notMap: some MessageKey) throws(Refusal) -> YAMLField {
    let node: Node?
    do { node = text.utf8.count <= limit ? try Yams.compose(yaml: text) : nil } catch {
      throw Refusal(FirmFile.diagnostic(error))
    }
    guard let node, node.mapping != nil else { throw Refusal(Diagnostic(.error, notMap)) }
    return YAMLField(node: node, path: "", problems: .init())
  }

  private func report(
    _ key: UseCaseMessage, _ values: [String: MessageValue] = [:], at node: Node? = nil, _ path: String? = nil
  ) {
    problems.diagnostics.append(
      Diagnostic(.error, key, values, line: (node ?? self.node).mark?.line, field: path ?? self.path))
  }

  /// The member `key`, nil when absent or null.
  func member(_ key: String) -> YAMLField? {
    guard let child = node.mapping?[key], child.null == nil else { return nil }
    return YAMLField(node: child, path: path.isEmpty ? key : "\(path).\(key)", problems: problems)
  }

  /// Reports members that are not among `known`: most often a spelling mistake.
  func expect(_ known: String...) { expect(known) }

  /// The same, of a list.
  func expect(_ known: [String]) {
    guard let mapping = node.mapping else { return report(.yamlNotMap) }
    for (key, _) in mapping {
      let name = (key.string ?? "?").onOneLine
      if !known.contains(name) {
        report(
          .yamlUnknownKey, ["key": .text(name), "known": .text(known.joined(separator: ", "))], at: key,
          path.isEmpty ? name : "\(path).\(name)")
      }
    }
  }

  /// The elements of the list `key`; none when absent.
  func list(_ key: String) -> [YAMLField] {
    guard let field = member(key) else { return [] }
    guard let sequence = field.node.sequence else {
      field.report(.yamlNotList)
      return []
    }
    return sequence.enumerated().map { position, element in
      YAMLField(node: element, path: "\(field.path)[\(position + 1)]", problems: problems)
    }
  }

  /// The members of the map `key`, in the order of the file.
  func map(_ key: String) -> [(key: String, value: YAMLField)] {
    guard let field = member(key) else { return [] }
    guard let mapping = field.node.mapping else {
      field.report(.yamlNotMap)
      return []
    }
    return mapping.map { name, value in
      let name = (name.scalar?.string ?? "?").onOneLine
      return (name, YAMLField(node: value, path: "\(field.path).\(name)", problems: problems))
    }
  }

  /// Text on one line, without control characters; a number is read as it is written. Nil when absent.
  func text(_ key: String) -> String? {
    guard let field = member(key) else { return nil }
    guard let scalar = field.node.scalar else {
      field.report(.yamlNotText)
      return nil
    }
    return scalar.string.onOneLine.trimmed
  }

  /// Text that must be there and not blank.
  func required(_ key: String) -> String? {
    if let text = text(key), !text.isEmpty { return text }
    if member(key)?.node.scalar != nil || member(key) == nil { report(.yamlRequired, ["key": .text(key)]) }
    return nil
  }

  /// Whether `key` says true, yes or oui; false when absent. Anything but a yes or a no is a mistake.
  func flag(_ key: String) -> Bool {
    guard let text = text(key) else { return false }
    if ["true", "yes", "oui"].contains(text.lowercased()) { return true }
    if !["false", "no", "non"].contains(text.lowercased()) {
      member(key)?.report(.yamlNotChoice, ["value": .text(text), "known": "true, yes, oui, false, no, non"])
    }
    return false
  }

  /// A value read by `read`; reports `problem` when the text is there and is not one.
  func value<Value>(
    _ key: String, _ problem: UseCaseMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    text(key).flatMap { text in member(key)?.read(text, problem, read) }
  }

  /// The value of this field's own text.
  func ownValue<Value>(
    _ problem: UseCaseMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    self.read((node.scalar?.string ?? "").onOneLine.trimmed, problem, read)
  }

  private func read<Value>(
    _ text: String, _ problem: UseCaseMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    do throws(WrittenValue.Fault) { return try read(text) } catch {
      let message = error.message(text, problem)
      report(message.key, message.values)
      return nil
    }
  }

  /// A value that must be there.
  func requiredValue<Value>(
    _ key: String, _ problem: UseCaseMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    required(key) == nil ? nil : value(key, problem, read)
  }

  /// One of the raw values of an enum.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, default fallback: Choice) -> Choice {
    guard let text = text(key) else { return fallback }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    member(key)?.report(.yamlNotChoice, ["value": .text(text), "known": .text(known)])
    return fallback
  }

  /// Reports a mistake about this field as a whole.
  func refuse(_ key: UseCaseMessage, _ values: [String: MessageValue] = [:]) { report(key, values) }
}

extension WrittenValue.Fault {
  /// What to say of `text`; `problem` when it is not written as it should.
  func message(_ text: String, _ problem: UseCaseMessage) -> (key: UseCaseMessage, values: [String: MessageValue]) {
    switch self {
    case .form: (problem, ["value": .text(text)])
    case .range(let range): (.yamlOutOfRange, ["value": .text(text), "range": .text(range)])
    case .ambiguous(let grouped, let decimal):
      (.yamlAmbiguousNumber, ["value": .text(text), "grouped": .text(grouped), "decimal": .text(decimal)])
    }
  }
}

extension String {
  /// The text without blanks at both ends.
  var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
