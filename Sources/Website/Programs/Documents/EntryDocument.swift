// A carbon entry, as it is kept.

import CanonicalJSON
import CarbonAccounting

enum EntryDocument {
  /// What `EntryRecord.json` writes.
  static let schema = Schema.all([
    "id": .words("AC/42/1@menuiserie"), "date": .date, "activity": .words("menuiserie"), "account": .words("60611"),
    "supplier": .optional(.words("F0012")), "lines": .list(.words("AC/42/1"), most: 100_000),
    "amount_eur": .optional(.euros), "quantity": .optional(.decimal), "unit": .optional(.words("kWh")),
    "category": .words("energy.electricity"), "rule": .words("account:6061"), "basis": .words("measured"),
    "factor": .optional(.words("energy.electricity")), "vintage": .optional(.words("2024")),
    "factor_value": .optional(.words("0.052 kgCO2e/kWh")), "source": .optional(.words("base-carbone")),
    "prudence": .optional(.decimal), "evidence": .words("factures EDF 2024"), "carbon_g": .grams,
  ])
}
