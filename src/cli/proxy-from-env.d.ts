// proxy-from-env brings no types.
declare module 'proxy-from-env' {
  /** The proxy that HTTPS_PROXY, HTTP_PROXY and NO_PROXY name for an address; '' for none. */
  export function getProxyForUrl(url: string): string;
}
