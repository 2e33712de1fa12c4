// Where the schemas want a carbon content: for each syntax, the elements to look for and those it stands before or behind.

import XML

/// The places of a stamp in a syntax.
struct StampPlaces {
  /// An element with a name of a namespace.
  struct Element {
    let name: String
    let namespace: String
  }

  /// The lines below `lineParent`.
  let lines: Set<String>
  /// The element of a line that describes what is sold; a property is put into it.
  let item: String
  /// A property, its name and its value.
  let property: Element
  let propertyName: Element
  let propertyValue: Element
  /// What follows properties in an item: the first of these is what a property stands before.
  let afterProperty: Set<String>
  /// A note of the document, and the element in it that holds its text; nil when the note itself does.
  let note: Element
  let noteText: Element?
  /// What may stand before a note: it is put behind the last of these.
  let beforeNote: Set<String>

  static let ubl = StampPlaces(
    lines: ["InvoiceLine", "CreditNoteLine"], item: "Item",
    property: Element(name: "AdditionalItemProperty", namespace: UBLInvoiceReader.aggregates),
    propertyName: Element(name: "Name", namespace: UBLInvoiceReader.basics),
    propertyValue: Element(name: "Value", namespace: UBLInvoiceReader.basics),
    afterProperty: [
      "ManufacturerParty", "InformationContentProviderParty", "OriginAddress", "ItemInstance", "Certificate",
      "Dimension",
    ],
    note: Element(name: "Note", namespace: UBLInvoiceReader.basics), noteText: nil,
    beforeNote: [
      "UBLVersionID", "CustomizationID", "ProfileID", "ProfileExecutionID", "ID", "CopyIndicator", "UUID", "IssueDate",
      "IssueTime", "DueDate", "InvoiceTypeCode", "CreditNoteTypeCode", "Note",
    ])

  static let crossIndustry = StampPlaces(
    lines: ["IncludedSupplyChainTradeLineItem"], item: "SpecifiedTradeProduct",
    property: Element(name: "ApplicableProductCharacteristic", namespace: CIIInvoiceReader.aggregates),
    propertyName: Element(name: "Description", namespace: CIIInvoiceReader.aggregates),
    propertyValue: Element(name: "Value", namespace: CIIInvoiceReader.aggregates),
    afterProperty: [
      "ApplicableMaterialGoodsCharacteristic", "DesignatedProductClassification", "IndividualTradeProductInstance",
      "CertificationEvidenceReferenceReferencedDocument", "InspectionReferenceReferencedDocument",
      "OriginTradeCountry", "LinearSpatialDimension", "MinimumLinearSpatialDimension", "MaximumLinearSpatialDimension",
      "ManufacturerTradeParty", "PresentationSpecifiedBinaryFile", "MSDSReferenceReferencedDocument",
      "AdditionalReferenceReferencedDocument", "LegalRightsOwnerTradeParty", "BrandOwnerTradeParty",
      "IncludedReferencedProduct", "InformationNote", "BuyerSuppliedPartsReferenceReferencedDocument",
    ],
    note: Element(name: "IncludedNote", namespace: CIIInvoiceReader.aggregates),
    noteText: Element(name: "Content", namespace: CIIInvoiceReader.aggregates),
    beforeNote: [
      "ID", "Name", "TypeCode", "IssueDateTime", "CopyIndicator", "Purpose", "ControlRequirementIndicator",
      "LanguageID", "PurposeCode", "RevisionDateTime", "VersionID", "GlobalID", "RevisionID", "PreviousRevisionID",
      "CategoryCode", "RequestedResponseTypeCode", "CreationDateTime", "FirstVersionIssueDateTime", "SubtypeCode",
      "IncludedNote",
    ])

  init(_ syntax: Invoice.Syntax) {
    self = syntax == .crossIndustry ? .crossIndustry : .ubl
  }

  private init(
    lines: Set<String>, item: String, property: Element, propertyName: Element, propertyValue: Element,
    afterProperty: Set<String>, note: Element, noteText: Element?, beforeNote: Set<String>
  ) {
    self.lines = lines
    self.item = item
    self.property = property
    self.propertyName = propertyName
    self.propertyValue = propertyValue
    self.afterProperty = afterProperty
    self.note = note
    self.noteText = noteText
    self.beforeNote = beforeNote
  }

  /// The element whose children notes are.
  func noteParent(_ root: XMLElement) -> XMLElement { noteText == nil ? root : root["ExchangedDocument"] ?? root }

  /// The lines, in order.
  func lineElements(_ root: XMLElement) -> [XMLElement] {
    let parent = noteText == nil ? root : root["SupplyChainTradeTransaction"] ?? root
    return parent.children.filter { lines.contains($0.name) }
  }

  /// The text of a note.
  func text(of note: XMLElement) -> XMLElement? { noteText.map { note[$0.name] } ?? note }
}
