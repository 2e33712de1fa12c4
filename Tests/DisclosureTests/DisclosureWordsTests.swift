import Foundation
import Quantities
import TestSupport
import Testing
import Wording

@testable import Disclosure

@Suite struct DisclosureWordsTests {
  @Test func `Every key has its words in both languages, every diagnostic its remedy, no words are left over`() throws {
    let text = String(decoding: try Checkout.bytes("Sources/Wording/Data/disclosure.yaml"), as: UTF8.self)
    let catalogue = try Catalogue(files: [(name: "disclosure.yaml", text: text)])
    let plain = DossierPoint.allCases.map(\.rawValue)
    let keys = DisclosureMessage.allCases.map(\.rawValue)
    #expect(Set(catalogue.keys) == Set(plain + keys))
    let parts = ["dossier.readme-", "dossier.figure-"]
    let said = keys.filter { key in key == "dossier.figure-differs" || !parts.contains { key.hasPrefix($0) } }
    #expect(said.filter { catalogue[$0]?.remedy.count != 2 } == [])
  }
}
