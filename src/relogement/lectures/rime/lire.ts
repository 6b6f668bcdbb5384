import { fichierOf } from "#donnees/formats/fichier.ts";
import type { Base } from "#socle/lectures/base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { type RimeLu, readRime } from "../../formats/rime/read-rime.ts";
import type { ColonneInconnue } from "../../formats/rime/refusals.ts";
import type { FeuilleRime } from "../../regles/rime-colonnes.ts";
import { FEUILLES_RIME, LIBELLE_FEUILLE_RIME } from "../../regles/rime-colonnes.ts";
import type { ApercuRime, ProblemeRime } from "./ports.ts";
import { preparerRime } from "./preparer.ts";

/** A deposited file, under the name it was sent with. */
export type OctetsRime = { readonly nom: string; readonly octets: Uint8Array };

/** Result of the reading with the saved correspondences: a preview, or the columns still to be named. */
export type LectureRime =
  | {
      readonly etat: "apercu";
      readonly lu: RimeLu;
      readonly apercu: ApercuRime;
      /** Lines left out, header first: where, why, and what was written. */
      readonly refus: readonly (readonly string[])[];
    }
  | {
      readonly etat: "colonnes";
      readonly message: string;
      readonly feuille: FeuilleRime;
      readonly inconnues: readonly ColonneInconnue[];
    };

/** Reads the file. Throws the refusals of `readRime` that the person cannot answer. */
export async function lireRime(
  base: Base,
  {
    epci,
    fichiers,
    aujourdhui,
  }: { readonly epci: string; readonly fichiers: readonly OctetsRime[]; readonly aujourdhui: string },
): Promise<LectureRime> {
  const colonnes = await base.rime.correspondances(epci);
  try {
    const lus = fichiers.map(({ nom, octets }) => fichierOf(nom, octets));
    const lu = await readRime(lus, { aujourdhui, colonnes });
    const { apercu } = await preparerRime(base, { epci, lu, aujourdhui });
    return { etat: "apercu", lu, apercu, refus: refusOf(lu, apercu.problemes) };
  } catch (error) {
    if (!(error instanceof Refus) || error.code !== "rime-colonne-absente") throw error;
    // The refusal of read-rime has these details: the cast is safe.
    const details = error.details as { readonly feuille: FeuilleRime; readonly inconnues: readonly ColonneInconnue[] };
    return { etat: "colonnes", message: error.message, feuille: details.feuille, inconnues: details.inconnues };
  }
}

function refusOf(lu: RimeLu, problemes: readonly ProblemeRime[]): readonly (readonly string[])[] {
  const rows = FEUILLES_RIME.flatMap((feuille) => {
    const cells = new Map(lu[feuille].map((ligne) => [ligne.ligne, ligne.cells]));
    return problemes
      .filter((probleme) => probleme.feuille === feuille)
      .map(({ ligne, reference, colonne, message }) => [
        LIBELLE_FEUILLE_RIME[feuille],
        String(ligne),
        reference ?? "",
        colonne ?? "",
        message,
        (cells.get(ligne) ?? []).join(" ; "),
      ]);
  });
  return [["feuille", "ligne", "reference", "colonne", "raison", "contenu"], ...rows];
}
