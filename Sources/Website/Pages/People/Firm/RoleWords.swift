// A role in words, with what it may do.

import Quantities
import Storage

/// What a role is called and what it may do; texts in `members.yaml`.
struct RoleWords {
  let name: MemberMessage
  let may: MemberMessage

  init(_ role: Role) {
    switch role {
    case .owner: (name, may) = (.owner, .ownerMay)
    case .contributor: (name, may) = (.contributor, .contributorMay)
    case .adviser: (name, may) = (.adviser, .adviserMay)
    case .verifier: (name, may) = (.verifier, .verifierMay)
    }
  }
}

/// Words of the pages about who takes part in a firm; texts in `members.yaml`.
public enum MemberMessage: String, MessageKey {
  case owner = "members.owner"
  case ownerMay = "members.owner-may"
  case contributor = "members.contributor"
  case contributorMay = "members.contributor-may"
  case adviser = "members.adviser"
  case adviserMay = "members.adviser-may"
  case verifier = "members.verifier"
  case verifierMay = "members.verifier-may"
  case title = "members.title"
  case lead = "members.lead"
  case saved = "members.saved"
  case caption = "members.caption"
  case name = "members.name"
  case role = "members.role"
  case may = "members.may"
  case change = "members.change"
  case you = "members.you"
  case gone = "members.gone"
  case remove = "members.remove"
  case removeLead = "members.remove-lead"
  case inviteTitle = "members.invite-title"
  case inviteLead = "members.invite-lead"
  case inviteEmail = "members.invite-email"
  case inviteEmailHint = "members.invite-email-hint"
  case inviteEmailSent = "members.invite-email-sent"
  case inviteButton = "members.invite-button"
  case inviteMade = "members.invite-made"
  case inviteSent = "members.invite-sent"
  case inviteSubject = "members.invite-subject"
  case inviteLetter = "members.invite-letter"
  case pendingTitle = "members.pending-title"
  case pendingCaption = "members.pending-caption"
  case pendingNone = "members.pending-none"
  case pendingFor = "members.pending-for"
  case pendingAnybody = "members.pending-anybody"
  case pendingEnds = "members.pending-ends"
  case withdraw = "members.withdraw"
  case programs = "members.programs"
}
