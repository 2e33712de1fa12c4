// The flags of `sillage serve`: one for each setting that is no secret, named and explained by the table.

import ArgumentParser
import Quantities
import Website

/// What an operator says on the command line.
struct ServeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Fichier de réglages ($SILLAGE_CONFIG). / File of settings.", valueName: "sillage.yaml"), completion: .file())
  var config: String?

  @Option(name: name("database"), help: help("database")) var database: String?
  @Option(name: name("host"), help: help("host")) var host: String?
  @Option(name: name("port"), help: help("port")) var port: String?
  @Option(name: name("public_url"), help: help("public_url")) var publicURL: String?
  @Flag(name: name("behind_proxy"), inversion: .prefixedNo, help: help("behind_proxy")) var behindProxy: Bool?
  @Flag(name: name("open_sign_up"), inversion: .prefixedNo, help: help("open_sign_up")) var openSignUp: Bool?
  @Option(name: name("sign_key"), help: help("sign_key"), completion: .file()) var signKey: String?
  @Option(name: name("idle_minutes"), help: help("idle_minutes")) var idleMinutes: String?
  @Option(name: name("session_hours"), help: help("session_hours")) var sessionHours: String?
  @Option(name: name("upload_megabytes"), help: help("upload_megabytes")) var uploadMegabytes: String?
  @Flag(name: name("jobs"), inversion: .prefixedNo, help: help("jobs")) var jobs: Bool?
  @Option(name: name("disk_reserve_megabytes"), help: help("disk_reserve_megabytes")) var diskReserve: String?
  @Option(name: name("mail_url"), help: help("mail_url")) var mailURL: String?
  @Option(name: name("mail_user"), help: help("mail_user")) var mailUser: String?
  @Option(name: name("mail_from"), help: help("mail_from")) var mailFrom: String?
  @Option(name: name("mail_tls"), help: help("mail_tls")) var mailTLS: String?
  @Option(name: name("login_issuer"), help: help("login_issuer")) var loginIssuer: String?
  @Option(name: name("login_client"), help: help("login_client")) var loginClient: String?
  @Option(name: name("login_name"), help: help("login_name")) var loginName: String?
  @Flag(name: name("login_vouches_for_email"), inversion: .prefixedNo, help: help("login_vouches_for_email"))
  var loginVouchesForEmail: Bool?
  @Option(name: name("log_level"), help: help("log_level")) var logLevel: String?
  @Option(name: name("log_format"), help: help("log_format")) var logFormat: String?

  /// What was typed, by key of the table.
  var typed: [String: String] {
    let texts: [String: String?] = [
      "database": database, "host": host, "port": port, "public_url": publicURL, "sign_key": signKey,
      "idle_minutes": idleMinutes, "session_hours": sessionHours, "upload_megabytes": uploadMegabytes,
      "disk_reserve_megabytes": diskReserve, "mail_url": mailURL, "mail_user": mailUser, "mail_from": mailFrom,
      "mail_tls": mailTLS, "login_issuer": loginIssuer, "login_client": loginClient, "login_name": loginName,
      "log_level": logLevel, "log_format": logFormat,
      "behind_proxy": behindProxy.map(String.init), "open_sign_up": openSignUp.map(String.init),
      "jobs": jobs.map(String.init), "login_vouches_for_email": loginVouchesForEmail.map(String.init),
    ]
    return texts.compactMapValues { $0 }
  }

  private static func name(_ key: String) -> NameSpecification {
    .customLong(SettingTable.named(key).flag ?? key)
  }

  private static func help(_ key: String) -> ArgumentHelp {
    let setting = SettingTable.named(key)
    let usual = setting.usual.isEmpty ? "" : " (\(setting.usual))"
    return ArgumentHelp("\(setting.meaning.fr) / \(setting.meaning.en)\(usual)", valueName: setting.form)
  }
}
