// Fuzz target of the readers of a network: no bytes whatever may crash them, and the quick and the careful way must agree.

import DelimitedText
import Quantities

@testable import SupplyNetwork

/// Called by libFuzzer. The first byte chooses which file the rest is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNetwork(_ data: UnsafePointer<UInt8>, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let bytes = Array(UnsafeBufferPointer(start: data + 1, count: size - 1))
  if data[0] & 3 == 0 {
    var limits = NetworkLimits()
    limits.firms = 100
    guard let firms = try? Firms.read(bytes, limits: limits) else { return 0 }
    precondition(firms.count > 0 && firms.count <= limits.firms)
    for number in 0..<firms.count { precondition(firms.index.number(Array(firms.name(number).utf8)) != nil) }
  } else {
    // Without a header few inputs would be rows.
    let header =
      data[0] & 3 == 1
      ? "" : data[0] & 4 == 0 ? "customer,supplier,amount_eur\n" : "customer;supplier;amount_eur;factor_g_per_eur\n"
    tryLinks(Array(header.utf8) + bytes)
  }
  return 0
}

private let rows =
  "firm,revenue_eur,direct_g,factor_g_per_eur\nA,1000,5,\nB,200,,\nC,,,7\n123456789,90,1,\nno account at all,,,\nD,0,,\n"

private func tryLinks(_ bytes: [UInt8]) {
  guard let firms = try? Firms.read(Array(rows.utf8)) else { preconditionFailure("the firms are not read") }
  var careful = LinkPlan()
  careful.limits.lineBytes = 200
  careful.limits.links = 50
  careful.isFast = false
  var quick = careful
  quick.isFast = true
  // The way the work is cut is no part of the input; it depends on its size.
  quick.blockBytes = [1 << 18, 1, 7, 64, 1000][bytes.count % 5]
  quick.partBytes = [1 << 20, 100, 13][bytes.count % 3]
  let (one, other) = (Reading(bytes, firms, careful), Reading(bytes, firms, quick))
  precondition(one == other, "the quick and the careful way disagree")
  guard let links = one.links, let network = try? SupplyNetwork(firms, links) else { return }
  let solution = NetworkSolution(network)
  precondition(solution.convergence.residual.isFinite, "the residual is no number")
  if solution.convergence.isReached {
    // Loops that pass on almost all they receive multiply what a residual leaves.
    precondition(solution.conservation.relativeGap < 1e-2, "what enters is not what leaves")
  }
}

/// What the reader makes of a file.
private struct Reading: Equatable {
  var links: Links?
  var diagnostics: [Diagnostic] = []

  init(_ bytes: [UInt8], _ firms: Firms, _ plan: LinkPlan) {
    do throws(Refusal) { links = try Links.read(ByteSource(bytes), firms: firms, plan: plan) } catch {
      diagnostics = error.diagnostics
      precondition(diagnostics.contains { $0.severity == .error }, "a refusal gives no reason")
    }
  }

  static func == (a: Reading, b: Reading) -> Bool {
    a.links?.parts.flatMap { $0 } == b.links?.parts.flatMap { $0 } && a.links?.atFactor == b.links?.atFactor
      && a.links?.lacking == b.links?.lacking && a.links?.rows == b.links?.rows
      && a.links?.firstUnknownCustomer == b.links?.firstUnknownCustomer && a.diagnostics == b.diagnostics
  }
}
