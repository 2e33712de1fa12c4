// Every address of the site, in one table: what a test walks through, and what a reader looks up.

import HTTPTypes
import Storage

enum Routes {
  /// All of them.
  static let all: [Route] = open + operation

  /// For anybody.
  private static let open: [Route] = [
    .get("/", .anyone(HomePage.show)),
    .get("/assets/:name", .anyone(AssetFile.send)),
  ]

  /// For who runs the instance, and the programs that watch it.
  private static let operation: [Route] = [
    .get("/healthz", .alive(Probes.alive)),
    .get("/readyz", .probe(Probes.ready)),
    .get("/metrics", .probe(Probes.metrics)),
    .get("/operator", .instance(OperatorPage.show)),
  ]
}
