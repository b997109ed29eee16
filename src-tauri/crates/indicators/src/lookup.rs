//! The questions that artifacts ask. A miss costs no memory in the ordinary case, for the value is hashed as it lies; a
//! path is first brought into normal form.

use crate::hit::Hit;
use crate::host::{self, Host};
use crate::key::{self, Address, CUT, Code, Hash, split};
use crate::kind::{Kind, Tier};
use crate::{Indicators, links};

impl Indicators {
    /// A web address: first as a whole (scheme, default port, final slash and the case of the host do not matter), then
    /// by its host as in [`Indicators::host`]. The stronger hit is returned, the whole address when both are equal.
    /// What stands in the path or the query is never taken for a host.
    #[must_use]
    pub fn url(&self, text: &str) -> Option<Hit> {
        let address = split(text)?;
        if address.host.bytes().any(|b| matches!(b, b'[' | b'(' | b'{')) {
            return self.address(&split(&host::refang(text))?);
        }
        self.address(&address)
    }

    fn address(&self, address: &Address<'_>) -> Option<Hit> {
        let host = host::read(address)?;
        let (by_host, has_addresses) = self.by_host(&host);
        if !has_addresses {
            return by_host;
        }
        stronger(self.whole_url(address, &host), by_host)
    }

    /// A bare host or an origin: `x.example`, `x.example.`, `https://x.example:8443`, `user:p@x.example:80`, an
    /// internationalised name in either spelling, an IPv4 or IPv6 address. A domain indicator is met by itself and by
    /// every name below it, whole labels only.
    #[must_use]
    pub fn host(&self, host: &str) -> Option<Hit> {
        let refanged = host::refang(host);
        // An IPv6 address outside a URL stands without brackets.
        if let Ok(ip) = refanged.trim().parse() {
            return self.by_host(&Host::Ip(host::plain_ip(ip))).0;
        }
        self.by_host(&host::read(&split(&refanged)?)?).0
    }

