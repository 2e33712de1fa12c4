// Small numbers for the codes a ledger repeats on every line: journals, accounts, suppliers.

/// Gives each different run of bytes a number, from 0 in order of first appearance.
struct ByteInterner: Sendable {
  /// A place of the hash table. It holds what is needed to compare, so that finding a run reads memory in one place.
  private struct Slot: Sendable {
    /// The first sixteen bytes.
    var first: UInt64 = 0
    var second: UInt64 = 0
    var count: UInt32 = 0
    /// The run's number plus one; 0 for free.
    var number: UInt32 = 0
  }

  /// The end of each run in `storage`, after the 0 where the first starts.
  private var ends: [Int] = [0]
  private var storage: [UInt8] = []
  /// By hash, with linear probing; always a power of two.
  private var slots: [Slot] = Array(repeating: Slot(), count: 64)
  private let seed: UInt64

  /// An empty table. The seed keeps a crafted file from making all hashes meet; no result depends on it.
  init(seed: UInt64 = .random(in: .min ... .max)) { self.seed = seed }

  /// How many different runs there are.
  var count: Int { ends.count - 1 }

  /// The bytes of number `id`.
  func bytes(_ id: Int) -> ArraySlice<UInt8> {
    storage[ends[id]..<ends[id + 1]]
  }

  /// The number of `field`, given now if it has none yet. The bytes must stand in an `FECBlock`.
  @inline(__always)
  mutating func intern(_ field: FECField) -> Int {
    let (start, count) = (field.start, field.count)
    let first = FECWords.load(start, count: min(count, 8))
    let second = count > 8 ? FECWords.load(start + 8, count: min(count - 8, 8)) : 0
    let hash = count <= 16 ? mix(first, second, count) : longHash(start, count, first, second)
    let mask = slots.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].number != 0 {
      let slot = slots[place]
      if slot.first == first, slot.second == second, slot.count == UInt32(truncatingIfNeeded: count) {
        let id = Int(slot.number) &- 1
        if count <= 16 || isSame(id, field) { return id }
      }
      place = (place &+ 1) & mask
    }
    return add(
      field, Slot(first: first, second: second, count: UInt32(truncatingIfNeeded: count), number: UInt32(ends.count)),
      at: place)
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
  private func isSame(_ id: Int, _ field: FECField) -> Bool { bytes(id).elementsEqual(field.buffer) }

  @inline(never)
  private mutating func add(_ field: FECField, _ slot: Slot, at place: Int) -> Int {
    slots[place] = slot
    storage.append(contentsOf: field.buffer)
    ends.append(storage.count)
    // Dense, for a table that fits in the processor's cache is worth more than a short search.
    if count * 4 > slots.count * 3 { grow() }
    return count - 1
  }

  private mutating func grow() {
    var wider = Array(repeating: Slot(), count: slots.count * 2)
    for slot in slots where slot.number != 0 {
      var place = Int(truncatingIfNeeded: hash(slot)) & (wider.count - 1)
      while wider[place].number != 0 { place = (place + 1) & (wider.count - 1) }
      wider[place] = slot
    }
    slots = wider
  }

  private func hash(_ slot: Slot) -> UInt64 {
    let count = Int(slot.count)
    guard count > 16 else { return mix(slot.first, slot.second, count) }
    let padded = Array(bytes(Int(slot.number) - 1)) + [0, 0, 0, 0, 0, 0, 0, 0]
    return padded.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { longHash($0, count, slot.first, slot.second) } ?? 0
    }
  }
}
