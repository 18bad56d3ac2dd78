// Codes about the world outside: remotes, what they want to know of us, and where new versions come from.
import { refusal, type CatalogueEntry } from './entry.ts';

export const REMOTES = {
  // What is published
  'release-conflict': refusal(
    'conflict',
    'A published tag never changes: operators do not fetch it again.',
    'Publish the content under another version: run `csctl create` anew, which takes the next one, or choose one with `-m custom`. `csctl diff FOLDER TAG` shows what differs.',
  ),
  'release-taken': refusal(
    'conflict',
    'Another run has published the version that was decided on.',
    'Run it again, or with `--retry-on-conflict`, which plans again by itself. In CI let one job publish at a time (docs/ci.md).',
  ),
  'release-not-found': refusal(
    'remote',
    'The remote has no such release.',
    'Compare the tag with what `csctl list --remote REMOTE` shows, and look whether the right remote is named.',
  ),
  'remote-damaged': refusal(
    'remote',
    'A damaged remote is never taken for an empty one.',
    'Try again: a transfer may have been cut. If it stays so, something was pushed, deleted or changed there by other means; restore the release that the message names, delete it, or begin another series. A proxy that answers in place of the remote looks the same.',
  ),
  'remote-unreachable': refusal(
    'remote',
    'The remote cannot be read.',
    'Look at the address, the network and the proxy (`HTTPS_PROXY`, `NO_PROXY`), then try again; csctl has tried several times. For a certificate of your own authority use `--ca-file FILE` or `SSL_CERT_FILE`; for a registry without TLS `--plain-http`.',
  ),
  'remote-refused': refusal(
    'remote',
    'The remote answers with an error that another try does not mend.',
    'Do what the answer in the message asks for: most often name and owner of the repository are wrong, the login may not see it, or the server does not allow this size, name or kind of file.',
  ),
  'remote-limited': refusal(
    'remote',
    'The remote allows no more requests for some time.',
    'Wait until the time of the hint and run it again. With a login the limit is higher: `GITHUB_TOKEN`, or `docker login`.',
  ),
  'remote-locked': refusal(
    'remote',
    'Another run is writing to the remote.',
    'Wait for the other run. If its process is gone, as after a crash, remove the lock file that the hint names.',
  ),
  'sign-failed': refusal(
    'remote',
    'The signature that was asked for could not be made.',
    'Install cosign, or mend what it says (key, `COSIGN_PASSWORD`, login), and run the same command again: what is published is kept, and signed. Without `--sign` nothing is signed.',
  ),

  // Credentials
  'credentials-missing': refusal(
    'remote',
    'Nobody can publish there without a token or password.',
    'For GitHub set `GITHUB_TOKEN` or run `gh auth login`; for a registry run `docker login HOST`, or set `OCI_USERNAME` and `OCI_PASSWORD`, or `OCI_ACCESS_TOKEN`, together with `OCI_REGISTRY`.',
  ),
  'credentials-refused': refusal(
    'remote',
    'The remote does not accept the token or password, or not for this.',
    'Look whether token or password are still valid, copied whole, and good for this repository: on GitHub read and write access to Contents (fine-grained) or the scope `repo`, in Actions `permissions: contents: write`; in a registry the right to push.',
  ),
  'credentials-unreadable': refusal(
    'remote',
    'A broken login file or credential helper is not passed over: nobody could tell why a login does not work.',
    "Log in anew with `docker login HOST`, or mend Docker's `config.json` (`DOCKER_CONFIG` names its folder). A helper that fails can be tried by hand: `echo HOST | docker-credential-NAME get`. `OCI_USERNAME` and `OCI_PASSWORD` do without both.",
  ),
  'credentials-unsafe': refusal(
    'remote',
    'A secret only travels over TLS, or within this machine.',
    'Use an address with `https://` (or a registry without `--plain-http`), or take the login out. If another host than you named asks for the secret, look at `GITHUB_API_URL`, and at proxies on the way.',
  ),

  // Upstream
  'upstream-unreachable': refusal(
    'remote',
    'A source of versions, charts or images cannot be asked.',
    'Look at the address in the message, the network and the proxy, then try again. Without a network name a list of Kubernetes releases in `CSCTL_KUBERNETES_FEED`, and embed charts that are locked and remembered (docs/air-gap.md).',
  ),
  'upstream-damaged': refusal(
    'remote',
    'A source answers with something that is not what it should hold.',
    'Open the address in the message: a proxy or a login page may answer in its place. If it is the right source, tell who runs it; lists of Kubernetes releases can be replaced with `CSCTL_KUBERNETES_FEED`.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
