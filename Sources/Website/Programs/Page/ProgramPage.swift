// The API for people: how to get a token, how to ask, and everything there is to ask for.

import HTTPTypes
import Markup
import Quantities
import UseCases
import Wording

enum ProgramPage {
  static func show(_ visit: Visit) throws(Refusal) -> Answer {
    let rules: [ProgramPageMessage] = [.ruleFigures, .ruleErrors, .ruleKeys, .ruleETag, .ruleLimit]
    let limit = Operations.all[0].limit
    let values: [String: MessageValue] = [
      "count": .integer(limit.most), "minutes": .integer(Int(limit.seconds / 60)),
    ]
    let content: HTML = """
      \(Piece.heading(visit.say(ProgramPageMessage.title), visit.say(ProgramPageMessage.lead)))
      \(Piece.section(visit.say(ProgramPageMessage.tokenTitle), token(visit)))
      \(Piece.section(visit.say(ProgramPageMessage.tryTitle), examples(visit)))
      \(Piece.section(visit.say(ProgramPageMessage.rulesTitle), "<ul>\(rules.map { "<li>\(visit.say($0, values))</li>" as HTML })</ul>\(document(visit))"))
      \(Piece.section(visit.say(ProgramPageMessage.tableTitle), tables(visit)))
      """
    return visit.page(visit.say(ProgramPageMessage.title), content)
  }

  private static func token(_ visit: Visit) -> HTML {
    """
    \(Piece.text(visit.say(ProgramPageMessage.token)))
    \(Piece.text(visit.say(ProgramPageMessage.tokenConsole)))
    \(code("sillage token add --organisation 732829320 --for marie@example.fr --name Export --write --days 90"))
    """
  }

  private static func document(_ visit: Visit) -> HTML {
    """
    <p>\(visit.say(ProgramPageMessage.ruleDocument)) \
    <a href="\(ProgramOperation.root)/openapi.json">\(ProgramOperation.root)/openapi.json</a></p>
    """
  }

  /// Commands that can be copied: the address is that of this instance.
  private static func examples(_ visit: Visit) -> HTML {
    let root = visit.site.configuration.publicURL + ProgramOperation.root
    let bearer = "-H \"Authorization: Bearer $SILLAGE_TOKEN\""
    let answer = "{\"answers\":[{\"kind\":\"keep-estimate\",\"account\":\"60611\",\"factor\":\"energy.electricity\"}]}"
    return """
      \(Piece.text(visit.say(ProgramPageMessage.tryFirm)))
      \(code("curl \(bearer) \\\n  \(root)/firm"))
      \(Piece.text(visit.say(ProgramPageMessage.trySend)))
      \(code("curl \(bearer) \\\n  -H \"Idempotency-Key: fec-2024-1\" -H \"Content-Type: text/plain\" \\\n  --data-binary @732829320FEC20241231.txt \\\n  \"\(root)/ledgers?name=732829320FEC20241231.txt\""))
      \(Piece.text(visit.say(ProgramPageMessage.tryAnswer)))
      \(code("curl \(bearer) \\\n  -H \"Content-Type: application/json\" -d '\(answer)' \\\n  \(root)/years/2024/answers"))
      """
  }

  private static func code(_ text: String) -> HTML { "<pre tabindex=\"0\"><code>\(text)</code></pre>" }

  private static func tables(_ visit: Visit) -> HTML {
    let groups: [(ProgramPageMessage, (ProgramOperation) -> Bool)] = [
      (.tableRead, { $0.needsToken && !$0.writes }), (.tableWrite, { $0.writes }), (.tableOpen, { !$0.needsToken }),
    ]
    return HTML(groups.map { title, belongs in table(visit.say(title), Operations.all.filter(belongs), visit) })
  }

  private static func table(_ title: String, _ operations: [ProgramOperation], _ visit: Visit) -> HTML {
    var table = DataTable(
      title,
      [
        .text(visit.say(ProgramPageMessage.columnWhat)), .text(visit.say(ProgramPageMessage.columnMethod)),
        .text(visit.say(ProgramPageMessage.columnAddress)), .text(visit.say(ProgramPageMessage.columnGiven)),
      ])
    for operation in operations {
      table.add([
        "\(visit.say(operation.about))", "<code>\(operation.method.rawValue)</code>",
        "<code>\(operation.path)</code>", given(operation, visit),
      ])
    }
    return table.html
  }

  /// What goes along beside what the path names.
  private static func given(_ operation: ProgramOperation, _ visit: Visit) -> HTML {
    let named = operation.parameters.filter { $0.place != .path && $0.name != "Idempotency-Key" }
    guard !named.isEmpty else { return "\(visit.say(ProgramPageMessage.nothing))" }
    return HTML(named.map { "<div><code>\($0.name)</code> \(visit.say($0.about))</div>" as HTML })
  }
}
