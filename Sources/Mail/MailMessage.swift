import Quantities

/// What is said about letters and the server that takes them; texts in `Sources/Wording/Data/mail.yaml`.
public enum MailMessage: String, MessageKey {
  case addressWrong = "mail.address-wrong"
  case textWrong = "mail.text-wrong"
  case tooLong = "mail.too-long"
  case serverWrong = "mail.server-wrong"
  case passwordInClear = "mail.password-in-clear"
  case unreachable = "mail.unreachable"
  case timeout = "mail.timeout"
  case notSecure = "mail.not-secure"
  case loginRefused = "mail.login-refused"
  case senderRefused = "mail.sender-refused"
  case recipientRefused = "mail.recipient-refused"
  case letterRefused = "mail.letter-refused"
}
