import ReferenceData
import Testing

@Suite("A branch is found by the words people use")
struct NAFSearchTests {
  let search: NAFSearch
  init() throws { search = try NAFSearch(.shipped()) }

  @Test(arguments: [
    ("menuiserie", "16.23Z"), ("MENUISERIES", "16.23Z"), ("joinery", "16.23Z"), ("fenêtres", "16.23Z"),
    ("restaurant", "56.10A"), ("Restaurants", "56.10A"), ("coiffeur", "96.02A"), ("plomberie", "43.22A"),
    ("boulangeries", "10.71C"), ("bakeries", "10.71C"), ("plombiers", "43.22A"), ("transport routier", "49.41A"),
    ("architecte", "71.11Z"), ("pharmacie", "47.73Z"), ("mairie", "84.11Z"),
  ])
  func everydayWordsComeFirst(_ words: String, _ code: String) {
    #expect(search.find(words).first?.branch.code == code)
  }

  @Test(arguments: [
    ("culture du riz", "01.12Z"), ("growing of rice", "01.12Z"), ("riz", "01.12Z"),
    ("élevage de vaches laitières", "01.41Z"),
    ("production d'électricité", "35.11Z"),
  ])
  func officialLabelsAnswerInBothLanguages(_ words: String, _ code: String) {
    #expect(search.find(words).first?.branch.code == code)
  }

  @Test func wordsMayBeCutShort() {
    #expect(search.find("boulang").first?.branch.code == "10.71C")
  }

  @Test(arguments: ["16.23Z", "1623Z", "1623z", "16.23"])
  func codesAreFoundAsTyped(_ code: String) {
    #expect(search.find(code).map(\.branch.code) == ["16.23Z"])
    #expect(search.find(code).first?.reason == .code)
  }

  @Test func aDivisionListsItsBranches() {
    #expect(search.find("16", limit: 50).allSatisfy { $0.branch.division == "16" })
    #expect(search.find("16", limit: 50).count == 7)
  }

  /// A word nobody uses beside one that finds: what has most of the words, rather than nothing.
  @Test func someOfTheWordsAreBetterThanNone() {
    let found = search.find("menuiserie zzyzx")
    #expect(found.first?.branch.code == "16.23Z")
    #expect(found.first?.reason == .partOfLabel)
  }

  @Test(arguments: ["", "   ", "de la", "zzyzx", "!!!"])
  func nothingIsFoundForNothing(_ words: String) { #expect(search.find(words).isEmpty) }

  @Test func listsAreShortAndWithoutDoubles() {
    let found = search.find("fabrication", limit: 25)
    #expect(found.count == 25)
    #expect(Set(found.map(\.branch.code)).count == 25)
    #expect(search.find("fabrication", limit: 25) == found)
  }

  @Test func aBranchKnowsWhatItBelongsTo() throws {
    let branch = try #require(try Nomenclature(.shipped())["1623z"])
    #expect(branch.code == "16.23Z" && branch.division == "16" && branch.a38 == "CC" && branch.section == "C")
    #expect(try Nomenclature(.shipped())["16.99Z"] == nil)
  }
}
