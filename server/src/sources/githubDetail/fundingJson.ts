import * as z from 'zod/mini';
import type { FundingChannel } from '../../facts/repositoryDetail.ts';
import type { RepositorySubject } from '../../model/subject.ts';

const MAX_CHANNELS = 20;

const maybe = <T extends z.ZodMiniType>(shape: T) => z.catch(z.optional(shape), undefined);
const list = <T extends z.ZodMiniType>(item: T) => z.catch(z.array(maybe(item)), []);
const Address = z.object({ url: z.string(), wellKnown: maybe(z.string()) });
/** funding.json as far as it is read. Source: fundingjson.org, v1.0.0 and v1.1.0; v1.1.0 lets a project be an object of its own. */
const Manifest = z.object({
  project: maybe(z.object({ repositoryUrl: maybe(Address) })),
  projects: list(z.object({ repositoryUrl: maybe(Address) })),
  funding: z.object({ channels: list(z.object({ type: z.string(), address: maybe(z.string()) })) }),
});

/**
 * The channels of a repository's funding.json that have an address on the web; https only, at most 20. Undefined where the text is no such
 * manifest. Verified where it names this very repository as a project's: then it lies on the project's own address. One that names another
 * (a fork's, a copy) is unverified until that address's `/.well-known/funding-manifest-urls` vouches for it: `wellKnown` says where to ask.
 */
export function fundingChannelsOf(
  text: string,
  { host, owner, name }: RepositorySubject,
  fullName: string,
): readonly FundingChannel[] | undefined {
  const manifest = z.safeParse(Manifest, parsed(text));
  if (!manifest.success) return undefined;
  const { project, projects, funding } = manifest.data;
  const own = new Set([`${host}/${owner}/${name}`, `${host}/${fullName}`].map((place) => place.toLowerCase()));
  const verified = [project, ...projects].some((one) => own.has(placeOf(one?.repositoryUrl?.url ?? '')));
  const wellKnown = verified ? undefined : [project, ...projects].map((one) => vouching(one?.repositoryUrl)).find(Boolean);
  const channels = funding.channels.flatMap((channel) => {
    const url = secure(channel?.address ?? '');
    if (channel === undefined || url === undefined) return [];
    return [{ url, type: channel.type.slice(0, 40), verified, ...(wellKnown === undefined ? {} : { wellKnown }) }];
  });
  return [...new Map(channels.map((channel) => [channel.url, channel])).values()].slice(0, MAX_CHANNELS);
}

/** `github.com/owner/name` of a repository's address. */
function placeOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const { host, pathname } = new URL(address);
  return `${host}${pathname}`
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}

const WELL_KNOWN = '/.well-known/funding-manifest-urls';

/** The well-known file of an address, where it lies below that very address; source: fundingjson.org, "wellKnown". */
function vouching(address: z.infer<typeof Address> | undefined): string | undefined {
  const [file, of] = [secure(address?.wellKnown ?? ''), secure(address?.url ?? '')];
  if (file === undefined || of === undefined) return undefined;
  const [place, project] = [new URL(file), new URL(of)];
  return place.host === project.host && place.pathname.endsWith(WELL_KNOWN) && place.search === '' ? place.href : undefined;
}

/** A page on the web; an e-mail address or account number is none. */
function secure(address: string): string | undefined {
  const trimmed = address.trim();
  if (trimmed.length > 500 || !URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  return url.protocol === 'https:' && url.username === '' ? url.href : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined; // no manifest
    throw error;
  }
}
