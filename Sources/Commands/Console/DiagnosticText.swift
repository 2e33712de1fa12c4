import Quantities
import Wording

extension Speaker {
  /// A diagnostic as people read it: what, where, and what to do.
  ///
  ///     erreur : 732829320FEC20241231.txt, ligne 12, Debit : « 12,3,4 » n'est pas un montant.
  ///        → Écrivez un nombre avec une virgule décimale.
  func text(_ diagnostic: Diagnostic) -> String {
    let severity: InterfaceMessage =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .note: .note
      }
    let place = [
      diagnostic.file, diagnostic.line.map { say(InterfaceMessage.line, ["line": .text(String($0))]) },
      diagnostic.field,
    ].compactMap { $0 }.joined(separator: ", ")
    let colon = language == .fr ? " : " : ": "
    let head = [say(severity), place].filter { !$0.isEmpty }.joined(separator: colon)
    return withRemedy("\(head)\(colon)\(say(diagnostic.message))", diagnostic.message)
  }

  /// A message with what to do about it underneath.
  func withRemedy(_ text: String, _ message: Message) -> String {
    let remedy = remedy(for: message)
    return text.wrapped() + (remedy.isEmpty ? "" : "\n" + remedyLine(remedy))
  }

  /// What to do, as it stands under what is wrong.
  func remedyLine(_ remedy: String) -> String { "    → \(remedy)".wrapped(indent: "      ") }
}
