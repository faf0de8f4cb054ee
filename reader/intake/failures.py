"""A connection that failed, as a sentence."""

from reader.domain.clean import clean_line


def failure(host: str, error: Exception | None, by_proxy: bool = False) -> str:
    """Why `host` gave no answer.

    Args:
        by_proxy: it was asked through a proxy.
    """
    import ssl

    host = clean_line(host)
    kinds = {kind.__name__ for kind in type(error).__mro__}  # httpx's own names: the network is fetch.py's
    causes: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in causes:
        causes.append(cause)
        cause = cause.__cause__ or cause.__context__
    if any(isinstance(c, ssl.SSLCertVerificationError) or "CERTIFICATE" in str(c) for c in causes):
        return f"{host} cannot prove that it is {host}: its certificate is not valid."
    if "ProxyError" in kinds or (by_proxy and "ConnectError" in kinds):
        return f"The proxy does not lead to {host}: look at HTTPS_PROXY, or at proxy in the [fetch] settings."
    if "ConnectError" in kinds:
        return f"{host} cannot be reached."
    if kinds & {"ReadError", "RemoteProtocolError"}:
        return f"{host} broke off its answer, or gave one that is no HTTP."
    return f"{host} did not answer as a server should."
