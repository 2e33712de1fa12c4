// What anybody may see: sealed accounts that firms show.

import CanonicalJSON
import CarbonAccounting
import Quantities
import Storage
import UseCases

enum PublishedOperations {
  static let all: [ProgramOperation] = [
    .open(
      "findPublished", "/published", .findPublished, [.siren],
      .all(["accounts": .list(.named(.published), most: 100)])
    ) { (call) throws(Refusal) in
      let found = try call.store.publications.find(siren: call.text("siren") ?? "")
      return .json(["accounts": .array(found.map { json($0, call.site) })])
    },
    .open(
      "getPublished", "/published/{code}", .published, [.code],
      .all(["account": .named(.published), "seals_hold": .flag, "sealed": .document])
    ) { (call) throws(Refusal) in
      guard
        let (account, seals) = try call.store.publications.find(code: PublishYear.code(typed: call.text("code") ?? ""))
      else { throw Refusal(Diagnostic(.error, StorageMessage.notFound)) }
      let text = try SealedAccounts(kept: seals.map(\.sealed)).fileText
      guard let sealed = try? JSONValue(parsing: Array(text.utf8)) else {
        throw Refusal(Diagnostic(.error, CarbonMessage.sealUnreadable))
      }
      return .json(["account": json(account, call.site), "seals_hold": true, "sealed": sealed])
    },
  ]

  static let account = Schema.all([
    "code": .words("7hq2k9mzx4vd"), "url": .words("https://carbone.example.fr/a/7hq2k9mzx4vd"),
    "name": .words("Menuiserie Martin"), "siren": .optional(.siren), "year": .yearName, "start": .date, "end": .date,
    "version": .count, "published_at": .moment, "standing": .choice(["in-force", "undone", "replaced"]),
    "replaced_by": .optional(.words("2m0xk7c1v9qd")),
  ])

  private static func json(_ account: PublishedAccount, _ site: Site) -> JSONValue {
    var replacement: String?
    let standing: String
    switch account.standing {
    case .inForce: standing = "in-force"
    case .undone: standing = "undone"
    case .replaced(_, let code): (standing, replacement) = ("replaced", code)
    }
    return [
      "code": .string(account.code), "url": .string(PublicAccountPage.url(account.code, site)),
      "name": .string(account.name), "siren": .optional(account.siren), "year": .string(account.period.label),
      "start": .string(account.period.start.iso), "end": .string(account.period.end.iso),
      "version": .count(account.version), "published_at": .string(account.publishedAt.iso),
      "standing": .string(standing), "replaced_by": .optional(replacement),
    ]
  }
}
