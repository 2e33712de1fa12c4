// Which value of each setting holds: command line, then environment, then file, then what is usual.

import Quantities
import UseCases

extension SiteConfiguration {
  /// The configuration that the command line, the environment and a file give together, in this order.
  ///
  /// - Parameters:
  ///   - flags: values by key, as they were typed.
  ///   - environment: the variables of the process; one that is empty counts as absent.
  ///   - file: the path of a file of settings.
  /// - Throws: a refusal that names everything that is wrong, with its line where it has one.
  public init(
    flags: [String: String], environment: [String: String], file: String?
  ) throws(Refusal) {
    let values = try SettingValues(flags: flags, environment: environment, file: file)
    self.init()
    var problems = values.problems
    for (setting, value) in values.found {
      setting.apply(&self, value.text)
      settings.append(ReadSetting(setting: setting, shown: setting.shown(value.text), origin: value.origin))
    }
    if publicURL.isEmpty { publicURL = usualURL }
    // What could not be read would only make more complaints.
    if problems.isEmpty { problems += contradictions().map { placed($0, file) } }
    guard problems.isEmpty else { throw Refusal(problems) }
    settings = settings.map { setting in
      guard setting.setting.key == "public_url", setting.shown.isEmpty else { return setting }
      return ReadSetting(setting: setting.setting, shown: publicURL, origin: .usual)
    }
  }

  /// A contradiction with the line of the file that says so, where it is one.
  private func placed(_ problem: Diagnostic, _ file: String?) -> Diagnostic {
    guard let read = settings.first(where: { $0.setting.key == problem.field }), case .file(let line) = read.origin
    else { return problem }
    return Diagnostic(kept: problem.message, problem.severity, file: file, line: line, field: problem.field)
  }

  /// The address listened on, as a browser has it.
  private var usualURL: String { "http://" + (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }
}

/// The value of each setting, and who gave it.
private struct SettingValues {
  struct Value {
    let text: String
    let origin: ReadSetting.Origin
  }

  private(set) var found: [(setting: Setting, value: Value)] = []
  private(set) var problems: [Diagnostic] = []
  private let environment: [String: String]
  private let lines: [String: SettingsFile.Value]
  private let path: String?

  init(flags: [String: String], environment: [String: String], file: String?) throws(Refusal) {
    self.environment = environment.filter { !$0.value.isEmpty }
    path = file
    let known = SettingTable.all.flatMap { $0.isSecret ? [$0.key, $0.fileKey] : [$0.key] }
    if let file { lines = try SettingsFile(path: file, known: known).values } else { lines = [:] }
    for setting in SettingTable.all {
      var value = flags[setting.key].map { Value(text: $0, origin: .flag) }
      if value == nil { value = try said(setting) }
      if value == nil { value = try written(setting) }
      found.append((setting, checked(value, setting)))
    }
  }

  /// What the environment says.
  private mutating func said(_ setting: Setting) throws(Refusal) -> Value? {
    let file = setting.isSecret ? environment[setting.fileVariable] : nil
    guard let text = environment[setting.variable] else {
      guard let file else { return nil }
      return Value(text: try SecretFile.read(file), origin: .environment(setting.fileVariable))
    }
    if file != nil { refuse(.secretTwice, ["setting": .text(setting.variable)], field: setting.variable) }
    return Value(text: text, origin: .environment(setting.variable))
  }

  /// What the file says.
  private mutating func written(_ setting: Setting) throws(Refusal) -> Value? {
    let file = setting.isSecret ? lines[setting.fileKey] : nil
    guard let line = lines[setting.key] else {
      guard let file else { return nil }
      return Value(text: try SecretFile.read(file.text), origin: .file(line: file.line))
    }
    if file != nil { refuse(.secretTwice, ["setting": .text(setting.key)], field: setting.key, line: line.line) }
    return Value(text: line.text, origin: .file(line: line.line))
  }

  private mutating func checked(_ value: Value?, _ setting: Setting) -> Value {
    let usual = Value(text: setting.usual, origin: .usual)
    guard let value else { return usual }
    if let text = setting.read(value.text) { return Value(text: text, origin: value.origin) }
    let values: [String: MessageValue] = [
      "setting": .text(setting.key), "form": .text(setting.form),
      "value": .text(setting.isSecret || setting.kind == .database ? "…" : String(value.text.prefix(100))),
    ]
    switch value.origin {
    case .usual, .environment, .flag: refuse(.valueWrong, values, field: place(value.origin, setting))
    case .file(let line): refuse(.valueWrong, values, field: setting.key, line: line)
    }
    return usual
  }

  private func place(_ origin: ReadSetting.Origin, _ setting: Setting) -> String {
    if case .environment(let name) = origin { name } else { "--" + (setting.flag ?? setting.key) }
  }

  private mutating func refuse(
    _ key: ConfigurationMessage, _ values: [String: MessageValue], field: String, line: Int? = nil
  ) {
    problems.append(Diagnostic(.error, key, values, file: line == nil ? nil : path, line: line, field: field))
  }
}
