import Quantities

/// Builds a document from bytes that may come in parts, whatever their number: what is not kept is not held.
public struct XMLTreeBuilder {
  private let selection: XMLSelection
  private let limits: XMLLimits
  private let reader: XMLReader
  private var namespaces: Set<String>?
  private var nodes: [XMLTree.Node] = []
  private var words: [String] = []
  private var numbers: [String: Int32] = [:]
  /// The elements that have not ended.
  private var open: [Open] = []
  /// How many elements that are passed over have not ended.
  private var skipped = 0
  private var textBytes = 0

  private struct Open {
    let index: Int32
    let isTextless: Bool
    var lastChild: Int32 = -1
  }

  /// A builder.
  public init(_ selection: XMLSelection, limits: XMLLimits = XMLLimits()) {
    self.selection = selection
    self.limits = limits
    reader = XMLReader(limits: limits)
  }

  /// Adds the bytes that follow.
  ///
  /// - Throws: a refusal when they are malformed, have a document type or pass a limit.
  public mutating func append(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
    try reader.append(bytes)
    try take()
  }

  /// The document, once all bytes have come.
  public mutating func tree() throws(Refusal) -> XMLTree {
    reader.complete()
    try take()
    guard !nodes.isEmpty, open.isEmpty else { throw Refusal(Diagnostic(.error, XMLRefusal.unreadable)) }
    return XMLTree(nodes: nodes, words: words, numbers: numbers, isUTF8: reader.isUTF8)
  }

  private mutating func take() throws(Refusal) {
    while let event = try reader.next() {
      switch event.kind {
      case .starts(let tag): try start(tag, event)
      case .ends: end(event)
      case .text(let text): try add(text, event)
      }
    }
  }

  private mutating func start(_ tag: XMLTag, _ event: XMLEvent) throws(Refusal) {
    if nodes.isEmpty { namespaces = selection.namespaces(tag) }
    let isKnown = namespaces?.contains(tag.namespace) ?? true
    guard skipped == 0, isKnown || nodes.isEmpty else { return skipped += 1 }
    try count(tag.attributes.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }, event)
    let index = Int32(nodes.count)
    let place = XMLTree.XMLTagPlace(
      prefix: number(tag.prefix), namespace: number(tag.namespace), attributes: tag.attributes,
      declaresNamespaces: tag.declaresNamespaces, headEnd: event.position, line: Int32(truncatingIfNeeded: event.line))
    nodes.append(XMLTree.Node(name: number(tag.name), tag: place))
    if let parent = open.indices.last {
      let (above, before) = (Int(open[parent].index), Int(open[parent].lastChild))
      if before < 0 { nodes[above].firstChild = index } else { nodes[before].nextSibling = index }
      // What stood before it was no text of the element's own.
      nodes[above].text = ""
      open[parent].lastChild = index
    }
    open.append(Open(index: index, isTextless: selection.textless.contains(tag.name)))
  }

  private mutating func end(_ event: XMLEvent) {
    guard skipped == 0 else { return skipped -= 1 }
    let ended = Int(open.removeLast().index)
    nodes[ended].end = event.position
    nodes[ended].text = nodes[ended].text.withoutBlanksAround
  }

  private mutating func add(_ text: String, _ event: XMLEvent) throws(Refusal) {
    guard skipped == 0, let last = open.last, !last.isTextless, last.lastChild < 0 else { return }
    try count(text.utf8.count, event)
    nodes[Int(last.index)].text += text
    guard nodes[Int(last.index)].text.utf8.count <= limits.textBytes else {
      throw XMLLimits.refusal(.textTooLong, limits.textBytes, line: event.line)
    }
  }

  private mutating func count(_ bytes: Int, _ event: XMLEvent) throws(Refusal) {
    textBytes += bytes
    guard textBytes <= limits.totalTextBytes else {
      throw XMLLimits.refusal(.textTooLong, limits.totalTextBytes, line: event.line)
    }
  }

  private mutating func number(_ word: String) -> Int32 {
    if let number = numbers[word] { return number }
    let number = Int32(words.count)
    words.append(word)
    numbers[word] = number
    return number
  }
}

extension String {
  /// Without the blanks of XML at both ends.
  fileprivate var withoutBlanksAround: String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    guard let first = utf8.firstIndex(where: { !isBlank($0) }), let last = utf8.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(decoding: utf8[first...last], as: UTF8.self)
  }
}
