import type { Bloc } from "#socle/documents/document.ts";
import { tableauOf } from "#socle/documents/table.ts";
import { TERRITORIALISES } from "../images/territorialises-table.ts";
import type { ConstatTerritorialise } from "../lectures/bilan.ts";

const NOTE =
  "Un bail dont le lieu, ou le réservataire, n’est pas connu n’est dans aucun compte : il est dans les bornes.";

/** One table per act. */
export function tableauxTerritorialises(lignes: readonly ConstatTerritorialise[]): Bloc[] {
  return [...new Set(lignes.map(({ titre }) => titre))].map((titre) =>
    tableauOf(
      { ...TERRITORIALISES, titre: `Objectifs territorialisés. ${titre}` },
      lignes.filter((ligne) => ligne.titre === titre),
      { note: NOTE },
    ),
  );
}
