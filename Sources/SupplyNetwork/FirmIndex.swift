// Finding a firm by its name, thirty million times.

import Quantities

/// The numbers of firms by the bytes of their names; nothing is added once it is made.
///
/// Names of up to fifteen bytes (a SIREN has nine, a SIRET fourteen) are compared as one 128-bit word that holds the
/// bytes and their count; longer ones go through a dictionary.
struct FirmIndex: Sendable {
  /// A short name: its bytes from the lowest up, its count in the highest.
  struct Word: Sendable, Hashable {
    var low: UInt64
    var high: UInt64

    @inline(__always)
    init(low: UInt64, high: UInt64, count: Int) {
      self.low = low
      self.high = high | UInt64(truncatingIfNeeded: count) &<< 56
    }

    init?(_ name: some Collection<UInt8>) {
      guard name.count <= FirmIndex.shortBytes else { return nil }
      var words: (UInt64, UInt64) = (0, 0)
      for (position, byte) in name.enumerated() {
        let shifted = UInt64(byte) << UInt64(8 * (position & 7))
        if position < 8 { words.0 |= shifted } else { words.1 |= shifted }
      }
      self.init(low: words.0, high: words.1, count: name.count)
    }
  }

  static let shortBytes = 15

  private var words: [Word] = []
  /// By hash, with linear probing, a third full at most, so that most are found at the first place: the number plus
  /// one, with `marked` added for some; 0 for free.
  private var slots: [UInt32]
  private var long: [[UInt8]: UInt32] = [:]
  private let seed: UInt64
  private var count: UInt32 = 0
  private static let marked: UInt32 = 1 << 31

  /// An empty index for so many firms. The seed keeps a crafted file from making all hashes meet; no result depends on
  /// it.
  init(capacity: Int, seed: UInt64 = .random(in: .min ... .max)) {
    var size = 64
    while size < 3 * capacity { size *= 2 }
    slots = LargePages.array(repeating: 0, count: size)
    LargePages.reserve(capacity, in: &words)
    self.seed = seed
  }

  /// Gives `name` the next number, or returns the number it has already.
  ///
  /// - Parameter isMarked: what a finder tells of a short name together with its number.
  mutating func add(_ name: some Collection<UInt8>, isMarked: Bool) -> Int? {
    guard let word = Word(name) else {
      if let found = long[Array(name)] { return Int(found) }
      long[Array(name)] = count
      // A word no short name has, so that numbers stay in step.
      words.append(Word(low: 0, high: 0, count: 255))
      count += 1
      return nil
    }
    var place = place(of: word)
    while slots[place] != 0 {
      let number = Int(slots[place] & ~FirmIndex.marked) - 1
      if words[number] == word { return number }
      place = (place + 1) & (slots.count - 1)
    }
    words.append(word)
    count += 1
    slots[place] = count | (isMarked ? FirmIndex.marked : 0)
    return nil
  }

  /// The number of a name; nil when there is none.
  func number(_ name: some Collection<UInt8>) -> Int? {
    guard let word = Word(name) else { return long[Array(name)].map(Int.init) }
    return withFinder { $0.find(word, $0.load($0.start(word)))?.number }
  }

  @inline(__always)
  private func place(of word: Word) -> Int {
    Int(truncatingIfNeeded: FirmIndex.hash(word, seed)) & (slots.count &- 1)
  }

  @inline(__always)
  fileprivate static func hash(_ word: Word, _ seed: UInt64) -> UInt64 {
    let product = (word.low ^ seed).multipliedFullWidth(by: word.high ^ 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  /// The first step of a search.
  struct Start {
    fileprivate let place: Int
    fileprivate let found: UInt32
    fileprivate let held: Word
  }

  /// What the hot loop of a reader searches with, without bound checks.
  struct Finder {
    fileprivate let words: UnsafePointer<Word>
    fileprivate let slots: UnsafePointer<UInt32>
    fileprivate let mask: Int
    fileprivate let seed: UInt64

    /// Where the search for a word starts, and what stands there: asked for many words before any is compared, memory
    /// answers all at the same time.
    @inline(__always)
    func start(_ word: Word) -> Start {
      let place = Int(truncatingIfNeeded: FirmIndex.hash(word, seed)) & mask
      return Start(place: place, found: slots[place], held: Word(low: 0, high: 0, count: 0))
    }

    /// The start with the word it leads to.
    @inline(__always)
    func load(_ start: Start) -> Start {
      // The first word is read where nothing was found, which is as good as any other.
      let number = Int(start.found & ~FirmIndex.marked)
      return Start(place: start.place, found: start.found, held: words[number &- (number == 0 ? 0 : 1)])
    }

    /// The number of a word and whether it is marked; nil when it is not there.
    @inline(__always)
    func find(_ word: Word, _ start: Start) -> (number: Int, isMarked: Bool)? {
      var (place, found, held) = (start.place, start.found, start.held)
      while found != 0 {
        let number = Int(found & ~FirmIndex.marked) &- 1
        if held.low == word.low, held.high == word.high { return (number, found >= FirmIndex.marked) }
        place = (place &+ 1) & mask
        found = slots[place]
        held = words[max(0, Int(found & ~FirmIndex.marked) &- 1)]
      }
      return nil
    }
  }

  /// Calls `body` with a finder that is valid until it returns.
  func withFinder<Result>(_ body: (Finder) throws -> Result) rethrows -> Result {
    try slots.withUnsafeBufferPointer { slots in
      try words.withUnsafeBufferPointer { words in
        guard let places = slots.baseAddress else { preconditionFailure("there are always slots") }
        // Without short names no slot leads to a word: any address does.
        let base = words.baseAddress ?? UnsafeRawPointer(places).assumingMemoryBound(to: Word.self)
        return try body(Finder(words: base, slots: places, mask: slots.count - 1, seed: seed))
      }
    }
  }
}
