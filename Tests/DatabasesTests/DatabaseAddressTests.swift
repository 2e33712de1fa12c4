import Foundation
import Testing

@testable import Databases

@Suite struct DatabaseAddressTests {
  @Test func `A file or a server is told by how its address begins`() {
    #expect(DatabaseAddress("sqlite:a.db?max_page_count=10") == .file("a.db", pages: 10))
    #expect(DatabaseAddress("a.db") == .file("a.db"))
    #expect(DatabaseAddress("a.db").shown == "a.db")
    #expect(DatabaseAddress("POSTGRES://me@host/Db") == .server("postgres://me@host/Db"))
    #expect(DatabaseAddress("PostgreSQL://me@host/Db") == .server("postgresql://me@host/Db"))
  }

  @Test(arguments: [
    ("postgres://me:secret@host:5432/db?sslmode=require", "postgres://me@host:5432/db"),
    ("postgres://me:12#secret@host/db", "postgres://me@host/db"),
    ("postgres://me:12?secret@host/db", "postgres://me@host/db"),
    ("POSTGRES://me:secret@host/db", "postgres://me@host/db"),
    ("postgresql://me@[::1]:5432/db?password=secret", "postgres://me@[::1]:5432/db"),
    ("postgres://me:secret@one:1,two:2/db", "postgres://me@one:1,two:2/db"),
    ("postgres:///db?host=%2Frun%2Fpg&user=me", "postgres://me@%2Frun%2Fpg/db"),
    ("postgres://a%40b:secret@host/d%20b", "postgres://a%40b@host/d%20b"),
    // What is meant as a password is read as something else.
    ("postgres://me:12/secret@host/db", "postgres://…"),
    ("postgres://me:se@cret@host/db", "postgres://…"),
    ("postgres://me:secret/x", "postgres://…"),
    ("postgres://me:secret@host/db?no=such", "postgres://…"),
    ("mysql://me:secret@host/db", "…"),
    ("sqlite:postgres://me:secret@host/db", "…"),
    ("postgres:me:secret@host/db", "…"),
    ("Host = h PassWord = secret", "…"),
    ("user=me password=secret", "…"),
  ])
  func `A password is never shown`(text: String, shown: String) {
    #expect(DatabaseAddress(text).shown == shown)
    #expect(!DatabaseAddress(text).shown.contains("secret"))
  }

  @Test(arguments: ["mysql://me@host/db", "host=h dbname=d", "PASSWORD=x"])
  func `An address that is none of ours names no file`(text: String) {
    #expect(DatabaseAddress(text).isMistaken)
    #expect(error { try DatabaseAddress(text).open(creating: true) }?.kind == .missing)
  }
}
