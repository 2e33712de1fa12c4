// A browser in plain words: `Firefox, Windows`. What browsers say of themselves is long, and mostly history.

import Quantities

/// What is told of the browser of a session.
enum AgentName {
  /// In the order in which they are looked for: most browsers claim to be others too.
  private static let browsers = [
    ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"), ("Version/", "Safari"),
  ]
  private static let systems = [
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"), ("Linux", "Linux"),
  ]

  /// The browser and its system, as far as they are known.
  static func words(_ agent: String, _ visit: some Visiting) -> String {
    let browser = browsers.first { agent.contains($0.0) }?.1
    let system = systems.first { agent.contains($0.0) }?.1
    switch (browser, system) {
    case (let browser?, let system?):
      return visit.say(AccessMessage.agentOn, ["browser": .text(browser), "system": .text(system)])
    case (let known?, nil), (nil, let known?): return known
    case (nil, nil): return visit.say(agent.isEmpty ? AccessMessage.agentUnknown : .agentProgram)
    }
  }
}

extension Visiting {
  /// A moment: the day in the reader's words, the hour in universal time, which is said.
  func say(moment: Timestamp) -> String {
    say(AccessMessage.moment, ["day": .date(moment.day), "hour": .text(String(moment.iso.dropFirst(11).prefix(5)))])
  }
}
