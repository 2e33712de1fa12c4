import CarbonAccounting
import Demonstration
import Quantities
import ReferenceData
import Storage
import Testing

@testable import CalculatorUseCases
@testable import UseCases

@Suite("The simulator of price and content")
struct SimulatorTests {
  /// The account of a demonstration firm with all its answers, and its entries.
  private struct Case {
    let desk: Desk
    let account: StoredBooks.Account
    let entries: [EntryRecord]
    let end: CalendarDate

    init(_ desk: Desk, _ firm: DemonstrationFirm = .joinery) throws {
      let year = try desk.year()
      var file = try Desk.settings(firm, 2023)
      file.settings.siren = firm.siren
      try desk.change.run(year: year) { (settings) throws(Refusal) in settings = file }
      let posted = try #require(try desk.firm.account(of: year.id))
      let books = try #require(StoredBooks(document: posted.document))
      self.desk = desk
      account = try #require(books.accounts.first)
      entries = try desk.firm.journal(of: year.id)
      end = year.period.end
    }

    func run(_ changes: [SimulatedChange], price: Rational = .zero) throws -> Simulation {
      try Simulation(changes, account: account, entries: entries, on: end, price: price, library: desk.library)
    }
  }

  @Test(arguments: DemonstrationFirm.allCases)
  func `Without a change the figures are the account's own`(_ firm: DemonstrationFirm) throws {
    try Desk.open(firm) { desk in
      let first = try Case(desk, firm)
      let posted = try #require(try desk.firm.account(of: try desk.year().id))
      let books = try #require(StoredBooks(document: posted.document))
      for account in books.accounts {
        let simulation = try Simulation(
          [], account: account, entries: first.entries, on: first.end, price: Rational(100), library: desk.library)
        #expect(simulation.before == simulation.after && simulation.effects.isEmpty)
        #expect(simulation.before.production == account.production)
        #expect(simulation.before.factor == account.closingFactor)
        #expect(simulation.before.revenue == account.revenue)
        #expect(simulation.before.spend == account.categories.map(\.amount).total())
      }
    }
  }

