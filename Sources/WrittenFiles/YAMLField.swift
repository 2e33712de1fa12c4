// Reading a settings file so that every mistake is named by line and field.

import Quantities
import Yams

/// A node of a YAML file with the path that leads to it, which typed readers open.
///
/// Mistakes are collected in a `Problems`; a reader that finds one returns nil and reading goes on, so that a person
/// sees all of them at once.
package struct YAMLField {
  package let node: Node
  package let path: String
  package let problems: Problems

  /// What was found wrong so far.
  package final class Problems {
    package var diagnostics: [Diagnostic] = []
  }

  /// The tree of a text; nil for one that says nothing.
  ///
  /// Aliases are refused: a few lines of them stand for more values than fit into any memory.
  package static func compose(_ text: String) throws(Refusal) -> Node? {
    guard !(text.hasMark("&") && text.hasMark("*")) else {
      throw Refusal(Diagnostic(.error, WrittenMessage.aliases))
    }
    do { return try Yams.compose(yaml: text) } catch { throw Refusal(YAMLField.diagnostic(error)) }
  }

  /// The top of a file that is parsed already.
  package init(root: Node) { self.init(node: root, path: "", problems: .init()) }

  private init(node: Node, path: String, problems: Problems) {
    self.node = node
    self.path = path
    self.problems = problems
  }

  /// The top of a file.
  ///
  /// - Parameters:
  ///   - limit: the most bytes accepted.
  ///   - notMap: what is said of a file that is not made of pairs, or is too long.
  package static func root(_ text: String, limit: Int, notMap: some MessageKey) throws(Refusal) -> YAMLField {
    let node: Node?
    node = text.utf8.count <= limit ? try compose(text) : nil
    guard let node, node.mapping != nil else { throw Refusal(Diagnostic(.error, notMap)) }
    return YAMLField(root: node)
  }

  /// What the parser found wrong.
  package static func diagnostic(_ error: any Error) -> Diagnostic {
    if case .duplicatedKeysInMapping(let keys, let context) = error as? YamlError {
      let key = keys.joined(separator: ", ").onOneLine
      return Diagnostic(
        .error, WrittenMessage.duplicateKey, ["key": .text(key)], line: context.mark.line, field: key)
    }
    return Diagnostic(.error, WrittenMessage.unreadable, line: (error as? YamlError).flatMap(line))
  }

  private static func line(_ error: YamlError) -> Int? {
    switch error {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }

  private func report(
    _ key: WrittenMessage, _ values: [String: MessageValue] = [:], at node: Node? = nil, _ path: String? = nil
  ) {
    problems.diagnostics.append(
      Diagnostic(
        .error, key, values, line: (node ?? self.node).mark?.line,
        field: [path ?? self.path].first { !$0.isEmpty }))
  }

  /// The member `key`, nil when absent or null.
  package func member(_ key: String) -> YAMLField? {
    guard let child = node.mapping?[key], child.null == nil else { return nil }
    return YAMLField(node: child, path: path.isEmpty ? key : "\(path).\(key)", problems: problems)
  }

  /// Reports members that are not among `known`: most often a spelling mistake.
  package func expect(_ known: String...) { expect(known) }

  /// The same, of a list.
  package func expect(_ known: [String]) {
    guard let mapping = node.mapping else { return report(.notMap) }
    for (key, _) in mapping {
      let name = (key.string ?? "?").onOneLine
      if !known.contains(name) {
        report(
          .unknownKey, ["key": .text(name), "known": .text(known.joined(separator: ", "))], at: key,
          path.isEmpty ? name : "\(path).\(name)")
      }
    }
  }

  /// The elements of the list `key`; none when absent.
  package func list(_ key: String) -> [YAMLField] {
    guard let field = member(key) else { return [] }
    guard let sequence = field.node.sequence else {
      field.report(.notList)
      return []
    }
    return sequence.enumerated().map { position, element in
      YAMLField(node: element, path: "\(field.path)[\(position + 1)]", problems: problems)
    }
  }

  /// The members of the map `key`, in the order of the file.
  package func map(_ key: String) -> [(key: String, value: YAMLField)] {
    guard let field = member(key) else { return [] }
    guard let mapping = field.node.mapping else {
      field.report(.notMap)
      return []
    }
    return mapping.map { name, value in
      let name = (name.scalar?.string ?? "?").onOneLine
      return (name, YAMLField(node: value, path: "\(field.path).\(name)", problems: problems))
    }
  }

  /// Text on one line, without control characters; a number is read as it is written. Nil when absent.
  package func text(_ key: String) -> String? {
    guard let field = member(key) else { return nil }
    guard let scalar = field.node.scalar else {
      field.report(.notText)
      return nil
    }
    return scalar.string.onOneLine.trimmed
  }

  /// Text that must be there and not blank.
  package func required(_ key: String) -> String? {
    if let text = text(key), !text.isEmpty { return text }
    if member(key)?.node.scalar != nil || member(key) == nil { report(.required, ["key": .text(key)]) }
    return nil
  }

  /// Whether `key` says true, yes or oui; false when absent. Anything but a yes or a no is a mistake.
  package func flag(_ key: String) -> Bool {
    guard let text = text(key) else { return false }
    if ["true", "yes", "oui"].contains(text.lowercased()) { return true }
    if !["false", "no", "non"].contains(text.lowercased()) {
      member(key)?.report(.notChoice, ["value": .text(text), "known": "true, yes, oui, false, no, non"])
    }
    return false
  }

  /// A value read by `read`; reports `problem` when the text is there and is not one.
  package func value<Value>(
    _ key: String, _ problem: WrittenMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    text(key).flatMap { text in member(key)?.read(text, problem, read) }
  }

  /// The value of this field's own text.
  package func ownValue<Value>(
    _ problem: WrittenMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    self.read((node.scalar?.string ?? "").onOneLine.trimmed, problem, read)
  }

  private func read<Value>(
    _ text: String, _ problem: WrittenMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    do throws(WrittenValue.Fault) { return try read(text) } catch {
      let message = error.message(text, problem)
      refuse(because: message.key, message.values)
      return nil
    }
  }

  /// A value that must be there.
  package func requiredValue<Value>(
    _ key: String, _ problem: WrittenMessage, _ read: (String) throws(WrittenValue.Fault) -> Value
  ) -> Value? {
    required(key) == nil ? nil : value(key, problem, read)
  }

  /// One of the raw values of an enum.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(_ key: String, default fallback: Choice)
    -> Choice
  {
    guard let text = text(key) else { return fallback }
    if let choice = Choice(rawValue: text) { return choice }
    let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
    member(key)?.report(.notChoice, ["value": .text(text), "known": .text(known)])
    return fallback
  }

  /// Refuses the file when anything was found wrong.
  package func check() throws(Refusal) {
    guard problems.diagnostics.isEmpty else { throw Refusal(problems.diagnostics) }
  }

  /// Adds what another reader refused, at this field's line.
  package func refuse(_ refusal: Refusal) {
    problems.diagnostics += refusal.diagnostics.map { found in
      Diagnostic(
        kept: found.message, found.severity, file: found.file, line: found.line ?? node.mark?.line,
        field: found.field ?? (path.isEmpty ? nil : path))
    }
  }

  /// Reports a mistake about this field as a whole.
  package func refuse(_ key: WrittenMessage, _ values: [String: MessageValue] = [:]) { report(key, values) }

  /// The same, of what only one kind of file can have.
  package func refuse(because key: some MessageKey, _ values: [String: MessageValue] = [:]) {
    problems.diagnostics.append(
      Diagnostic(.error, key, values, line: node.mark?.line, field: path.isEmpty ? nil : path))
  }
}

extension WrittenValue.Fault {
  /// What to say of `text`; `problem` when it is not written as it should.
  package func message(_ text: String, _ problem: some MessageKey) -> (
    key: any MessageKey, values: [String: MessageValue]
  ) {
    switch self {
    case .form: (problem, ["value": .text(text)])
    case .range(let range): (WrittenMessage.outOfRange, ["value": .text(text), "range": .text(range)])
    case .ambiguous(let grouped, let decimal):
      (WrittenMessage.ambiguousNumber, ["value": .text(text), "grouped": .text(grouped), "decimal": .text(decimal)])
    }
  }
}

extension String {
  /// Whether a word begins with the sign of a YAML anchor or alias, where one may stand.
  func hasMark(_ sign: Character) -> Bool {
    var before: Character = " "
    var isSign = false
    for letter in self {
      if isSign, !letter.isWhitespace { return true }
      isSign = letter == sign && (before.isWhitespace || "[{,:-?".contains(before))
      before = letter
    }
    return false
  }

  /// The text without blanks at both ends.
  package var trimmed: String {
    var text = self[...]
    while let first = text.first, first.isWhitespace { text = text.dropFirst() }
    while let last = text.last, last.isWhitespace { text = text.dropLast() }
    return String(text)
  }
}
