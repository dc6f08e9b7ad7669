import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';
import { entry, type Entry } from './entry.ts';

/** The evidence of a hand-made row: a file a person can open, and what it says. */
interface Evidence {
  readonly source: SourceRow;
  readonly says: string;
}

/** A hand-made row; every one with its evidence. */
interface Curated extends Evidence {
  readonly entry: Entry;
}

/** The day the evidence without a date of its own was read. */
const READ_ON = '2026-11-21';

const UMBRELLA: SourceRow = [
  'jmertic/lf-landscape',
  'landscape.yml',
  'cf0cb2efaadc13e64223310a7f0e9329b6b1c66a',
  '2026-08-22',
  'Apache-2.0 OR CC-BY-4.0',
];
const NUMFOCUS: SourceRow = [
  'numfocus/numfocus.org',
  'src/data/projects',
  '5a17fb86dc2270c727a4d7e50635f9e77a9c3fd0',
  '2025-12-11',
  null,
];
const CONSERVANCY: SourceRow = [
  'Punderthings/fossfoundation',
  '_data/projects-sfc.csv',
  'f6befeefd595e1d2362e7a6d7013eead60167b61',
  '2024-02-12',
  'Apache-2.0',
];
const REACT: SourceRow = [
  'reactjs/react.dev',
  'src/content/blog/2026/02/24/the-react-foundation.md',
  '0c99f0f92e51bd51e0215fe4833ecf590ecba0bf',
  '2026-02-24',
  null,
];
const EXPRESS: SourceRow = ['expressjs/express', 'Charter.md', '052a79d9694574a6aa5680a257142696c08df643', READ_ON, 'MIT'];
const KUBERNETES: SourceRow = ['kubernetes/community', 'sigs.yaml', '24e7d8f', '2026-08-21', 'Apache-2.0'];
const APACHE: SourceRow = [
  'apache/comdev-projects',
  'site/json/foundation',
  '2d2692b8c005c6604469a49b4ca68df67e02f9eb',
  '2024-10-24',
  null,
];
const OTTERDOG: SourceRow = [
  'EclipseFdn/otterdog-configs',
  'otterdog.json',
  '3258af9071dc14f55ca33aac9704169541be34bb',
  '2026-07-23',
  null,
];

const OPENJS: SourceRow = [
  'openjs-foundation/cross-project-council',
  'README.md',
  'f7426cbe71a9a40180d6607f7d37e45cd22b4921',
  '2026-07-23',
  'MIT',
];

