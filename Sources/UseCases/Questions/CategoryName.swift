import CarbonAccounting
import Quantities
import ReferenceData
import Wording

/// Words of categories that the classification's table has no row for; texts in `Sources/Wording/Data/categories.yaml`.
public enum CategoryMessage: String, MessageKey {
  /// What is emitted otherwise than by what is bought.
  case direct = "category.direct"
}

extension Library {
  /// A purchase category's name in the reader's words; its id where the classification knows it no more.
  public func categoryName(_ id: String, _ speaker: Speaker) -> String {
    if id == "direct" { return speaker.say(CategoryMessage.direct) }
    return reference.classification.category(id).map { speaker.say($0.label) } ?? id
  }
}
