// What others publish for one year, in the same euros, to set a project's own price beside.

import Quantities
import ReferenceData

extension TrajectoryComparison {
  /// Every published price of a year, in euros of that year where the index of prices goes so far, else of the last year
  /// it knows. Trajectories that say nothing of the year, or whose money cannot be converted, have no price.
  ///
  /// - Throws: nothing in practice: all trajectories are known, and one year is within the limit.
  public static func published(in year: Int, _ library: PriceLibrary) throws(Refusal) -> TrajectoryComparison {
    let known = library.conversion.index.years.last ?? year
    return try TrajectoryComparison([], years: year...year, eurosOf: min(year, known), policy: nil, library)
  }
}
