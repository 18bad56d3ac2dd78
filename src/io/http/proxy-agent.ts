// TLS through a proxy, with certificates that are trusted besides the usual.
import { HttpsProxyAgent } from 'https-proxy-agent';

type Connect = HttpsProxyAgent<string>['connect'];

/** The package trusts the certificates that it is given for the proxy; ours are for the servers behind it as well. */
export class TrustingProxyAgent extends HttpsProxyAgent<string> {
  override connect(request: Parameters<Connect>[0], options: Parameters<Connect>[1]): ReturnType<Connect> {
    const { ca } = this.connectOpts;
    return super.connect(request, { ...options, ...(ca && { ca }) });
  }
}
