/// The codes of one kind (journals, accounts…) as texts made once each, with the first name each is given.
struct FECCodeTable {
  private var ids = ByteInterner()
  private(set) var codes: [String] = []
  private(set) var names: [String] = []

  var count: Int { codes.count }

  /// The number of the code `field`, whose name is `name` if it has none yet.
  mutating func intern(_ field: FECField, name: FECField?, _ encoding: FECEncoding) -> Int {
    let id = ids.intern(field)
    if id == codes.count {
      codes.append(encoding.decode(buffer: field.buffer))
      names.append("")
    }
    if let name, name.count > 0, names[id].isEmpty { names[id] = encoding.decode(buffer: name.buffer) }
    return id
  }

  /// The names by code, of the codes that have one.
  func dictionary() -> [String: String] {
    Dictionary(zip(codes, names).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
  }
}
