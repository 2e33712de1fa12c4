import HTTPTypes
import Storage

extension Routes {
  /// For who runs the instance, and the programs that watch it.
  static let operating: [Route] = [
    .get("/healthz", .alive(Probes.alive)),
    .get("/readyz", .probe(Probes.ready)),
    .get("/metrics", .probe(Probes.metrics)),
    .get("/operator", .instance(OperatorPage.show)),
    .post("/operator/reset", .instance(OperatorReset.make)).limited("operator", 30, per: 3600),
  ]
}
