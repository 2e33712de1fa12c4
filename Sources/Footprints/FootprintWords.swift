// Sentences inside footprints: in English, the language of those who exchange them.

enum FootprintWords {
  /// What is inside.
  static let boundary = """
    Cradle to gate: the firm's direct emissions outside combustion, everything it bought in the fiscal year (energy with \
    its combustion and upstream, materials, goods, services, transport, travel), the depreciation of its fixed assets, \
    and the balance carried over from the year before. Transport that the firm sells or pays for is included.
    """
  /// How carbon is shared where the account is kept per euro.
  static let perEuro = """
    Economic: the activity's carbon of the year divided by its revenue excluding VAT. Several activities share the \
    ledger by the perimeters of the firm's cost accounting.
    """
  /// How carbon is shared where the account is kept per unit.
  static let perUnit = """
    Physical: the activity's carbon of the year divided by the quantity it sold. Several activities share the ledger by \
    the perimeters of the firm's cost accounting.
    """
  /// What a reader must know to use the figures.
  static let comment = """
    From a sealed product carbon account (cumulative carbon accounting, compte carbone produit), not from a life cycle \
    assessment; conformance to ISO 14067 or to the PACT Methodology is not claimed. Public factors carry a prudence \
    margin. Factors do not separate fossil from biogenic methane, land use or packaging: fossilGhgEmissions is the whole, \
    hence an upper bound. Biogenic CO2 is left out and no biogenic uptake is deducted: the figures with and without \
    uptake are the same. Characterization factors are those of the sources named; supplier contents and branch matrices \
    do not say theirs. Mass and fossil carbon content are 0 where the declared unit has no mass.
    """
}
