import Quantities

/// Comments of the draft of firm.yaml; texts in `Sources/Wording/Data/draft.yaml`.
public enum DraftMessage: String, MessageKey {
  case head = "draft.head"
  case firmName = "draft.firm-name"
  case activity = "draft.activity"
  case activityUnknown = "draft.activity-unknown"
  case resale = "draft.resale"
  case resaleName = "draft.resale-name"
  case measures = "draft.measures"
  case measuresNone = "draft.measures-none"
  case measure = "draft.measure"
  case measureProposed = "draft.measure-proposed"
  case evidence = "draft.evidence"
  case rules = "draft.rules"
  case rulesNone = "draft.rules-none"
  case rule = "draft.rule"
  case contents = "draft.contents"
  case direct = "draft.direct"
  case directNone = "draft.direct-none"
  case others = "draft.others"
  case accounts = "draft.accounts"
}
