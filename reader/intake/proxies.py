"""Which proxy a server is asked through: the one in the settings, else what the environment says.

HTTP_PROXY and HTTPS_PROXY name one for each scheme (ALL_PROXY for both), NO_PROXY the hosts that are asked directly:
names with everything below them, addresses, networks (10.0.0.0/8), "*" for all.
"""

import os
from collections.abc import Mapping
from ipaddress import ip_address, ip_network

NONE = "none"  # in the settings: no proxy, whatever the environment says


def proxy_for(scheme: str, host: str, setting: str = "", environment: Mapping[str, str] | None = None) -> str:
    """The address of the proxy for a server, "" for none.

    Args:
        scheme: "http" or "https".
        setting: the proxy in the settings, NONE, or "" for what the environment says.
        environment: this process's when it is None.
    """
    said = _Environment(os.environ if environment is None else environment)
    if setting == NONE or said.is_direct(host):
        return ""
    proxy = setting or said.of(f"{scheme}_proxy") or said.of("all_proxy")
    if proxy and "://" not in proxy:
        proxy = f"http://{proxy}"
    return proxy


class _Environment:
    """Variables by their names in either case, the small one first."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables

    def of(self, name: str) -> str:
        return (self._variables.get(name) or self._variables.get(name.upper()) or "").strip()

    def is_direct(self, host: str) -> bool:
        """Whether NO_PROXY names the host, or something above it."""
        named = (word.strip().lower() for word in self.of("no_proxy").split(","))
        return any(word == "*" or _is_in(host.lower(), word) for word in named if word)


def _is_in(host: str, word: str) -> bool:
    name = word.partition(":")[0].lstrip(".*") if word.count(":") == 1 else word.lstrip(".*")
    if name and (host == name or host.endswith(f".{name}")):
        return True
    try:
        return ip_address(host) in ip_network(word, strict=False)
    except ValueError:
        return False
