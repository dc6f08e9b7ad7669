import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';

/** The evidence of a hand-made row: a file a person can open, and what it says. */
export interface Evidence {
  readonly source: SourceRow;
  readonly says: string;
}

/** The day the evidence without a date of its own was read. */
export const READ_ON = '2026-11-21';

/** The Linux Foundation's landscape. */
export const UMBRELLA: SourceRow = [
  'jmertic/lf-landscape',
  'landscape.yml',
  'cf0cb2efaadc13e64223310a7f0e9329b6b1c66a',
  '2026-08-22',
  'Apache-2.0 OR CC-BY-4.0',
];
/** NumFOCUS's own list of projects. */
export const NUMFOCUS: SourceRow = [
  'numfocus/numfocus.org',
  'src/data/projects',
  '5a17fb86dc2270c727a4d7e50635f9e77a9c3fd0',
  '2025-12-11',
  null,
];
/** A list of the projects of the Software Freedom Conservancy. */
export const CONSERVANCY: SourceRow = [
  'Punderthings/fossfoundation',
  '_data/projects-sfc.csv',
  'f6befeefd595e1d2362e7a6d7013eead60167b61',
  '2024-02-12',
  'Apache-2.0',
];
/** The announcement of the React Foundation. */
export const REACT: SourceRow = [
  'reactjs/react.dev',
  'src/content/blog/2026/02/24/the-react-foundation.md',
  '0c99f0f92e51bd51e0215fe4833ecf590ecba0bf',
  '2026-02-24',
  null,
];
/** Express's charter. */
export const EXPRESS: SourceRow = ['expressjs/express', 'Charter.md', '052a79d9694574a6aa5680a257142696c08df643', READ_ON, 'MIT'];
/** Kubernetes's list of interest groups. */
export const KUBERNETES: SourceRow = ['kubernetes/community', 'sigs.yaml', '24e7d8f', '2026-08-21', 'Apache-2.0'];
/** The Apache Software Foundation's list of projects. */
export const APACHE: SourceRow = [
  'apache/comdev-projects',
  'site/json/foundation',
  '2d2692b8c005c6604469a49b4ca68df67e02f9eb',
  '2024-10-24',
  null,
];
/** The Eclipse Foundation's configuration of its organisations. */
export const OTTERDOG: SourceRow = [
  'EclipseFdn/otterdog-configs',
  'otterdog.json',
  '3258af9071dc14f55ca33aac9704169541be34bb',
  '2026-07-23',
  null,
];

/** The OpenJS Foundation's list of projects. */
export const OPENJS: SourceRow = [
  'openjs-foundation/cross-project-council',
  'README.md',
  'f7426cbe71a9a40180d6607f7d37e45cd22b4921',
  '2026-07-23',
  'MIT',
];
