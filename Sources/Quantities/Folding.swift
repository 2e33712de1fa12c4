extension String {
  /// The text without accents and in lower case, ligatures opened, so that words compare as people read them:
  /// `Électricité` and `ELECTRICITE` fold to `electricite`, `Œuvre` to `oeuvre`.
  public var folded: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in lowercased().unicodeScalars {
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if (0x0300...0x036F).contains(scalar.value) {
        continue  // A combining accent, in text that came decomposed.
      } else {
        result += Folding.plain[scalar] ?? String(Character(scalar))
      }
    }
    return result
  }
}

enum Folding {
  /// Latin letters of the languages of Western Europe, by their plain spelling.
  static let plain: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("àáâãäå", "a"), ("ç", "c"), ("èéêë", "e"), ("ìíîï", "i"), ("ñ", "n"), ("òóôõöø", "o"), ("ùúûü", "u"),
      ("ýÿ", "y"), ("š", "s"), ("ž", "z"), ("œ", "oe"), ("æ", "ae"), ("ß", "ss"), ("\u{2019}", "'"), ("\u{A0}", " "),
      ("\u{202F}", " "),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (letters, plain) in groups {
      for scalar in letters.unicodeScalars { table[scalar] = plain }
    }
    return table
  }()
}

extension Unicode.Scalar {
  /// Whether it ends a line, moves a cursor or turns the direction of writing.
  public var isControl: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
