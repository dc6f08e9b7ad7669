import type { Relation } from '../../server/src/model/governance.ts';

/** What was decided about one foundation, and why. */
export interface Review {
  /** As shown: the short name the foundation uses for itself. */
  readonly name: string;
  /** The names its groups bear in the Linux Foundation's landscape. */
  readonly groups?: readonly string[];
  readonly parent: 'Linux Foundation' | null;
  readonly relation: Relation;
  readonly why: string;
  /** Stage words in use (the foundation's own) where they mean more than the relation above. */
  readonly stages?: Readonly<Record<string, Partial<{ relation: Relation; ended: 'archived' | 'left' }>>>;
}

const ARCHIVED = { archived: { ended: 'archived' } } as const;
const CLASSIC = { sandbox: {}, incubating: {}, graduated: {}, ...ARCHIVED } as const;
/** The foundation most others are part of. */
export const LF = 'Linux Foundation';

/**
 * `governs` only where a technical body of the foundation admits, stages and archives projects and we have read its rules or its stage
 * list. `hosts` is the careful word otherwise: legal home, trademarks, money, while the project's own charter decides.
 */
export const REVIEWED: readonly Review[] = [
  {
    name: 'CNCF',
    groups: ['Cloud Native Computing Foundation (CNCF)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Oversight Committee admits, moves and archives projects by a published process (cncf/toc process)',
    stages: CLASSIC,
  },
  {
    name: 'OpenJS Foundation',
    groups: ['OpenJS Foundation'],
    parent: LF,
    relation: 'governs',
    why: 'its Cross Project Council charters every project and decides its progression (PROJECT_PROGRESSION.md)',
    stages: { incubating: {}, 'at-large': {}, impact: {}, 'feature-complete': {}, sunsetting: {}, ...ARCHIVED },
  },
  {
    name: 'Apache Software Foundation',
    parent: null,
    relation: 'governs',
    why: 'a project is a committee of the foundation; releases are acts of the foundation',
    stages: { 'top-level': {}, incubating: {}, attic: { ended: 'archived' }, retired: { ended: 'archived' } },
  },
  {
    name: 'Eclipse Foundation',
    parent: null,
    relation: 'governs',
    why: 'the Eclipse Development Process binds every project; the foundation creates, reviews and archives them',
    stages: ARCHIVED,
  },
  {
    name: 'OpenSSF',
    groups: ['Open Source Security Foundation (OpenSSF)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council stages projects by a published life cycle (ossf/tac process)',
    stages: CLASSIC,
  },
  {
    name: 'LF AI & Data',
    groups: ['LF AI & Data'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council votes projects in and between stages; archiving is seen in its landscape',
    stages: CLASSIC,
  },
  {
    name: 'Academy Software Foundation',
    groups: ['Academy Software Foundation (ASWF)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council reviews every project yearly and sets the stage (dates in its landscape)',
    stages: { ...CLASSIC, 'working-group': {}, 'long-term-working-group': {} },
  },
  {
    name: 'LF Energy',
    groups: ['LF Energy (LFE)', 'LF Energy Standards and Specifications (LFESS)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council reviews every project yearly and sets the stage (dates in its landscape)',
    stages: { ...CLASSIC, 'early adoption': {}, 'working-group': {}, sig: {} },
  },
  {
    name: 'FINOS',
    groups: ['FINOS (The Fintech Open Source Foundation)'],
    parent: LF,
    relation: 'governs',
    why: 'projects move by its published life cycle (finos/community Project-Lifecycle)',
    stages: { ...CLASSIC, sig: {} },
  },
  {
    name: 'CD Foundation',
    groups: ['Continuous Delivery Foundation (CDF)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Oversight Committee admits and graduates projects (stages in its landscape)',
    stages: CLASSIC,
  },
  {
    name: 'LF Decentralized Trust',
    groups: ['LF Decentralized Trust'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council decides by a published life cycle (LF-Decentralized-Trust/governance project-lifecycle)',
  },
  {
    name: 'Open Mainframe Project',
    groups: ['Open Mainframe Project (OMP)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Advisory Council stages projects (stages in the CLOMonitor list)',
    stages: { ...CLASSIC, active: {}, 'working-group': {} },
  },
  {
    name: 'Open Container Initiative',
    groups: ['Open Container Initiative (OCI)'],
    parent: LF,
    relation: 'governs',
    why: 'its Technical Oversight Board adds, removes and reorganises projects (opencontainers/tob README)',
  },
  {
    name: 'OpenInfra Foundation',
    groups: ['OpenInfra Foundation (OIF)'],
    parent: LF,
    relation: 'governs',
    why: 'the OpenStack Technical Committee names the official teams and their repositories (openstack/governance)',
    stages: { official: {} },
  },
  {
    name: 'NumFOCUS',
    parent: null,
    relation: 'affiliated',
    why: 'sponsored: holds money, may hold trademarks; affiliated: a listing; neither decides about code',
    stages: { sponsored: { relation: 'fiscal' }, affiliated: {} },
  },
  {
    name: 'Software Freedom Conservancy',
    parent: null,
    relation: 'fiscal',
    why: 'a fiscal home: money, assets and law; projects keep their own technical governance',
  },
  {
    name: 'Rust Foundation',
    parent: null,
    relation: 'steward',
    why: 'holds trademarks and pays for infrastructure; the Rust Project governs itself through its Leadership Council',
  },
  {
    name: 'Python Software Foundation',
    parent: null,
    relation: 'steward',
    why: 'holds rights and infrastructure; the elected Steering Council governs the language',
  },
  {
    name: 'Django Software Foundation',
    parent: null,
    relation: 'steward',
    why: 'holds trademarks and funds the fellows; the elected Steering Council governs the code',
  },
  {
    name: 'Commonhaus Foundation',
    parent: null,
    relation: 'hosts',
    why: 'a neutral home for assets and succession; its fiscal-sponsorship policy leaves governance with the project',
    stages: { onboarding: {}, active: {} },
  },
  {
    name: 'Agentic AI Foundation',
    groups: ['Agentic AI Foundation (AAIF)'],
    parent: LF,
    relation: 'hosts',
    why: 'young (2025-12) and no life cycle read yet; projects keep their own maintainers and processes',
  },
  {
    name: 'React Foundation',
    groups: ['React Foundation'],
    parent: LF,
    relation: 'hosts',
    why: 'owns React, but "technical governance will always be independent from the board" (react.dev 2026-02-24)',
  },
  {
    name: 'PyTorch Foundation',
    groups: ['PyTorch Foundation'],
    parent: LF,
    relation: 'hosts',
    why: 'its own word is "foundation-hosted project" (pytorch-fdn/foundation-hosted README)',
  },
  {
    name: 'GraphQL Foundation',
    groups: ['GraphQL Foundation', 'GraphQL Specification'],
    parent: LF,
    relation: 'hosts',
    why: 'funds and holds rights; the specification project has its own technical steering committee',
  },
  {
    name: 'Jupyter Foundation',
    groups: ['Jupyter Foundation'],
    parent: LF,
    relation: 'fiscal',
    why: 'a directed fund "to raise, budget and spend funds in support of Project Jupyter" (jupyter/governance)',
  },
  {
    name: 'Linux Foundation',
    groups: ['The Linux Foundation'],
    parent: null,
    relation: 'hosts',
    why: 'projects without a group are series of LF Projects LLC or directed funds: legal home, own technical charter',
  },
];