/** Projects that no machine-readable list has, or has without an address. */
export const ADDED: readonly Curated[] = [
  {
    source: REACT,
    says: 'React, React Native and JSX are now owned by the React Foundation; repositories are being transferred',
    entry: entry({
      name: 'React',
      foundation: 'React Foundation',
      since: '2026-02-24',
      repositories: ['react/react'],
      source: REACT,
    }),
  },
  {
    source: REACT,
    says: 'the same announcement; the new owner of the repository was not verified, so the old address stands',
    entry: entry({
      name: 'React Native',
      foundation: 'React Foundation',
      since: '2026-02-24',
      repositories: ['facebook/react-native'],
      source: REACT,
    }),
  },
  {
    source: UMBRELLA,
    says: 'the group PyTorch Foundation lists PyTorch without an address; pytorch-fdn/foundation-hosted names pytorch/pytorch',
    entry: entry({ name: 'PyTorch', foundation: 'PyTorch Foundation', repositories: ['pytorch/pytorch'], source: UMBRELLA }),
  },
  {
    source: UMBRELLA,
    says: 'the group GraphQL Specification lists GraphQL.js without an address; its working group row lists graphql/graphql-js',
    entry: entry({
      name: 'GraphQL.js',
      foundation: 'GraphQL Foundation',
      repositories: ['graphql/graphql-js'],
      source: UMBRELLA,
    }),
  },
  {
    source: UMBRELLA,
    says: 'the group Open Container Initiative lists runc without an address; the initiative’s own row lists opencontainers/runc',
    entry: entry({
      name: 'runc',
      foundation: 'Open Container Initiative',
      repositories: ['opencontainers/runc'],
      source: UMBRELLA,
    }),
  },
  {
    source: OPENJS,
    says: 'the table has RequireJS (archived, requirejs.org) without an address; the README of requirejs/requirejs is that site’s',
    entry: entry({
      name: 'RequireJS',
      foundation: 'OpenJS Foundation',
      stage: 'archived',
      repositories: ['requirejs/requirejs'],
      source: OPENJS,
    }),
  },
  {
    source: NUMFOCUS,
    says: 'the list has pandas (sponsored) without an address; pandas-dev/pandas-governance governance.md names NumFOCUS its sponsor',
    entry: entry({
      name: 'pandas',
      foundation: 'NumFOCUS',
      stage: 'sponsored',
      repositories: ['pandas-dev/pandas'],
      source: NUMFOCUS,
    }),
  },
  {
    source: NUMFOCUS,
    says: 'the list has Gonum (affiliated, gonum.org) without an address; the go.mod of gonum/gonum is gonum.org/v1/gonum',
    entry: entry({
      name: 'Gonum',
      foundation: 'NumFOCUS',
      stage: 'affiliated',
      repositories: ['gonum/gonum'],
      source: NUMFOCUS,
    }),
  },
  {
    source: CONSERVANCY,
    says: 'the list has Selenium without an address; the NOTICE of SeleniumHQ/selenium names the Conservancy as copyright holder',
    entry: entry({
      name: 'Selenium',
      foundation: 'Software Freedom Conservancy',
      repositories: ['seleniumhq/selenium'],
      source: CONSERVANCY,
    }),
  },
  {
    source: CONSERVANCY,
    says: 'the list has Etherpad (etherpad.org) without an address; ether/etherpad-lite is that site’s project by its README',
    entry: entry({
      name: 'Etherpad',
      foundation: 'Software Freedom Conservancy',
      repositories: ['ether/etherpad-lite'],
      source: CONSERVANCY,
    }),
  },
  {
    source: OTTERDOG,
    says: 'the list has an organisation per project; the shared one before them still stands in module paths (eclipse/paho.mqtt.golang)',
    entry: entry({
      name: 'Eclipse (shared organisation of old)',
      foundation: 'Eclipse Foundation',
      organisations: ['eclipse'],
      source: OTTERDOG,
    }),
  },
  {
    source: APACHE,
    says: 'every repository of the organisation is the foundation’s; which committee’s, the prefix tells',
    entry: entry({
      name: 'Apache Software Foundation',
      foundation: 'Apache Software Foundation',
      organisations: ['apache'],
      umbrella: true,
      source: APACHE,
    }),
  },
  {
    source: APACHE,
    says: 'repositories of podlings that were retired are renamed incubator-retired-…',
    entry: entry({
      name: 'Apache Incubator (retired podlings)',
      foundation: 'Apache Software Foundation',
      stage: 'retired',
      prefixes: { apache: ['incubator-retired'] },
      source: APACHE,
    }),
  },
  {
    source: [
      'openstack/governance',
      'reference/projects.yaml',
      'c7e4f290d263739652c59264ff13c51859ecda7c',
      '2026-08-08',
      'Apache-2.0',
    ],
    says: 'every official team’s repositories stand in the organisation openstack',
    entry: entry({
      name: 'OpenStack',
      foundation: 'OpenInfra Foundation',
      organisations: ['openstack'],
      slugs: ['openstack'],
      source: [
        'openstack/governance',
        'reference/projects.yaml',
        'c7e4f290d263739652c59264ff13c51859ecda7c',
        '2026-08-08',
        'Apache-2.0',
      ],
    }),
  },
];

/** Organisations that belong to a listed project, by the project's own word. */
export const ORGANISATIONS: readonly (Evidence & {
  readonly organisations: readonly string[];
  readonly project: string;
  readonly foundation: string;
})[] = [
  {
    source: EXPRESS,
    says: '"Express is made of many modules spread between three GitHub orgs": expressjs, pillarjs, jshttp',
    organisations: ['pillarjs', 'jshttp'],
    project: 'Express',
    foundation: 'OpenJS Foundation',
  },
  {
    source: KUBERNETES,
    says: 'the subprojects of the special interest groups stand in these organisations',
    organisations: ['kubernetes', 'kubernetes-sigs', 'kubernetes-client', 'kubernetes-csi'],
    project: 'Kubernetes',
    foundation: 'CNCF',
  },
];

