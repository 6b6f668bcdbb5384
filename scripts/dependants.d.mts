export type Dependants = ReadonlyMap<string, ReadonlySet<string>>;
export function testsOf(changed: readonly string[], dependants?: Dependants): string[];
export function isPur(path: string): boolean;
export function readDependants(): Dependants;
