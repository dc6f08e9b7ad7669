/** How a foundation stands to a project; kept apart from the project's stage. */
export type Relation = 'governs' | 'hosts' | 'fiscal' | 'affiliated' | 'steward';

/** What is known of the foundation behind one repository. */
export interface Governance {
  /** Short name, as the foundation calls itself: `CNCF`. */
  readonly foundation: string;
  readonly relation: Relation;
  /** The foundation's own stage word for this very repository's project; null where unknown or matched through the organisation. */
  readonly stage: string | null;
  /** `left` is set where the project is no longer theirs, `archived` where the foundation put it to rest. */
  readonly ended: 'archived' | 'left' | null;
  /** When the stage began, where the foundation says so. */
  readonly since: string | null;
  /** How it was found: its own repository is listed, a former name of it, its organisation belongs to the project, or seems to. */
  readonly via: 'repository' | 'alias' | 'organisation' | 'inferred-organisation';
  /** The foundation's project; for an organisation match the parent project, whose stage is `parentStage`, never this one's. */
  readonly project: string;
  readonly parentStage: string | null;
  /** Pages: home, join or donate, governance and life cycle; https only. */
  readonly links: { readonly home: string | null; readonly support: string | null; readonly lifecycle: string | null };
  /** The catalogue's source: `owner/repo path@commit` and its date. */
  readonly listedIn: string;
  readonly listedAsOf: string;
}
