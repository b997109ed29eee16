//! The phone's side of TLS.
//!
//! The phone presents the certificate that the computer made for it when they paired, and asks for the
//! computer's: only the one from the same pairing is let in. libimobiledevice presents the root certificate of
//! the pairing, others the host certificate; phones take both.

use super::{ended::Ended, hosts::Host, keys};
use rustls::{
    CertificateError, DigitallySignedStruct, DistinguishedName, Error, ServerConfig, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, PrivateKeyDer, UnixTime, pem::PemObject},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};
use std::sync::Arc;

/// What a connection with `host` needs; an error where its certificates are none, or not for this phone's key.
pub(super) fn server(host: &Host) -> Result<Arc<ServerConfig>, Ended> {
    let provider = Arc::new(ring::default_provider());
    let allowed = [&host.host_certificate, &host.root_certificate];
    let paired = Paired {
        certificates: allowed.iter().filter_map(|pem| certificate(pem).ok()).collect(),
        provider: Arc::clone(&provider),
    };
    let key = PrivateKeyDer::from_pem_slice(keys::DEVICE_KEY.as_bytes()).map_err(not_pem)?;
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_client_cert_verifier(Arc::new(paired))
        .with_single_cert(vec![certificate(&host.device_certificate)?], key)?;
    Ok(Arc::new(config))
}

fn certificate(pem: &[u8]) -> Result<CertificateDer<'static>, Ended> {
    CertificateDer::from_pem_slice(pem).map_err(not_pem)
}

fn not_pem(_: rustls::pki_types::pem::Error) -> Ended {
    Ended::Unexpected("a certificate that is none")
}

/// Lets in who paired.
#[derive(Debug)]
struct Paired {
    certificates: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl ClientCertVerifier for Paired {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &[]
    }

    fn verify_client_cert(
        &self,
        shown: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        if self.certificates.iter().any(|known| known == shown) {
            return Ok(ClientCertVerified::assertion());
        }
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, shown, signature, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        shown: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, shown, signature, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
