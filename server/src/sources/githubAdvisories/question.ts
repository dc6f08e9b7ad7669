import { nameOf, typeOf, type Purl } from '../../model/purl.ts';
import { aliasOf } from '../github/queries.ts';
import type { Question } from '../github/question.ts';

/** Advisories read of one package, the most GitHub tells at once: a row is one range of versions of one advisory. */
export const MOST = 100;

/** What GitHub calls the ecosystems whose advisories are read. */
const ECOSYSTEMS: Readonly<Record<string, 'NPM' | 'GO'>> = { npm: 'NPM', golang: 'GO' };

/** A package as GitHub's advisories name it. */
export interface AdvisedPackage {
  readonly ecosystem: 'NPM' | 'GO';
  readonly name: string;
}

/** A package as GitHub's advisories name it; undefined where they are not read. */
export function advisedPackage(purl: Purl): AdvisedPackage | undefined {
  const ecosystem = ECOSYSTEMS[typeOf(purl)];
  return ecosystem === undefined ? undefined : { ecosystem, name: nameOf(purl) };
}

/** The advisories of each package, newest change first. One connection a package: a hundred packages are one point. */
export function advisoriesQuestion(packages: readonly AdvisedPackage[]): Question {
  const declared = packages.map((_, at) => `$e${at}: SecurityAdvisoryEcosystem!, $p${at}: String!`).join(', ');
  const aliases = packages.map(
    (_, at) =>
      `  ${aliasOf(at)}: securityVulnerabilities(ecosystem: $e${at}, package: $p${at}, classifications: [GENERAL, MALWARE], first: ${MOST}, orderBy: { field: UPDATED_AT, direction: DESC }) { ...Known }`,
  );
  const text = `query Advisories(${declared}) {
${aliases.join('\n')}
}
fragment Known on SecurityVulnerabilityConnection {
  totalCount
  nodes {
    updatedAt vulnerableVersionRange
    firstPatchedVersion { identifier }
    package { name }
    advisory { ghsaId publishedAt withdrawnAt classification }
  }
}`;
  return {
    text,
    variables: Object.fromEntries(
      packages.flatMap(({ ecosystem, name }, at) => [
        [`e${at}`, ecosystem],
        [`p${at}`, name],
      ]),
    ),
    names: packages.map(({ name }) => name),
  };
}

/** The page on which a person finds the advisories of a package. */
export function advisoriesPage({ ecosystem, name }: AdvisedPackage): string {
  return `https://github.com/advisories?query=${encodeURIComponent(`affects:${name} ecosystem:${ecosystem.toLowerCase()}`)}`;
}
