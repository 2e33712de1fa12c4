import Foundation
import OpenIDConnect
import Quantities
import TestSupport
import Testing

@testable import Website

/// What holds when several places say something, and what is refused.
@Suite struct ConfigurationTests {
  private func configuration(
    _ yaml: String = "", flags: [String: String] = [:], environment: [String: String] = [:]
  ) throws -> SiteConfiguration {
    try withFolder { folder in
      let file = folder.appending(path: "sillage.yaml")
      try Data(yaml.utf8).write(to: file)
      return try SiteConfiguration(flags: flags, environment: environment, file: file.path)
    }
  }

  /// The complaints, as `line field key`.
  private func complaints(
    _ yaml: String = "", flags: [String: String] = [:], environment: [String: String] = [:]
  ) -> [String] {
    do {
      _ = try configuration(yaml, flags: flags, environment: environment)
      return []
    } catch let refusal as Refusal {
      return refusal.diagnostics.map {
        "\($0.line.map(String.init) ?? "-") \($0.field ?? "-") \($0.message.key.replacing("configuration.", with: ""))"
      }
    } catch { return ["\(error)"] }
  }

  @Test func `Without a word the site is this machine's alone`() throws {
    let usual = try configuration()
    let plain = SiteConfiguration()
    #expect(usual.host == plain.host && usual.port == plain.port && usual.publicURL == plain.publicURL)
    #expect(usual.isOpen == plain.isOpen && usual.isBehindProxy == plain.isBehindProxy && usual.doesJobs)
    #expect(usual.uploadLimit == plain.uploadLimit && usual.diskReserve == plain.diskReserve)
    #expect(usual.idleSeconds == plain.idleSeconds && usual.sessionSeconds == plain.sessionSeconds)
    #expect(usual.mail == nil && usual.provider == nil && usual.metricsToken == nil && usual.database == nil)
    #expect(usual.settings.map(\.setting.key) == SettingTable.all.map(\.key))
    #expect(usual.settings.allSatisfy { $0.origin == .usual })
  }

  @Test func `The command line wins over the environment, which wins over the file`() throws {
    let yaml = "# ours\nport: 1\n"
    let environment = ["SILLAGE_PORT": "2"]
    let flags = ["port": "3"]
    func port(_ read: SiteConfiguration) -> (Int, ReadSetting.Origin?) {
      (read.port, read.settings.first { $0.setting.key == "port" }?.origin)
    }
    #expect(try port(configuration(yaml)) == (1, .file(line: 2)))
    #expect(try port(configuration(yaml, environment: environment)) == (2, .environment("SILLAGE_PORT")))
    #expect(try port(configuration(yaml, flags: flags, environment: environment)) == (3, .flag))
    // A variable that is there and empty says nothing.
    #expect(try port(configuration(yaml, environment: ["SILLAGE_PORT": ""])) == (1, .file(line: 2)))
  }

  @Test func `The public address follows the address listened on`() throws {
    #expect(try configuration("port: 9000").publicURL == "http://127.0.0.1:9000")
    #expect(try configuration("host: '::1'").publicURL == "http://[::1]:8080")
  }

  @Test func `A mistake in the file is named by its line`() {
    let yaml = """
      port: 8080
      prot: 80
      host: [a, b]
      """
    #expect(complaints(yaml) == ["2 prot firm.unknown-key", "3 host firm.not-text"])
    #expect(complaints("port: 99999\njobs: maybe\n") == ["1 port value-wrong", "2 jobs value-wrong"])
    #expect(complaints("port: 1\nport: 2\n") == ["1 port firm.duplicate-key"])
    #expect(complaints("- a\n") == ["- - firm.not-a-map"])
    #expect(complaints(environment: ["SILLAGE_PORT": "http"]) == ["- SILLAGE_PORT value-wrong"])
    #expect(complaints(flags: ["log_format": "xml"]) == ["- --log-format value-wrong"])
    #expect(complaints("# nothing but words\n") == [])
  }

