import Quantities

/// What every page may say; texts in `Sources/Wording/Data/website.yaml`.
public enum WebsiteMessage: String, MessageKey {
  // The frame of a page.
  case skip = "website.skip"
  case brandLine = "website.brand-line"
  case otherLanguage = "website.other-language"
  case firms = "website.firms"
  case myAccount = "website.my-account"
  case instance = "website.instance"
  case signOut = "website.sign-out"
  case signIn = "website.sign-in"
  case signUp = "website.sign-up"
  case footer = "website.footer"
  case footerMethod = "website.footer-method"
  case footerCheck = "website.footer-check"
  case footerPrograms = "website.footer-programs"
  case footerCalculator = "website.footer-calculator"
  case mainNavigation = "website.main-navigation"
  case errorsTitle = "website.errors-title"
  case tableBehind = "website.table-behind"
  case optional = "website.optional"
  case save = "website.save"
  case cancel = "website.cancel"
  case back = "website.back"
  case next = "website.next"
  // Pages for what went wrong.
  case errorMissingTitle = "website.error-missing-title"
  case errorMissing = "website.error-missing"
  case errorForbiddenTitle = "website.error-forbidden-title"
  case errorOftenTitle = "website.error-often-title"
  case errorStaleTitle = "website.error-stale-title"
  case errorRefusedTitle = "website.error-refused-title"
  case errorFailedTitle = "website.error-failed-title"
  case errorReference = "website.error-reference"
  case errorHome = "website.error-home"
}

/// Why a request is refused before anything else is looked at; texts with remedies in `website.yaml`.
public enum RequestMessage: String, MessageKey {
  case signInFirst = "request.sign-in-first"
  case tokenWrong = "request.token-wrong"
  case tooOften = "request.too-often"
  case formStale = "request.form-stale"
  case formTooLarge = "request.form-too-large"
  case formMalformed = "request.form-malformed"
  case uploadTooLarge = "request.upload-too-large"
  case uploadCut = "request.upload-cut"
  case diskFull = "request.disk-full"
  case failed = "request.failed"
  case stopping = "request.stopping"
  case notFound = "request.not-found"
}
