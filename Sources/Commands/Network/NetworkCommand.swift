import ArgumentParser
import CanonicalJSON
import Quantities
import SupplyNetwork
import UseCases
import Wording

/// `sillage network`: firms that buy from each other.
struct NetworkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "network",
    abstract:
      "Les contenus d'entreprises qui s'achètent entre elles. / The contents of firms that buy from each other.",
    subcommands: [NetworkSolveCommand.self])
}

/// `sillage network solve`: the contents of a whole network at once.
struct NetworkSolveCommand: ReportingCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Résout les contenus de tout un réseau. / Solves the contents of a whole network.",
    discussion: """
      Quand beaucoup d'entreprises tiennent leur compte la même année, le contenu
      de chacune dépend de celui des autres. Cette commande les donne tous :
        contenu = (direct + somme des achats × contenu du fournisseur) / CA
      edges.csv : customer,supplier,amount_eur[,factor_g_per_eur]
      nodes.csv : firm,revenue_eur[,direct_g,factor_g_per_eur]
      Un fournisseur sans compte entre à son facteur. Voir docs/NETWORK.md.
      When many firms keep their account in the same year, each one's content
      depends on the others'. This command gives them all:
        content = (direct + sum of purchases × supplier's content) / revenue
      A supplier without account enters at its factor. See docs/NETWORK.md.

        sillage network solve edges.csv nodes.csv
        sillage network solve edges.csv nodes.csv --firm 732829320 --paths 10
        sillage network solve edges.csv nodes.csv --csv > contents.csv
      """)

  @Argument(help: "Les achats, un par ligne. / The purchases, one per line.", completion: .file()) var edges: String
  @Argument(help: "Les entreprises, une par ligne. / The firms, one per line.", completion: .file()) var nodes: String
  @Option(help: "Ouvre les chemins d'une entreprise. / Opens the supply paths of a firm.") var firm: String?
  @Option(help: "Nombre de chemins. / Number of paths.") var paths = 10
  @Option(help: "Écart relatif demandé. / Relative residual wanted.") var tolerance = 1e-12
  @Option(help: "Fils d'exécution ; un par processeur sinon. / Threads; else one per processor.") var threads: Int?
  @Flag(help: "Le résultat en JSON. / The result as JSON.") var json = false
  @Flag(help: "Le contenu de chaque entreprise en CSV. / The content of every firm as CSV.") var csv = false
  @OptionGroup var options: CommonOptions

  func validate() throws {
    guard !(json && csv) else { throw ValidationError("--json ou / or --csv") }
    guard (1...1000).contains(paths) else { throw ValidationError("--paths : 1 … 1000") }
    // Doubles hold sixteen digits: less than 1e-15 cannot be asked for.
    guard (1e-15...0.1).contains(tolerance) else { throw ValidationError("--tolerance : 1e-15 … 0.1") }
  }

  func run(in session: Session) throws(Refusal) {
    let result = try SolveNetwork(
      edges: edges, nodes: nodes, tolerance: tolerance, threads: threads, clock: session.console.clock)
    var found: (firm: Int, paths: SupplyPaths)?
    if let firm {
      let number = try result.firm(firm)
      var bounds = SupplyPaths.Bounds()
      bounds.paths = paths
      found = result.solution.paths(to: number, bounds: bounds).map { (number, $0) }
    }
    if csv {
      session.say(String(decoding: result.csv, as: UTF8.self))
    } else if json {
      session.say(result.json(paths: found).prettyText)
    } else {
      session.say(NetworkText(speaker: session.speaker).text(result, tolerance: tolerance, paths: found))
    }
    session.warn(result.warnings)
    if let failure = result.failure { throw failure }
  }
}
