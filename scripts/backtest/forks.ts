/** A repository that began as a copy of another's history. */
export interface Fork {
  readonly repository: string;
  readonly of: string;
  /** The day its own work begins: no commit that came to its branch from then on was the other's before. */
  readonly from: string;
}

/**
 * The recorded histories that begin as copies of other recorded ones, as both hold commit for commit; a test holds the days against the histories.
 * A snapshot before that day would be the other project's, counted twice.
 */
export const FORKS: readonly Fork[] = [
  { repository: 'etcd-io/bbolt', of: 'boltdb/bolt', from: '2017-06-05' },
  { repository: 'etcd-io/raft', of: 'etcd-io/etcd', from: '2022-11-27' },
  { repository: 'golang-jwt/jwt', of: 'dgrijalva/jwt-go', from: '2021-05-27' },
  { repository: 'valkey-io/valkey', of: 'redis/redis', from: '2024-03-22' },
];
