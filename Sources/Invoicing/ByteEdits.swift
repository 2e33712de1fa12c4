/// Changes to a file, each at its place: what they do not name stays as it is, to the byte.
struct ByteEdits {
  private struct Edit {
    let range: Range<Int>
    let bytes: [UInt8]
  }

  private var edits: [Edit] = []

  /// Whether nothing is to be changed.
  var isEmpty: Bool { edits.isEmpty }

  /// Adds text before the byte at `place`; what is added at one place stands in the order it came.
  mutating func insert(_ text: String, at place: Int) {
    edits.append(Edit(range: place..<place, bytes: Array(text.utf8)))
  }

  /// Takes bytes out.
  mutating func remove(_ range: Range<Int>) { edits.append(Edit(range: range, bytes: [])) }

  /// The file with the changes.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var changed: [UInt8] = []
    changed.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.bytes.count })
    var done = 0
    let inOrder = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
    }
    for (_, edit) in inOrder {
      changed += bytes[done..<max(done, edit.range.lowerBound)]
      changed += edit.bytes
      done = max(done, edit.range.upperBound)
    }
    return changed + bytes[done...]
  }
}
