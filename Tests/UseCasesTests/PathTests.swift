import Accounting
import CarbonAccounting
import Demonstration
import Quantities
import ReferenceData
import Storage
import TestSupport
import Testing

@testable import UseCases

@Suite("The path from ledger to account")
struct PathTests {
  private func status(_ desk: Desk) throws -> PathStatus { try PathStatus(desk.library, desk.firm) }

  @Test func `Each step is the next one when all before it are done`() throws {
    try Desk.open { desk in
      let bare = try status(desk)
      #expect(bare.next == .activity && bare.warnings != nil && !bare.isKept)
      let year = try desk.begin().year
      let asked = try status(desk)
      #expect(asked.next == .questions && asked.isCurrent)
      let questions = try desk.questions(try KeepStoredBooks(desk.library, desk.firm, at: Desk.dawn).run(.init()))
      #expect(asked.openQuestions == questions.open.count)
      #expect(asked.openCarbon == questions.open.map(\.carbon).total())
      try desk.change.run(
        year: year,
        questions.open.map { question in
          question.activity.isEmpty
            ? .keepEstimate(KeptEstimate(account: question.account, factor: question.factor))
            : .noDirectEmissions(activity: question.activity)
        })
      #expect(try status(desk).next == .close)
      // Settings recorded without books: the account is behind.
      try desk.firm.record(settings: "activities: [{id: main, naf: 16.23Z}]", for: year.id, at: Desk.dawn)
      #expect(try status(desk).next == .books)
      _ = try KeepStoredBooks(desk.library, desk.firm, at: Desk.dawn).run(.init())
      let day = try #require(CalendarDate("2024-02-01"))
      _ = try CloseStoredYear.run(nil, of: desk.firm, on: day, keyPath: nil, library: desk.library, at: Desk.dawn)
      #expect(try status(desk).next == .transmit)
    }
  }

  @Test func `A firm without a ledger is asked for one, and waits while it comes in`() throws {
    try Desk.open(years: nil) { desk in
      #expect(try status(desk).next == .ledger)
      let upload = try desk.firm.receiveLedger(named: "a.txt", at: Desk.dawn)
      #expect(try status(desk).next == .importing)
      try upload.abandon()
      #expect(try status(desk).next == .ledger)
    }
  }

  @Test(arguments: DemonstrationFirm.allCases)
  func `What was read is what the ledger says`(_ firm: DemonstrationFirm) throws {
    try Desk.open(firm) { desk in
      let read = try ReadLedger(desk.library, desk.firm, year: try desk.year())
      let ledger = firm.ledger(year: 2023, seed: Desk.seed)
      let balance = TrialBalance(ledger)
      #expect(read.ledger.lineCount == ledger.lines.count && read.ledger.entryCount == ledger.entries.count)
      #expect(read.totalDebit == balance.totalDebit && read.totalCredit == read.totalDebit)
      #expect(read.revenue == -balance.balance(ofPrefix: "70") && read.revenue > .zero)
      #expect(read.income.contains { $0.line == .netResult })
      #expect(read.balanceSheet.contains { $0.line == .totalAssets })
      #expect(read.suppliers.count == 10 && read.supplierCount >= 10)
      #expect(zip(read.suppliers, read.suppliers.dropFirst()).allSatisfy { $0.amount >= $1.amount })
    }
  }

  @Test func `Purchases shown add up to the account, by account and by supplier`() throws {
    try Desk.open { desk in
      let books = try desk.begin().books.books
      let review = PurchaseReview(books, desk.library.reference.classification, suppliers: 2)
      #expect(review.accounts.map(\.carbon).total() == books.accounts[0].inputs)
      for account in review.accounts {
        #expect(account.parts.map(\.carbon).total() == account.carbon)
        #expect(account.parts.map(\.spend).total() == account.spend)
        #expect(account.suppliers.map(\.carbon).total() + account.otherCarbon == account.carbon)
        #expect(account.suppliers.count <= 2)
        #expect(!account.name.isEmpty)
      }
      #expect(zip(review.accounts, review.accounts.dropFirst()).allSatisfy { $0.carbon >= $1.carbon })
    }
  }

  @Test func `Every category offered has a factor or asks for one, and words find branches and energies`() throws {
    try Desk.open { desk in
      let choices = PurchaseChoices(desk.library)
      let usual = Dictionary(uniqueKeysWithValues: choices.categories.map { ($0.category.id, $0.factors.first) })
      #expect(usual["energy.electricity"] == "id:energy.electricity")
      #expect(usual["energy.oil"] == "id:energy.diesel")
      #expect(usual["specific.1"] == .some(nil))
      #expect(usual["asset.machines"] == nil)
      let joineries = try choices.search("menuiserie").map { [$0.selector, $0.category] }
      #expect(joineries.contains(["naf:16.23Z:production", "other"]))
      let fuels = try choices.search("gazole").map { [$0.selector, $0.category] }
      #expect(fuels.contains(["id:energy.diesel", "energy.oil"]))
      #expect(try choices.search("", limit: 5).isEmpty)
      #expect(try choices.search("de la", limit: 5).count <= 5)
    }
  }

  @Test func `Questions come largest first, those below the threshold apart, each with an id for an address`() throws {
    try Desk.open { desk in
      let result = try desk.begin()
      let list = try desk.questions(result)
      #expect(!list.main.isEmpty)
      #expect(zip(list.main, list.main.dropFirst()).allSatisfy { $0.carbon.magnitude >= $1.carbon.magnitude })
      #expect(list.smaller.allSatisfy { $0.share < list.leastShare })
      #expect(list.main.count + list.smaller.count == result.books.books.missing.count)
      let ids = (list.main + list.smaller + list.suppliers).map(\.id)
      #expect(Set(ids).count == ids.count)
      #expect(
        ids.allSatisfy { $0.utf8.allSatisfy { byte in byte > 0x20 && byte < 0x7F && !"/?#%&".utf8.contains(byte) } })
      #expect(list.suppliers.count == 5)
      let power = try #require((list.main + list.smaller).first { $0.factor == "energy.electricity" })
      #expect(power.units.map(\.symbol) == ["kWh", "MWh"])
      #expect(list[power.id] == power)
    }
  }

  @Test func `An answered question stays, with its answer, under the same id`() throws {
    try Desk.open { desk in
      let result = try desk.begin()
      let list = try desk.questions(result)
      let question = try #require((list.main + list.smaller).first { $0.factor == "energy.electricity" })
      let measure = Measure(
        factor: question.factor, match: LineMatch(account: question.account),
        quantity: Quantity(Rational(100_000), .kilowattHour), evidence: "factures")
      let after = try desk.questions(try desk.change.run(year: result.year, [.measure(measure)]))
      #expect(after[question.id]?.state == .measured(measure))
      #expect(after[question.id]?.spend == question.spend)
    }
  }
}
