import Crypto

/// The checksum that PDF keeps beside an attached file: MD5, as the format wants; nothing relies on it for safety.
enum PDFChecksum {
  static func of(_ bytes: [UInt8]) -> [UInt8] { Array(Insecure.MD5.hash(data: bytes)) }
}
