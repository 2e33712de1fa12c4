import Quantities
import Testing

@Suite struct SIRENTests {
  @Test(arguments: ["732829320", "552100554", "356000000"])
  func `The last digit of a SIREN checks the others`(text: String) { #expect(SIREN.isValid(text)) }

  @Test(arguments: ["732829321", "73282932", "7328293200", "73282932O", "٧٣٢٨٢٩٣٢٠", " 732829320", ""])
  func `Anything else is none`(text: String) { #expect(!SIREN.isValid(text)) }
}