    /// Every link in running text that hits, in order, as it stands in the text.
    #[must_use]
    pub fn links<'a>(&self, text: &'a str) -> Vec<(&'a str, Hit)> {
        links::in_text(text).filter_map(|link| self.link(link).map(|hit| (link, hit))).collect()
    }

    /// Scripts without spaces and stray marks run on right before and after a link; what cannot belong to it is left off
    /// when the whole does not hit.
    fn link(&self, link: &str) -> Option<Hit> {
        self.url(link).or_else(|| match link.find("://") {
            Some(at) => {
                let host_at = at + 3;
                let host_ends = |b: u8| matches!(b, b'/' | b'?' | b'#');
                let rest = link.get(host_at..)?;
                let host_end = rest.bytes().position(host_ends).unwrap_or(rest.len());
                let stray = |c: char| matches!(c, '(' | ')' | '*' | ',' | ';' | '!' | '\'' | '=' | '&');
                let in_host = rest.get(..host_end)?.find(|c: char| !c.is_ascii() || stray(c));
                let end = host_at + in_host.or_else(|| rest.find(|c: char| !c.is_ascii()))?;
                self.url(link.get(..end)?)
            }
            None if link.is_ascii() => None,
            None => link
                .split(|c: char| !c.is_ascii())
                .filter(|run| run.contains('.'))
                .find_map(|run| self.url(run)),
        })
    }

    fn whole_url(&self, address: &Address<'_>, host: &Host<'_>) -> Option<Hit> {
        let key = match host {
            Host::Name(name) => key::url_key_of(address, name),
            Host::Ip(ip) => key::url_key_of(address, &ip.to_string()),
        };
        self.keyed(Code::Is(Kind::Url), &key).or_else(|| {
            let (without_fragment, _) = key.split_once('#')?;
            self.keyed(Code::Is(Kind::Url), without_fragment.trim_end_matches('/'))
        })
    }

    /// The hit on a host, and whether some whole address on this very host is an indicator.
    fn by_host(&self, host: &Host<'_>) -> (Option<Hit>, bool) {
        match host {
            Host::Name(name) => self.by_name(name),
            Host::Ip(ip) => {
                let ip = ip.to_string();
                let has_addresses = !self.image().with_hash(key::hash(Code::UrlHost, &ip)).is_empty();
                (self.keyed(Code::Is(Kind::Ip), &ip), has_addresses)
            }
        }
    }

    /// One pass from the last label to the first; of the names on the way the strongest hit counts, the longest when equal.
    /// A single label is no indicator.
    fn by_name(&self, name: &str) -> (Option<Hit>, bool) {
        let code = Code::Is(Kind::Domain);
        let image = self.image();
        let bytes = name.as_bytes();
        let mut hash = Hash::new();
        let mut best = None;
        let mut labels = 0;
        for (at, byte) in bytes.iter().enumerate().rev() {
            hash.feed(byte.to_ascii_lowercase());
            if at != 0 && bytes.get(at - 1) != Some(&b'.') {
                continue;
            }
            labels += 1;
            if labels == 1 {
                continue;
            }
            let rows = image.with_hash(hash.end(code));
            if rows.is_empty() {
                continue;
            }
            let hit = name
                .get(at..)
                .and_then(|suffix| self.confirmed(rows, code, &suffix.to_ascii_lowercase(), at == 0));
            best = stronger(hit, best);
        }
        (best, !image.with_hash(hash.end(Code::UrlHost)).is_empty())
    }

    /// A program by name or path: exact, case-sensitive. A name of exactly 16 characters also meets the longer
    /// indicators that begin with it, because several records cut names there.
    #[must_use]
    pub fn process(&self, name_or_path: &str) -> Option<Hit> {
        let name = last_part(name_or_path);
        let cut = || (name.len() == CUT).then(|| self.keyed(Code::ProcessCut, name)).flatten();
        self.keyed(Code::Is(Kind::Process), name).or_else(cut)
    }

    /// An e-mail address or account name, with or without `mailto:`; case does not matter.
    #[must_use]
    pub fn email(&self, address: &str) -> Option<Hit> {
        let address = address.trim();
        let address = match address.get(..7) {
            Some(scheme) if scheme.eq_ignore_ascii_case("mailto:") => address.get(7..)?,
            _ => address,
        };
        self.keyed_any_case(Kind::Email, address).or_else(|| {
            let (user, domain) = address.rsplit_once('@')?;
            if domain.is_ascii() {
                return None;
            }
            let domain = idna::domain_to_ascii(domain).ok()?;
            self.keyed_any_case(Kind::Email, &format!("{user}@{domain}"))
        })
    }

    /// The last part of a name or path, exact and case-sensitive.
    #[must_use]
    pub fn file_name(&self, name_or_path: &str) -> Option<Hit> {
        self.keyed(Code::Is(Kind::FileName), last_part(name_or_path))
    }

    /// A path: equal to an indicator, or inside it, at whole components only; then its last part as a file name. Only
    /// what lies [`DEEP`] enough holds others. It need not be published with a slash at its end: many folders are not, and
    /// nothing lies below a file. Steps `..` are followed, not refused: the path leads where it leads.
    /// `/var`, `/tmp`, `/etc` and `~` are followed, and what lies in a home folder is also compared from the home folder
    /// on, as some indicators and every backup give it (`Library/…`).
    #[must_use]
    pub fn file_path(&self, path: &str) -> Option<Hit> {
        let home = path.strip_prefix("~/").map(|rest| format!("/private/var/mobile/{rest}"));
        let path = home.as_deref().unwrap_or(path);
        let key = key::path_key(path);
        let by_path = key.as_deref().and_then(|key| {
            let in_home = HOMES.iter().find_map(|home| key.strip_prefix(home));
            stronger(self.by_path(key), in_home.and_then(|rest| self.by_path(rest)))
        });
        stronger(by_path, self.file_name(path))
    }

    fn by_path(&self, key: &str) -> Option<Hit> {
        let code = Code::Is(Kind::FilePath);
        let mut hash = Hash::new();
        let mut best = None;
        for (at, byte) in key.bytes().enumerate() {
            hash.feed(byte);
            let ends = at + 1 == key.len() || key.as_bytes().get(at + 1) == Some(&b'/');
            if ends
                && let Some(prefix) =
                    key.get(..=at).filter(|prefix| prefix.len() == key.len() || is_deep(prefix))
            {
                let rows = self.image().with_hash(hash.end(code));
                best = stronger(self.confirmed(rows, code, prefix, true), best);
            }
        }
        best
    }

    /// MD5, SHA-1 or SHA-256 of a file in hexadecimal, any case.
    #[must_use]
    pub fn file_hash(&self, hexadecimal: &str) -> Option<Hit> {
        self.keyed_any_case(Kind::FileHash, hexadecimal.trim())
    }

    /// A package name or bundle id, exact.
    #[must_use]
    pub fn app_id(&self, id: &str) -> Option<Hit> {
        self.keyed(Code::Is(Kind::AppId), id)
    }

    /// MD5, SHA-1 or SHA-256 of a signing certificate in hexadecimal, any case, with or without colons.
    #[must_use]
    pub fn app_certificate(&self, hexadecimal: &str) -> Option<Hit> {
        let digest = hexadecimal.trim();
        if digest.contains([':', ' ']) {
            return self.keyed_any_case(Kind::AppCertificate, &digest.replace([':', ' '], ""));
        }
        self.keyed_any_case(Kind::AppCertificate, digest)
    }

    /// UUID or identifier of a configuration profile; case does not matter.
    #[must_use]
    pub fn profile_id(&self, id: &str) -> Option<Hit> {
        self.keyed_any_case(Kind::ProfileId, id.trim())
    }

    /// The name of an Android system property, exact.
    #[must_use]
    pub fn android_property(&self, name: &str) -> Option<Hit> {
        self.keyed(Code::Is(Kind::AndroidProperty), name)
    }

    /// The title of an app that has honest uses and can also monitor a person. Never a sign of spyware: for the
    /// inventory and a gentle question only.
    #[must_use]
    pub fn dual_use(&self, app_id: &str) -> Option<String> {
        let image = self.image();
        let row = self.row(Code::DualUse, app_id)?;
        Some(image.group(row.group)?.campaign)
    }

    fn keyed_any_case(&self, kind: Kind, value: &str) -> Option<Hit> {
        let code = Code::Is(kind);
        let mut hash = Hash::new();
        value.bytes().for_each(|b| hash.feed(b.to_ascii_lowercase()));
        let rows = self.image().with_hash(hash.end(code));
        if rows.is_empty() {
            return None;
        }
        self.confirmed(rows, code, &value.to_ascii_lowercase(), true)
    }

    fn keyed(&self, code: Code, key: &str) -> Option<Hit> {
        let rows = self.image().with_hash(key::hash(code, key));
        self.confirmed(rows, code, key, true)
    }
}

/// Folders of an iPhone's own tree that are less deep hold what belongs to everybody (`/private/var/tmp`), whoever
/// published them. Elsewhere (`/Library/…` below a home folder, `/data/…` of Android) one less is as deep.
const DEEP: usize = 4;

/// Whether a published path speaks for what lies below it.
fn is_deep(path: &str) -> bool {
    let least = if path.starts_with("/private/") { DEEP } else { DEEP - 1 };
    path.bytes().filter(|byte| *byte == b'/').count() >= least
}

/// Where iPhones keep the files of their two users.
const HOMES: [&str; 2] = ["/private/var/mobile", "/private/var/root"];

fn last_part(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    path.rsplit('/').next().unwrap_or(path)
}

/// The hit with the stronger tier, the first when both are equal.
fn stronger(first: Option<Hit>, second: Option<Hit>) -> Option<Hit> {
    let tier = |hit: &Option<Hit>| hit.as_ref().map_or(usize::MAX, |hit| rank(hit.tier));
    if tier(&second) < tier(&first) { second } else { first }
}

fn rank(tier: Tier) -> usize {
    match tier {
        Tier::Strong => 0,
        Tier::Context => 1,
        Tier::Information => 2,
    }
}
