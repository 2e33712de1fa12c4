// swift-tools-version:6.2
// Sillage is one package. Targets are floors: each imports only what stands above it in this list.
import PackageDescription

// Continuous integration sets CI: a warning is an error there.
let isStrict = Context.environment["CI"] != nil
let settings: [SwiftSetting] =
  [.enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility")]
  + (isStrict ? [.treatAllWarnings(as: .error)] : [])

/// A library target of the house with its tests beside it.
func floor(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

func tests(of name: String, _ below: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name), "TestSupport"] + below, exclude: exclude,
    swiftSettings: settings)
}

let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let jwt = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")

/// A C library that Debian ships.
func library(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
  name: "sillage",
  products: [.executable(name: "sillage", targets: ["sillage"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.25.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
  ],
  targets: [
    // Floor 1: exact quantities, tables of text, words in two languages.
    floor("Quantities"),
    floor("DelimitedText", ["Quantities"]),
    floor("CanonicalJSON"),
    floor("Wording", ["Quantities", yaml], exclude: ["Data"]),
    floor("Markup", ["Quantities", "Wording"]),
    floor("WrittenFiles", ["Quantities", yaml]),
    // Floor 1 too: files of others, over the C libraries that read them.
    library("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
    library("CZip", pkgConfig: "libzip", apt: "libzip-dev"),
    floor("XML", ["Quantities", "CLibXML2"]),
    floor("Archives", ["Quantities", "CZip"]),
    // Floor 2: who somebody is.
    floor("Identity", ["Quantities", crypto, cryptoExtras], exclude: ["Data"]),
    // Floor 2: the ledger, and the reference data every figure cites.
    floor("Accounting", ["Quantities", "DelimitedText"], exclude: ["Data"]),
    floor("ReferenceData", ["Quantities", "DelimitedText"], exclude: ["Data"]),
    // Floor 2 too: electronic invoices, XML or inside a PDF.
    library("CQPDF", pkgConfig: "libqpdf", apt: "libqpdf-dev"),
    library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    floor("Invoicing", ["Quantities", "XML", "CQPDF", "CZlib", crypto]),
    // Floor 3: carbon.
    floor("CarbonAccounting", ["Quantities", "CanonicalJSON", "Accounting", "ReferenceData", crypto]),
    // Floor 3 too: the contents of firms that buy from each other.
    floor("SupplyNetwork", ["Quantities", "DelimitedText"]),
    // Floor 4: what carbon costs in a decision.
    floor(
      "CarbonPricing", ["Quantities", "DelimitedText", "Accounting", "ReferenceData", "CarbonAccounting"],
      exclude: ["Data"]),
    // Floor 5: documents people hand to others. The C libraries write workbooks and QR codes.
    library("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev"),
    library("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
    floor(
      "Disclosure",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Markup", "Accounting", "ReferenceData",
        "CarbonAccounting", "CarbonPricing", "XML", "Archives", "CZip", "CXLSXWriter", "CQREncode", crypto,
      ]),
    floor(
      "Footprints",
      ["Quantities", "DelimitedText", "CanonicalJSON", "CarbonAccounting", crypto], exclude: ["Data"]),
    // Floor 6: what is kept. Two engines behind one protocol, then the schema and the handles on it.
    .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    floor("Databases", ["CPQ", grdb]),
    floor(
      "Storage",
      ["Quantities", "DelimitedText", "CanonicalJSON", "Accounting", "CarbonAccounting", "Databases"],
      exclude: ["Data"]),
    // Floor 6 too: letters sent, and people known by somebody else.
    library("CCurl", pkgConfig: "libcurl", apt: "libcurl4-openssl-dev"),
    floor("Mail", ["Quantities", "CCurl"]),
    floor("WebRequests", ["Quantities", httpClient]),
    floor("OpenIDConnect", ["Quantities", "Identity", "WebRequests", jwt, crypto]),
    // Floor 6 too: footprints asked of partners.
    floor("FootprintExchange", ["Quantities", "CanonicalJSON", "Footprints", "WebRequests"]),
    // Floor 6 too: two invented firms.
    floor("Demonstration", ["Quantities", "Accounting"]),
    // Floor 7: what a person does, with the books of a firm and then, above them, with what they allow.
    floor(
      "UseCases",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting",
        "SupplyNetwork", "Disclosure", "Databases", "Storage", "Identity", "Mail", "Demonstration",
        "CarbonPricing", "Footprints", "WrittenFiles", yaml, crypto,
      ]),
    floor(
      "CalculatorUseCases",
      [
        "Quantities", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting", "Disclosure",
        "WrittenFiles", "UseCases",
      ]),
    floor(
      "InvoiceUseCases",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting",
        "Markup", "Disclosure", "Archives", "Invoicing", "WrittenFiles", "UseCases",
      ]),
    floor(
      "PricingUseCases",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting",
        "CarbonPricing", "Disclosure", "Storage", "WrittenFiles", "UseCases", yaml,
      ]),
    // Floor 8: pages, forms and the JSON API.
    floor(
      "Website",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Markup", "Accounting", "ReferenceData",
        "CarbonAccounting", "CarbonPricing", "Disclosure", "Footprints", "Databases", "Storage", "Identity", "Mail",
        "WebRequests", "OpenIDConnect", "FootprintExchange", "Archives", "Invoicing", "WrittenFiles", "UseCases",
        "CalculatorUseCases", "InvoiceUseCases", "PricingUseCases", hummingbird, logging,
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], exclude: ["Data"]),
    // Floor 8: the command line, one file per command; the executable only starts it.
    floor(
      "Commands",
      [
        "Quantities", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting",
        "SupplyNetwork", "Disclosure", "Storage", "Identity", "UseCases", "Website", "Markup", "CarbonPricing",
        "Footprints", "WebRequests", "FootprintExchange", "Archives", "Invoicing", "WrittenFiles",
        "CalculatorUseCases", "InvoiceUseCases", "PricingUseCases", logging,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "sillage", dependencies: ["Commands"], swiftSettings: settings),
    // Measures, built when they are asked for.
    .executableTarget(
      name: "store-benchmark",
      dependencies: ["Quantities", "Identity", "Accounting", "CarbonAccounting", "Databases", "Storage"],
      path: "Benchmarks/Store", swiftSettings: settings),
    .executableTarget(
      name: "network-benchmark", dependencies: ["Quantities", "DelimitedText", "SupplyNetwork"],
      path: "Benchmarks/Network", swiftSettings: settings),
    // Tests mirror targets.
    .target(
      name: "TestSupport", dependencies: ["Quantities", "CPQ", "Databases"], path: "Tests/TestSupport",
      swiftSettings: settings),
    // Programs at the other end of a line: a provider of identities, a mail server.
    .target(
      name: "TestPeers", dependencies: ["Quantities", jwt, hummingbird, crypto, cryptoExtras, logging],
      path: "Tests/TestPeers", swiftSettings: settings),
    tests(of: "Quantities", []),
    tests(of: "DelimitedText", ["Quantities"]),
    tests(of: "CanonicalJSON", []),
    tests(of: "Wording", ["Quantities"]),
    tests(of: "Identity", ["Quantities"]),
    tests(of: "Accounting", ["Quantities", "DelimitedText"], exclude: ["Fixtures"]),
    tests(of: "ReferenceData", ["Quantities", "DelimitedText"], exclude: ["Fixtures"]),
    tests(
      of: "CarbonAccounting", ["Quantities", "Accounting", "ReferenceData", "CanonicalJSON", crypto]),
    tests(
      of: "SupplyNetwork", ["Quantities", "DelimitedText", "Accounting", "CarbonAccounting"], exclude: ["Fixtures"]),
    tests(of: "CarbonPricing", ["Quantities", "Accounting", "ReferenceData", "CarbonAccounting"]),
    tests(of: "Databases", []),
    tests(
      of: "Storage",
      [
        "Quantities", "CanonicalJSON", "Accounting", "CarbonAccounting", "Databases", crypto,
      ], exclude: ["Fixtures"]),
    tests(of: "Markup", ["Quantities", "Wording"]),
    tests(of: "XML", ["Quantities"]),
    tests(of: "Archives", ["Quantities"]),
    tests(of: "Invoicing", ["Quantities", "DelimitedText", "XML", "CZlib", crypto], exclude: ["Fixtures"]),
    tests(
      of: "Disclosure",
      [
        "Quantities", "DelimitedText", "CanonicalJSON", "Wording", "Accounting", "ReferenceData", "CarbonAccounting",
        "Demonstration", "UseCases", "Archives", crypto,
      ]),
    tests(
      of: "Footprints", ["Quantities", "CanonicalJSON", "CarbonAccounting"]),
    tests(of: "Mail", ["Quantities", "TestPeers"]),
    tests(of: "WebRequests", ["Quantities"]),
    tests(of: "OpenIDConnect", ["Quantities", "Identity", "WebRequests", "TestPeers", jwt]),
    tests(of: "FootprintExchange", ["Quantities", "CanonicalJSON", "Footprints", "WebRequests", "TestPeers"]),
    tests(of: "Demonstration", ["Quantities", "Accounting"]),
    tests(
      of: "UseCases",
      [
        "Quantities", "CanonicalJSON", "Wording", "Markup", "Accounting", "ReferenceData", "CarbonAccounting",
        "CarbonPricing", "Disclosure", "Databases", "Storage", "Demonstration", "Archives", "Invoicing", "Footprints",
        "WrittenFiles", "CalculatorUseCases", "InvoiceUseCases", "PricingUseCases",
      ], exclude: ["Fixtures"]),
    tests(
      of: "Commands",
      [
        "Quantities", "DelimitedText", "Wording", "Accounting", "ReferenceData", "CarbonAccounting", "Databases",
        "Disclosure", "Storage", "Demonstration", "Identity", "UseCases", "CalculatorUseCases", "InvoiceUseCases",
        "PricingUseCases", "Website", "TestPeers",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], exclude: ["Golden"]),
    tests(
      of: "Website",
      [
        "Quantities", "CanonicalJSON", "Wording", "Markup", "Accounting", "ReferenceData", "CarbonAccounting",
        "CarbonPricing", "Disclosure", "Footprints", "Databases", "Storage", "Identity", "Mail", "OpenIDConnect",
        "Demonstration", "Archives", "Invoicing", "UseCases", "CalculatorUseCases", "InvoiceUseCases",
        "PricingUseCases", "TestPeers",
        hummingbird, logging,
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    // The real executable, killed and starved; it is built beside the tests and needs no dependency here.
    .testTarget(
      name: "DrillTests", dependencies: ["TestSupport", "Quantities", "Databases", "Storage", "UseCases"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
