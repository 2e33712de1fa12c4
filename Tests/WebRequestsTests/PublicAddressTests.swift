import Quantities
import Testing

@testable import WebRequests

@Suite struct PublicAddressTests {
  @Test(arguments: [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
    "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "::1", "::", "fe80::1",
    "fc00::1", "fd12::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001::1",
    "localhost", "",
  ])
  func `An address around this machine is not public`(address: String) {
    #expect(!PublicAddress.isPublic(address))
  }

  @Test(arguments: ["8.8.8.8", "172.15.0.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a00:1450:4007::1"])
  func `An address of the open internet is`(address: String) { #expect(PublicAddress.isPublic(address)) }

  @Test(arguments: ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "https://0177.0.0.1/"])
  func `A request to this machine does not leave`(url: String) async throws {
    let refusal = await #expect(throws: Refusal.self) {
      _ = try await PublicWebClient().answer(to: WebRequest(url: url, headers: [:]))
    }
    #expect(refusal?.says(WebRefusal.notPublic) == true)
  }
}
