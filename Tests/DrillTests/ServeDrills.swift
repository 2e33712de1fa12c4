import Databases
import Foundation
import TestSupport
import Testing

extension Drills {
  /// The website as a process: told to stop, told twice, stopped in the middle of an import.
  @Suite struct Serving {
    @Test func `A site that is told to stop ends in order, and says what it did in its log`() throws {
      try withServer { server in
        #expect(try server.get("/healthz") == "ok\n")
        #expect(try server.get("/readyz").contains("\"ready\":true"))
        let (ending, seconds) = try server.stop(SIGTERM)
        #expect(ending.code == 0, "\(ending.shown)")
        #expect(seconds < 5)
        #expect(ending.err.contains("stopping") && ending.err.contains("stopped"), "\(ending.err)")
      }
    }

    @Test func `A second word ends a site at once`() throws {
      try withServer { server in
        // A request that never ends keeps an orderly stop waiting.
        let held = try HeldRequest(port: server.port)
        defer { held.close() }
        try held.send("POST /login HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\nhalf")
        Thread.sleep(forTimeInterval: 0.5)
        server.tell(SIGTERM)
        Thread.sleep(forTimeInterval: 1)
        #expect(server.isRunning)
        let (ending, seconds) = try server.stop(SIGINT)
        #expect(ending.code == 128 + SIGINT, "\(ending.shown)")
        #expect(seconds < 2)
      }
    }

    @Test func `An import in progress is let go of, and another process ends it`() throws {
      try withAddress(.sqlite, from: DrillStores.firms) { address in
        let database = ["--database", address.typed]
        try Program.succeed(["import", try DrillLedger.long.get(), "--detach"] + database)
        try withServer(database) { server in
          try server.waitForJob("en cours", database)
          let (ending, seconds) = try server.stop(SIGTERM)
          #expect(ending.code == 0, "\(ending.shown)")
          #expect(seconds < 5)
          #expect(ending.err.contains("import let go of"), "\(ending.err)")
        }
        let waiting = try Program.run(["jobs", "list"] + database)
        #expect(waiting.said.contains("en file"), "\(waiting.shown)")
        try Program.succeed(["jobs", "work", "--until-idle"] + database)
        let jobs = try Program.run(["jobs", "list"] + database)
        #expect(jobs.said.contains("fait") && !jobs.said.contains("en file"), "\(jobs.shown)")
      }
    }
  }
}
