import { describe, expect, test } from 'vitest';
import { failedSpotChecks, SPOT_CHECKS, UNGOVERNED } from '../../../scripts/catalog/spotChecks.ts';
import { bundledCatalogue } from '../../../server/src/sources/catalogue/bundled.ts';
import { matchRepository } from '../../../server/src/sources/catalogue/match.ts';

describe("the survey's spot checks", () => {
  test('hold for the catalogue that ships, with no claim about a project nobody governs', () => {
    expect(failedSpotChecks(bundledCatalogue)).toEqual([]);
  });

  test('are not few', () => {
    expect(SPOT_CHECKS.length).toBeGreaterThanOrEqual(100);
    expect(UNGOVERNED.length).toBeGreaterThanOrEqual(30);
  });
});

describe('what is said of a repository', () => {
  const ask = (owner: string, name: string) => matchRepository(bundledCatalogue, { host: 'github.com', owner, name });

  test('etcd is graduated by its own right, since a day, on a page one can open', () => {
    expect(ask('etcd-io', 'etcd')).toEqual({
      foundation: 'CNCF',
      relation: 'governs',
      stage: 'graduated',
      ended: null,
      since: '2020-11-24',
      via: 'repository',
      project: 'etcd',
      parentStage: null,
      links: {
        home: 'https://www.cncf.io/',
        support: 'https://www.cncf.io/about/join/',
        lifecycle: 'https://github.com/cncf/toc/tree/main/process',
      },
      listedIn: 'cncf/landscape landscape.yml@153d699bddf74038d21775b14d09052f62021441',
      listedAsOf: '2026-08-07',
    });
  });

  test('client-go is in Kubernetes: the stage is the parent’s and never its own', () => {
    expect(ask('kubernetes', 'client-go')).toMatchObject({
      via: 'organisation',
      project: 'Kubernetes',
      stage: null,
      since: null,
      parentStage: 'graduated',
      ended: null,
    });
  });

  test('jQuery UI is archived in an organisation whose project thrives', () => {
    expect(ask('jquery', 'jquery-ui')).toMatchObject({ project: 'jQuery UI', stage: 'archived', ended: 'archived' });
    expect(ask('jquery', 'jquery-color')).toMatchObject({ project: 'jQuery', stage: null, parentStage: 'impact', ended: null });
  });

  test('ingress-nginx and the dashboard were put to rest inside a living Kubernetes, each with its own evidence', () => {
    const nginx = ask('kubernetes', 'ingress-nginx');
    expect(nginx).toMatchObject({
      project: 'Kubernetes',
      stage: null,
      parentStage: 'graduated',
      ended: 'archived',
      since: '2026-03',
    });
    expect(nginx?.listedIn).toContain('ingress-nginx-retirement.md');
    expect(ask('kubernetes', 'dashboard')).toMatchObject({ ended: 'archived', since: '2026-01' });
    expect(ask('kubernetes', 'kubectl')?.ended).toBeNull();
  });

  test('a sister in the organisation of an archived project is not archived', () => {
    expect(ask('opentracing', 'opentracing-made-up')).toMatchObject({ parentStage: 'archived', stage: null, ended: null });
  });

  test('Express’s two other organisations lead to Express, not to the Linux Foundation', () => {
    for (const [owner, name] of [
      ['jshttp', 'cookie'],
      ['pillarjs', 'router'],
    ] as const) {
      expect(ask(owner, name)).toMatchObject({ foundation: 'OpenJS Foundation', project: 'Express', parentStage: 'impact' });
    }
  });

  test('money is not governance: NumFOCUS sponsors NumPy and lists Gonum, the Rust Foundation keeps a trademark', () => {
    expect(ask('numpy', 'numpy')?.relation).toBe('fiscal');
    expect(ask('gonum', 'gonum')?.relation).toBe('affiliated');
    expect(ask('rust-lang', 'cargo')?.relation).toBe('steward');
    expect(ask('jupyterlab', 'lumino')?.relation).toBe('fiscal');
  });

  test('Apache names repositories by project: the longest prefix tells which', () => {
    expect(ask('apache', 'kafka')).toMatchObject({ project: 'Apache Kafka', stage: 'top-level', via: 'repository' });
    expect(ask('apache', 'mxnet')).toMatchObject({ stage: 'attic', ended: 'archived' });
    expect(ask('apache', 'incubator-retired-weex')).toMatchObject({ stage: 'retired', ended: 'archived' });
    expect(ask('apache', 'made-up')).toMatchObject({ project: 'Apache Software Foundation', stage: null, parentStage: null });
  });

  test('a company’s organisation is never a rule, though it hosts a listed repository', () => {
    expect(ask('facebook', 'react-native')).toMatchObject({ foundation: 'React Foundation' });
    expect(ask('facebook', 'docusaurus')).toBeNull();
    expect(ask('microsoft', 'documentdb')).not.toBeNull();
    expect(ask('microsoft', 'TypeScript')).toBeNull();
  });

  test('an owner whose name a project bears elsewhere is somebody else', () => {
    expect(ask('somebody', 'kubernetes')).toBeNull();
    expect(ask('somebody', 'etcd')).toBeNull();
  });
});
