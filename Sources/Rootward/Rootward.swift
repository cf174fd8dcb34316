@_exported public import CertificateCryptography
@_exported public import CertificateEncoding
@_exported public import CertificateVerification
@_exported public import Certificates
@_exported public import HandshakeCapture
@_exported public import HandshakeVerification
@_exported public import RegistryTrust
