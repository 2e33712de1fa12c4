// From the settings an operator wrote to the mail server and the provider that pages reach.

import Mail
import OpenIDConnect
import Quantities

extension SiteConfiguration {
  /// Makes the mail server and the provider of identities that the settings describe.
  ///
  /// - Throws: what refuses an address of theirs.
  public mutating func openOutside() throws(Refusal) {
    if let mail {
      mailServer = try MailServer(
        url: mail.url, user: mail.user, password: mail.password,
        from: MailAddress(mail.from), startTLS: MailServer.StartTLS(rawValue: mail.startTLS) ?? .required)
    }
    if let provider {
      openID = OpenIDLogin(
        try Provider(
          issuer: provider.issuer, clientID: provider.clientID, clientSecret: provider.clientSecret,
          redirectURI: "\(publicURL)/login/provider/callback",
          vouchesForEmail: provider.vouchesForEmail ?? Provider.isProConnect(provider.issuer)),
        name: provider.name)
    }
  }
}
