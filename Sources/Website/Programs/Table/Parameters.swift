// The values that stand beside bodies, each said once.

extension ProgramOperation.Parameter {
  /// A fiscal year: the year it ends in.
  static let year = Self(name: "year", place: .path, schema: .yearName, isRequired: true, about: .year)
  /// The account of a fiscal year.
  static let accountYear = Self(name: "year", place: .query, schema: .yearName, about: .accountYear)
  /// An entry's id.
  static let entry = Self(
    name: "entry", place: .path, schema: .line("AC/42/1@menuiserie", most: 300), isRequired: true, about: .entry)
  /// An import.
  static let job = Self(name: "job", place: .path, schema: .integer(1...1_000_000_000), isRequired: true, about: .job)
  /// A published account.
  static let code = Self(name: "code", place: .path, schema: .code, isRequired: true, about: .code)
  /// A firm.
  static let siren = Self(name: "siren", place: .query, schema: .siren, isRequired: true, about: .siren)
  /// So many at most.
  static let limit = Self(name: "limit", place: .query, schema: .integer(1...500), about: .limit)
  /// Where the last page ended.
  static let cursor = Self(
    name: "cursor", place: .query,
    schema: .text(TextForm(pattern: "[0-9]{1,9}-[0-9]{1,9}", most: 19, example: "3-100")), about: .cursor)
  /// What is explained.
  static let figure = Self(
    name: "figure", place: .query, schema: .line("energy.electricity"), isRequired: true, about: .figure)
  /// One of several activities.
  static let activity = Self(name: "activity", place: .query, schema: .id, about: .activity)
  /// What a document amounts to.
  static let amount = Self(name: "amount", place: .query, schema: .positiveEuros, about: .amount)
  /// Fiscal years.
  static let years = Self(
    name: "years", place: .query,
    schema: .text(TextForm(pattern: "[0-9]{4}(,[0-9]{4}){0,19}", most: 99, example: "2023,2024")), about: .years)
  /// A carbon price of one's own.
  static let price = Self(name: "price", place: .query, schema: .positiveEuros, about: .price)
  /// A published carbon price, or one of the firm's.
  static let basis = Self(
    name: "basis", place: .query,
    schema: .text(TextForm(pattern: "[a-z0-9.-]{1,40}", most: 40, example: "quinet-2025")), about: .basis)
  /// A scenario.
  static let scenario = Self(
    name: "scenario", place: .path, schema: .integer(1...1_000_000_000), isRequired: true, about: .scenario)
  /// What the file is called.
  static let fileName = Self(
    name: "name", place: .query, schema: .line("732829320FEC20241231.txt"), isRequired: true, about: .fileName)
  /// The language of words.
  static let language = Self(name: "lang", place: .query, schema: .choice(["fr", "en"]), about: .language)
  /// The version that was read.
  static let ifMatch = Self(
    name: "If-Match", place: .header,
    schema: .text(TextForm(pattern: "\"[0-9]{1,9}\"", most: 11, example: "\"3\"")), isRequired: true, about: .ifMatch)
  /// What makes a request one.
  static let idempotencyKey = Self(
    name: "Idempotency-Key", place: .header,
    schema: .text(
      TextForm(pattern: "[A-Za-z0-9._~-]{1,200}", most: 200, example: "6f2c1c1e-0b5e-4a6e-9a54-9b6a3d3a7f10")),
    about: .idempotencyKey)
}
