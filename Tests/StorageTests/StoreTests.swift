import Accounting
import Databases
import Foundation
import Quantities
import Storage
import TestSupport
import Testing

@Suite struct StoreTests {
  @Test(arguments: TestEngine.available)
  func `A ledger that is imported comes back as it was read`(engine: TestEngine) throws {
    try withStore(engine) { store in
      let id = try store.instance(as: .console).addOrganisation(name: "Atelier", siren: nil, at: dawn)
      let firm = try store.organisation(id, as: .console)
      let bytes = Array(
        """
        JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise
        AC|Achats|1|20240105|6061|Électricité|||F1|20240105|Courant|100,00|0,00|||20240105||
        AC|Achats|1|20240105|401|Fournisseurs|EDF|EDF SA|F1|20240105|Courant|0,00|100,00|||20240105||
        BQ|Banque|2|20241230|401|Fournisseurs|EDF|EDF SA|F1|20241230|Paiement|100,00|0,00|||20241230||
        BQ|Banque|2|20241230|512|Banque|||F1|20241230|Paiement|0,00|100,00|||20241230||

        """.utf8)
      var upload = try firm.receiveLedger(named: "x.txt", at: dawn)
      try upload.add(bytes[...])
      let job = try upload.finish(at: dawn)
      #expect(job.state == .queued)
      let claim = try #require(try store.jobs.claim(as: "w1", at: dawn))
      let ended = try store.jobs.work(on: claim, clock: { dawn })
      #expect(ended.state == .done)
      let year = try firm.year("2024")
      let kept = try firm.ledger(of: year.id)
      let (read, _) = try FECReader.read(bytes)
      #expect(kept.ledger.lines == read.lines)
      #expect(kept.ledger.entries == read.entries)
      #expect(kept.ledger.names == read.names)
    }
  }
}
