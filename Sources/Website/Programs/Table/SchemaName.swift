// The shapes that have a name, so that documents and programs speak of them alike.

import CanonicalJSON

/// A shape with a name.
enum SchemaName: String, Sendable, CaseIterable {
  case words = "Words"
  case problem = "Problem"
  case firm = "Firm"
  case year = "Year"
  case yearStatus = "YearStatus"
  case job = "Job"
  case diagnostic = "Diagnostic"
  case entry = "Entry"
  case derivation = "Derivation"
  case question = "Question"
  case way = "Way"
  case answer = "Answer"
  case settings = "Settings"
  case publication = "Publication"
  case published = "Published"
  case statement = "Statement"
  case scenario = "Scenario"

  /// The shape.
  var schema: Schema {
    switch self {
    case .words: ProgramWords.schema
    case .problem: Problem.schema
    case .firm: FirmDocument.firm
    case .year: FirmDocument.year
    case .yearStatus: FirmDocument.status
    case .job: JobDocument.schema
    case .diagnostic: Problem.diagnostic
    case .entry: EntryDocument.schema
    case .derivation: DerivationDocument.schema
    case .question: QuestionDocument.schema
    case .way: PurchaseDocument.way
    case .answer: .oneOf(AnswerForm.all.map(\.schema))
    case .settings: SettingsOperations.document
    case .publication: ClosingOperations.publication
    case .published: PublishedOperations.account
    case .statement: StatementDocument.schema
    case .scenario: PricingOperations.entry
    }
  }
}
