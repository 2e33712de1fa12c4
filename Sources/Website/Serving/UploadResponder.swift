// Requests that bring files: each piece is handed on as it comes, on a thread that may wait.

import HTTPTypes
import Hummingbird
import NIOCore
import Quantities
import Storage
import UseCases

/// Answers the requests of a route that takes files.
struct UploadResponder {
  let site: Site
  let route: Route

  func answer(_ request: Request, _ facts: RequestFacts) async throws -> Answer {
    guard let reader = MultipartReader(contentType: request.headers[.contentType] ?? "") else {
      throw Refusal(Diagnostic(.error, RequestMessage.formMalformed))
    }
    let route = self.route
    let intake = try await site.pools.run(route.pool) { [site] in
      let visit = try VisitMaker(site: site).visit(facts, Fields())
      try Gate(route: route).check(visit)
      if writes { try DiskRoom(site).check(for: facts.contentLength) }
      return Intake(
        visit, reader, limit: limit, room: writes ? DiskRoom(site) : nil, try UploadResponder.receiver(route, visit))
    }
    do {
      for try await part in request.body {
        // Whoever sends a large file learns at once that it will not be taken, rather than at its end.
        guard !site.stopping.isSet else { throw Refusal(Diagnostic(.error, RequestMessage.stopping)) }
        try await site.pools.run(route.pool) { try intake.take(part.readableBytesView) }
      }
      return try await site.pools.run(route.pool) { try intake.finish() }
    } catch {
      try? await site.pools.run(route.pool) { intake.abandon() }
      throw error
    }
  }

  /// Whether what comes in is written to the disk as it comes; a small file stays in memory.
  private var writes: Bool { if case .openUpload = route.handler { false } else { true } }

  private var limit: Int {
    if case .openUpload(let limit, _) = route.handler { return limit }
    return site.configuration.uploadLimit
  }

  private static func receiver(_ route: Route, _ visit: Visit) throws(Refusal) -> any UploadReceiver {
    switch route.handler {
    case .upload(let permission, let handler): return try handler(VisitMaker.firm(visit, permission))
    case .personalUpload(let handler): return try handler(VisitMaker.person(visit))
    case .openUpload(_, let handler): return try SmallFileReceiver(visit, handler)
    case .anyone, .person, .firm, .instance, .alive, .probe, .program, .pact: preconditionFailure("takes no files")
    }
  }
}

/// One request's files on their way in.
// Unchecked because each part is awaited before the next, which the compiler does not see: no two threads are here at once.
private final class Intake: @unchecked Sendable {
  private let visit: Visit
  private var reader: MultipartReader
  private let receiver: any UploadReceiver
  private let limit: Int
  private var room: DiskRoom?
  private var received = 0
  private var fields: [(name: String, value: String)] = []
  private var isChecked = false
  private var inFile = false

  init(
    _ visit: Visit, _ reader: MultipartReader, limit: Int, room: DiskRoom?, _ receiver: any UploadReceiver
  ) {
    self.visit = visit
    self.reader = reader
    self.limit = limit
    self.room = room
    self.receiver = receiver
  }

  func take(_ bytes: some Sequence<UInt8>) throws {
    let bytes = Array(bytes)
    received += bytes.count
    guard received <= limit else {
      throw Refusal(
        Diagnostic(.error, RequestMessage.uploadTooLarge, ["megabytes": .integer(limit / 1_000_000)]))
    }
    try room?.take(bytes.count)
    do { try reader.read(bytes, note) } catch let fault as MultipartReader.Fault { throw fault.refusal }
  }

  func finish() throws -> Answer {
    do { try reader.finish() } catch let fault as MultipartReader.Fault { throw fault.refusal }
    try check()
    return visit.binding(try receiver.answer(Fields(fields)))
  }

  func abandon() { receiver.abandon() }

  private func note(_ event: MultipartReader.Event) throws {
    switch event {
    case .field(let name, let value):
      fields.append((name, value))
      receiver.field(name, value)
    case .fileBegins(_, let name):
      // The token comes before the files: nothing is taken in from a page that is not ours.
      try check()
      // A field for files that was left empty sends a file without a name.
      guard !name.isEmpty else { return }
      inFile = true
      try receiver.begin(String(name.prefix(200)))
    case .fileBytes(let bytes): if inFile { try receiver.add(bytes) }
    case .fileEnds:
      if inFile { try receiver.end() }
      inFile = false
    }
  }

  private func check() throws {
    guard !isChecked else { return }
    try FormGuard.check(visit, token: Fields(fields)["token"])
    isChecked = true
  }
}

/// Keeps one small file in memory.
private final class SmallFileReceiver: UploadReceiver {
  private let visit: Visit
  private let handler: @Sendable (Visit, ReceivedFile?) throws(Refusal) -> Answer
  private var name: String?
  private var bytes: [UInt8] = []

  /// All small files that come in at one time are counted together.
  private static let everybody = "small files"

  init(_ visit: Visit, _ handler: @escaping @Sendable (Visit, ReceivedFile?) throws(Refusal) -> Answer) throws(Refusal)
  {
    guard visit.site.openUploads.enter(SmallFileReceiver.everybody) else {
      throw Refusal(Diagnostic(.error, RequestMessage.tooOften, ["minutes": 1]))
    }
    self.visit = visit
    self.handler = handler
  }

  deinit { visit.site.openUploads.leave(SmallFileReceiver.everybody) }

  func begin(_ name: String) throws(Refusal) {
    guard self.name == nil else { throw Refusal(Diagnostic(.error, RequestMessage.formMalformed)) }
    self.name = name
  }

  func add(_ bytes: ArraySlice<UInt8>) throws(Refusal) { self.bytes += bytes }
  func end() throws(Refusal) {}
  func abandon() { bytes = [] }

  func answer(_ form: Fields) throws(Refusal) -> Answer {
    let visit = Visit(
      site: self.visit.site, facts: self.visit.facts, form: form, now: self.visit.now, speaker: self.visit.speaker,
      person: self.visit.person, formSecret: self.visit.formSecret)
    return try handler(visit, name.map { ReceivedFile(name: $0, bytes: bytes) })
  }
}

extension MultipartReader.Fault {
  fileprivate var refusal: Refusal {
    switch self {
    case .malformed: Refusal(Diagnostic(.error, RequestMessage.formMalformed))
    case .tooLarge: Refusal(Diagnostic(.error, RequestMessage.formTooLarge))
    case .cutShort: Refusal(Diagnostic(.error, RequestMessage.uploadCut))
    }
  }
}
