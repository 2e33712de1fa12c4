import DelimitedText
import Testing

@Suite("Encodings are told apart by their bytes")
struct TextEncodingTests {
  @Test(arguments: [
    (Array("déjà".utf8), TextEncoding.utf8, "déjà"),
    ([0x64, 0xE9, 0x6A, 0xE0], .iso8859_15, "déjà"),
    ([0x31, 0xA4, 0xBD], .iso8859_15, "1€œ"),
    ([0x31, 0x80, 0x9C, 0xE9, 0xBD], .windows1252, "1€œé½"),
    ([0x91, 0x92, 0x85], .windows1252, "‘’…"),
    ([0x81], .windows1252, "\u{81}"),
  ])
  func detectedAndDecoded(_ bytes: [UInt8], _ encoding: TextEncoding, _ text: String) {
    #expect(TextEncoding.detected(in: bytes) == encoding)
    #expect(encoding.utf8(from: bytes).map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test func whatIsNotUTF8IsNotDecodedAsSuch() {
    #expect(TextEncoding.utf8.utf8(from: [0xC3]) == nil)
    #expect(TextEncoding.utf8.utf8(from: [0xC0, 0x80]) == nil)
    #expect(TextEncoding.utf8.utf8(from: [0xED, 0xA0, 0x80]) == nil)
  }

  @Test(arguments: [TextEncoding.windows1252, .iso8859_15])
  func everyByteHasItsOwnCharacter(_ encoding: TextEncoding) {
    let characters = (UInt8(1)...255).compactMap { encoding.utf8(from: [$0]) }
    #expect(Set(characters).count == 255)
    #expect(characters.prefix(127).elementsEqual((UInt8(1)...127).map { [$0] }))
  }
}
