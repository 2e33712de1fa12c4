// Vectors of single precision that several threads work on, block by block.

/// A vector in memory of its own, padded with zeros to whole blocks.
final class FloatVector {
  typealias Lane = SIMD16<Float>
  let base: UnsafeMutablePointer<Float>
  let lanes: UnsafeMutablePointer<Lane>
  let blocks: Int
  /// Lanes of a block: 8 kB, so that a block of two vectors stays in the processor's first cache.
  static let blockLanes = 128

  /// A vector whose padding is zero and whose values are still to be written.
  init(count: Int) {
    blocks = max(1, (count + 16 * FloatVector.blockLanes - 1) / (16 * FloatVector.blockLanes))
    let bytes = blocks * FloatVector.blockLanes * MemoryLayout<Lane>.stride
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: bytes >= 1 << 21 ? 1 << 21 : 64)
    LargePages.advise(UnsafeMutableRawBufferPointer(start: memory, count: bytes))
    lanes = memory.bindMemory(to: Lane.self, capacity: blocks * FloatVector.blockLanes)
    (lanes + (blocks - 1) * FloatVector.blockLanes).initialize(repeating: .zero, count: FloatVector.blockLanes)
    base = UnsafeMutableRawPointer(lanes).assumingMemoryBound(to: Float.self)
  }

  deinit { lanes.deallocate() }

  /// The lanes of a block.
  static func range(_ block: Int) -> Range<Int> { (block * blockLanes)..<((block + 1) * blockLanes) }

  /// Calls `work` for each block, several at a time where there are many: one is over before a thread is told of it.
  static func share(_ blocks: Int, _ crew: Crew, _ work: (Int) -> Void) {
    let size = max(1, blocks / 64)
    crew.share((blocks + size - 1) / size) { group in
      for block in (group * size)..<min((group + 1) * size, blocks) { work(block) }
    }
  }

  /// Writes zero everywhere.
  func clear() { lanes.update(repeating: .zero, count: blocks * FloatVector.blockLanes) }
}

/// Sums over blocks: those of each block apart, then in their order, so that threads change nothing.
final class BlockSums {
  private var sums: [Double]
  private let blocks: Int
  private let columns: Int

  init(blocks: Int, columns: Int) {
    self.blocks = blocks
    self.columns = columns
    sums = Array(repeating: 0, count: blocks * columns)
  }

  /// The sum of each column; `work` gives those of one block.
  func total(
    _ count: Int, _ crew: Crew, _ work: (_ block: Int, _ sums: UnsafeMutablePointer<Double>) -> Void
  ) -> [Double] {
    let (blocks, columns) = (blocks, columns)
    return sums.withUnsafeMutableBufferPointer { sums in
      guard let base = sums.baseAddress else { return [] }
      FloatVector.share(blocks, crew) { block in work(block, base + block * columns) }
      return (0..<count).map { column in
        (0..<blocks).reduce(0.0) { $0 + base[$1 * columns + column] }
      }
    }
  }
}
