//! Where a request comes from, also behind proxies: limits of rate count by it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request};
use axum::http::HeaderMap;
use ipnet::IpNet;

const FORWARDED_FOR: &str = "x-forwarded-for";
/// Longer chains are made up.
const HOPS_MAX: usize = 32;

/// Networks of proxies that say truly for whom they ask.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TrustedProxies(Arc<[IpNet]>);

/// Neither an address nor a network.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("`{0}` is neither an address nor a network, like 10.0.0.0/8")]
pub struct NoNetwork(pub String);

impl FromStr for TrustedProxies {
    type Err = NoNetwork;

    /// Addresses and networks, separated by commas.
    fn from_str(text: &str) -> Result<TrustedProxies, NoNetwork> {
        let networks = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let networks = networks.map(|part| {
            let network = part.parse().or_else(|_| part.parse::<IpAddr>().map(IpNet::from));
            network.map_err(|_| NoNetwork(part.to_owned()))
        });
        Ok(TrustedProxies(networks.collect::<Result<_, _>>()?))
    }
}

impl std::fmt::Display for TrustedProxies {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let networks: Vec<String> = self.0.iter().map(IpNet::to_string).collect();
        out.write_str(&networks.join(","))
    }
}

impl TrustedProxies {
    fn holds(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address))
    }

    /// The right-most address that no trusted proxy has: whatever stands left of it anybody may have written.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let peer = peer.to_canonical();
        if !self.holds(peer) {
            return peer;
        }
        let lines = headers.get_all(FORWARDED_FOR).iter().rev();
        let hops = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(','));
        let mut client = peer;
        for hop in hops.take(HOPS_MAX) {
            // What isn't an address tells nothing, and nothing left of it can be believed.
            let Some(address) = address(hop) else { break };
            client = address;
            if !self.holds(address) {
                break;
            }
        }
        client
    }

    /// What to count a request under: its client's address, of IPv6 the network that one household has. None: the
    /// server doesn't know who is at the other end.
    pub(crate) fn key(&self, request: &Request) -> Option<String> {
        let ConnectInfo(peer) = request.extensions().get::<ConnectInfo<SocketAddr>>()?;
        Some(match self.client(peer.ip(), request.headers()) {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
        })
    }
}

/// An address as proxies write it: bare, with a port, or in brackets.
fn address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim();
    let bare = || hop.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    let found = bare().or_else(with_port).or_else(in_brackets);
    found.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(trusted: &str, peer: &str, lines: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(FORWARDED_FOR, line.parse().expect("a header"));
        }
        let trusted: TrustedProxies = trusted.parse().expect("networks");
        trusted.client(peer.parse().expect("an address"), &headers).to_string()
    }

    #[test]
    fn the_client_is_the_last_hop_that_no_trusted_proxy_has() {
        for (trusted, peer, lines, expected) in [
            // Nobody is trusted: whatever is written counts for nothing.
            ("", "192.0.2.7", &["203.0.113.1"][..], "192.0.2.7"),
            ("10.0.0.0/8", "192.0.2.7", &["203.0.113.1"], "192.0.2.7"),
            ("10.0.0.0/8", "10.1.2.3", &["203.0.113.1"], "203.0.113.1"),
            // What a client writes itself stands further left.
            ("10.0.0.0/8", "10.1.2.3", &["198.51.100.9, 203.0.113.1"], "203.0.113.1"),
            (
                "10.0.0.0/8",
                "10.1.2.3",
                &["198.51.100.9", "203.0.113.1, 10.9.9.9"],
                "203.0.113.1",
            ),
            // All of them are proxies: the first of them asked.
            ("10.0.0.0/8", "10.1.2.3", &["10.0.0.1, 10.0.0.2"], "10.0.0.1"),
            ("10.0.0.0/8", "10.1.2.3", &[], "10.1.2.3"),
            (
                "10.0.0.0/8",
                "10.1.2.3",
                &["203.0.113.1, unknown, 10.0.0.2"],
                "10.0.0.2",
            ),
            ("127.0.0.1", "::ffff:127.0.0.1", &["203.0.113.1:5123"], "203.0.113.1"),
            ("127.0.0.1, ::1", "::1", &["[2001:db8::1]:443"], "2001:db8::1"),
            ("fd00::/8", "fd00::2", &["[2001:db8::1]"], "2001:db8::1"),
        ] {
            assert_eq!(client(trusted, peer, lines), expected, "{trusted} {peer} {lines:?}");
        }
        assert_eq!(
            "10.0.0.0/33".parse::<TrustedProxies>(),
            Err(NoNetwork("10.0.0.0/33".to_owned()))
        );
        let shown = "10.0.0.0/8,::1"
            .parse::<TrustedProxies>()
            .expect("networks")
            .to_string();
        assert_eq!(shown, "10.0.0.0/8,::1/128");
    }

    #[test]
    fn addresses_of_one_household_are_counted_together() {
        let key = |peer: &str| {
            let mut request = Request::new(axum::body::Body::empty());
            let peer: SocketAddr = peer.parse().expect("an address");
            request.extensions_mut().insert(ConnectInfo(peer));
            TrustedProxies::default().key(&request)
        };
        assert_eq!(key("192.0.2.7:80").as_deref(), Some("192.0.2.7"));
        assert_eq!(key("[2001:db8:1:2:3:4:5:6]:80").as_deref(), Some("2001:db8:1:2::/64"));
    }
}
