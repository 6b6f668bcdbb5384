/** Addresses under the territory of what bodies share of a file. */
export function cheminDossier(demandeur: string, suite = ""): string {
  return suite === "" ? `demandes/${demandeur}` : `demandes/${demandeur}/${suite}`;
}
