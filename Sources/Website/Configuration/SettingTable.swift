// Everything an operator decides, in one table: flags, variables, the file, the handbook and --print-config come from it.

import Logging
import Quantities

/// The settings.
public enum SettingTable {
  /// All of them, in the order they are shown.
  public static let all: [Setting] = place + doors + limits + letters + provider + watching

  /// The setting of a key; the table is ours, so that it is there.
  public static func named(_ key: String) -> Setting {
    guard let setting = all.first(where: { $0.key == key }) else { preconditionFailure("no setting \(key)") }
    return setting
  }

  private static let place: [Setting] = [
    Setting(
      "database", .database,
      fr: "La base : un fichier SQLite, ou postgres://… (sinon ~/.local/share/sillage/sillage.db).",
      en: "The database: a SQLite file, or postgres://… (else ~/.local/share/sillage/sillage.db)."
    ) { $0.database = $1.isEmpty ? nil : $1 },
    Setting(
      "host", usual: "127.0.0.1",
      fr: "L'adresse d'écoute ; celle de cette machine seule, sauf derrière un proxy.",
      en: "The address to listen on; this machine's own, except behind a proxy."
    ) { $0.host = $1 },
    Setting(
      "port", .number(0...65_535), usual: "8080",
      fr: "Le port ; 0 prend un port libre.", en: "The port; 0 takes one that is free."
    ) { $0.port = Int($1) ?? 0 },
    Setting(
      "public_url",
      fr: "Ce que les gens tapent pour venir, tel que https://carbone.example.fr ; sinon l'adresse d'écoute.",
      en: "What people type to come, such as https://carbone.example.fr; else the address listened on."
    ) { $0.publicURL = $1 },
    Setting(
      "behind_proxy", .choice, usual: "false",
      fr: "Un proxy est devant, chiffre (HTTPS) et dit qui demande (dernière adresse de X-Forwarded-For).",
      en: "A proxy stands in front, encrypts (HTTPS) and says who asks (last address of X-Forwarded-For)."
    ) { $0.isBehindProxy = $1 == "true" },
  ]

  private static let doors: [Setting] = [
    Setting(
      "open_sign_up", .choice, usual: "true",
      fr: "Chacun peut créer un accès ; sinon il faut une invitation.",
      en: "Anybody may sign up; else an invitation is needed."
    ) { $0.isOpen = $1 == "true" },
    Setting(
      "sign_key",
      fr: """
        Le fichier de la clé Ed25519 qui signe comptes et dossiers, créé s'il manque ; à défaut signing.key à côté de la base \
        SQLite, aucune clé sur PostgreSQL. À sauvegarder à part de la base.
        """,
      en: """
        The file of the Ed25519 key that signs accounts and dossiers, made if missing; else signing.key beside the SQLite \
        database, no key on PostgreSQL. Back it up apart from the database.
        """
    ) { $0.keyPath = $1.isEmpty ? nil : $1 },
    Setting(
      "idle_minutes", .number(1...10_080), usual: "120",
      fr: "Minutes sans activité après lesquelles une session se ferme.",
      en: "Minutes without use after which a session ends."
    ) { $0.idleSeconds = (Int64($1) ?? 0) * 60 },
    Setting(
      "session_hours", .number(1...2160), usual: "168",
      fr: "Heures après lesquelles une session se ferme dans tous les cas.",
      en: "Hours after which a session ends in any case."
    ) { $0.sessionSeconds = (Int64($1) ?? 0) * 3600 },
  ]

  private static let limits: [Setting] = [
    Setting(
      "upload_megabytes", .number(1...2000), usual: "500",
      fr: "Le plus gros fichier reçu, en mégaoctets.", en: "The largest file taken in, in megabytes."
    ) { $0.uploadLimit = (Int($1) ?? 0) * 1_000_000 },
    Setting(
      "jobs", .choice, usual: "true",
      fr: "Ce processus fait les imports ; sinon lancez « sillage jobs work » à côté.",
      en: "This process does the imports; else run “sillage jobs work” beside it."
    ) { $0.doesJobs = $1 == "true" },
    Setting(
      "disk_reserve_megabytes", .number(0...1_000_000), usual: "200",
      fr: "Mégaoctets du disque qui restent libres : en dessous, aucun fichier n'est reçu et /readyz dit non.",
      en: "Megabytes of the disk that stay free: below, no file is taken in and /readyz says no."
    ) { $0.diskReserve = (Int64($1) ?? 0) * 1_000_000 },
  ]

