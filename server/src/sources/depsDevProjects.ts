import { activity, archival, forgeLicence, recentWork } from '../facts/repository.ts';
import { defineSource, failed } from '../model/source.ts';
import { ProjectEntry } from './depsDev/projectAnswers.ts';
import { askBatch } from './depsDev/asking.ts';
import { projectIdOf, projectObservations } from './depsDev/projectFacts.ts';

/** The forges whose repositories deps.dev knows. */
const HOSTS: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org']);

/**
 * What deps.dev knows of repositories, five hundred at a time: whether archived and how much work of late, as OpenSSF Scorecard saw it on a
 * day, and the licence. Not asked about repositories whose year of commits is known: their forge told better.
 */
export const depsDevProjects = defineSource({
  id: 'deps-dev-projects',
  subject: 'repository',
  maxBatch: 500,
  concurrency: 2,
  timeoutMs: 30_000,
  clearance: 'third-party',
  service: 'depsDev',
  needs: [],
  provides: [archival, recentWork, forgeLicence],
  past: [],
  covers: ({ host }, view) => HOSTS.has(host) && view.get(activity).state !== 'known',
  async *collect(ask) {
    const waiting = new Map(ask.subjects.map((subject) => [projectIdOf(subject), subject]));
    const ids = [...waiting.keys()];
    const requests = ids.map((id) => ({ projectKey: { id } }));
    for await (const { request, project } of askBatch(ask, 'projectbatch', requests, ids, ProjectEntry)) {
      const id = request.projectKey.id.toLowerCase();
      const subject = waiting.get(id);
      if (subject === undefined) continue;
      waiting.delete(id);
      if (project === undefined || project === null) yield failed(subject, 'not-found');
      else yield* projectObservations(subject, project, ask.now);
    }
    for (const subject of waiting.values()) yield failed(subject, 'malformed');
  },
});
