//! The directory of outlets: whose domain is this, and from which country does it report?

use dateline_model::Outlet;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// An outlet of the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownOutlet {
    /// Its web domain, without "www.".
    pub domain: String,
    /// Its name.
    pub name: String,
    /// Its country, ISO 3166-1 alpha-2.
    pub country: String,
    /// newspaper, broadcaster, wire, web, magazine, government, organisation.
    pub kind: String,
}

/// The directory of outlets.
#[derive(Debug)]
pub struct Outlets {
    by_domain: BTreeMap<String, KnownOutlet>,
    by_name: BTreeMap<String, String>,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| Outlets::from_table(include_str!("../data/outlets.txt")));

/// The built-in directory.
///
/// ```
/// use dateline_reading::outlets;
/// let outlet = outlets().outlet_of("https://www.dawn.com/news/1").unwrap();
/// assert_eq!(outlet.country.as_deref(), Some("PK"));
/// assert_eq!(outlets().outlet_of("https://news.example.ng/x").unwrap().country.as_deref(), Some("NG"));
/// ```
pub fn outlets() -> &'static Outlets {
    &OUTLETS
}

/// Top-level domains of two letters that are sold to everyone or name no country.
const NOT_COUNTRIES: &[&str] =
    &["ac", "ai", "cc", "co", "eu", "fm", "gg", "im", "io", "la", "ly", "me", "nu", "sh", "su", "to", "tv", "ws"];

impl Outlets {
    /// Reads a table: `domain | name | country | kind` a line, `#` for remarks.
    pub fn from_table(table: &str) -> Outlets {
        let mut by_domain = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for line in table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
            let mut cells = line.split('|').map(|cell| cell.trim().to_owned());
            let mut next = || cells.next().unwrap_or_default();
            let outlet = KnownOutlet { domain: next(), name: next(), country: next(), kind: next() };
            by_name.entry(crate::clean::key(&outlet.name)).or_insert_with(|| outlet.domain.clone());
            by_domain.insert(outlet.domain.clone(), outlet);
        }
        Outlets { by_domain, by_name }
    }

    /// Every outlet, by domain.
    pub fn all(&self) -> impl Iterator<Item = &KnownOutlet> {
        self.by_domain.values()
    }

    /// The outlet of a domain or of the domain it belongs to.
    pub fn by_domain(&self, domain: &str) -> Option<&KnownOutlet> {
        let mut rest = domain;
        loop {
            if let Some(found) = self.by_domain.get(rest) {
                return Some(found);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The outlet with this name, articles and punctuation aside.
    pub fn by_name(&self, name: &str) -> Option<&KnownOutlet> {
        let key = crate::clean::key(name);
        let found = self.by_name.get(&key).or_else(|| self.by_name.get(key.strip_prefix("the ")?));
        found.or_else(|| self.by_name.get(&format!("the {key}"))).and_then(|domain| self.by_domain.get(domain))
    }

    /// What an address tells about its outlet: name and country where the domain is known, else the country its
    /// top-level domain stands for.
    pub fn outlet_of(&self, url: &str) -> Option<Outlet> {
        let domain = domain_of(url)?;
        if let Some(known) = self.by_domain(&domain) {
            return Some(known.into());
        }
        Some(Outlet { name: None, country: country_of(&domain), domain: Some(domain) })
    }
}

impl From<&KnownOutlet> for Outlet {
    fn from(known: &KnownOutlet) -> Outlet {
        let country = (!known.country.is_empty()).then(|| known.country.clone());
        Outlet { name: Some(known.name.clone()), domain: Some(known.domain.clone()), country }
    }
}

/// The host of an address, lower case, without "www." and port; none if it is no host.
pub(crate) fn domain_of(url: &str) -> Option<String> {
    let rest = url.trim().split_once("://").map_or(url.trim(), |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let valid = host.contains('.') && host.len() < 254 && !host.contains("..") && !host.starts_with('.');
    (valid && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'))).then(|| host.to_owned())
}

fn country_of(domain: &str) -> Option<String> {
    let top = domain.rsplit('.').next()?;
    let country = top.len() == 2 && top.bytes().all(|b| b.is_ascii_lowercase()) && !NOT_COUNTRIES.contains(&top);
    country.then(|| if top == "uk" { "GB".to_owned() } else { top.to_uppercase() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names() {
        let of = |url: &str| outlets().outlet_of(url);
        assert_eq!(of("https://edition.cnn.com/a?b").unwrap().name.as_deref(), Some("CNN"));
        assert_eq!(of("http://paper.example.co.uk:80/").unwrap().country.as_deref(), Some("GB"));
        assert_eq!(of("https://blog.example.io/").unwrap().country, None);
        assert_eq!(of("not an address"), None);
        assert_eq!(outlets().by_name("Washington Times").unwrap().domain, "washingtontimes.com");
        assert!(outlets().by_name("A man").is_none());
    }

    #[test]
    fn the_table_is_sound() {
        let table = include_str!("../data/outlets.txt");
        let lines: Vec<&str> = table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).collect();
        assert!(lines.len() >= 300, "{}", lines.len());
        let domains: Vec<&str> = lines.iter().map(|l| l.split('|').next().unwrap_or("").trim()).collect();
        for pair in domains.windows(2) {
            assert!(pair[0] < pair[1], "sorted by domain, each once: {pair:?}");
        }
        for outlet in outlets().all() {
            assert_eq!(domain_of(&outlet.domain).as_deref(), Some(outlet.domain.as_str()));
            assert!(outlet.country.is_empty() || outlet.country.len() == 2, "{outlet:?}");
            let kinds = ["newspaper", "broadcaster", "wire", "web", "magazine", "government", "organisation"];
            assert!(kinds.contains(&outlet.kind.as_str()), "{outlet:?}");
        }
    }
}
