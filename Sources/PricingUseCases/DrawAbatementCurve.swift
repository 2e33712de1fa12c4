import CarbonPricing
import Quantities
import UseCases
import WrittenFiles

/// The abatement curve of a file of actions.
public enum DrawAbatementCurve {
  /// Reads the actions and sorts them.
  ///
  /// - Parameters:
  ///   - rate: a yearly rate that comes before the file's, as typed; nothing is discounted where neither says one.
  ///   - choice: a price that comes before the file's.
  ///   - year: the year whose price is taken, for a price that changes.
  /// - Throws: a refusal that names file, line and field.
  public static func run(
    _ path: String, rate: String?, choice: PriceChoice, year: Int, _ library: PriceLibrary
  ) throws(Refusal) -> AbatementCurve {
    let input = InputFile(path: path)
    do {
      let file =
        PricingFileKind(path) == .table
        ? try ActionFile(csv: try input.bytes(limit: 1_000_000))
        : try ActionFile(yaml: try input.text(), library)
      let typed = try rate.map { text throws(Refusal) in try share(text) }
      let price = try (try choice.schedule(library) ?? file.price)?.price(in: year).price
      return try AbatementCurve(file.actions, rate: (typed ?? file.rate ?? .zero).approximate, price: price)
    } catch {
      throw error.inFile(input.name)
    }
  }

  private static func share(_ text: String) throws(Refusal) -> Rational {
    do throws(WrittenValue.Fault) { return try WrittenValue.share(text) } catch {
      throw Refusal(Diagnostic(.error, PriceFileRefusal.notPercent, ["value": .text(text)], field: "--rate"))
    }
  }
}
