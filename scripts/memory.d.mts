/** Where what is thrown away after a run is made without a disk; null where there is not enough of it. */
export function memoryFolder(): string | null;
