//! The questions that artifacts ask. A miss costs no memory in the ordinary case, for the value is hashed as it lies; a
//! path is first brought into normal form.

use std::borrow::Cow;

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
        let refanged = host::refang(text);
        let address = split(&refanged)?;
        let host = host::read(&address)?;
        stronger(self.whole_url(&address, &host), self.by_host(&host))
    }

    /// A bare host or an origin: `x.example`, `x.example.`, `https://x.example:8443`, `user:p@x.example:80`, an
    /// internationalised name in either spelling, an IPv4 or IPv6 address. A domain indicator is met by itself and by
    /// every name below it, whole labels only.
    #[must_use]
    pub fn host(&self, host: &str) -> Option<Hit> {
        let refanged = host::refang(host);
        // An IPv6 address outside a URL stands without brackets.
        if let Ok(ip) = refanged.trim().parse() {
            return self.by_host(&Host::Ip(host::plain_ip(ip)));
        }
        self.by_host(&host::read(&split(&refanged)?)?)
    }

    /// Every link in running text that hits, in order, as it stands in the text.
    #[must_use]
    pub fn links<'a>(&self, text: &'a str) -> Vec<(&'a str, Hit)> {
        links::in_text(text).filter_map(|link| self.link(link).map(|hit| (link, hit))).collect()
    }

    /// Scripts without spaces and stray marks run on right before and after a host; what cannot belong to one is left
    /// off when the whole does not hit.
    fn link(&self, link: &str) -> Option<Hit> {
        self.url(link).or_else(|| match link.find("://") {
            Some(at) => {
                let stray = |c: char| {
                    !c.is_ascii() || matches!(c, '(' | ')' | '*' | ',' | ';' | '!' | '\'' | '=' | '&')
                };
                let end = at + 3 + link.get(at + 3..)?.find(stray)?;
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
        let host = match host {
            Host::Name(name) => Cow::Borrowed(&**name),
            Host::Ip(ip) => Cow::Owned(ip.to_string()),
        };
        let mut hash = Hash::of(Code::UrlHost);
        host.bytes().for_each(|b| hash.feed(b.to_ascii_lowercase()));
        if self.image().with_hash(hash.end()).is_empty() {
            return None;
        }
        let key = key::url_key_of(address, &host);
        self.keyed(Code::Is(Kind::Url), &key).or_else(|| {
            let (without_fragment, _) = key.split_once('#')?;
            self.keyed(Code::Is(Kind::Url), without_fragment.trim_end_matches('/'))
        })
    }

    fn by_host(&self, host: &Host<'_>) -> Option<Hit> {
        match host {
            Host::Name(name) => self.by_name(name),
            Host::Ip(ip) => self.keyed(Code::Is(Kind::Ip), &ip.to_string()),
        }
    }

    /// One pass from the last label to the first; of the names on the way the strongest hit counts, the longest when equal.
    fn by_name(&self, name: &str) -> Option<Hit> {
        let image = self.image();
        let mut hash = Hash::of(Code::Is(Kind::Domain));
        let mut best = None;
        for (at, byte) in name.bytes().enumerate().rev() {
            hash.feed(byte.to_ascii_lowercase());
            if at != 0 && name.as_bytes().get(at - 1) != Some(&b'.') {
                continue;
            }
            let rows = image.with_hash(hash.end());
            if rows.is_empty() {
                continue;
            }
            let Some(suffix) = name.get(at..) else {
                continue;
            };
            let hit = self.confirmed(rows, Code::Is(Kind::Domain), &suffix.to_ascii_lowercase(), at == 0);
            best = stronger(hit, best);
        }
        best
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

    /// A path: equal to an indicator, or inside it, at whole components only; then its last part as a file name.
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
        let mut hash = Hash::of(code);
        let mut best = None;
        for (at, byte) in key.bytes().enumerate() {
            hash.feed(byte);
            let ends = at + 1 == key.len() || key.as_bytes().get(at + 1) == Some(&b'/');
            if ends && let Some(prefix) = key.get(..=at) {
                let rows = self.image().with_hash(hash.end());
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
        let mut hash = Hash::of(code);
        value.bytes().for_each(|b| hash.feed(b.to_ascii_lowercase()));
        let rows = self.image().with_hash(hash.end());
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
