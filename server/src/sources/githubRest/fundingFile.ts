import * as z from 'zod/mini';
import { readYaml } from '../githubDetail/yaml.ts';

const MAX_CHANNELS = 20;
/** A name on a platform; Tidelift's and thanks.dev's have parts. */
const NAME = /^@?[\w.-]{1,100}(?:\/@?[\w.-]{1,100}){0,3}$/;

/** Where each platform has the page of a name. Source: GitHub Docs, "Displaying a sponsor button in your repository". */
const PAGES: Readonly<Record<string, string>> = {
  buy_me_a_coffee: 'https://buymeacoffee.com/',
  community_bridge: 'https://crowdfunding.lfx.linuxfoundation.org/projects/',
  github: 'https://github.com/sponsors/',
  issuehunt: 'https://issuehunt.io/r/',
  ko_fi: 'https://ko-fi.com/',
  lfx_crowdfunding: 'https://crowdfunding.lfx.linuxfoundation.org/projects/',
  liberapay: 'https://liberapay.com/',
  open_collective: 'https://opencollective.com/',
  patreon: 'https://www.patreon.com/',
  polar: 'https://polar.sh/',
  thanks_dev: 'https://thanks.dev/',
  tidelift: 'https://tidelift.com/funding/github/',
};

/** One page where money is asked for. */
interface Channel {
  readonly platform: string;
  readonly url: string;
}

const File = z.record(z.string(), z.unknown());

/**
 * The channels of a FUNDING.yml, https only, each once, at most twenty; what is no channel is left out. Undefined where the text is no
 * such file. Never throws.
 */
export function fundingChannels(text: string): readonly Channel[] | undefined {
  const file = z.safeParse(File, readYaml(text) ?? undefined);
  if (!file.success) return undefined;
  const channels = Object.entries(file.data).flatMap(([platform, value]) =>
    namesIn(value).flatMap((name): Channel[] => {
      const url = pageOf(platform, name);
      return url === undefined ? [] : [{ platform, url }];
    }),
  );
  return [...new Map(channels.map((channel) => [channel.url, channel])).values()].slice(0, MAX_CHANNELS);
}

/** A text, or a list of texts. */
function namesIn(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.flatMap((one) => (typeof one === 'string' && one.trim() !== '' ? [one.trim()] : []));
}

function pageOf(platform: string, name: string): string | undefined {
  if (platform === 'custom') return securePage(name);
  const base = Object.hasOwn(PAGES, platform) ? PAGES[platform] : undefined;
  return base !== undefined && NAME.test(name) && !name.split('/').includes('..') ? base + name : undefined;
}

/** Own pages may be written without a scheme. */
function securePage(written: string): string | undefined {
  const address = /^[a-z][a-z\d+.-]*:/i.test(written) ? written : `https://${written}`;
  if (address.length > 200 || !URL.canParse(address)) return undefined;
  const { protocol, hostname, username, href } = new URL(address);
  return protocol === 'https:' && hostname.includes('.') && username === '' ? href : undefined;
}
