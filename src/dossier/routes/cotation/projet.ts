import type { Context } from "hono";
import type { Env } from "#socle/routes/deps.ts";
import { readNumero } from "#socle/routes/gouvernance/saisie-refusee.ts";
import { type Lieu, Suite } from "#socle/routes/page-actes.ts";
import { openCadre, type Site } from "#socle/routes/site.ts";
import { type Change, findGrille } from "../../actes/cotation/editer-grille.ts";
import { refusCotation } from "../../lectures/cotation/refus.ts";
import { CHEMIN_COTATION, cheminGrille } from "../../pages/cotation/chemins.ts";

export const GRILLE = `${CHEMIN_COTATION}/:grille{[0-9]+}`;

/** A draft; a version that was published has nothing to edit. */
export async function openProjet(site: Site, c: Context<Env>) {
  const { epci, cadre } = await openCadre(site, c);
  const version = await findGrille(c.var.base, epci, readNumero(c, "grille"));
  if (version.etat !== "projet") throw refusCotation.publiee();
  return { epci, cadre, version };
}

export function changeOf({ epci, numero }: Lieu, revision: number): Change {
  return { epci, id: numero("grille"), revision };
}

/** Back to the version, which says that it is changed. */
export function modifiee({ numero }: Lieu): Suite {
  return new Suite({ chemin: cheminGrille(numero("grille")), fait: "modifiee" });
}
