import Quantities

/// The consumer that gives each line away and keeps none.
struct LedgerStreamGiver: FECLineConsumer {
  private(set) var maker: LedgerLineMaker
  /// The sums of the lines given.
  private(set) var books = FECBooks(limit: 0)
  /// What `each` threw: no line is given after that.
  private(set) var failure: (any Error)?
  private let each: (LedgerStreamLine) throws -> Void
  private let year: FiscalYear
  /// The date of each entry, AAAAMMJJ: its lines may come back long after the first.
  private var dates: [Int32] = []
  private var number = ""
  private var date: CalendarDate

  init(_ maker: LedgerLineMaker, year: FiscalYear, each: @escaping (LedgerStreamLine) throws -> Void) {
    self.maker = maker
    self.year = year
    self.each = each
    date = year.start
  }

  var isFull: Bool { failure != nil }

  mutating func consume(_ line: FECLine) {
    // A block is scanned to its end even if the scan goes no further.
    guard failure == nil else { return }
    books.add(line)
    let journal = maker.journal(of: line)
    let turn = maker.turn(to: line)
    if turn == .starts { dates.append(line.date) }
    if turn != .goesOn {
      number = maker.encoding.decode(buffer: line.entry.buffer)
      // Every date was checked by the parser.
      date = CalendarDate(number: Int(dates[maker.recent])) ?? year.start
    }
    let piece = maker.encoding.decode(buffer: maker.piece(of: line).buffer)
    let given = LedgerStreamLine(
      journal: maker.journals.codes[journal], number: number, date: date, isNewEntry: turn == .starts,
      line: maker.make(line, piece: piece))
    do { try each(given) } catch { failure = error }
  }
}
