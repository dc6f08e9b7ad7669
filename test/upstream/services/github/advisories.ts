import { NotRecorded } from '../../world/repository.ts';
import type { Advisory, World } from '../../world/world.ts';
import { connection } from './connection.ts';
import type { Page } from './connection.ts';
import { iso } from './dates.ts';

/** What the list of vulnerabilities is asked by, as far as the world can tell. */
export interface AskedVulnerabilities extends Page {
  readonly ecosystem?: string | null;
  readonly package?: string | null;
  readonly classifications?: readonly string[] | null;
  readonly severities?: readonly string[] | null;
  readonly orderBy?: { readonly field: string; readonly direction: string } | null;
}

/** Names that only an invented package can have: of one without a story GitHub knows no advisory. */
const INVENTED = /^(?:@example\/|example\.org\/|github\.com\/example-)/;

/** The vulnerabilities of a package, newest change first: one for each range of versions of each advisory. Of real packages none is recorded. */
export function vulnerabilities(world: World, asked: AskedVulnerabilities): object {
  const { ecosystem, package: name, classifications, severities, orderBy } = asked;
  if (ecosystem == null || name == null || severities != null)
    throw new NotRecorded('which advisories there are is recorded by package only');
  if (!INVENTED.test(name)) throw new NotRecorded(`the advisories about ${name} are not recorded`);
  const rows = (world.advisories?.get(`${ecosystem} ${name}`) ?? [])
    .filter((advisory) => classifications == null || classifications.includes(classOf(advisory)))
    .flatMap((advisory) => advisory.affected.map((affected) => ({ advisory, affected })))
    .sort((a, b) => Date.parse(a.advisory.updatedAt) - Date.parse(b.advisory.updatedAt));
  return connection(orderBy?.direction === 'ASC' ? rows : rows.reverse(), asked, ({ advisory, affected }) => ({
    __typename: 'SecurityVulnerability',
    updatedAt: iso(Date.parse(advisory.updatedAt)),
    vulnerableVersionRange: affected.range,
    firstPatchedVersion: affected.fixedIn === null ? null : { identifier: affected.fixedIn },
    package: { ecosystem, name },
    advisory: {
      __typename: 'SecurityAdvisory',
      ghsaId: advisory.id,
      publishedAt: iso(Date.parse(advisory.at)),
      updatedAt: iso(Date.parse(advisory.updatedAt)),
      withdrawnAt: advisory.withdrawnAt === undefined ? null : iso(Date.parse(advisory.withdrawnAt)),
      classification: classOf(advisory),
    },
  }));
}

function classOf({ malware }: Advisory): string {
  return malware === true ? 'MALWARE' : 'GENERAL';
}
