// The files behind a year, by their fingerprints.

import Databases
import Quantities

/// A file behind a year's books, without its bytes.
public struct EvidenceFile: Sendable, Hashable {
  /// Whether it is the ledger; else a file that settings name.
  public let isLedger: Bool
  /// Its name.
  public let name: String
  /// SHA-256 of its bytes, in hexadecimal.
  public let sha256: String
  /// Its size in bytes.
  public let size: Int
}

extension OrganisationStore {
  /// The ledger in force, then the latest version of each file that settings name, by name.
  public func evidenceFiles(of year: Int) throws(Refusal) -> [EvidenceFile] {
    try read { transaction in
      let ledgers = try transaction.rows(
        """
        SELECT file_name, sha256, byte_count FROM ledger
        WHERE organisation_id = $1 AND fiscal_year_id = $2 AND state = 'current'
        """, [SQLValue(year)]
      ).map { try EvidenceFile(isLedger: true, name: $0.text(0), sha256: $0.text(1), size: $0.count(2)) }
      let files = try transaction.rows(
        """
        SELECT e.name, e.sha256, LENGTH(e.content) FROM evidence e
        WHERE e.organisation_id = $1 AND e.fiscal_year_id = $2 AND e.version = (
          SELECT MAX(l.version) FROM evidence l WHERE l.organisation_id = e.organisation_id
            AND l.fiscal_year_id = e.fiscal_year_id AND l.name = e.name)
        ORDER BY e.name
        """, [SQLValue(year)]
      ).map { try EvidenceFile(isLedger: false, name: $0.text(0), sha256: $0.text(1), size: $0.count(2)) }
      return ledgers + files
    }
  }
}
