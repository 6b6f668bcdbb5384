/** As the published stock or the directory of organisations names it; « SIREN 732829320 » when neither does. */
export function nameBailleur(siren: string, noms: ReadonlyMap<string, string>): string {
  return noms.get(siren) ?? `SIREN ${siren}`;
}
