// Names come from ledgers and settings written elsewhere: nothing in them may break a line, a comment or a screen.

extension String {
  /// The text on one line: control characters and the line and paragraph separators (U+0085, U+2028, U+2029) become
  /// spaces, as do code points that YAML forbids.
  package var onOneLine: String {
    guard unicodeScalars.contains(where: String.breaksLines) else { return self }
    var text = String.UnicodeScalarView()
    for scalar in unicodeScalars { text.append(String.breaksLines(scalar) ? " " : scalar) }
    return String(text)
  }

  /// The text as a YAML double-quoted scalar on one line.
  package var quotedForYAML: String {
    let text = onOneLine.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    // A star that might be taken for an alias is written by its number: readers refuse aliases without parsing.
    return "\"\(text.hasMark("*") ? text.replacing("*", with: "\\x2A") : text)\""
  }

  private static func breaksLines(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    case .unassigned: scalar.properties.isNoncharacterCodePoint
    default: false
    }
  }
}
