// What is said when the catalogue of words itself cannot be read: the only sentences that stand in code.

import Quantities
import UseCases
import Wording

enum WordlessText {
  /// Why the program cannot even say what is wrong, and what to do.
  static func text(_ diagnostic: Diagnostic, _ language: Language) -> String {
    let isNowhere = diagnostic.message.key == UseCaseMessage.dataMissing.rawValue
    let place = [diagnostic.file, diagnostic.line.map(String.init)].compactMap(\.self).joined(separator: ":")
    let what = place.isEmpty ? diagnostic.message.key : "\(place), \(diagnostic.message.key)"
    return switch (language, isNowhere) {
    case (.fr, true):
      """
      sillage : les données de Sillage (facteurs, règles, textes) sont introuvables.
          → Gardez le dossier data à côté du programme, ou indiquez-le par la variable SILLAGE_DATA.
      """
    case (.en, true):
      """
      sillage: Sillage's data (factors, rules, words) cannot be found.
          → Keep the data folder beside the program, or name it in the variable SILLAGE_DATA.
      """
    case (.fr, false):
      """
      sillage : les données de Sillage ne peuvent pas être lues (\(what)).
          → Réinstallez Sillage, ou reprenez le fichier d'origine si vous l'avez modifié.
      """
    case (.en, false):
      """
      sillage: Sillage's data cannot be read (\(what)).
          → Install Sillage again, or go back to the original file if you changed it.
      """
    }
  }
}
