import * as z from 'zod/mini';

// What deps.dev answers about a repository, as far as it is read; source: the v3alpha API definition. An odd field is left out, it spoils no other.
const text = z.catch(z.optional(z.string()), undefined);

const Check = z.object({ name: z.string(), score: z.catch(z.optional(z.number()), undefined), reason: text });
const Scorecard = z.object({
  date: text,
  checks: z.catch(z.optional(z.array(z.catch(z.nullable(Check), null))), undefined),
});
const Project = z.object({ license: text, scorecard: z.catch(z.optional(z.nullable(Scorecard)), undefined) });
/** What deps.dev knows of one repository; of Scorecard its dated reasons, never shown as scores. */
export type DepsDevProject = z.infer<typeof Project>;

/** One answer of `projectbatch`; without `project` where deps.dev does not know the repository. */
export const ProjectEntry = z.object({
  request: z.object({ projectKey: z.object({ id: z.string() }) }),
  project: z.optional(z.nullable(Project)),
});
