/// The two ways through the bytes of a ledger. They must agree on every input: tests and the fuzzer compare them.
protocol FECScanPath: SendableMetatype {
  /// Whether common shapes are read eight bytes at a time; what is not common goes the careful way in any case.
  static var isFast: Bool { get }
}

/// Eight bytes at a time.
enum FECFastPath: FECScanPath {
  static var isFast: Bool { true }
}

/// Byte by byte, the way one would first write it.
enum FECCarefulPath: FECScanPath {
  static var isFast: Bool { false }
}
