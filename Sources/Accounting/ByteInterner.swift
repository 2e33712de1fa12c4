// Small numbers for the codes a ledger repeats on every line: journals, accounts, suppliers.

/// Gives each different run of bytes a number, from 0 in order of first appearance.
struct ByteInterner: Sendable {
  /// What is needed to compare a run: its first sixteen bytes, and where all of it is kept.
  private struct Entry: Sendable {
    let first: UInt64
    let second: UInt64
    let offset: Int
    let count: Int
  }

  private var entries: [Entry] = []
  private var storage: [UInt8] = []
  /// Positions in `entries` plus one, 0 for free, by hash, with linear probing; always a power of two.
  private var slots: [UInt32] = Array(repeating: 0, count: 64)
  private let seed: UInt64

  /// An empty table. The seed keeps a crafted file from making all hashes meet; no result depends on it.
  init(seed: UInt64 = .random(in: .min ... .max)) { self.seed = seed }

  /// How many different runs there are.
  var count: Int { entries.count }

  /// The bytes of number `id`.
  func bytes(_ id: Int) -> ArraySlice<UInt8> {
    storage[entries[id].offset..<(entries[id].offset + entries[id].count)]
  }

  /// The number of `field`, given now if it has none yet. The bytes must stand in an `FECBlock`.
  @inline(__always)
  mutating func intern(_ field: FECField) -> Int {
    let (start, count) = (field.start, field.count)
    let first = FECWords.load(start, count: min(count, 8))
    let second = count > 8 ? FECWords.load(start + 8, count: min(count - 8, 8)) : 0
    let hash = count <= 16 ? mix(first, second, count) : longHash(start, count, first, second)
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let id = Int(slots[slot]) &- 1
      let entry = entries[id]
      if entry.first == first, entry.second == second, entry.count == count,
        count <= 16 || isSame(entry, start)
      {
        return id
      }
      slot = (slot &+ 1) & mask
    }
    return add(start, Entry(first: first, second: second, offset: storage.count, count: count), slot)
  }

  /// The number of `bytes`.
  mutating func intern(_ bytes: some Collection<UInt8>) -> Int {
    // The padding an `FECField` is owed.
    var padded = Array(bytes)
    let count = padded.count
    padded.append(contentsOf: repeatElement(0, count: 16))
    return padded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { intern(FECField(start: $0, count: count)) } ?? 0
    }
  }

  @inline(__always)
  private func mix(_ first: UInt64, _ second: UInt64, _ count: Int) -> UInt64 {
    let product = (first ^ seed).multipliedFullWidth(
      by: second ^ 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: count))
    return product.high ^ product.low
  }

  @inline(never)
  private func longHash(_ start: UnsafePointer<UInt8>, _ count: Int, _ first: UInt64, _ second: UInt64) -> UInt64 {
    var hash = mix(first, second, count)
    for at in stride(from: 16, to: count, by: 8) {
      hash = mix(FECWords.load(start + at, count: min(count - at, 8)), hash, count)
    }
    return hash
  }

  @inline(never)
  private func isSame(_ entry: Entry, _ start: UnsafePointer<UInt8>) -> Bool {
    storage[entry.offset..<(entry.offset + entry.count)]
      .elementsEqual(UnsafeBufferPointer(start: start, count: entry.count))
  }

  @inline(never)
  private mutating func add(_ start: UnsafePointer<UInt8>, _ entry: Entry, _ slot: Int) -> Int {
    entries.append(entry)
    storage.append(contentsOf: UnsafeBufferPointer(start: start, count: entry.count))
    slots[slot] = UInt32(entries.count)
    if entries.count * 2 > slots.count { grow() }
    return entries.count - 1
  }

  private mutating func grow() {
    var wider: [UInt32] = Array(repeating: 0, count: slots.count * 4)
    for (id, entry) in entries.enumerated() {
      let hash: UInt64
      if entry.count <= 16 {
        hash = mix(entry.first, entry.second, entry.count)
      } else {
        let padded = Array(bytes(id)) + [0, 0, 0, 0, 0, 0, 0, 0]
        hash = padded.withUnsafeBufferPointer { buffer in
          buffer.baseAddress.map { longHash($0, entry.count, entry.first, entry.second) } ?? 0
        }
      }
      var slot = Int(truncatingIfNeeded: hash) & (wider.count - 1)
      while wider[slot] != 0 { slot = (slot + 1) & (wider.count - 1) }
      wider[slot] = UInt32(id + 1)
    }
    slots = wider
  }
}
