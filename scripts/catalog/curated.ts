import { EXPRESS, KUBERNETES, READ_ON, type Evidence } from './evidence.ts';

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
