import type { Base } from "#socle/lectures/base.ts";
import type { OptionListe } from "#socle/pages/design/formulaire.tsx";

/** Those to whom a building may be entrusted today. */
export async function listOfficiers(base: Base, epci: string): Promise<readonly OptionListe[]> {
  const officiers = await base.relogements.officiers(epci);
  return officiers.map(({ compte, nom, organisation }) => ({
    code: String(compte),
    libelle: `${nom}, ${organisation}`,
  }));
}
