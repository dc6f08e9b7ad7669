/** A shard as found on disk; `stamp` tells this text from any other that may stand there later. */
export interface ShardFile {
  readonly text: string;
  readonly stamp: string;
}

/** The disk as the store sees it. Shards are named by a number. */
export interface ShardFiles {
  /** What stands there now; `same` where that is what the stamp stands for or cannot be read, undefined where there is nothing. */
  read(shard: number, stamp: string | undefined): ShardFile | 'same' | undefined;
  /**
   * Replaces a shard's text by what `change` makes of it, alone among all processes and all at once; `change` may be called again.
   * Resolves to the new stamp; rejects where it could not be written.
   */
  update(shard: number, change: (text: string | undefined) => string): Promise<string>;
  /** Removes every shard. */
  clear(): Promise<void>;
}
