import Testing

@testable import Databases

@Suite struct PostgreSQLErrorTests {
  @Test(arguments: [
    ("23505", SQLError.Kind.duplicate), ("23503", .constraint), ("23514", .constraint), ("P0001", .constraint),
    ("40001", .busy), ("40P01", .busy), ("55P03", .busy), ("57014", .busy), ("53300", .busy), ("53100", .full),
    ("28P01", .unreachable), ("08006", .unreachable), ("57P01", .unreachable), ("3D000", .missing), ("42501", .denied),
    ("25006", .denied), ("XX001", .damaged), ("XX002", .damaged), ("42601", .other), ("22P02", .other),
  ]) func `Each code has its kind`(state: String, kind: SQLError.Kind) {
    #expect(PostgreSQLError.kind(of: state) == kind)
  }

  @Test func `A refused connection is read from the code alone`() {
    let start = #"connection to server at "db", port 5432 failed: "#
    #expect(PostgreSQLError.refusal(start + "FATAL:  3D000\n").kind == .missing)
    #expect(PostgreSQLError.refusal(start + "FATAL:  28P01\n").kind == .unreachable)
    #expect(PostgreSQLError.refusal(start + "FATAL:  53300\n").kind == .busy)
    let refused = start + "Connection refused"
    #expect(PostgreSQLError.refusal(refused + "\n\tIs the server running?\n") == SQLError(.unreachable, refused))
  }
}
