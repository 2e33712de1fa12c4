import CarbonAccounting
import Quantities
import Storage

/// The words a sequence is made of: few, so that they collide.
enum AuditorWords {
  /// SIREN numbers with a right check digit.
  static let sirens: Set = ["732829320", "552100554", "356000000"]
  static let wrongSirens = ["732829321", "12", "abcdefghi", ""]
  static let names = ["Menuiserie", "Café de la Gare", "L'Atelier — Zoé", "  ", "", "a\u{1}b"]
  static let emails = ["ana@x.fr", "ANA@x.fr", "bob@x.fr", "chloé@x.fr", "dan@x.fr", "no address", "e@x.fr"]
  static let files = ["pièces/bois.pdf", "b.csv"]
  /// The second and the third differ in bytes only: an accent may be spelt in two ways.
  static let settings = ["", "activities: [a]", "note: m\u{e9}tr\u{e9}", "note: me\u{301}tre\u{301}"]
  static let reasons = ["oubli d'une facture", "  ", "", "demande du vérificateur"]
  static let tokens = ["t0", "t1", "t2", "t3"]
  static let activities = ["a", "b"]
  static let releases = [
    ReferenceRelease(files: ["factors.csv": Array("1".utf8)]),
    ReferenceRelease(files: ["factors.csv": Array("1".utf8), "rules.csv": Array("2".utf8)]),
  ]
}

/// Draws of a sequence.
struct AuditorDraws {
  var random: SeededGenerator
  let files: [AuditorFile]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
    files = AuditorFiles.pool(&random)
  }

  /// True so many times in a hundred.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func one<T>(_ values: [T], else other: T) -> T { values.randomElement(using: &random) ?? other }

  mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

  /// An organisation, now and then one that is not there.
  mutating func organisation(_ model: AuditorModel) -> Int64 {
    Int64(number(1...(chance(4) ? model.organisations.count + 1 : model.organisations.count)))
  }

  mutating func person(_ model: AuditorModel) -> Int64 {
    Int64(number(1...(model.people.count + (chance(10) ? 1 : 0))))
  }

  mutating func territory(_ model: AuditorModel) -> Int64 {
    Int64(number(1...(model.territories.count + (chance(10) ? 1 : 0))))
  }

  /// Somebody who may have to do with an organisation: the console, a member, anybody.
  mutating func principal(_ model: AuditorModel, _ organisation: Int64) -> Principal {
    if chance(45) { return .console }
    let members = model.members(organisation).map { PersonID($0) }
    return chance(80) && !members.isEmpty
      ? .person(one(members, else: PersonID(1))) : .person(PersonID(person(model)))
  }

  /// Somebody who may have to do with the instance.
  mutating func keeper(_ model: AuditorModel) -> Principal {
    if chance(60) { return .console }
    let operators = model.operators.sorted().map { PersonID($0) }
    return chance(70) && !operators.isEmpty
      ? .person(one(operators, else: PersonID(1))) : .person(PersonID(person(model)))
  }
}

extension AuditorModel {
  func members(_ organisation: Int64) -> [Int64] {
    organisation <= organisations.count ? organisations[Int(organisation) - 1].members.keys.sorted() : []
  }
}
