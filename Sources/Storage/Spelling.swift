// Texts are kept and sealed byte for byte, while Swift takes two spellings of an accent for one text.

import CarbonAccounting
import Databases

extension String {
  /// Whether the bytes are the same. `==` is content with the same letters, however their accents are spelt.
  func isSpelled(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}

/// A carbon entry that equals another only when their bytes do: what is sealed is bytes.
struct SpelledEntry: Hashable {
  let record: EntryRecord

  static func == (a: SpelledEntry, b: SpelledEntry) -> Bool {
    a.record == b.record
      && zip(EntryRows.values(a.record), EntryRows.values(b.record)).allSatisfy { mine, other in
        if case .text(let mine) = mine, case .text(let other) = other { mine.isSpelled(as: other) } else { true }
      }
  }

  func hash(into hasher: inout Hasher) { record.hash(into: &hasher) }
}
