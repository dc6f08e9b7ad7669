import type { SourceRow } from '../../server/src/sources/catalogue/format.ts';

/** How a file is read. */
export type Format = 'landscape' | 'clomonitor' | 'umbrella' | 'openjs-table' | 'openssf-table' | 'commonhaus' | 'openstack';

/** One upstream file: where it comes from, how it is read, and the file that holds it below the data folder's `upstream/`. */
export interface Upstream {
  readonly row: SourceRow;
  readonly format: Format;
  readonly foundation: string;
  /** File below `upstream/<owner>__<repo>/`, where it is not the path itself (excerpts made by hand from a Markdown page). */
  readonly file?: string;
}

const LANDSCAPE_LICENCE = 'Apache-2.0 OR CC-BY-4.0';

function landscape(foundation: string, repository: string, commit: string, date: string): Upstream {
  return { row: [repository, 'landscape.yml', commit, date, LANDSCAPE_LICENCE], format: 'landscape', foundation };
}

/** One commit for all, but each file with the month of its own last change: some are years old. */
function clomonitor(foundation: string, file: string, date = '2026-07-24'): Upstream {
  const row = ['cncf/clomonitor', `data/${file}.yaml`, 'c0af326', date, 'Apache-2.0'] as const;
  return { row, format: 'clomonitor', foundation };
}

/** Every upstream file, as read on the commit named. FOUNDATIONS.md section 1 is the survey behind it. */
export const UPSTREAMS: readonly Upstream[] = [
  landscape('CNCF', 'cncf/landscape', '153d699bddf74038d21775b14d09052f62021441', '2026-08-07'),
  landscape('LF AI & Data', 'lfai/lfai-landscape', 'a6d92b08745a48ebe6d58835897fdac1b6390461', '2026-08-14'),
  landscape(
    'Academy Software Foundation',
    'AcademySoftwareFoundation/aswf-landscape',
    'b423b9be76e1858d71e2531db9244fb05b4b4e25',
    '2026-08-07',
  ),
  landscape('LF Energy', 'lf-energy/lfenergy-landscape', 'ba3883250c7e9134ec7b839dd801c57cea281da6', '2026-08-21'),
  landscape('FINOS', 'finos/finos-landscape', '28950006bf1a48ffe4fb22de4c89fce7e807dcf1', '2026-07-29'),
  landscape('CD Foundation', 'cdfoundation/cdf-landscape', '20cfc300764144b8977a969833bdaea56d13ea1e', '2026-04-23'),
  {
    row: [
      'openjs-foundation/cross-project-council',
      'README.md',
      'f7426cbe71a9a40180d6607f7d37e45cd22b4921',
      '2026-07-23',
      'MIT',
    ],
    format: 'openjs-table',
    foundation: 'OpenJS Foundation',
    file: 'projects.tsv',
  },
  {
    row: ['ossf/tac', 'README.md', '1692e85508d56383e13fc4f3d96da50009b47e94', '2026-05-07', 'CC-BY-4.0'],
    format: 'openssf-table',
    foundation: 'OpenSSF',
    file: 'initiatives.tsv',
  },
  {
    row: ['commonhaus/foundation', 'PROJECTS.yaml', '6f668d5b6378833396bc9573768f10232f83cd66', '2026-04-20', 'MIT'],
    format: 'commonhaus',
    foundation: 'Commonhaus Foundation',
  },
  {
    row: [
      'openstack/governance',
      'reference/projects.yaml',
      'c7e4f290d263739652c59264ff13c51859ecda7c',
      '2026-08-08',
      'Apache-2.0',
    ],
    format: 'openstack',
    foundation: 'OpenInfra Foundation',
    file: 'reference/projects.slim.yaml',
  },
  clomonitor('CNCF', 'cncf'),
  clomonitor('Academy Software Foundation', 'aswf'),
  clomonitor('CD Foundation', 'cdf'),
  clomonitor('LF AI & Data', 'lfaidata', '2025-09'),
  clomonitor('LF Energy', 'lfenergy'),
  clomonitor('LF Networking', 'lfnetworking', '2024-09'),
  clomonitor('Open Mainframe Project', 'openmainframeproject', '2024-03'),
  {
    row: ['jmertic/lf-landscape', 'landscape.yml', 'cf0cb2efaadc13e64223310a7f0e9329b6b1c66a', '2026-08-22', LANDSCAPE_LICENCE],
    format: 'umbrella',
    foundation: 'Linux Foundation',
  },
];

/** The file of an upstream, below the data folder. */
export function fileOf({ row: [repository, path], file = path }: Upstream): string {
  return `upstream/${repository.replace('/', '__')}/${file}`;
}

/** Whether a refresh can read the file as it is published: excerpts of Markdown pages are made by hand. */
export function isMachineReadable({ format }: Upstream): boolean {
  return format !== 'openjs-table' && format !== 'openssf-table';
}
