// The search every list of names shares: all the words must be found; better places rank first; ties go by order.

/// What is asked for: stems of words.
struct SearchQuery {
  private let stems: [[UInt8]]

  /// A query; nil when no word of the text means anything.
  init?(_ text: String) {
    var seen: Set<[UInt8]> = []
    stems = SearchText.stems(text).filter { seen.insert($0).inserted }
    if stems.isEmpty { return nil }
  }

  /// How many words are asked for.
  var count: Int { stems.count }

  /// Whether every word stands somewhere after a space: a quick look before `score`, which it never contradicts.
  ///
  /// - Parameters:
  ///   - text: plain words, or their stems, between spaces.
  ///   - isStemmed: a plain word may differ from its stem in the stem's last letter (`journaux`, `journal`): unless the
  ///     text is stemmed already, that letter is left out.
  func occurs(in text: UnsafeBufferPointer<UInt8>, isStemmed: Bool) -> Bool {
    stems.allSatisfy { stem in
      stem.withUnsafeBufferPointer { stem in
        let wanted = isStemmed ? stem.count : stem.count - 1
        var position = 0
        while position + wanted < text.count {
          if text[position] == 0x20 {
            var length = 0
            while length < wanted, text[position + 1 + length] == stem[length] { length += 1 }
            if length == wanted { return true }
          }
          position += 1
        }
        return false
      }
    }
  }

  /// How well a document answers; nil unless every word is in it, in full or as a beginning.
  ///
  /// - Parameters:
  ///   - title: what the thing is called, as `SearchText.index` makes it.
  ///   - rest: what else is said about it.
  func score(title: ArraySlice<UInt8>, rest: ArraySlice<UInt8> = []) -> Int? {
    var score = 0
    for stem in stems {
      guard let found = SearchQuery.score(stem, title: title, rest: rest) else { return nil }
      score += found
    }
    // Among names that hold the words, the one with fewest others is most about them.
    return score * 100 - min(title.count, 99)
  }

  /// The part of a score that says how well the words were found, without how short the title is.
  static func words(inScore score: Int) -> Int { (score + 99) / 100 }

  /// How many of the words a title holds.
  func matches(in title: ArraySlice<UInt8>) -> Int {
    stems.count { SearchQuery.score($0, title: title, rest: []) != nil }
  }

  private static func score(_ stem: [UInt8], title: ArraySlice<UInt8>, rest: ArraySlice<UInt8>) -> Int? {
    let inTitle = place(of: stem, in: title)
    if inTitle == .whole { return 8 }
    let elsewhere = place(of: stem, in: rest)
    if inTitle == .beginning { return 5 }
    switch elsewhere {
    case .whole: return 3
    case .beginning: return 2
    case nil: return nil
    }
  }

  private enum Place { case whole, beginning }

  /// Whether a word is, or begins with, the stem. A beginning counts from three letters.
  private static func place(of stem: [UInt8], in words: ArraySlice<UInt8>) -> Place? {
    words.withUnsafeBufferPointer { words in
      stem.withUnsafeBufferPointer { stem in
        var found: Place?
        var start = 0
        // Each word stands between two spaces.
        while start + stem.count + 1 < words.count {
          guard words[start] == 0x20 else {
            start += 1
            continue
          }
          var length = 0
          while length < stem.count, words[start + 1 + length] == stem[length] { length += 1 }
          if length == stem.count {
            if words[start + 1 + length] == 0x20 { return .whole }
            if stem.count >= 3 { found = .beginning }
          }
          start += 1 + length
        }
        return found
      }
    }
  }
}
