// The settings as texts: what --print-config says, the sample file, the table of the handbook.

import Quantities
import Wording

/// Texts made from the table of settings.
public enum ConfigurationText {
  /// Every setting with its value, where that comes from and what it means. Read as a file of settings it says the same
  /// again, less the secrets.
  public static func printed(_ settings: [ReadSetting], _ speaker: Speaker) -> String {
    settings.map { read in
      let setting = read.setting
      let isWritten = !read.shown.isEmpty && !setting.isSecret
      let value = read.shown.isEmpty ? speaker.say(ConfigurationWord.nothing) : read.shown
      return """
        # \(speaker.say(setting.meaning))
        # \(origin(read, speaker))
        \(isWritten ? "" : "# ")\(setting.key): \(isWritten ? quoted(value) : value)

        """
    }.joined(separator: "\n")
  }

  /// Who said so, in words.
  static func origin(_ read: ReadSetting, _ speaker: Speaker) -> String {
    switch read.origin {
    case .usual: speaker.say(ConfigurationWord.originUsual)
    case .file(let line): speaker.say(ConfigurationWord.originFile, ["line": .integer(line)])
    case .environment(let name): speaker.say(ConfigurationWord.originEnvironment, ["name": .text(name)])
    case .flag: speaker.say(ConfigurationWord.originFlag)
    }
  }

  /// A scalar of YAML that is read as this text.
  private static func quoted(_ text: String) -> String {
    let plain = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789_./@:-".unicodeScalars.contains($0))
    }
    return plain && !text.hasPrefix("-") && !text.hasPrefix("@") && !text.hasSuffix(":")
      ? text : "'" + text.replacing("'", with: "''") + "'"
  }

  /// A file of settings in which everything is a comment: `deploy/sillage.yaml`.
  public static var sample: String {
    let head = """
      # Réglages de « sillage serve » : retirez le # de ce que vous changez, puis
      #   sillage serve --config sillage.yaml --check-config
      # Settings of “sillage serve”: remove the # from what you change, then check as above.
      #
      # La ligne de commande l'emporte sur l'environnement, qui l'emporte sur ce fichier.
      # The command line wins over the environment, which wins over this file.

      """
    return head
      + SettingTable.all.map { setting in
        let name = setting.isSecret ? setting.fileKey : setting.key
        return """

          # \(setting.meaning.fr)
          # \(setting.meaning.en)
          #\(name): \(setting.usual.isEmpty ? setting.form : setting.usual)

          """
      }.joined()
  }

  /// The table of `docs/OPERATING.md`.
  public static var handbook: String {
    let rows = SettingTable.all.map { setting -> String in
      let flag = setting.flag.map { "`--\($0)`" } ?? "—"
      let name = setting.isSecret ? "`\(setting.key)`, `\(setting.fileKey)`" : "`\(setting.key)`"
      let usual = setting.usual.isEmpty ? "" : "`\(setting.usual)`"
      let form = setting.form.replacing("|", with: "\\|")
      return "| \(name) | \(flag) | \(form) | \(usual) | \(setting.meaning.en) |\n"
    }
    return "| in the file | flag | value | usual | meaning |\n|---|---|---|---|---|\n" + rows.joined()
  }
}
