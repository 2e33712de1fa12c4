import HTTPTypes
import Storage

extension Routes {
  /// What carbon costs: the decarbonated margin, projects, actions, the firm's own price.
  static let pricing: [Route] = [
    .get("/firms/:firm/price", .firm(.read, MarginPage.show)).slow,
    .get("/firms/:firm/price/margin.json", .firm(.read, MarginPage.send)).slow.limited("export", 60, per: 3600),
    .get("/firms/:firm/price/margin.pdf", .firm(.read, MarginPage.print)).slow.limited("print", 60, per: 3600),
    .get("/firms/:firm/price/trajectories", .firm(.read, TrajectoriesPage.show)),
    .get("/firms/:firm/price/scenarios", .firm(.read, ScenariosPage.show)),
    .get("/firms/:firm/price/scenarios/new", .firm(.keep, ScenarioEditPage.start)),
    .post("/firms/:firm/price/scenarios/new", .firm(.keep, ScenarioEditPage.add)).limited("scenario", 300, per: 3600),
    .get("/firms/:firm/price/scenarios/:number", .firm(.read, ScenarioPage.show)),
    .get("/firms/:firm/price/scenarios/:number/edit", .firm(.keep, ScenarioEditPage.edit)),
    .post("/firms/:firm/price/scenarios/:number/edit", .firm(.keep, ScenarioEditPage.save))
      .limited("scenario", 300, per: 3600),
    .get("/firms/:firm/price/scenarios/:number/delete", .firm(.keep, ScenarioPage.askDelete)),
    .post("/firms/:firm/price/scenarios/:number/delete", .firm(.keep, ScenarioPage.delete)),
    .get("/firms/:firm/price/scenarios/:number/file.yaml", .firm(.read, ScenarioPage.file)),
    .get("/firms/:firm/price/scenarios/:number/result.json", .firm(.read, ScenarioPage.json))
      .limited("export", 60, per: 3600),
    .get("/firms/:firm/price/scenarios/:number/value.pdf", .firm(.read, ScenarioPage.valueSheet)).slow
      .limited("print", 60, per: 3600),
    .get("/firms/:firm/price/scenarios/:number/price.pdf", .firm(.read, ScenarioPage.priceSheet)).slow
      .limited("print", 60, per: 3600),
    .get("/firms/:firm/price/scenarios/:number/actions.pdf", .firm(.read, ScenarioPage.actionsSheet)).slow
      .limited("print", 60, per: 3600),
  ]
}
