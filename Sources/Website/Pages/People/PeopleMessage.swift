import Quantities

/// Words of the pages where people sign up and in; texts in `people.yaml`.
public enum PeopleMessage: String, MessageKey {
  case signUpTitle = "people.sign-up-title"
  case signUpLead = "people.sign-up-lead"
  case name = "people.name"
  case firm = "people.firm"
  case firmHint = "people.firm-hint"
  case email = "people.email"
  case password = "people.password"
  case passwordHint = "people.password-hint"
  case signUpButton = "people.sign-up-button"
  case signUpHave = "people.sign-up-have"
  case signInTitle = "people.sign-in-title"
  case signInButton = "people.sign-in-button"
  case signInNew = "people.sign-in-new"
}

/// Why somebody is not let in; texts with remedies in `people.yaml`.
public enum DoorMessage: String, MessageKey {
  case wrong = "door.wrong"
  case closed = "door.closed"
}
