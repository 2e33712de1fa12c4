extension String {
  /// The text in lines of at most `width` characters, broken at spaces; later lines start with `indent`.
  func wrapped(width: Int = 110, indent: String = "    ") -> String {
    var lines: [String] = []
    var line = ""
    for word in split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = indent + word
      } else {
        line += line.isEmpty && lines.isEmpty ? String(word) : line == "" ? String(word) : " " + word
      }
    }
    return (lines + [line]).joined(separator: "\n")
  }
}