  @Test func `A supplier who transmits counts as it stands, at the new price, to the gram`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let supplier = try #require(known.account.suppliers.first { $0.amount > .zero })
      let intensity = CarbonIntensity(milligrams: 100_000)
      let simulation = try known.run([
        .supplier(supplier.id, content: .transmitted(intensity), price: try Rational(1, over: 10))
      ])
      let groups = SimulatedPurchase.all(known.entries, of: known.account.id).filter { $0.supplier == supplier.id }
      let dearer = try groups.map { try $0.amount.scaled(by: try Rational(11, over: 10)) }
      let carbon = try dearer.map { try intensity.content(of: $0) }.total()
      #expect(groups.map(\.amount).total() == supplier.amount && groups.map(\.carbon).total() == supplier.carbon)
      #expect(simulation.after.spend - simulation.before.spend == dearer.total() - supplier.amount)
      #expect(simulation.after.production - simulation.before.production == carbon - supplier.carbon)
      #expect(
        try simulation.after.factor
          == CarbonIntensity(of: simulation.after.production, per: simulation.after.revenue))
    }
  }

  @Test func `A public factor carries prudence, a transmitted content none`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let supplier = try #require(known.account.suppliers.first { $0.amount > Money(cents: 100_000) })
      let factor = try #require(desk.library.reference.factors.factor("naf:16.23Z:production"))
      let exact = try PurchaseEstimate(desk.library, on: known.end)
      let margin = try Rational.one.plus(exact.prudence)
      let bare = try Rational(supplier.amount.cents).divided(by: Rational(100)).times(
        desk.library.reference.priceIndex.ratio(from: 2023, to: factor.year)
      ).times(factor.gramsPerUnit)
      let simulation = try known.run([.supplier(supplier.id, content: .estimated(factor), price: .zero)])
      let carried = simulation.after.production - simulation.before.production + supplier.carbon
      let wanted = try bare.times(margin).rounded()
      // One rounding for each group of entries of the supplier.
      #expect(abs(carried.grams - wanted) <= 8)
      #expect(simulation.after.spend == simulation.before.spend)
    }
  }

  @Test func `Half the quantity of an energy is half its carbon and cost`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let group = try #require(
        SimulatedPurchase.all(known.entries, of: known.account.id).first {
          $0.factor == "energy.electricity" && $0.quantity != nil
        })
      let kind = try #require(desk.library.reference.factors.factor("energy.electricity"))
      let all = SimulatedPurchase.all(known.entries, of: known.account.id).filter {
        $0.factor == "energy.electricity" && $0.quantity != nil
      }
      var used = Rational.zero
      for purchase in all { used = try used.plus(purchase.quantity ?? .zero) }
      let half = try used.divided(by: Rational(2))
      let simulation = try known.run([
        .energy(factor: "energy.electricity", kind: kind, quantity: half, unitPrice: nil)
      ])
      let saved = all.map(\.carbon).total()
      #expect(abs((simulation.after.production - simulation.before.production).grams * 2 + saved.grams) <= 2 * 8)
      #expect(group.amount > .zero && simulation.after.spend < simulation.before.spend)
      // The same quantity and no price changes nothing.
      let same = try known.run([
        .energy(factor: "energy.electricity", kind: kind, quantity: nil, unitPrice: nil)
      ])
      #expect(same.before == same.after)
    }
  }

  @Test func `Another energy asks for its quantity`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let pellets = try #require(desk.library.reference.factors.factor("energy.wood-pellets"))
      let refusal = #expect(throws: Refusal.self) {
        try known.run([.energy(factor: "energy.electricity", kind: pellets, quantity: nil, unitPrice: nil)])
      }
      #expect(refusal?.says(SimulatorMessage.quantityMissing) == true)
      let price = try Rational(4, over: 10)
      let simulation = try known.run([
        .energy(factor: "energy.electricity", kind: pellets, quantity: Rational(1000), unitPrice: price)
      ])
      let electricity = SimulatedPurchase.all(known.entries, of: known.account.id).filter {
        $0.factor == "energy.electricity" && $0.quantity != nil
      }
      #expect(
        simulation.after.spend - simulation.before.spend
          == Money(cents: 40_000) - electricity.map(\.amount).total())
    }
  }

  @Test func `Changes add up, one after the other, and the price joins cost and carbon`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let category = try #require(known.account.categories.first { $0.amount > .zero })
      let supplier = try #require(known.account.suppliers.first { $0.amount > .zero })
      let fifth = try Rational(-1, over: 5)
      let simulation = try known.run(
        [
          .supplier(supplier.id, content: .unchanged, price: fifth), .category(category.id, by: fifth),
        ], price: Rational(150))
      #expect(
        simulation.effects.map(\.carbon).total() == simulation.after.production - simulation.before.production)
      #expect(simulation.effects.map(\.spend).total() == simulation.after.spend - simulation.before.spend)
      // A lower price alone changes no carbon.
      #expect(simulation.effects[0].carbon == .zero && simulation.effects[0].spend < .zero)
      let cents = try simulation.after.production.rational.times(Rational(150)).divided(by: Rational(10_000)).rounded()
      #expect(simulation.after.together == simulation.after.spend + Money(cents: cents))
    }
  }

  @Test func `What is not bought cannot be changed`() throws {
    try Desk.open { desk in
      let known = try Case(desk)
      let refusal = #expect(throws: Refusal.self) { try known.run([.category("no.such", by: .one)]) }
      #expect(refusal?.says(SimulatorMessage.nothingBought) == true)
      // What is known is called by its name.
      let unbought = #expect(throws: Refusal.self) { try known.run([.category("energy.coal", by: .one)]) }
      guard case .localized(let name)? = unbought?.diagnostics.first?.message.values["what"] else {
        Issue.record("the category is not named")
        return
      }
      #expect(!name.fr.contains("energy"))
    }
  }
}
