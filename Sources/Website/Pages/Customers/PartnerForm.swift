// Where a partner's system is and who we are there: typed for one exchange, kept nowhere.

import FootprintExchange
import Markup
import Quantities
import UseCases

/// Words of the form; texts in `partners.yaml`.
public enum PartnerMessage: String, MessageKey {
  case title = "partners.title"
  case lead = "partners.lead"
  case address = "partners.address"
  case addressHint = "partners.address-hint"
  case identifier = "partners.identifier"
  case secret = "partners.secret"
  case secretHint = "partners.secret-hint"
  case product = "partners.product"
  case productHint = "partners.product-hint"
  case read = "partners.read"
  case request = "partners.request"
  case comment = "partners.comment"
  case requested = "partners.requested"
  case requestedLead = "partners.requested-lead"
  case found = "partners.found"
  case foundNone = "partners.found-none"
  case estimate = "partners.estimate"
  case company = "partners.company"
  case name = "partners.name"
  case content = "partners.content"
  case contentText = "partners.content-text"
  case period = "partners.period"
  case periodText = "partners.period-text"
  case method = "partners.method"
  case unread = "partners.unread"
  case link = "partners.link"
}

enum PartnerForm {
  /// The fields; the secret is typed again each time.
  static func fields(_ visit: FirmVisit, address: String = "") -> HTML {
    let fields = [
      Field(
        "address", visit.say(PartnerMessage.address), type: "url",
        value: visit.form.has("address") ? visit.form["address"] : address, hint: visit.say(PartnerMessage.addressHint)
      ).with { $0.most = 500 },
      Field("client", visit.say(PartnerMessage.identifier), value: visit.form["client"]),
      Field(
        "secret", visit.say(PartnerMessage.secret), type: "password", hint: visit.say(PartnerMessage.secretHint)
      ).with {
        $0.most = 1000
        $0.autocomplete = "off"
      },
    ]
    return HTML(fields.map(\.html))
  }

  /// The client of the partner that the form names.
  static func client(_ visit: FirmVisit) throws(Refusal) -> FootprintClient {
    let host = try FootprintHost(
      url: visit.form["address"], clientID: visit.form["client"], secret: Secret(visit.form.exact("secret")),
      allowsLoopback: visit.site.configuration.reachesThisMachine)
    return FootprintClient(host, over: visit.site.outside.partners)
  }
}
