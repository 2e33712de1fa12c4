// What a person is asked about a year, largest carbon first, and what was answered already.

import Accounting
import CarbonAccounting
import Quantities
import ReferenceData

/// The questions of a year.
public struct QuestionList: Sendable {
  /// Those that matter, answered or not: direct emissions and every question from a share of production carbon on.
  public let main: [Question]
  /// The smaller ones.
  public let smaller: [Question]
  /// Large suppliers whose content might be had, and those who transmitted one last year. The account is sound without: none of them counts as open.
  public let suppliers: [Question]
  /// The share of production carbon from which a question matters.
  public let leastShare: Rational

  /// Those that matter and nobody answered.
  public var open: [Question] { main.filter(\.isOpen) }

  /// Those whose carbon is still an estimate: nobody answered, or the estimate was kept knowingly.
  public var estimated: [Question] {
    (main + smaller).filter { if case .measured = $0.state { false } else { $0.carbon != .zero } }
  }

  /// The questions of books.
  ///
  /// - Parameters:
  ///   - settings: those the books were kept with.
  ///   - lastYear: last year's answers, to show beside.
  public init(
    _ books: CarbonBooks, settings: FirmSettings, library: Library, lastYear: LastYear? = nil
  ) throws(Refusal) {
    let limits = try QuestionLimits(library, on: books.year.end)
    let maker = QuestionMaker(books: books, library: library, lastYear: lastYear)
    let questions = (books.missing.map(maker.question) + maker.measured())
      .sorted { ($1.carbon.magnitude, $0.id) < ($0.carbon.magnitude, $1.id) }
    let production = books.accounts.map(\.production).total()
    let matters = { (question: Question) in
      question.subject == .missing(.directEmissions) || limits.matters(question.carbon, of: production)
    }
    main = questions.filter(matters)
    smaller = questions.filter { !matters($0) }
    let contents = maker.contents(settings.supplierContents)
    let large = Set(contents.filter { limits.matters($0.carbon, of: production) }.prefix(limits.suppliers).map(\.id))
    suppliers = contents.filter { large.contains($0.id) || $0.lastContent != nil }
    leastShare = limits.leastShare
  }

  /// The question of an id; nil when it is asked no more.
  public subscript(id: String) -> Question? { (main + smaller + suppliers).first { $0.id == id } }
}

/// From when on a question matters, and how many suppliers are asked about: choices of the product, kept as data.
struct QuestionLimits {
  let leastShare: Rational
  let suppliers: Int

  init(_ library: Library, on date: CalendarDate) throws(Refusal) {
    do throws(Diagnostic) {
      leastShare = try library.reference.parameters.value("questions.least-share", on: date)
      suppliers = Int((try? library.reference.parameters.value("questions.suppliers", on: date).rounded()) ?? 0)
    } catch { throw Refusal(error) }
  }

  /// Whether carbon is enough of production carbon for a question; without production every question is.
  func matters(_ carbon: CarbonMass, of production: CarbonMass) -> Bool {
    guard production > .zero, let share = try? carbon.magnitude.rational.divided(by: production.rational) else {
      return true
    }
    return share >= leastShare
  }
}
