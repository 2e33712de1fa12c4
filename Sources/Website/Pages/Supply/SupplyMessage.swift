import Quantities

/// Words of purchases that follow suppliers' published accounts; texts in `supply.yaml`.
public enum SupplyMessage: String, MessageKey {
  case offersTitle = "supply.offers-title"
  case offersLead = "supply.offers-lead"
  case offersCaption = "supply.offers-caption"
  case supplier = "supply.supplier"
  case account = "supply.account"
  case factor = "supply.factor"
  case since = "supply.since"
  case sinceStart = "supply.since-start"
  case follow = "supply.follow"
  case followed = "supply.followed"
  case later = "supply.later"
  case revisionTitle = "supply.revision-title"
  case revised = "supply.revised"
  case undone = "supply.undone"
  case withdrawn = "supply.withdrawn"
  case openLead = "supply.open-lead"
  case closedLead = "supply.closed-lead"
  case take = "supply.take"
  case keep = "supply.keep"
  case taken = "supply.taken"
  case shownTitle = "supply.shown-title"
  case shownLead = "supply.shown-lead"
  case shownYes = "supply.shown-yes"
  case shownNo = "supply.shown-no"
  case show = "supply.show"
  case hide = "supply.hide"
  case upstreamTitle = "supply.upstream-title"
  case upstreamLead = "supply.upstream-lead"
  case upstreamNone = "supply.upstream-none"
  case upstreamCaption = "supply.upstream-caption"
  case carbon = "supply.carbon"
  case share = "supply.share"
  case standing = "supply.standing"
  case standingInForce = "supply.standing-in-force"
  case standingRevised = "supply.standing-revised"
  case standingUndone = "supply.standing-undone"
  case standingGone = "supply.standing-gone"
}

/// What is wrong with following an account; texts in `supply.yaml`.
public enum SupplyRefusal: String, MessageKey {
  case nothingChosen = "supply.nothing-chosen"
  case changedMeanwhile = "supply.changed-meanwhile"
}
