// How long a network takes: reading its files, putting the equations together, solving them.
//
//   network-benchmark EDGES NODES THREADS TOLERANCE REPEAT [CONTENTS]
//
// Prints one line of JSON: the least seconds of each step, the residual, sweeps. Writes the contents, in the order of the
// file of firms, as bytes of doubles to CONTENTS, for a comparison.

import DelimitedText
import Foundation
import Quantities
import SupplyNetwork

let arguments = CommandLine.arguments
guard arguments.count > 5, let threads = Int(arguments[3]), let tolerance = Double(arguments[4]),
  let repeats = Int(arguments[5])
else {
  print("network-benchmark EDGES NODES THREADS TOLERANCE REPEAT [CONTENTS]")
  exit(2)
}

/// A file that is read piece by piece.
func source(_ path: String) throws -> ByteSource {
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw CocoaError(.fileNoSuchFile) }
  return ByteSource(size: Int(lseek(descriptor, 0, SEEK_END))) { buffer, offset in
    pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
  }
}

let clock = ContinuousClock()
var least: [String: Double] = [:]

@MainActor func timed<T>(_ name: String, _ work: () throws -> T) rethrows -> T {
  let start = clock.now
  let result = try work()
  let duration = (clock.now - start) / .seconds(1)
  least[name] = min(least[name] ?? duration, duration)
  return result
}

do {
  var settings = SolverSettings()
  settings.threads = threads
  settings.tolerance = tolerance
  var made: SupplyNetwork?
  for _ in 0..<max(1, repeats) {
    made = nil
    let firms = try timed("firms") { try Firms.read([UInt8](Data(contentsOf: URL(filePath: arguments[2])))) }
    let links = try timed("links") { try Links.read(source(arguments[1]), firms: firms, threads: threads) }
    made = try timed("assemble") { try SupplyNetwork(firms, links, threads: threads) }
  }
  guard let network = made else { exit(1) }
  var solution = timed("solve") { NetworkSolution(network, settings: settings) }
  for _ in 1..<max(1, repeats) { solution = timed("solve") { NetworkSolution(network, settings: settings) } }
  if arguments.count > 6 {
    let contents = (0..<network.firms.count).map { solution.content($0) ?? .nan }
    try contents.withUnsafeBytes { try Data($0).write(to: URL(filePath: arguments[6])) }
  }
  let figures =
    least.map { "\"\($0)\": \($1)" }.sorted() + [
      "\"link_count\": \(network.linkCount)", "\"residual\": \(solution.convergence.residual)",
      "\"sweeps\": \(solution.convergence.sweeps)", "\"gap\": \(solution.conservation.relativeGap)",
    ]
  print("{" + figures.joined(separator: ", ") + "}")
} catch let refusal as Refusal {
  for diagnostic in refusal.diagnostics { print(diagnostic, diagnostic.message.values) }
  exit(1)
}
