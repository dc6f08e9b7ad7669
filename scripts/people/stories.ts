/** Human commits, am5, months active and the busiest person's share (in hundredths; null where the story names none) of a year. */
export interface Story {
  readonly repository: string;
  readonly asOf: string;
  readonly commits: number;
  readonly active: number;
  readonly months: number;
  readonly share: number | null;
}

// The issue of the judgement fixes these before the code; a disagreement is to be explained, never bent away.
const TABLE = `
etcd-io/etcd 2022-07-01 620/18/12/.36
etcd-io/etcd 2026-07-01 858/22/12/.14
tukaani-project/xz 2021-07-01 37/1/8/.92
tukaani-project/xz 2023-04-15 471/2/12/.65
tukaani-project/xz 2024-03-01 547/5/12/.56
apache/logging-log4j2 2021-12-09 244/5/12/.30
linkerd/linkerd2 2025-07-01 241/6/12/.24
fluxcd/flux2 2024-03-01 222/6/12/.28
openservicemesh/osm 2022-01-01 1245/18/12/.24
openservicemesh/osm 2024-01-01 11/0/6/.36
kubernetes/client-go 2026-06-01 351/11/12/.09
kubernetes/ingress-nginx 2022-01-01 402/11/12/.15
kubernetes/ingress-nginx 2025-11-01 306/2/12/.70
kubernetes/dashboard 2025-10-01 42/2/9/.40
gorilla/mux 2021-01-01 4/0/4
gorilla/mux 2022-12-15 4/0/3
gorilla/mux 2024-01-01 24/1/6
dominictarr/event-stream 2018-09-05 6/0/2/.50
left-pad/left-pad 2016-03-20 2/0/2
pkg/errors 2020-01-01 21/1/3
dgrijalva/jwt-go 2020-01-01 7/0/5
request/request 2019-01-01 52/2/7
boltdb/bolt 2017-06-01 37/2/9
moment/moment 2021-01-01 195/3/10
zloirock/core-js 2025-07-01 780/3/12/.91
`;

/** The stories with figures. */
export const STORIES: readonly Story[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [repository = '', asOf = '', figures = ''] = line.split(' ');
    const [commits = 0, active = 0, months = 0, share] = figures.split('/').map(Number);
    return { repository, asOf, commits, active, months, share: share === undefined ? null : Math.round(share * 100) };
  });
