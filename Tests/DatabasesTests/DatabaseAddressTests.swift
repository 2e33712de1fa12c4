import Foundation
import Testing

@testable import Databases

@Suite struct DatabaseAddressTests {
  @Test func `A password is never shown`() {
    #expect(DatabaseAddress("postgres://me:secret@host:5432/db?sslmode=require").shown == "postgres://me@host:5432/db")
    #expect(DatabaseAddress("sqlite:a.db?max_page_count=10") == .file("a.db", pages: 10))
    #expect(DatabaseAddress("a.db") == .file("a.db"))
  }
}
