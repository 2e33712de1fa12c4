extension String {
  /// The text in lines of at most `width` characters, broken at spaces. The blanks a line starts with are kept; its
  /// continuation lines start with `indent`.
  func wrapped(width: Int = 110, indent: String = "    ") -> String {
    var lines: [String] = []
    var line = String(prefix { $0 == " " })
    var isFresh = true
    for word in drop(while: { $0 == " " }).split(separator: " ", omittingEmptySubsequences: false) {
      // French punctuation stands apart from its word, and must not start a line.
      if !isFresh, line.count + 1 + word.count > width, ![";", ":", "»", "?", "!"].contains(word) {
        lines.append(line)
        line = indent + word
      } else {
        line += isFresh ? String(word) : " " + word
      }
      isFresh = false
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
