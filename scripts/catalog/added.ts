import { entry, type Entry } from './entry.ts';
import { APACHE, CONSERVANCY, NUMFOCUS, OPENJS, OTTERDOG, REACT, UMBRELLA, type Evidence } from './evidence.ts';

/** A hand-made row; every one with its evidence. */
interface Curated extends Evidence {
  readonly entry: Entry;
}

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
