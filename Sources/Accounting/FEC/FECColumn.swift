/// A field of the ledger export every French company must be able to give (fichier des écritures comptables, FEC).
///
/// Source: livre des procédures fiscales, article A47 A-1, VII (arrêté du 29 juillet 2013). Commercial books have the
/// first eighteen; cash books (BNC, BA) add three or four on how a settlement was made.
public enum FECColumn: Int, CaseIterable, Sendable, Hashable {
  case journalCode, journalLabel, entryNumber, entryDate, account, accountLabel, auxiliary, auxiliaryLabel
  case piece, pieceDate, label, debit, credit, amount, direction
  case lettering, letteringDate, validationDate, currencyAmount, currency
  case settlementDate, settlementMode, operation, client

  /// The name the law gives it, as the header writes it.
  public var name: String {
    switch self {
    case .journalCode: "JournalCode"
    case .journalLabel: "JournalLib"
    case .entryNumber: "EcritureNum"
    case .entryDate: "EcritureDate"
    case .account: "CompteNum"
    case .accountLabel: "CompteLib"
    case .auxiliary: "CompAuxNum"
    case .auxiliaryLabel: "CompAuxLib"
    case .piece: "PieceRef"
    case .pieceDate: "PieceDate"
    case .label: "EcritureLib"
    case .debit: "Debit"
    case .credit: "Credit"
    case .amount: "Montant"
    case .direction: "Sens"
    case .lettering: "EcritureLet"
    case .letteringDate: "DateLet"
    case .validationDate: "ValidDate"
    case .currencyAmount: "Montantdevise"
    case .currency: "Idevise"
    case .settlementDate: "DateRglt"
    case .settlementMode: "ModeRglt"
    case .operation: "NatOp"
    case .client: "IdClient"
    }
  }

  /// The column a header cell names, whatever its case and spaces; nil when it is none of the law's.
  init?(header cell: some Sequence<UInt8>) {
    var letters: [UInt8] = []
    for byte in cell where byte > 0x20 { letters.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
    guard let column = FECColumn.byFoldedName[letters] else { return nil }
    self = column
  }

  private static let byFoldedName: [[UInt8]: FECColumn] = {
    var names: [[UInt8]: FECColumn] = [:]
    for column in allCases { names[Array(column.name.lowercased().utf8)] = column }
    // The law's own XML schema writes these two so, and some programs follow it in flat files.
    names[Array("compteauxnum".utf8)] = .auxiliary
    names[Array("compteauxlib".utf8)] = .auxiliaryLabel
    return names
  }()

  /// Columns without which nothing can be read; debit and credit are asked for apart, for they have two forms.
  static let required: [FECColumn] = [.journalCode, .entryNumber, .entryDate, .account]

  /// Columns the law asks for and that can be missed.
  static let expected: [FECColumn] = [
    .journalLabel, .accountLabel, .auxiliary, .auxiliaryLabel, .piece, .pieceDate, .label, .lettering, .letteringDate,
    .validationDate, .currencyAmount, .currency,
  ]
}
