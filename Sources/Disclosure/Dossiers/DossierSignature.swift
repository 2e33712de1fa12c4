// signature.json: who answers for a dossier, by an Ed25519 signature over its manifest, which names every other file.

import Archives
import CanonicalJSON
import CarbonAccounting
import Crypto
import Foundation
import Quantities

/// The signature of a dossier's manifest, in a file beside it. Documented format `sillage.signature/1`.
struct DossierSignature {
  static let name = "signature.json"
  static let format = "sillage.signature/1"

  let signature: Seal.Signature

  /// Signs the bytes of a manifest.
  init(of manifest: [UInt8], by key: Curve25519.Signing.PrivateKey) throws {
    signature = try Seal.Signature(of: Data(manifest), by: key)
  }

  /// Canonical JSON and a line end.
  var text: String {
    JSONValue.object([
      "format": .string(DossierSignature.format), "algorithm": "Ed25519", "of": .string(DossierManifest.name),
      "fingerprint": .string(signature.fingerprint), "public_key": .string(signature.publicKey),
      "signature": .string(signature.value),
    ]).canonicalText + "\n"
  }

  /// Reads the file; nil when it is not exactly what `text` writes of a signature.
  init?(parsing bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes), let value = json["signature"]?.text,
      let key = json["public_key"]?.text
    else { return nil }
    signature = Seal.Signature(value: value, publicKey: key)
    guard Array(text.utf8) == bytes else { return nil }
  }

  /// Checks who signed.
  ///
  /// - Returns: the fingerprint of the key whose signature holds, nil for none; and what is to be said.
  static func check(_ archive: ZipArchive, _ manifest: DossierManifest) -> (signer: String?, reasons: [Diagnostic]) {
    let bytes = archive[name]
    guard let signer = manifest.signedBy else {
      let key: DisclosureMessage = bytes == nil ? .manifestUnsigned : .signatureWrong
      return (nil, [Diagnostic(bytes == nil ? .warning : .error, key, file: bytes == nil ? nil : name)])
    }
    let named: [String: MessageValue] = ["fingerprint": .text(signer)]
    guard let bytes else { return (nil, [Diagnostic(.error, DisclosureMessage.signatureMissing, named)]) }
    guard let own = archive[DossierManifest.name], let found = DossierSignature(parsing: bytes),
      found.signature.fingerprint == signer, found.signature.holds(for: Data(own))
    else { return (nil, [Diagnostic(.error, DisclosureMessage.signatureWrong, file: name)]) }
    var reasons = [Diagnostic(.note, DisclosureMessage.manifestSignedBy, named, file: name)]
    // Another key than the accounts': the instance's may have been lost since, or somebody else remade the dossier.
    if !manifest.keyFingerprints.isEmpty, !manifest.keyFingerprints.contains(signer) {
      let accounts = MessageValue.text(manifest.keyFingerprints.joined(separator: ", "))
      reasons.append(
        Diagnostic(
          .warning, DisclosureMessage.signatureOtherKey, named.merging(["accounts": accounts]) { $1 }, file: name))
    }
    return (signer, reasons)
  }
}
