import type { Session } from '../compose.ts';
import type { AllowedHosts } from '../protocol.ts';

/** Every host that any session so far may ask; grows only. */
export function hostsToAllow(): (session: Session, anyHttps: boolean) => AllowedHosts {
  const hosts = new Set<string>();
  let any = false;
  return (session, anyHttps) => {
    for (const host of session.hosts) hosts.add(host);
    any ||= anyHttps;
    return { hosts: [...hosts], anyHttps: any };
  };
}
