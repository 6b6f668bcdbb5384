import type { Base } from "../lectures/base.ts";
import type { OptionListe } from "../pages/design/formulaire.tsx";

export async function listCommunes(base: Base, epci: string): Promise<readonly OptionListe[]> {
  const communes = await base.territoires.communes(epci);
  return communes.map(({ commune, nom }) => ({ code: commune, libelle: nom }));
}
