/// Stands for the checksum of an attached file, which needs a package that is not built here.
enum PDFChecksum {
  static func of(_ bytes: [UInt8]) -> [UInt8] { Array(repeating: 0, count: 16) }
}
