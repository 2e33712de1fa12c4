import ArgumentParser
import Foundation
import Quantities
import TestSupport
import Testing
import Website

@testable import Commands

/// How `sillage serve` is configured, as an operator sees it.
@Suite struct ServeCommandTests {
  private static let yaml = """
    # Notre instance
    public_url: https://carbone.example.fr
    behind_proxy: oui
    port: 9001
    mail_url: smtps://post.example.fr:465
    mail_user: sillage
    mail_from: carbone@example.fr
    """

  private static let environment = [
    "SILLAGE_PORT": "9002", "SILLAGE_MAIL_PASSWORD": "motdepasse", "SILLAGE_LOG_FORMAT": "json",
    "SILLAGE_DATABASE": "postgres://anne:geheim@db.example.fr/books",
  ]

  private func serve(
    _ yaml: String, _ arguments: [String], language: String = "fr", environment: [String: String] = [:]
  ) throws -> Terminal.Result {
    try withFolder { folder in
      let file = folder.appending(path: "sillage.yaml")
      try Data(yaml.utf8).write(to: file)
      var result = try Terminal.run(
        ["serve", "--config", file.path] + arguments, language: language, environment: environment)
      result = Terminal.Result(
        out: result.out, err: result.err.replacing(folder.path, with: "FOLDER"), code: result.code)
      return result
    }
  }

  @Test(arguments: ["fr", "en"])
  func `Every setting is printed with its value, its origin and its meaning`(language: String) throws {
    let result = try serve(
      Self.yaml, ["--print-config", "--no-open-sign-up"], language: language, environment: Self.environment)
    #expect(result.code == 0 && result.err == "")
    #expect(!result.out.contains("motdepasse") && !result.out.contains("geheim"))
    try Golden.check(result.out, "serve-config.\(language).txt")
  }

  @Test func `What is printed is a file of settings that says the same`() throws {
    let environment = Self.environment.filter { !$0.key.contains("PASSWORD") && !$0.key.contains("DATABASE") }
    let yaml = Self.yaml.replacing("mail_user: sillage\n", with: "")
    let first = try serve(yaml, ["--print-config"], environment: environment).out
    let second = try serve(first, ["--print-config"]).out
    func values(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    #expect(values(first) == values(second) && values(first).count > 12)
  }

  @Test(arguments: ["fr", "en"])
  func `What is wrong is said with its line and what to do`(language: String) throws {
    let wrong = "port: 99999\nprot: 1\n"
    let unknown = try serve(wrong, ["--check-config"], language: language)
    let exposed = try serve("host: 0.0.0.0\n", ["--check-config"], language: language)
    let sound = try serve(Self.yaml, ["--check-config"], language: language, environment: Self.environment)
    #expect(unknown.code == 1 && exposed.code == 1 && sound.code == 0)
    #expect(unknown.out == "" && sound.err == "")
    try Golden.check(unknown.err + "\n" + exposed.err + "\n" + sound.out, "serve-check.\(language).txt")
  }

  @Test func `Every setting that is no secret has a flag that sets it, explained in the help`() throws {
    let help = SillageCommand.helpMessage(for: ServeCommand.self, columns: 4000)
    for setting in SettingTable.all {
      guard let flag = setting.flag else {
        #expect(!help.contains("--\(setting.key.replacing("_", with: "-"))"), "\(setting.key) is a secret")
        continue
      }
      #expect(help.contains("--\(flag)"), "\(flag)")
      #expect(help.contains(setting.meaning.fr) && help.contains(setting.meaning.en), "\(flag)")
      let isSwitch = setting.kind == .choice
      let command = try SillageCommand.parseAsRoot(["serve", "--\(flag)"] + (isSwitch ? [] : ["x"]))
      let typed = try #require(command as? ServeCommand).serving.typed
      #expect(typed == [setting.key: isSwitch ? "true" : "x"], "\(flag)")
    }
  }

  @Test func `The sample file is the table of settings, and is sound as it stands`() throws {
    try Recorded.check(ConfigurationText.sample, "deploy/sillage.yaml")
    #expect(try serve(ConfigurationText.sample, ["--check-config"]).code == 0)
    // With every # before a setting removed, each key is known.
    let all = ConfigurationText.sample.replacing(/(?m)^#([a-z_]+:)/) { "\($0.1)" }
    #expect(!(try serve(all, ["--check-config"]).err.contains("n'existe pas ici")))
  }

  @Test func `The handbook's table is the table of settings`() throws {
    let path = "docs/OPERATING.md"
    let (start, end) = ("<!-- settings -->\n", "<!-- end of settings -->")
    let text = String(decoding: try Checkout.bytes(path), as: UTF8.self)
    let from = try #require(text.range(of: start)), to = try #require(text.range(of: end))
    let right = text[..<from.upperBound] + ConfigurationText.handbook + text[to.lowerBound...]
    try Recorded.check(String(right), path)
  }
}

/// Files of the checkout that are made from something else. Run the tests with RECORD=1 to write them anew.
private enum Recorded {
  static func check(_ text: String, _ path: String) throws {
    let url = Checkout.root.appending(path: path)
    if ProcessInfo.processInfo.environment["RECORD"] != nil { try Data(text.utf8).write(to: url) }
    let recorded = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    #expect(recorded == text, "\(path) is not what the table says: run with RECORD=1")
  }
}
