// Another site that may say who somebody is.

import OpenIDConnect

/// A provider of identities and what people know it by.
public struct OpenIDLogin: Sendable, Hashable {
  /// The provider. Its redirect address is `PUBLIC-URL/login/provider/callback`.
  public let provider: Provider
  /// Its name on the button, such as `ProConnect`.
  public let name: String

  /// A provider with its name.
  public init(_ provider: Provider, name: String) {
    self.provider = provider
    self.name = name
  }
}
