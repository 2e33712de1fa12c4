/// The firms of a network: one flat array for each thing known of them.
public struct Firms: Sendable {
  /// Written where a file gives no number.
  static let absent: Int64 = -1

  /// The names, one after the other.
  private(set) var text: [UInt8] = []
  private(set) var ends: [Int] = []
  /// In cents; `absent` for a firm that keeps no account.
  private(set) var revenue: [Int64] = []
  /// Direct emissions in grams, negative where captures outweigh them.
  private(set) var direct: [Int64] = []
  /// Milligrams per euro, `absent` for none: what stands for the firm's content when it has none of its own.
  private(set) var factor: [Int64] = []
  private(set) var index: FirmIndex

  /// Room for so many firms.
  init(capacity: Int) { index = FirmIndex(capacity: capacity) }

  /// How many there are.
  public var count: Int { revenue.count }

  /// How many keep an account.
  public var accounts: Int { revenue.lazy.filter { $0 != Firms.absent }.count }

  /// The name of a firm, by its place in the file from 0.
  public func name(_ number: Int) -> String {
    String(decoding: text[(number == 0 ? 0 : ends[number - 1])..<ends[number]], as: UTF8.self)
  }

  /// The place of a firm in the file, from 0; nil when there is none of that name.
  public func number(of name: String) -> Int? { index.number(Array(name.utf8)) }

  /// Whether the firm's content can be looked for: it keeps an account and sold something.
  @inline(__always)
  func isInside(_ number: Int) -> Bool { revenue[number] > 0 }

  /// Adds a firm. Returns the number of the firm that has the name already, if one has.
  mutating func add(_ name: ArraySlice<UInt8>, revenue: Int64, direct: Int64, factor: Int64) -> Int? {
    if let found = index.add(name, isMarked: revenue > 0) { return found }
    text.append(contentsOf: name)
    ends.append(text.count)
    self.revenue.append(revenue)
    self.direct.append(direct)
    self.factor.append(factor)
    return nil
  }
}
