// How long an organisation's account takes to open among many others.
//
//   store-benchmark DATABASE [ORGANISATIONS] [ENTRIES] [SAMPLES]
//   store-benchmark DATABASE ORGANISATIONS ENTRIES 0 BOOKS SESSIONS   fills for web.py: with the books of the file BOOKS, and
//                                                     a session of each owner, written to SESSIONS as `firm token`
//
// Fills the database through the same handles as the program (what is there from an earlier run is kept), then opens accounts
// drawn at random, each as the page of an account would: who asks, the years, the books, the hundred largest entries.

import Accounting
import CarbonAccounting
import Databases
import Foundation
import Quantities
import Storage

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
  print("store-benchmark DATABASE [ORGANISATIONS] [ENTRIES] [SAMPLES]")
  exit(2)
}

func number(_ position: Int, _ usual: Int) -> Int {
  arguments.count > position ? Int(arguments[position]) ?? usual : usual
}

var wanted = Filling(organisations: number(2, 1000), entries: number(3, 5000))
let samples = number(4, 500)

func schema() throws -> Schema {
  let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Storage/Data")
  var files: [String: [UInt8]] = [:]
  for dialect in ["sqlite", "postgresql"] {
    for name in try FileManager.default.contentsOfDirectory(atPath: root.appending(path: dialect).path) {
      files["\(dialect)/\(name)"] = [UInt8](try Data(contentsOf: root.appending(path: "\(dialect)/\(name)")))
    }
  }
  return Schema(files: files)
}

do {
  let moment = Timestamp(milliseconds: 1_767_225_600_000)
  let store = try Store.open(DatabaseAddress(arguments[1]), schema: schema(), creating: true, at: moment)
  defer { store.close() }
  if arguments.count > 5 { wanted.document = try String(contentsOf: URL(filePath: arguments[5]), encoding: .utf8) }
  let people = try wanted.fill(store, at: moment)
  if arguments.count > 6 {
    try Sessions(store: store, people: people).open(writing: URL(filePath: arguments[6]))
  } else {
    try Opening(store: store, people: people, samples: samples).measure()
  }
} catch let refusal as Refusal {
  for diagnostic in refusal.diagnostics { print(diagnostic, diagnostic.message.values) }
  exit(1)
}
