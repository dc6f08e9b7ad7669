import type { Inputs, Sourced } from '../../../scripts/catalog/build.ts';
import { fileOf, type Upstream } from '../../../scripts/catalog/sources.ts';

/** Lists of a few rows in the upstreams' own formats, by the file they stand in; what is not here is an empty list. */
export type SmallLists = Readonly<Record<string, string>>;

/** One item of a landscape, with the empty `item:` key and the siblings real ones have. */
export function item(name: string, fields: Readonly<Record<string, string>>, more = ''): string {
  const lines = Object.entries(fields).map(([key, value]) => `            ${key}: ${value}`);
  return ['          - item:', `            name: ${name}`, ...lines, more].filter((line) => line !== '').join('\n');
}

/** A landscape file with one subcategory. */
export function landscape(...items: readonly string[]): string {
  return ['landscape:', '  - category:', '    name: All', '    subcategories:', '      - subcategory:', '        name: All']
    .concat(items.length === 0 ? ['        items: []'] : ['        items:', ...items])
    .join('\n');
}

export const KUBERNETES = item('Kubernetes', { project: 'graduated', repo_url: 'https://github.com/kubernetes/kubernetes' });
export const ETCD = item(
  'etcd',
  { project: 'graduated', repo_url: 'https://github.com/etcd-io/etcd.git' },
  "            extra:\n              lfx_slug: etcd\n              accepted: '2018-12-11'\n              graduated: '2020-11-24'",
);
const EXPRESS = 'impact\tExpress\thttps://expressjs.com/\thttps://github.com/expressjs/express/blob/HEAD/CONTRIBUTING.md';

export const BASE: SmallLists = {
  'upstream/cncf__landscape/landscape.yml': landscape(KUBERNETES, ETCD),
  'upstream/openjs-foundation__cross-project-council/projects.tsv': EXPRESS,
};

/** The text of an upstream among small lists. */
export function textOf(lists: SmallLists, source: Upstream): string {
  const given = lists[fileOf(source)];
  if (given !== undefined) return given;
  switch (source.format) {
    case 'landscape':
    case 'umbrella':
      return landscape();
    case 'clomonitor':
      return '[]';
    case 'commonhaus':
    case 'openstack':
      return '{}';
    case 'openjs-table':
    case 'openssf-table':
      return '';
  }
}

/** The generator's inputs from small lists, with what a refresh brought in front. */
export function inputs(lists: SmallLists, fresh: ReadonlyMap<Upstream, Sourced> = new Map()): Inputs {
  const files: Readonly<Record<string, string>> = {
    'facts.json': '[]',
    'orgrules.json': '{"inferred":{}}',
    'support.json': '{"foundations":[]}',
    'vanity.json': '{"entries":[]}',
    ...lists,
  };
  return {
    upstream: (source) => fresh.get(source) ?? { text: textOf(lists, source), row: source.row },
    file: (name) => files[name] ?? '',
  };
}
