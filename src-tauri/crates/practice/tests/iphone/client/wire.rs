//! Bytes and property lists to and from the simulator, plain or inside TLS.

use plist::{Dictionary, Value};
use rustls::{
    ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme, StreamOwned,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::ring,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject},
};
use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
};

pub(crate) const DEVICE_CERTIFICATE: &str = include_str!("../../../src/iphone/keys/device.crt");
pub(crate) const HOST_CERTIFICATE: &str = include_str!("../../../src/iphone/keys/host.crt");
pub(crate) const ROOT_CERTIFICATE: &str = include_str!("../../../src/iphone/keys/root.crt");
const HOST_KEY: &str = include_str!("../../../src/iphone/keys/host.key");

pub(crate) fn dictionary<'a>(entries: impl IntoIterator<Item = (&'a str, Value)>) -> Value {
    Value::Dictionary(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

pub(crate) fn parse(bytes: &[u8]) -> Result<Value, plist::Error> {
    plist::from_bytes(bytes)
}

/// A connection.
pub(crate) struct Wire {
    plain: TcpStream,
    tls: Option<StreamOwned<ClientConnection, TcpStream>>,
}

impl Wire {
    pub(crate) fn to(address: SocketAddr) -> Self {
        let plain = TcpStream::connect(address).unwrap();
        plain.set_nodelay(true).unwrap();
        Self { plain, tls: None }
    }

    pub(crate) fn secure(&mut self) {
        let connection = ClientConnection::new(config(), ServerName::try_from("phone").unwrap()).unwrap();
        let mut tls = StreamOwned::new(connection, self.plain.try_clone().unwrap());
        tls.flush().unwrap();
        self.tls = Some(tls);
    }

    pub(crate) fn unsecure(&mut self) {
        let mut tls = self.tls.take().unwrap();
        tls.conn.send_close_notify();
        tls.flush().unwrap();
        assert_eq!(tls.read(&mut [0]).unwrap(), 0, "the phone says goodbye, too");
    }

    /// The connection below.
    pub(crate) fn plain(&self) -> TcpStream {
        self.plain.try_clone().unwrap()
    }

    pub(crate) fn send_bytes(&mut self, bytes: &[u8]) {
        // The phone may be gone; then reading tells.
        let _ = self.write_all(bytes).and_then(|()| self.flush());
    }

    pub(crate) fn send(&mut self, list: &Value) {
        let mut body = Vec::new();
        list.to_writer_binary(&mut body).unwrap();
        let length = u32::try_from(body.len()).unwrap();
        self.send_bytes(&[&length.to_be_bytes()[..], &body].concat());
    }

    pub(crate) fn list(&mut self) -> io::Result<Value> {
        let body = self.read_frame()?;
        parse(&body).map_err(io::Error::other)
    }

    pub(crate) fn read_frame(&mut self) -> io::Result<Vec<u8>> {
        let length = u32::from_be_bytes(self.exact()?);
        self.some(length)
    }

    pub(crate) fn exact<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(crate) fn some(&mut self, length: u32) -> io::Result<Vec<u8>> {
        if length > 64 << 20 {
            return Err(io::Error::other("a length beyond reason"));
        }
        let mut bytes = vec![0; length as usize];
        self.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    pub(crate) fn send_mux(&mut self, list: &Value) {
        let mut body = Vec::new();
        list.to_writer_xml(&mut body).unwrap();
        let length = u32::try_from(body.len() + 16).unwrap();
        let head: Vec<u8> = [length, 1, 8, 7].into_iter().flat_map(u32::to_le_bytes).collect();
        self.send_bytes(&[head, body].concat());
    }

    pub(crate) fn read_mux(&mut self) -> io::Result<Dictionary> {
        let head: [u8; 16] = self.exact()?;
        let length = u32::from_le_bytes(head[..4].try_into().unwrap());
        let body = self.some(length - 16)?;
        Ok(parse(&body).map_err(io::Error::other)?.into_dictionary().unwrap())
    }
}

impl Read for Wire {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.tls {
            Some(tls) => tls.read(into),
            None => self.plain.read(into),
        }
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.tls {
            Some(tls) => tls.write(bytes),
            None => self.plain.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.tls {
            Some(tls) => tls.flush(),
            None => self.plain.flush(),
        }
    }
}

fn config() -> Arc<ClientConfig> {
    let provider = Arc::new(ring::default_provider());
    let certificate = CertificateDer::from_pem_slice(HOST_CERTIFICATE.as_bytes()).unwrap();
    let key = PrivateKeyDer::from_pem_slice(HOST_KEY.as_bytes()).unwrap();
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Anybody))
        .with_client_auth_cert(vec![certificate], key)
        .unwrap();
    Arc::new(config)
}

/// The tie with the phone is the pairing, not its certificate.
#[derive(Debug)]
struct Anybody;

impl ServerCertVerifier for Anybody {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        ring::default_provider().signature_verification_algorithms.supported_schemes()
    }
}
