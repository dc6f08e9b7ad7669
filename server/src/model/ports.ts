import type { Instant } from './instant.ts';
import type { Purl } from './purl.ts';
import type { RepositorySubject } from './subject.ts';

/** One request of a source. */
export interface HttpRequest {
  readonly url: string;
  /** Default GET. A POST's body is JSON text. */
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Value of the Authorization header; it goes to the URL's own origin only and is dropped on a redirect to another. */
  readonly authorization?: string;
  /** Every package or module name, or repository, that the URL or body carries: the privacy ledger's entry. */
  readonly names: readonly string[];
  /** Bytes of decoded body after which the answer is given up as `too-large`. */
  readonly maxBytes: number;
  /** ETag of the answer already held; a 304 then answers `unchanged`. */
  readonly validator?: string;
  /** Refuses plain http, IP addresses, ports, private ranges and redirects to them (`?go-get=1`, funding.json). */
  readonly publicWebOnly?: boolean;
  readonly signal: AbortSignal;
}

/** A successful answer (2xx, or 304 when a validator was sent). */
export interface HttpAnswer {
  readonly status: number;
  readonly unchanged: boolean;
  readonly text: string;
  /** The ETag, for the next time. */
  readonly validator?: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** HTTP as sources see it. Throws {@link UpstreamFailure} for everything that is no answer: statuses 4xx and 5xx too. */
export interface Http {
  send(request: HttpRequest): Promise<HttpAnswer>;
}

/** One sending of names to one host: every try and every redirect is one of its own. */
export interface Sending {
  /** Host, with a port where it is not the scheme's own; never a user name. */
  readonly host: string;
  /** The id of the source that asked. */
  readonly source: string;
  /** Every package or module name, or repository, in the request. */
  readonly names: readonly string[];
  readonly at: Instant;
  /** Bytes of the body sent; the address and headers are not counted. */
  readonly bytesSent: number;
}

/** Where every sending is written down before it happens; told afterwards how it ended. */
export interface Ledger {
  /** Returns what to call once with the outcome: the HTTP status (undefined without an answer) and the body's bytes as they came. */
  sending(entry: Sending): (outcome: { readonly status: number | undefined; readonly bytesReceived: number }) => void;
}

/** A registry chosen for one npm package, with what it takes to ask it. */
export interface NpmRegistry {
  /** Base address without a slash at the end. */
  readonly base: string;
  readonly authorization?: string;
  /** The public default registry of the npm client (or the local upstream standing in for it). */
  readonly isPublicDefault: boolean;
}

/** The npm client's own configuration, as far as Mainstay obeys it. */
export interface NpmClient {
  registryFor(packageName: string): NpmRegistry;
  /** The scope's registry is the user's own choice, or credentials are configured for it. */
  isPrivateScope(packageName: string): boolean;
}

/** One element of GOPROXY with the separator that follows it: `,` falls through on 404/410 only, `|` on any error. */
export type GoProxyElement =
  | {
      readonly kind: 'proxy';
      readonly base: string;
      readonly authorization?: string;
      /** The public default proxy of the go command (or the local upstream standing in for it). */
      readonly isPublicDefault: boolean;
      readonly fallThrough: 'not-found' | 'any-error';
    }
  | { readonly kind: 'direct' }
  | { readonly kind: 'off' };

/** The go command's own configuration, as far as Mainstay obeys it. */
export interface GoClient {
  /** In order; empty where nothing is configured and no toolchain tells the default. */
  readonly proxies: readonly GoProxyElement[];
  /** GOPROXY is the toolchain's own default (or the local upstream standing in for it). */
  readonly isPublicDefault: boolean;
  /** Matches GOPRIVATE or GONOPROXY: not to be asked of any proxy. */
  bypassesProxy(modulePath: string): boolean;
  /** Matches GOPRIVATE, GONOPROXY or GONOSUMDB: the name is private. */
  isPrivate(modulePath: string): boolean;
  /** Text of a file of the local module cache's download folder (`<escaped path>/@v/<version>.info`), undefined where absent. */
  readModuleCache(relativePath: string): Promise<string | undefined>;
}

/** One GitHub host as the user is signed in to it. */
export interface GitHubHost {
  /** As repositories name it: `github.com`, or an enterprise server's. */
  readonly host: string;
  /** Base of the REST API without a slash at the end; `{rest}/repos/…`. */
  readonly rest: string;
  /** Where GraphQL queries are posted. */
  readonly graphql: string;
  /** Value of the Authorization header; absent where nobody is signed in. */
  readonly authorization?: string;
}

/** The GitHub hosts Mainstay knows: github.com, and enterprise servers by configuration. */
export interface GitHubClient {
  /** Undefined for hosts that are no GitHub. `host` in lower case. */
  hostFor(host: string): GitHubHost | undefined;
}

/** Base addresses of the public services, without a slash at the end; the local upstream replaces them in tests. */
export interface Endpoints {
  readonly depsdev: string;
  readonly pkgsite: string;
  readonly ecosystems: string;
  /** Prefix for `?go-get=1` requests in place of `https://`, when the local upstream stands in. */
  readonly goget?: string;
}

/** What a name is cleared for. */
export type Clearance = 'registry' | 'third-party' | 'web';

/** Whether a name may be sent, decided once and before any request. */
export interface PrivacyGate {
  /** True when the name may be sent to that kind of place. */
  allows(purl: Purl, clearance: Clearance): boolean;
  /** True when a repository may be asked of its forge, given the name it was learnt from: a private package's is as private as its name. */
  allowsRepository(repository: RepositorySubject, learntFrom: Purl): boolean;
}
