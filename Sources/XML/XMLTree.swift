// A document of data in memory: elements with their texts and where they stand, nothing else.

import Quantities

/// What is kept of a document.
public struct XMLSelection: Sendable {
  /// The namespaces that are read, for a root of this name and namespace; nil refuses nothing and reads all. Elements of
  /// others are passed over with all they hold, the root excepted.
  public let namespaces: @Sendable (_ root: XMLTag) -> Set<String>?
  /// The elements whose text is not kept: attachments.
  public let textless: Set<String>

  /// A selection.
  public init(textless: Set<String> = [], namespaces: @escaping @Sendable (_ root: XMLTag) -> Set<String>?) {
    self.namespaces = namespaces
    self.textless = textless
  }
}

/// A document: a root and the elements below it, of one vocabulary.
public final class XMLTree: Sendable {
  struct Node {
    let name: Int32
    let tag: XMLTagPlace
    var firstChild: Int32 = -1
    var nextSibling: Int32 = -1
    var text = ""
    var end = 0
  }

  /// Where an element stands and how it is written.
  struct XMLTagPlace {
    let prefix: Int32
    let namespace: Int32
    let attributes: [XMLAttribute]
    let declaresNamespaces: Bool
    /// Before the `>` or `/>` of the start tag.
    let headEnd: Int
    let line: Int32
  }

  let nodes: [Node]
  let words: [String]
  let numbers: [String: Int32]
  /// Whether the file is in UTF-8, so that places are those of its bytes.
  public let isUTF8: Bool

  init(nodes: [Node], words: [String], numbers: [String: Int32], isUTF8: Bool) {
    self.nodes = nodes
    self.words = words
    self.numbers = numbers
    self.isUTF8 = isUTF8
  }

  /// The outermost element.
  public var root: XMLElement { XMLElement(tree: self, index: 0) }

  /// Reads a document.
  ///
  /// - Throws: a refusal when it is malformed, has a document type or passes a limit.
  public static func read(
    _ bytes: [UInt8], _ selection: XMLSelection, limits: XMLLimits = XMLLimits()
  ) throws(Refusal) -> XMLTree {
    var builder = XMLTreeBuilder(selection, limits: limits)
    try builder.append(bytes[...])
    return try builder.tree()
  }
}

/// An element of a document.
public struct XMLElement: Sendable {
  private let tree: XMLTree
  private let index: Int32

  init(tree: XMLTree, index: Int32) {
    self.tree = tree
    self.index = index
  }

  private var node: XMLTree.Node { tree.nodes[Int(index)] }

  /// The name without its prefix.
  public var name: String { tree.words[Int(node.name)] }
  /// The prefix it is written with; empty for none.
  public var prefix: String { tree.words[Int(node.tag.prefix)] }
  /// The namespace; empty for none.
  public var namespace: String { tree.words[Int(node.tag.namespace)] }
  /// The text of an element without others in it, without the blanks around.
  public var text: String { node.text }
  /// The value of an attribute; nil when there is none.
  public func attribute(_ name: String) -> String? { node.tag.attributes.first { $0.name == name }?.value }
  /// The line of its start tag, from 1.
  public var line: Int { Int(node.tag.line) }
  /// Whether its start tag declares a namespace.
  public var declaresNamespaces: Bool { node.tag.declaresNamespaces }
  /// Bytes before the `>` or `/>` of its start tag.
  public var headEnd: Int { node.tag.headEnd }
  /// Bytes up to and with the end of its end tag.
  public var end: Int { node.end }

  /// The elements right below, in order.
  public var children: [XMLElement] {
    var found: [XMLElement] = []
    var next = node.firstChild
    while next >= 0 {
      found.append(XMLElement(tree: tree, index: next))
      next = tree.nodes[Int(next)].nextSibling
    }
    return found
  }

  /// The elements right below that are called `name`, in order.
  public func children(_ name: String) -> [XMLElement] {
    guard let number = tree.numbers[name] else { return [] }
    return children.filter { $0.node.name == number }
  }

  /// The first element at the end of this path of names; nil when there is none.
  public subscript(path: String...) -> XMLElement? { self[path[...]] }

  private subscript(path: ArraySlice<String>) -> XMLElement? {
    guard let name = path.first else { return self }
    for child in children(name) {
      if let found = child[path.dropFirst()] { return found }
    }
    return nil
  }
}
