import Quantities
import Testing

@testable import Disclosure

@Suite struct QRCodeTests {
  private func refused(_ text: String) -> String? {
    do {
      _ = try QRCode(text)
      return nil
    } catch { return error.diagnostics.first?.message.key }
  }

  @Test func `A code is a square with its three finder patterns and its timing`() throws {
    let code = try QRCode("https://sillage.example/a/7Q2F")
    #expect((code.size - 17) % 4 == 0)
    #expect(code.modules.count == code.size * code.size)
    let last = code.size - 7
    for (row, column) in [(0, 0), (0, last), (last, 0)] {
      for inner in 0..<7 {
        for across in 0..<7 {
          let ring = max(abs(inner - 3), abs(across - 3))
          #expect(code[row + inner, column + across] == (ring != 2))
        }
      }
    }
    for place in 8..<code.size - 8 {
      #expect(code[6, place] == (place % 2 == 0))
      #expect(code[place, 6] == (place % 2 == 0))
    }
    #expect(code[-1, 0] == false)
    #expect(code[code.size, 0] == false)
  }

  /// Format information beside the finder (ISO/IEC 18004, 7.9): the two bits of the level, unmasked, are 00 for M.
  @Test func `The level of error correction is M`() throws {
    let code = try QRCode("x")
    let level = (code[8, 0] != true, code[8, 1] != false)
    #expect(level == (false, false))
  }

  @Test func `The path draws each dark module once, four modules from the edge`() throws {
    let code = try QRCode("ABC-123")
    #expect(code.side == code.size + 8)
    var drawn = [Bool](repeating: false, count: code.size * code.size)
    for run in code.path.matches(of: /M(\d+) (\d+)h(\d+)v1h-(\d+)z/) {
      let (x, y, width) = try (
        #require(Int(run.1)) - 4, #require(Int(run.2)) - 4, #require(Int(run.3))
      )
      #expect(run.3 == run.4)
      for column in x..<x + width {
        #expect(!drawn[y * code.size + column])
        drawn[y * code.size + column] = true
      }
    }
    #expect(drawn == code.modules)
    #expect(code.path.wholeMatch(of: /[Mhvz0-9 -]+/) != nil)
  }

  @Test func `A text that cannot be a code is refused`() {
    #expect(refused("") == "qr.unfit")
    #expect(refused("a\u{0}b") == "qr.unfit")
    #expect(refused(String(repeating: "é", count: 250)) == nil)
    #expect(refused(String(repeating: "é", count: 251)) == "qr.too-long")
  }
}
