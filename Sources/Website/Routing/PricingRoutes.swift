import HTTPTypes
import Storage

extension Routes {
  /// What carbon costs: the decarbonated margin, projects, actions, the firm's own price.
  static let pricing: [Route] = [
    .get("/firms/:firm/price", .firm(.read, MarginPage.show)).slow,
    .get("/firms/:firm/price/margin.json", .firm(.read, MarginPage.send)).slow.limited("export", 60, per: 3600),
  ]
}
