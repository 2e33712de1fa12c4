import Quantities

/// Why an archive is refused; texts with remedies in `Sources/Wording/Data/archives.yaml`.
public enum ArchiveRefusal: String, MessageKey {
  case tooLarge = "archive.too-large"
  case unreadable = "archive.unreadable"
  case tooManyFiles = "archive.too-many-files"
  case fileTooLarge = "archive.file-too-large"
  case totalTooLarge = "archive.total-too-large"
  case nameUnsafe = "archive.name-unsafe"
  case nameTwice = "archive.name-twice"
  case encrypted = "archive.encrypted"
  case damaged = "archive.damaged"
}