/** Repositories put to rest inside a living project; `since` as the source says. */
export const RESTED: readonly (Evidence & {
  readonly repositories: readonly string[];
  readonly project: string;
  readonly foundation: string;
  readonly since: string | null;
})[] = [
  {
    source: [
      'kubernetes/website',
      'content/en/docs/tasks/access-application-cluster/web-ui-dashboard.md',
      '3b81c09a302177df04f096fa366c63075d99a64a',
      READ_ON,
      'CC-BY-4.0',
    ],
    says: '"has been archived and is no longer actively maintained", moved to kubernetes-retired/dashboard',
    repositories: ['kubernetes/dashboard', 'kubernetes-retired/dashboard'],
    project: 'Kubernetes',
    foundation: 'CNCF',
    since: '2026-01',
  },
  {
    source: [
      'kubernetes/website',
      'content/en/blog/_posts/2025/2025-11-12-ingress-nginx-retirement.md',
      '7f1bdfe2b688c96a759631d5d412b6785c637fb6',
      '2025-11-12',
      'CC-BY-4.0',
    ],
    says: 'retirement by SIG Network: best effort until March 2026, then no releases, and the repositories made read-only',
    repositories: ['kubernetes/ingress-nginx'],
    project: 'Kubernetes',
    foundation: 'CNCF',
    since: '2026-03',
  },
];

/** Rows of the Linux Foundation's landscape that are not to be believed, by name; why stands behind each. */
export const DROPPED: ReadonlyMap<string, string> = new Map([
  ['jshttp', 'a part of Express: see ORGANISATIONS'],
  ['pillarjs', 'a part of Express: see ORGANISATIONS'],
  ['Perspective', 'moved from FINOS to OpenJS, whose own list has perspective-dev/perspective'],
  ['Reference Model (RM)', 'the bot found somebody else’s repository (openehr)'],
  ['Reference Architecture for Virtualized Environments (RA1)', 'the bot found somebody else’s repository (wso2)'],
  ['Moon', 'the bot found somebody else’s organisation (moon)'],
  ['VPP Sandbox', 'the bot found somebody else’s repository'],
  ['Real-Time Linux (RTL)', 'the bot found somebody else’s repository'],
  ['LF Projects, LLC', 'the address is a test repository'],
]);

/** Rows that name neither group nor organisation are weak; these were looked at and are real. */
export const ALLOWED_WEAK: ReadonlySet<string> = new Set(['Valkey', 'DocumentDB', 'Malloy', 'ExecuTorch', 'TARS']);

/** Rows listed without their group: the foundation that is behind them, by the start of the slug. */
export const REHOMED: readonly (Evidence & { readonly slug: RegExp; readonly foundation: string })[] = [
  {
    source: ['jupyter/governance', '_sources/jupyter_foundation.md', '50174c0b31369e2ad7be8f817de6ebb08426d1a2', READ_ON, null],
    says: 'the Jupyter Foundation is a directed fund of the Linux Foundation in support of Project Jupyter and its subprojects',
    slug: /^(jupyter|voila|ipython|binder)/,
    foundation: 'Jupyter Foundation',
  },
];

/** Owners that host repositories of foundations but are no foundation's: never an organisation rule (FOUNDATIONS.md, quirk 10). */
export const NEVER_A_RULE: ReadonlySet<string> = new Set([
  ...[
    'microsoft',
    'ibm',
    'azure',
    'alibaba',
    'tencent',
    'intel',
    'linkedin',
    'samsung',
    'google',
    'facebook',
    'meta',
    'amzn',
    'aws',
  ],
  ...[
    'netflix',
    'uber',
    'twitter',
    'oracle',
    'redhat',
    'sap',
    'nvidia',
    'huawei',
    'cisco',
    'vmware',
    'vmware-tanzu',
    'containers',
  ],
  ...['jenkinsci', 'block', 'github', 'apple', 'bloomberg', 'wso2', 'moon', 'simoncropp', 'galvesribeiro'],
]);

/**
 * Former names that manifests still use, old to new, where the new one is listed (FOUNDATIONS.md, quirks 6 and 9). A former name that
 * a list itself still gives needs no row.
 */
export const ALIASES: Readonly<Record<string, string>> = {
  'facebook/jest': 'jestjs/jest',
  'mozilla/sops': 'getsops/sops',
  'vmware-tanzu/velero': 'velero-io/velero',
  'containers/podman': 'podman-container-tools/podman',
  'nvidia/kai-scheduler': 'kai-scheduler/kai-scheduler',
  'deislabs/akri': 'project-akri/akri',
  'facebook/react': 'react/react',
  'finos/perspective': 'perspective-dev/perspective',
  'vmware-tanzu/carvel-ytt': 'carvel-dev/ytt',
};
