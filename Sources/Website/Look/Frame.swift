// The frame of every page: head, bar, foot.

import HTTPTypes
import Markup
import Quantities
import UseCases
import Wording

/// A page in its frame.
struct Frame {
  /// What stands in the browser's title and, unless the page has its own, at the top.
  let title: String
  /// What stands between the bar and the page: a firm's name and the steps.
  var head: HTML = .empty
  let content: HTML
  /// Whether the page's address may be shown in the other language: not so after a form.
  var hasLanguages = true
  /// Seconds after which browsers without script ask for the page again; nil for a page that stays.
  var refresh: Int?

  /// The whole document.
  func document(_ visit: Visit) -> HTML {
    let language = visit.speaker.language.rawValue
    let assets = visit.site.assets
    return """
      <!doctype html>
      <html lang="\(language)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(title) · Sillage</title>
      \(refresh.map { "<noscript><meta http-equiv=\"refresh\" content=\"\($0)\"></noscript>" as HTML })
      <link rel="stylesheet" href="\(assets.path("site.css"))">
      <link rel="icon" href="\(assets.path("icon.svg"))" type="image/svg+xml">
      <script src="\(assets.path("site.js"))" defer></script>
      </head>
      <body>
      <a class="skip" href="#main">\(visit.say(WebsiteMessage.skip))</a>
      \(bar(visit))
      \(head)
      <main id="main" tabindex="-1">
      \(content)
      </main>
      \(foot(visit))
      </body>
      </html>
      """
  }

  private func bar(_ visit: Visit) -> HTML {
    """
    <header class="bar"><div class="bar-inner">
    <a class="brand" href="/">\(Frame.wake)<span class="brand-name">Sillage</span>\
    <span class="brand-line">\(visit.say(WebsiteMessage.brandLine))</span></a>
    <nav aria-label="\(visit.say(WebsiteMessage.mainNavigation))">\(links(visit))</nav>
    </div></header>
    """
  }

  private func links(_ visit: Visit) -> HTML {
    let other: Language = visit.speaker.language == .fr ? .en : .fr
    let switching: HTML =
      hasLanguages
      ? """
      <a class="language" lang="\(other.rawValue)" hreflang="\(other.rawValue)" href="\(address(visit, in: other))">\
      \(visit.say(WebsiteMessage.otherLanguage))</a>
      """ : .empty
    guard visit.person != nil else {
      return """
        <a href="/login">\(visit.say(WebsiteMessage.signIn))</a>
        \(visit.site.configuration.isOpen ? "<a href=\"/signup\">\(visit.say(WebsiteMessage.signUp))</a>" : .empty)
        \(switching)
        """
    }
    return """
      <a href="/firms">\(visit.say(WebsiteMessage.firms))</a>
      <a href="/me">\(visit.say(WebsiteMessage.myAccount))</a>
      \(visit.form(LinkPath("/logout"), class: "inline", "<button class=\"link\">\(visit.say(WebsiteMessage.signOut))</button>"))
      \(switching)
      """
  }

  /// The same page in another language.
  private func address(_ visit: Visit, in language: Language) -> LinkPath {
    let kept = visit.facts.query.every.filter { $0.name != "lang" }
    let query = (kept.map { ($0.name, $0.value) } + [("lang", language.rawValue)])
      .map { LinkPath.escaped($0.0) + "=" + LinkPath.escaped($0.1) }.joined(separator: "&")
    return LinkPath(visit.facts.path + "?" + query)
  }

  private func foot(_ visit: Visit) -> HTML {
    """
    <footer class="foot"><div class="foot-inner">
    <p>\(visit.say(WebsiteMessage.footer))</p>
    <p><a href="/method">\(visit.say(WebsiteMessage.footerMethod))</a>
    <a href="/check">\(visit.say(WebsiteMessage.footerCheck))</a>
    <a href="/api">\(visit.say(WebsiteMessage.footerPrograms))</a>
    <a href="/calculator">\(visit.say(WebsiteMessage.footerCalculator))</a></p>
    </div></footer>
    """
  }

  /// The mark: three lines that part behind a point, as water does behind a boat.
  static let wake: HTML = """
    <svg class="wake" viewBox="0 0 48 32" width="42" height="28" aria-hidden="true" focusable="false">\
    <path d="M4 16h22"/><path d="M4 9c10 0 16 3 22 7"/><path d="M4 23c10 0 16-3 22-7"/><circle cx="35" cy="16" r="6"/></svg>
    """
}

extension Visiting {
  /// A page in its frame.
  ///
  /// - Parameter refresh: seconds after which browsers without script ask for it again; nil for a page that stays.
  func page(_ title: String, _ content: HTML, head: HTML = .empty, status: Int = 200, refresh: Int? = nil) -> Answer {
    let frame = Frame(
      title: title, head: head, content: content, hasLanguages: !visit.facts.isUnsafe, refresh: refresh)
    let answer = Answer.html(frame.document(visit), .init(code: status))
    guard let language = Language(rawValue: visit.facts.query["lang"]) else { return answer }
    return answer.setting(.language, to: language.rawValue, site, seconds: 365 * 24 * 3600)
  }
}
