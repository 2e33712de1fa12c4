// Every address of the site, in one table: what a test walks through, and what a reader looks up.

import HTTPTypes

enum Routes {
  /// All of them.
  static let all: [Route] =
    open + people + year + review + advisers + buyers + pricing + transmission + invoices + customers + calculator
    + operating
    + programs
    + pact

  /// For anybody.
  private static let open: [Route] = [
    .get("/", .anyone(HomePage.show)),
    .get("/method", .anyone(MethodPage.show)),
    .get("/assets/:name", .anyone(AssetFile.send)),
  ]
}
