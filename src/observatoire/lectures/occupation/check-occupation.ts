import { french } from "#donnees/formats/french.ts";
import type { Anomalie } from "#donnees/formats/lecture.ts";
import type { CleLot } from "#donnees/lectures/lot/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { habilitationFor, peutPartout } from "#socle/regles/habilitation/peut.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { EcartOccupation } from "./ports.ts";

type Anomalies = { addMany(anomalie: Anomalie, lignes: number): void };

/**
 * Checks of a survey that need the whole lot or the published stock: they warn, never correct. A bailleur's file only covers that bailleur. Refuses
 * `bailleur-different`.
 */
export async function checkOccupation(
  base: Pick<Base, "acteur" | "lots" | "occupations">,
  lot: CleLot,
  anomalies: Anomalies,
): Promise<void> {
  await checkBailleur(base, lot);
  const { millesime, ecarts } = await base.occupations.ecarts(lot.id, lot.epci);
  if (millesime === null) {
    const message =
      "Aucun RPLS n’est publié : les bailleurs, les résidences et le nombre de répondants ne sont pas vérifiés. Déposez le RPLS, puis vérifiez.";
    anomalies.addMany(warn("parc-non-publie", null, "", message), 1);
  }
  for (const { code, lignes, premiere, exemples } of ecarts) {
    const { colonne, message } = describe(code, millesime ?? "");
    anomalies.addMany({ ...warn(code, colonne, exemples.join(", "), message), ligne: premiere }, lignes);
  }
}

async function checkBailleur({ acteur, lots }: Pick<Base, "acteur" | "lots">, lot: CleLot): Promise<void> {
  if (peutPartout(acteur, "lot", "creer", lot.epci)) return;
  const siren = habilitationFor(acteur, "lot", "creer", lot.epci)?.siren ?? null;
  const autres = (await lots.bailleursOf(lot, "ops")).filter((bailleur) => bailleur !== siren);
  if (autres.length === 0) return;
  throw new Refus(
    "bailleur-different",
    french(
      `Ce fichier parle d’autres bailleurs que le vôtre (SIREN ${autres.slice(0, 3).join(", ")}) : vous ne déposez que votre enquête. Retirez leurs lignes, puis déposez-le de nouveau.`,
    ),
    { autres },
  );
}

function describe(
  code: EcartOccupation["code"],
  millesime: string,
): { readonly colonne: string; readonly message: string } {
  switch (code) {
    case "bailleur-absent-du-parc":
      return {
        colonne: "siren_bailleur",
        message: `Ce SIREN n’a aucun logement au RPLS ${millesime} du territoire : la ligne est gardée. Vérifiez le SIREN.`,
      };
    case "residence-absente-du-parc":
      return {
        colonne: "residence",
        message: `Cette résidence n’est pas au RPLS ${millesime} sous ce nom, chez ce bailleur et dans cette commune : la ligne est gardée, mais ne se rattache à aucun logement. Écrivez le nom du programme comme au RPLS.`,
      };
    case "repondants-superieurs-au-parc":
      return {
        colonne: "repondants",
        message: `Plus de répondants que de logements au RPLS ${millesime} : la ligne est gardée. Vérifiez que les chiffres sont bien ceux d’une seule résidence.`,
      };
    case "classes-incoherentes":
      return {
        colonne: "effectif",
        message:
          "Les classes d’une même famille (ressources, composition du ménage, âge) ne font pas le total des répondants : les lignes sont gardées telles quelles. Vérifiez qu’il ne manque pas de classe.",
      };
    case "recents-superieurs-aux-occupants":
      return {
        colonne: "population",
        message:
          "Plus d’emménagés récents que d’occupants pour le même indicateur : les lignes sont gardées telles quelles. Les emménagés récents sont comptés parmi les occupants.",
      };
  }
}

function warn(code: string, colonne: string | null, valeur: string, message: string): Anomalie {
  return { code, gravite: "AVE", ligne: 0, colonne, valeur, message };
}
