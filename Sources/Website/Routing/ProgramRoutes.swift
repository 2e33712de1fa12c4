import HTTPTypes
import Storage

extension Routes {
  /// The API for programs, made from the table of its operations, and the page that shows it to people.
  static let programs: [Route] =
    [.get("/api", .anyone(ProgramPage.show))]
    + Operations.all.flatMap { operation -> [Route] in
      guard operation.method == .get else { return [operation.route] }
      var head = operation
      head.isHead = true
      return [operation.route, head.route]
    }
}
