import Testing

@testable import Website

/// Forms with files, as they come in: in pieces of any size, within limits.
@Suite struct MultipartReaderTests {
  private static let type = "multipart/form-data; boundary=\"grain\""
  private static let body = Array(
    """
    avant\r
    --grain\r
    Content-Disposition: form-data; name="token"\r
    \r
    abc\r
    --grain\r
    Content-Disposition: form-data; name="file"; filename="C:\\dossier\\FEC é.txt"\r
    Content-Type: text/plain\r
    \r
    ligne 1\r
    --grai\r
    \r
    --grain\r
    Content-Disposition: form-data; name="vide"; filename=""\r
    \r
    \r
    --grain--\r
    après
    """.utf8)

  /// What is found, with the bytes of a file put together again.
  private static func read(_ bytes: [UInt8], in size: Int, type: String = type) throws -> [String] {
    var reader = try #require(MultipartReader(contentType: type))
    var found: [String] = []
    var file: [UInt8] = []
    func note(_ event: MultipartReader.Event) {
      switch event {
      case .field(let name, let value): found.append("\(name)=\(value)")
      case .fileBegins(let field, let name): found.append("begin \(field) \(name)")
      case .fileBytes(let bytes): file += bytes
      case .fileEnds:
        found.append("file \(String(decoding: file, as: UTF8.self))")
        file = []
      }
    }
    var start = 0
    while start < bytes.count {
      try reader.read(bytes[start..<min(start + size, bytes.count)], note)
      start += size
    }
    try reader.finish()
    return found
  }

  @Test(arguments: 1...40) func `Pieces of any size give the same fields and files`(size: Int) throws {
    #expect(
      try Self.read(Self.body, in: size) == [
        "token=abc", "begin file FEC é.txt", "file ligne 1\r\n--grai\r\n", "begin vide ", "file ",
      ])
  }

  @Test func `A form that stops before its end is said to`() throws {
    for count in [0, 20, 60, 200, Self.body.count - 12] {
      #expect(throws: MultipartReader.Fault.cutShort) { try Self.read(Array(Self.body.prefix(count)), in: 7) }
    }
  }

  @Test func `What is no such form is refused`() {
    #expect(MultipartReader(contentType: "text/plain") == nil)
    #expect(MultipartReader(contentType: "multipart/form-data") == nil)
    #expect(MultipartReader(contentType: "multipart/form-data; boundary=\(String(repeating: "x", count: 71))") == nil)
    #expect(throws: MultipartReader.Fault.malformed) {
      try Self.read(Array("--grain\r\nContent-Type: text/plain\r\n\r\nx\r\n--grain--\r\n".utf8), in: 100)
    }
    #expect(throws: MultipartReader.Fault.malformed) {
      try Self.read(Array("--grain and more".utf8), in: 100)
    }
  }

  @Test func `Headings, fields and parts have limits`() {
    let head = "--grain\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n"
    let long = String(repeating: "x", count: MultipartReader.fieldLimit + 10_000)
    #expect(throws: MultipartReader.Fault.tooLarge) { try Self.read(Array((head + long).utf8), in: 4096) }
    let heading = "--grain\r\nX: " + String(repeating: "y", count: MultipartReader.headingLimit + 10)
    #expect(throws: MultipartReader.Fault.tooLarge) { try Self.read(Array(heading.utf8), in: 4096) }
    let part = "\r\n--grain\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb"
    let parts = String(repeating: part, count: MultipartReader.partLimit + 1) + "\r\n--grain--\r\n"
    #expect(throws: MultipartReader.Fault.tooLarge) { try Self.read(Array(parts.utf8), in: 4096) }
  }

  /// A field that comes byte by byte is searched once, not from its beginning for every byte: else this would take minutes.
  @Test func `A field that comes byte by byte is read`() throws {
    let value = String(repeating: "\r", count: 60_000)
    let text = "--grain\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(value)\r\n--grain--\r\n"
    #expect(try Self.read(Array(text.utf8), in: 1) == ["a=\(value)"])
  }
}