  @Test(arguments: [
    ("host: 0.0.0.0", ["1 host host-exposed"]),
    ("host: 0.0.0.0\nbehind_proxy: true", []),
    ("host: 'a b'", ["1 host host-wrong"]),
    ("public_url: http://carbone.example.fr", ["1 public_url url-plain"]),
    ("public_url: https://carbone.example.fr", ["1 public_url url-needs-proxy"]),
    ("public_url: https://carbone.example.fr\nbehind_proxy: yes", []),
    ("public_url: https://carbone.example.fr/", ["1 public_url url-wrong"]),
    ("public_url: https://anne@carbone.example.fr", ["1 public_url url-wrong"]),
    ("public_url: carbone.example.fr", ["1 public_url url-wrong"]),
    ("public_url: http://localhost:3000", []),
    ("idle_minutes: 120\nsession_hours: 1", ["2 session_hours session-short"]),
    ("metrics_token: short", ["1 metrics_token token-short"]),
    ("mail_url: smtps://post.example.fr", ["- mail_from missing"]),
    ("mail_from: a@example.fr", ["- mail_url missing"]),
    ("mail_url: smtp://a:b@post.example.fr\nmail_from: a@example.fr", ["1 mail_url mail-url"]),
    ("mail_url: smtps://post.example.fr\nmail_from: a@example.fr\nmail_user: a", ["- mail_password missing"]),
    ("mail_url: smtp://post.example.fr\nmail_from: a@example.fr\nmail_tls: none", ["3 mail_tls mail-plain"]),
    ("mail_url: smtp://localhost:25\nmail_from: a@example.fr\nmail_tls: none", []),
    ("login_issuer: https://id.example.fr", ["- login_client missing", "- login_secret missing"]),
    (
      "login_issuer: http://id.example.fr\nlogin_client: a\nlogin_secret: b", ["1 login_issuer issuer-wrong"]
    ),
    ("database: mysql://root:word@host/x", ["1 database database-wrong"]),
  ])
  func `What contradicts itself is refused`(yaml: String, expected: [String]) {
    #expect(complaints(yaml) == expected)
  }

  @Test(arguments: [
    ("https://auth.proconnect.gouv.fr/api/v2", "", true), ("https://auth.agentconnect.gouv.fr/api/v2", "", true),
    ("https://id.example.fr", "", false), ("https://proconnect.gouv.fr.example.fr", "", false),
    ("https://notproconnect.gouv.fr", "", false),
    ("https://id.example.fr", "true", true), ("https://auth.proconnect.gouv.fr/api/v2", "false", false),
  ])
  func `Addresses that nobody says are verified are taken from ProConnect alone, unless the operator says otherwise`(
    issuer: String, said: String, vouches: Bool
  ) throws {
    let setting = said.isEmpty ? "" : "\nlogin_vouches_for_email: \(said)"
    var read = try configuration("login_issuer: \(issuer)\nlogin_client: a\nlogin_secret: b" + setting)
    try read.openOutside()
    #expect(read.openID?.provider.vouchesForEmail == vouches)
  }

  @Test func `A secret comes by value or by file, and is shown by neither`() throws {
    let token = "0123456789abcdef0123"
    try withFolder { folder in
      let file = folder.appending(path: "token")
      try Data((token + "\n").utf8).write(to: file)
      let byValue = try configuration("metrics_token: \(token)")
      let byFile = try configuration("metrics_token_file: \(file.path)")
      let byVariable = try configuration(environment: ["SILLAGE_METRICS_TOKEN_FILE": file.path])
      for read in [byValue, byFile, byVariable] {
        #expect(read.metricsToken?.text == token)
        #expect(!"\(read)".contains(token))
        let shown = read.settings.first { $0.setting.key == "metrics_token" }?.shown
        #expect(shown == "(set)")
      }
      let both = ["SILLAGE_METRICS_TOKEN_FILE": file.path, "SILLAGE_METRICS_TOKEN": token]
      #expect(complaints(environment: both) == ["- SILLAGE_METRICS_TOKEN secret-twice"])
      #expect(
        complaints("metrics_token: \(token)\nmetrics_token_file: \(file.path)") == ["1 metrics_token secret-twice"])
      // The environment names another than the file does: it wins, as for any setting.
      #expect(complaints("metrics_token: \(token)", environment: ["SILLAGE_METRICS_TOKEN_FILE": file.path]) == [])
      try Data("\n".utf8).write(to: file)
      #expect(complaints("metrics_token_file: \(file.path)") == ["- - key.secret-blank"])
      #expect(complaints("metrics_token_file: \(file.path)-gone") == ["- - file.missing"])
    }
  }

  @Test func `A wrong secret is refused without being repeated`() {
    let secret = "word\u{7}word"
    do {
      _ = try SiteConfiguration(flags: [:], environment: ["SILLAGE_LOGIN_SECRET": secret], file: nil)
      Issue.record("not refused")
    } catch {
      #expect(error.diagnostics.map(\.message.key) == ["configuration.value-wrong"])
      #expect(!"\(error.diagnostics)".contains("word"))
    }
  }

  @Test func `The password in a database's address is not shown`() throws {
    let read = try configuration(environment: ["SILLAGE_DATABASE": "postgres://anne:motdepasse@host/books"])
    let shown = try #require(read.settings.first { $0.setting.key == "database" }?.shown)
    #expect(shown.contains("host") && !shown.contains("motdepasse"))
  }
}
