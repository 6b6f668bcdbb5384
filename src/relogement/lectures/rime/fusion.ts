import { formatJourCourt } from "#socle/regles/shared/format.ts";
import type { ValeursMenage, ValeursOffre } from "../../formats/rime/valeurs.ts";
import type { IdentiteReloge } from "../../regles/menage.ts";
import {
  COLONNES_RIME,
  type CodeMenageRime,
  type CodeOffreRime,
  type FeuilleRime,
  VALEURS_RIME,
} from "../../regles/rime-colonnes.ts";
import type { DossierRelogement } from "../ports.ts";
import type { DifferenceRime, ProblemeRime } from "./ports.ts";

/** An offer after the merge of the file with the database. `avant` null: to add; `lue` null: absent from the file. */
export type OffreFusionnee = {
  readonly ligne: number | null;
  readonly avant: ValeursOffre | null;
  readonly apres: ValeursOffre;
  readonly differences: readonly DifferenceRime[];
  readonly existante: DossierRelogement["offres"][number] | null;
};

/** A household with all its offers, of the file and of the database. An import writes it whole, or leaves it out. */
export type MenageFusionne = {
  readonly reference: string;
  /** null: the file only holds offers of the household. */
  readonly ligne: number | null;
  readonly existant: DossierRelogement | null;
  readonly identite: IdentiteReloge | null;
  readonly avant: ValeursMenage | null;
  readonly apres: ValeursMenage;
  readonly differences: readonly DifferenceRime[];
  readonly offres: readonly OffreFusionnee[];
};

/** A filled cell replaces the known value; an empty one changes nothing. */
export function laidOver<V extends object>(avant: V, lues: Partial<V> | null): V {
  if (lues === null) return avant;
  const said = Object.entries(lues).filter(([, valeur]) => valeur !== null && valeur !== undefined);
  return { ...avant, ...Object.fromEntries(said) };
}

/** Values in the words of the sheet: dictionary, jj/mm/aaaa, decimal comma. */
export function motsOf(feuille: FeuilleRime, code: string, valeur: unknown): string | null {
  if (valeur === null || valeur === undefined) return null;
  const colonne = COLONNES_RIME[feuille].find((one) => one.code === code);
  const mots = VALEURS_RIME[code as CodeMenageRime | CodeOffreRime]; // a code of one of the sheets
  const liste = Array.isArray(valeur) ? valeur : [valeur];
  const written = liste.map((one) => {
    if (typeof one === "number") return String(one).replace(".", ",");
    if (colonne?.genre === "date") return formatJourCourt(String(one));
    return mots?.[String(one)] ?? String(one);
  });
  return written.join(", ");
}

export function diffOf(
  feuille: FeuilleRime,
  avant: Readonly<Record<string, unknown>> | null,
  apres: Readonly<Record<string, unknown>>,
): readonly DifferenceRime[] {
  return COLONNES_RIME[feuille].flatMap(({ code, entete }) => {
    const [before, after] = [avant?.[code] ?? null, apres[code] ?? null];
    if (after === null || JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ colonne: entete, avant: motsOf(feuille, code, before), apres: motsOf(feuille, code, after) ?? "" }];
  });
}

export function enteteOf(feuille: FeuilleRime, code: CodeMenageRime | CodeOffreRime): string {
  return COLONNES_RIME[feuille].find((one) => one.code === code)?.entete ?? code;
}

/** Collects the errors of a household, each with its line: the offer's, else the household's, else its first offer's. */
export class Signalement {
  readonly problemes: ProblemeRime[] = [];
  readonly #menage: MenageFusionne;

  constructor(menage: MenageFusionne) {
    this.#menage = menage;
  }

  menage(code: string, colonne: CodeMenageRime | null, message: string): void {
    const { reference, ligne, offres } = this.#menage;
    if (ligne === null) {
      const own = offres.find((offre) => offre.ligne !== null)?.ligne ?? 0;
      this.problemes.push({ feuille: "offres", ligne: own, reference, colonne: null, code, message });
      return;
    }
    const entete = colonne === null ? null : enteteOf("menages", colonne);
    this.problemes.push({ feuille: "menages", ligne, reference, colonne: entete, code, message });
  }

  offre(offre: OffreFusionnee, code: string, colonne: CodeOffreRime | null, message: string): void {
    const { reference } = this.#menage;
    if (offre.ligne === null) {
      this.menage(code, null, `Offre ${offre.apres.numero} : ${message}`);
      return;
    }
    const entete = colonne === null ? null : enteteOf("offres", colonne);
    this.problemes.push({ feuille: "offres", ligne: offre.ligne, reference, colonne: entete, code, message });
  }
}
