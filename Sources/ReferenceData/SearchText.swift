// How words compare: without accents, case or punctuation, and for searches without the marks of the plural.

/// Text reduced to plain words, in UTF-8 bytes: it is done for every name of a catalogue at each search, so it is fast.
enum SearchText {
  private static let space = UInt8(ascii: " ")

  /// The words of a text, plain, each between single spaces: `Électricité (kWh)` becomes ` electricite kwh `.
  static func plain(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    var words: [UInt8] = [space]
    var iterator = bytes.makeIterator()
    while let byte = iterator.next() {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): words.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): words.append(byte | 0x20)
      case ..<0x80: endWord(&words)
      case 0xC3: words.append(contentsOf: iterator.next().flatMap { latin1[Int($0) & 0x3F] } ?? [])
      case 0xC5: words.append(contentsOf: iterator.next().map { extended[$0] ?? [0xC5, $0] } ?? [])
      // A combining accent adds nothing to the plain letter before it.
      case 0xCC, 0xCD: _ = iterator.next()
      // Signs: no-break space, superscripts, quotes, dashes.
      case 0xC2:
        _ = iterator.next()
        endWord(&words)
      case 0xE2:
        _ = (iterator.next(), iterator.next())
        endWord(&words)
      default: words.append(byte)
      }
    }
    endWord(&words)
    return words
  }

  /// The words of a text, plain, in order.
  static func words(_ text: String) -> [[UInt8]] {
    plain(text.utf8).split(separator: space).map { Array($0) }
  }

  /// The stems of the words of a text that mean something, in order: what searches compare.
  static func stems(_ text: String) -> [[UInt8]] {
    words(text).filter { !stopWords.contains($0) }.map(stem)
  }

  /// The stems of several texts, each stem once, between single spaces: what a search looks into.
  static func index(_ texts: [String]) -> [UInt8] {
    var seen: Set<[UInt8]> = []
    var index: [UInt8] = [space]
    for text in texts {
      for stem in stems(text) where seen.insert(stem).inserted {
        index.append(contentsOf: stem)
        index.append(space)
      }
    }
    return index
  }

  /// A word without the marks of the French and English plural, and with `ie` and `y` alike: `menuiseries` and
  /// `menuiserie` give `menuiseri`, `travaux` and `travail` do not meet but `journaux` and `journal` do.
  static func stem(_ word: [UInt8]) -> [UInt8] {
    guard word.count > 3, let last = word.last, !word.contains(where: isDigit) else { return word }
    var stem = word[...]
    if last == UInt8(ascii: "x"), stem.hasSuffix("aux"), !stem.hasSuffix("eaux") {
      return Array(stem.dropLast(2)) + [UInt8(ascii: "l")]
    }
    if last == UInt8(ascii: "s") || (last == UInt8(ascii: "x") && (stem.hasSuffix("eux") || stem.hasSuffix("eaux"))) {
      stem = stem.dropLast()
    }
    guard stem.count > 3 else { return Array(stem) }
    if stem.hasSuffix("ie") { return Array(stem.dropLast()) }
    return stem.last == UInt8(ascii: "y") ? Array(stem.dropLast()) + [UInt8(ascii: "i")] : Array(stem)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  private static func endWord(_ words: inout [UInt8]) {
    if words.last != space { words.append(space) }
  }

  /// Words too common to search by, French and English, plain.
  private static let stopWords = Set(
    """
    a au aux avec autre autres c d de des du en et hors l la le les n nca ou par pour s sauf sur un une
    an and by except for from in not of on or other the to with
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

  /// The letters from U+00C0 to U+00FF.
  private static let latin1: [[UInt8]?] =
    // × and ÷ are no letters.
    ("aaaaaa æ ceeeeiiii ðnooooo × ouuuuy þ ß aaaaaa æ ceeeeiiii ðnooooo ÷ ouuuuy þ y")
    .split(separator: " ").flatMap { group -> [[UInt8]?] in
      switch group {
      case "æ": [Array("ae".utf8)]
      case "ß": [Array("ss".utf8)]
      case "þ": [Array("th".utf8)]
      case "×", "÷": [[space]]
      default: group.map { $0 == "ð" ? Array("d".utf8) : Array(String($0).utf8) }
      }
    }

  /// The second bytes of Œ œ Š š Ž ž Ÿ after 0xC5.
  private static let extended: [UInt8: [UInt8]] = [
    0x92: Array("oe".utf8), 0x93: Array("oe".utf8), 0xA0: Array("s".utf8), 0xA1: Array("s".utf8),
    0xBD: Array("z".utf8), 0xBE: Array("z".utf8), 0xB8: Array("y".utf8),
  ]
}

extension ArraySlice<UInt8> {
  func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { suffix in count >= suffix.count && self.suffix(suffix.count).elementsEqual(suffix) }
  }
}
