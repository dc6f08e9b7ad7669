import * as z from 'zod/mini';

// What deps.dev answers, as far as it is read; source: the v3alpha and v3 API definitions. An odd field is left out, it spoils no other.
const text = z.catch(z.optional(z.string()), undefined);
const flag = z.catch(z.optional(z.boolean()), undefined);
const list = <T extends z.ZodMiniType>(item: T) => z.catch(z.optional(z.array(z.catch(z.nullable(item), null))), undefined);

const VersionKey = z.object({ system: z.string(), name: z.string(), version: z.string() });
const PackageKey = z.object({ system: z.string(), name: z.string() });

const Version = z.object({
  publishedAt: text,
  isDeprecated: flag,
  deprecatedReason: text,
  licenses: list(z.string()),
  licenseDetails: list(z.object({ license: text, spdx: text })),
  advisoryKeys: list(z.object({ id: z.string() })),
  attestations: list(z.object({ type: text })),
  slsaProvenances: list(z.object({ commit: text })),
  relatedProjects: list(z.object({ projectKey: z.object({ id: z.string() }), relationType: text, relationProvenance: text })),
});
/** What deps.dev knows of one version. */
export type DepsDevVersion = z.infer<typeof Version>;

/** One answer of `versionbatch`; without `version` where deps.dev does not know it. */
export const VersionEntry = z.object({
  request: z.object({ versionKey: VersionKey }),
  version: z.optional(z.nullable(Version)),
});

const Finding = z.object({ type: z.string(), deprecatedContext: z.catch(z.optional(z.object({ reason: text })), undefined) });
/** One thing deps.dev found about a version. */
export type Finding = z.infer<typeof Finding>;

/** One answer of `findingsbatch`; without `findings` where deps.dev does not know the package. */
export const FindingsEntry = z.object({
  request: z.object({ packageKey: PackageKey }),
  findings: z.optional(
    z.nullable(
      z.object({
        defaultVersion: z.catch(
          z.optional(z.nullable(z.object({ versionKey: z.catch(z.optional(VersionKey), undefined), findings: list(Finding) }))),
          undefined,
        ),
      }),
    ),
  ),
});

/** One page of a batch; the entries are read one by one, so that an odd one costs no other. */
export const Page = z.object({ responses: z.catch(z.array(z.unknown()), []), nextPageToken: text });

/** One package with its versions. */
export const PackageAnswer = z.object({ versions: z.array(z.unknown()) });
/** One version of {@link PackageAnswer}. */
export const PackageVersion = z.object({ versionKey: z.object({ version: z.string() }), publishedAt: text, isDefault: flag });
