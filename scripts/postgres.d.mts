export type Cluster = { readonly url: string; readonly version: string; stop(): Promise<void> };

/** A throw-away cluster of Debian's PostgreSQL; undefined when it is absent and cannot be installed. */
export function startPostgres(locale?: readonly string[]): Promise<Cluster | undefined>;
