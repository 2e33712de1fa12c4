// A workbook as values: sheets of cells with formulas and what they give, before a file is made of it.

/// A workbook that a person opens in a spreadsheet program.
public struct Workbook: Sendable {
  /// How a cell looks and whether it may be typed in.
  public enum Style: Int, Sendable, CaseIterable {
    case plain, title, heading, label, note
    /// Cells to fill in: unlocked, framed.
    case inputText, inputNumber
    /// Whole numbers, three decimals, and as many as there are.
    case integer, thousandths, exact
    /// A result that matters.
    case result, resultText
  }

  /// What a cell holds.
  public enum Content: Sendable, Hashable {
    /// Nothing but its look.
    case blank
    /// A text, never read as a formula.
    case text(String)
    /// A number.
    case number(Double)
    /// A formula, and the number it gives.
    case formula(String, Double)
    /// A formula, and the text it gives.
    case formulaText(String, String)
  }

  /// What may be typed in a cell.
  public enum Rule: Sendable, Hashable {
    /// One of a few texts, 255 characters in all.
    case choices([String])
    /// A whole number between two.
    case whole(Int, Int)
    /// Any number.
    case number
    /// One of the texts of a range: `=Branches!$A$2:$A$730`.
    case range(String)
  }

  /// A cell.
  public struct Cell: Sendable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// What it holds.
    public let content: Content
    /// How it looks.
    public let style: Style
    /// What may be typed in it; nil for anything.
    public let rule: Rule?
  }

  /// A sheet.
  public struct Sheet: Sendable {
    /// Its name, 31 characters at most.
    public let name: String
    /// The width of each column in characters; 0 hides it.
    public let widths: [Double]
    /// How many rows at the top stay in sight.
    public var frozenRows = 0
    /// Its cells.
    public private(set) var cells: [Cell] = []

    /// An empty sheet.
    public init(_ name: String, widths: [Double]) {
      self.name = name
      self.widths = widths
    }

    /// Puts something in a cell.
    public mutating func put(
      _ row: Int, _ column: Int, _ content: Content, _ style: Style = .plain, rule: Rule? = nil
    ) {
      cells.append(Cell(row: row, column: column, content: content, style: style, rule: rule))
    }
  }

  /// The sheets, in order. Every one is protected, without a password: only input cells can be typed in.
  public let sheets: [Sheet]
  /// The title of the document.
  public let title: String

  /// A workbook.
  public init(title: String, sheets: [Sheet]) {
    self.title = title
    self.sheets = sheets
  }

  /// The name of a cell: `B12` for row 11, column 1. Columns A to Z.
  public static func address(_ row: Int, _ column: Int) -> String {
    "\(Character(Unicode.Scalar(UInt8(ascii: "A") + UInt8(min(max(column, 0), 25)))))\(row + 1)"
  }
}
