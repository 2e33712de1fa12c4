/// A PDF of one empty page with files attached, written object by object.
public struct SmallPDF {
  /// A file to attach.
  public struct File {
    public var name: String
    public var bytes: [UInt8]
    /// More keys of its stream, such as a filter.
    public var keys: String

    /// A file.
    public init(name: String, bytes: [UInt8], keys: String = "") {
      self.name = name
      self.bytes = bytes
      self.keys = keys
    }
  }

  /// The files.
  public var files: [File]
  /// More keys of the catalogue.
  public var catalogue = ""
  /// More objects: their numbers begin at 100.
  public var objects: [[UInt8]] = []

  /// A PDF with these files.
  public init(_ files: [File]) { self.files = files }

  /// The bytes.
  public var bytes: [UInt8] {
    var parts: [(number: Int, content: [UInt8])] = []
    let numbers = files.indices.map { 10 + 2 * $0 }
    let names = zip(files, numbers).map { "(\($0.name)) \($1) 0 R" }.joined(separator: " ")
    let associated = numbers.map { "\($0) 0 R" }.joined(separator: " ")
    parts.append(
      (
        1,
        Array(
          "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[\(names)]>>>>/AF[\(associated)]\(catalogue)>>".utf8
        )
      ))
    parts.append((2, Array("<</Type/Pages/Kids[3 0 R]/Count 1>>".utf8)))
    parts.append((3, Array("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>".utf8)))
    parts.append((4, Array("<</Length 9>>stream\n0 0 m 1 w\nendstream".utf8)))
    for (file, number) in zip(files, numbers) {
      parts.append(
        (
          number,
          Array(
            "<</Type/Filespec/F(\(file.name))/UF(\(file.name))/AFRelationship/Data/EF<</F \(number + 1) 0 R/UF \(number + 1) 0 R>>>>"
              .utf8)
        ))
      let head =
        "<</Type/EmbeddedFile/Subtype/text#2Fxml\(file.keys)/Params<</Size \(file.bytes.count)/ModDate(D:20200101000000Z)/CheckSum<00>>>/Length \(file.bytes.count)>>stream\n"
      parts.append((number + 1, Array(head.utf8) + file.bytes + Array("\nendstream".utf8)))
    }
    for (index, object) in objects.enumerated() { parts.append((100 + index, object)) }
    return SmallPDF.file(parts)
  }

  private static func file(_ parts: [(number: Int, content: [UInt8])]) -> [UInt8] {
    var out = Array("%PDF-1.7\n%\u{E2}\u{E3}\n".utf8)
    var places: [Int: Int] = [:]
    for part in parts {
      places[part.number] = out.count
      out += Array("\(part.number) 0 obj\n".utf8) + part.content + Array("\nendobj\n".utf8)
    }
    let size = (places.keys.max() ?? 0) + 1
    let start = out.count
    out += Array("xref\n0 \(size)\n0000000000 65535 f \n".utf8)
    for number in 1..<size {
      let place = places[number].map { ($0, "00000 n") } ?? (0, "00000 f")
      let digits = String(place.0)
      out += Array((String(repeating: "0", count: 10 - digits.count) + digits + " \(place.1) \n").utf8)
    }
    return out + Array("trailer\n<</Size \(size)/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }
}
