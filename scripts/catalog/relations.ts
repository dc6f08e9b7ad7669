import type { StageMeaning } from '../../server/src/sources/catalogue/format.ts';
import { LF, REVIEWED, type Review } from './reviewed.ts';

/** Groups of the Linux Foundation of which no life cycle or stage list was read: a legal home and a budget, so `hosts`, all alike. */
const HOSTING: readonly (readonly [name: string, group?: string])[] = [
  ['3MF Consortium'],
  ['Aether', 'Aether Fund'],
  ['Alliance for OpenUSD', 'Alliance for OpenUSD Fund (AOUSDF)'],
  ['Appia', 'Appia Fund'],
  ['Automated Compliance Tooling', 'Automated Compliance Tooling (ACT)'],
  ['C2PA', 'Coalition for Content Provenance and Authenticity Fund (C2PA)'],
  ['CHIPS Alliance', 'CHIPS Alliance Fund'],
  ['Civil Infrastructure Platform', 'Civil Infrastructure Platform (CIP)'],
  ['Cloud Foundry Foundation', 'Cloud Foundry Foundation (CFF)'],
  ['Code Aurora Forum', 'Code Aurora Forum (CAF)'],
  ['Confidential Computing Consortium', 'Confidential Computing Consortium (CCC)'],
  ['DAOS Foundation'],
  ['Decentralized Identity Foundation', 'Decentralized Identity Foundation (DIF)'],
  ['Device Automation Bus', 'Device Automation Bus Fund'],
  ['DizmeID Foundation'],
  ['DPDK', 'Data Plane Development Kit (DPDK)'],
  ['Dronecode', 'Dronecode Project, Inc.'],
  ['ELISA', 'ELISA Fund'],
  ['FinOps Foundation'],
  ['HPSF', 'High Performance Software Foundation (HPSF)'],
  ['Internet Security Research Group', 'Internet Security Research Group (ISRG)'],
  ['InterUSS Platform', 'InterUSS Platform Fund'],
  ['KernelCI Foundation'],
  ['LF Edge'],
  ['LF Networking', 'LF Networking (LFN)'],
  ['LF Public Health', 'LF Public Health (LFPH)'],
  ['Linux Foundation Europe'],
  ['Magma', 'Magma Fund'],
  ['NeoNephos Foundation'],
  ['Open 3D Foundation'],
  ['Open Programmable Infrastructure', 'Open Programmable Infrastructure Fund'],
  ['OpenAPI Initiative'],
  ['OpenWallet Foundation'],
  ['OS-Climate'],
  ['Overture Maps Foundation', 'Overture Maps Foundation Fund'],
  ['Post-Quantum Cryptography Alliance'],
  ['Presto Foundation', 'The Presto Foundation'],
  ['R Consortium'],
  ['seL4 Foundation'],
  ['SODA Foundation'],
  ['Software-Enabled Flash', 'Software-Enabled Flash Fund'],
  ['SONiC', 'SONiC Fund'],
  ['SPDX'],
  ['SPIF', 'SPIF Patent Identification Format'],
  ['Sylva', 'Sylva Fund'],
  ['TARS Foundation'],
  ['Tazama', 'Tazama Anti-Financial Crime Series'],
  ['TLA+ Foundation'],
  ['Trust Over IP', 'Trust Over IP Project (ToIP)'],
  ['Unified Acceleration Foundation', 'Unified Acceleration Foundation Fund'],
  ['UniMatrix', 'UniMatrix Governance Project'],
  ['US GOV OPS'],
  ['x402 Foundation'],
  ['Xen Project'],
];

/** Every foundation the catalogue may name, reviewed by hand. */
export const REVIEWS: ReadonlyMap<string, Review> = new Map(
  [
    ...REVIEWED,
    ...HOSTING.map(([name, group = name]): Review => ({
      name,
      groups: [group],
      parent: LF,
      relation: 'hosts',
      why: 'a directed fund or series of the Linux Foundation; no life cycle read, so no more is claimed',
    })),
  ].map((review) => [review.name, review]),
);

/** The foundation behind a group of the Linux Foundation's landscape (`Project Group / …`). */
export const FOUNDATION_OF_GROUP: ReadonlyMap<string, string> = new Map(
  [...REVIEWS.values()].flatMap(({ name, groups = [] }) => groups.map((group) => [group, name] as const)),
);

/** What a stage word means in a foundation; undefined where the word was never reviewed. Null stands for "no stage known". */
export function meaningOf(review: Review, stage: string | null): StageMeaning | undefined {
  if (stage === null) return [review.relation, null];
  const meaning = review.stages?.[stage];
  return meaning && [meaning.relation ?? review.relation, meaning.ended ?? null];
}
