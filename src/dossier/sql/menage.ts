import type { Sql } from "#socle/sql/sql.ts";
import type { MenageDerive } from "../regles/derive-menage.ts";
import type { Reponses } from "../regles/reponses.ts";

/** Column of each field of `MenageDerive`. */
const COLONNES: Readonly<Record<keyof MenageDerive, string>> = {
  personnes: "personnes",
  piecesMin: "pieces_min",
  uniteConso: "unite_conso",
  revenuMensuel: "revenu_mensuel",
  quartile: "quartile",
  rfr: "rfr",
  nature: "nature",
  bailleurActuel: "bailleur_actuel",
  communeActuelle: "commune_actuelle",
  logementActuel: "logement_actuel",
  typologie: "typologie",
  motif: "motif_demande",
  salarie: "salarie",
  employeurSiret: "employeur_siret",
  actionLogement: "action_logement",
  urgence: "urgence",
  elargir: "elargir",
  priorite: "priorite",
  categoriePlafond: "categorie_plafond",
  positionPlafond: "position_plafond",
};

export async function ecrireMenage(
  sql: Sql,
  id: string,
  reponses: Reponses,
  derive: Partial<MenageDerive>,
): Promise<void> {
  const noms = Object.keys(derive) as (keyof MenageDerive)[]; // its own keys, and no other: deriveMenage built it
  await sql.query(
    `update nominatif.menage
        set reponses = $2, modifie_le = now(), ${noms.map((nom, rang) => `${COLONNES[nom]} = $${rang + 3}`).join(", ")}
      where demandeur = $1`,
    [id, JSON.stringify(reponses), ...noms.map((nom) => derive[nom])],
  );
}