  private static let letters: [Setting] = [
    Setting(
      "mail_url",
      fr: "Le serveur qui envoie les lettres : smtps://hôte:465 ou smtp://hôte:587 ; sans lui, les liens s'affichent.",
      en: "The server that sends letters: smtps://host:465 or smtp://host:587; without it, links are shown."
    ) { configuration, value in configuration.changeMail(value) { $0.url = value } },
    Setting(
      "mail_user", fr: "Le nom de connexion à ce serveur.", en: "The login at that server."
    ) { configuration, value in configuration.changeMail(value) { $0.user = value } },
    Setting(
      "mail_password", .secret, fr: "Son mot de passe.", en: "Its password."
    ) { configuration, value in configuration.changeMail(value) { $0.password = Secret(value) } },
    Setting(
      "mail_from", fr: "L'adresse de l'expéditeur des lettres.", en: "The address letters come from."
    ) { configuration, value in configuration.changeMail(value) { $0.from = value } },
    Setting(
      "mail_tls", .word(["required", "opportunistic", "none"]), usual: "required",
      fr: "Chiffrer la liaison smtp:// : toujours, si le serveur le propose, ou jamais (cette machine seulement).",
      en: "Encrypt an smtp:// line: always, where the server offers it, or never (this machine only)."
    ) { $0.mail?.startTLS = $1 },
  ]

  private static let provider: [Setting] = [
    Setting(
      "login_issuer",
      fr: "Un fournisseur OpenID Connect (ProConnect) : l'adresse de son émetteur.",
      en: "An OpenID Connect provider (ProConnect): the address of its issuer."
    ) { configuration, value in configuration.changeProvider(value) { $0.issuer = value } },
    Setting(
      "login_client", fr: "L'identifiant de ce site chez lui.", en: "What it knows this site by."
    ) { configuration, value in configuration.changeProvider(value) { $0.clientID = value } },
    Setting(
      "login_secret", .secret, fr: "Le secret qui va avec.", en: "The secret that goes with it."
    ) { configuration, value in configuration.changeProvider(value) { $0.clientSecret = Secret(value) } },
    Setting(
      "login_name", usual: "ProConnect", fr: "Le nom montré sur le bouton.", en: "The name on the button."
    ) { $0.provider?.name = $1 },
    Setting(
      "login_vouches_for_email", .choice,
      fr: """
        Le fournisseur répond des adresses qu'il donne sans dire qu'elles sont vérifiées (email_verified) : une telle adresse \
        ouvre un accès. À défaut, ProConnect seul.
        """,
      en: """
        The provider answers for addresses that it gives without saying they are verified (email_verified): such an address \
        opens an access. Else ProConnect alone.
        """
    ) { $0.provider?.vouchesForEmail = $1.isEmpty ? nil : $1 == "true" },
  ]

  private static let watching: [Setting] = [
    Setting(
      "metrics_token", .secret,
      fr: "Ce que présente qui lit /metrics ; sans lui, cette machine seule, et personne derrière un proxy.",
      en: "What who reads /metrics presents; without it, this machine only, and nobody behind a proxy."
    ) { $0.metricsToken = $1.isEmpty ? nil : Secret($1) },
    Setting(
      "log_level", .word(["debug", "info", "warning", "error"]), usual: "info",
      fr: "Le moins grave qui s'écrit dans le journal.", en: "The least that is written to the log."
    ) { $0.logLevel = Logger.Level(rawValue: $1) ?? .info },
    Setting(
      "log_format", .word(["text", "json"]), usual: "text",
      fr: "Des lignes à lire, ou des objets JSON pour un programme.",
      en: "Lines to read, or JSON objects for a program."
    ) { $0.logsJSON = $1 == "json" },
  ]
}

extension SiteConfiguration {
  fileprivate mutating func changeMail(_ value: String, _ change: (inout MailSettings) -> Void) {
    guard !value.isEmpty else { return }
    var mail = self.mail ?? MailSettings()
    change(&mail)
    self.mail = mail
  }

  fileprivate mutating func changeProvider(_ value: String, _ change: (inout LoginProvider) -> Void) {
    guard !value.isEmpty else { return }
    var provider = self.provider ?? LoginProvider()
    change(&provider)
    self.provider = provider
  }
}
