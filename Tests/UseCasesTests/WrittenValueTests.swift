import Quantities
import Testing
import WrittenFiles

@testable import UseCases

@Suite("Values written by hand")
struct WrittenValueTests {
  private func fault<Value>(_ read: () throws(WrittenValue.Fault) -> Value) -> WrittenValue.Fault? {
    do throws(WrittenValue.Fault) {
      _ = try read()
      return nil
    } catch { return error }
  }

  @Test(
    "A factor is a number, alone or in grams per euro or unit",
    arguments: [
      "412,5", "412.5 g", "412.5 gCO2e", "412,500 gCO2e/EUR", "412.5 gCO2e/€", "412.5 g/m3", "412.5gCO2e / EUR",
    ])
  func intensity(text: String) throws {
    #expect(try WrittenValue.intensity(text) == CarbonIntensity(milligrams: 412_500))
  }

  @Test(
    "Anything else is no factor",
    arguments: [
      "412.5 kg", "412.5 kgCO2e/EUR", "1e3", "412.5 g/k€", "412.5 gCO2e/kEUR", "412.5 /EUR", "412.5 g/",
      "412.5 g/EUR/m3",
      "-1", "4125.0001", "", "g", "412.5.1",
    ])
  func notIntensity(text: String) {
    #expect(fault { () throws(WrittenValue.Fault) in try WrittenValue.intensity(text) } != nil)
  }

  @Test(
    "A comma before exactly three digits, with no other separator, leaves a doubt",
    arguments: [
      ("63,695 kWh", true), ("1,250 L", true), ("0,695 kWh", false), ("1 063,695 kWh", false), ("1063,695 kWh", false),
      ("63.695 kWh", false), ("63,69 kWh", false), ("63,6951 kWh", false),
    ])
  func doubt(text: String, isAmbiguous: Bool) {
    let fault = fault { () throws(WrittenValue.Fault) in try WrittenValue.quantity(text) }
    #expect((fault != nil) == isAmbiguous)
    if text == "63,695 kWh" { #expect(fault == .ambiguous(grouped: "63695", decimal: "63,70")) }
  }

  @Test("Masses and amounts leave a doubt too, and have bounds")
  func bounds() {
    let masses = ["3,250 t", "100000001 t", "-100000001 t", "1e3 t", "3"]
    for text in masses {
      #expect(fault { () throws(WrittenValue.Fault) in try WrittenValue.carbon(text) } != nil, "\(text)")
    }
    for text in ["100000000 t", "-3,2 t", "0 g"] {
      #expect(fault { () throws(WrittenValue.Fault) in try WrittenValue.carbon(text) } == nil, "\(text)")
    }
    for text in ["98,000", "-1", "10000000000001", "1e3", "1.005", "k€"] {
      #expect(fault { () throws(WrittenValue.Fault) in try WrittenValue.money(text) } != nil, "\(text)")
    }
    for text in ["98 000,00 €", "98000.5EUR", "0"] {
      #expect(fault { () throws(WrittenValue.Fault) in try WrittenValue.money(text) } == nil, "\(text)")
    }
    #expect(
      fault { () throws(WrittenValue.Fault) in try WrittenValue.intensity("1000000001") } == .range("0 ≤ … ≤ 10^9 g"))
    for text in ["1000000000000001 L", "0 L", "-1 L"] {
      #expect(
        fault { () throws(WrittenValue.Fault) in try WrittenValue.quantity(text) } == .range("0 < … ≤ 10^15"), "\(text)"
      )
    }
  }
}
