import { LIBELLE_ETAT_RELOGEMENT } from "#relogement/regles/etat.ts";
import { COLONNES_RIME } from "#relogement/regles/rime-colonnes.ts";
import { SAINT_DIZIER } from "./communes.ts";
import { encodeUtf8, writeCsv } from "./csv.ts";
import { etape, type OperationDemo, VIDE } from "./operation-demo.ts";
import { nommer } from "./relogement-noms.ts";

/** Hypothèse. A small demolition of the second bailleur, out of the QPV, that the document does not know: invented, name included. */
export function operationSecond(annee: number): OperationDemo {
  return {
    ...VIDE,
    nom: "Les Genêts (fictif)",
    genre: "demolition",
    cadre: "droit-commun",
    bailleur: "hamaris",
    commune: SAINT_DIZIER,
    etat: "engagee",
    logements: 12,
    individuels: 0,
    demolition: { immeubles: [], occupes: 8, depuis: annee - 1 },
    etapes: [
      etape("relogement", [`${annee - 1}-09-01`, `${annee + 1}-06-30`, `${annee - 1}-09-15`]),
      etape("chantier", [`${annee + 1}-09-01`, `${annee + 2}-03-31`]),
    ],
    publiee: true,
  };
}

const PREMIER_NOM = 460;
const ETATS = ["diagnostic", "diagnostic", "a-rencontrer", "diagnostic", "a-rencontrer", "a-rencontrer"] as const;

/** Its households as a bailleur's follow-up names them: no offer yet. */
export function menagesSecond(operation: string, jour: string): Uint8Array {
  const entetes = Object.fromEntries(COLONNES_RIME.menages.map(({ code, entete }) => [code, entete]));
  const lignes = ETATS.map((etat, rang) => {
    const valeurs = {
      reference: `GEN-${String(rang + 1).padStart(3, "0")}`,
      operation,
      ...nommer(PREMIER_NOM + rang),
      personnes: 1 + (rang % 4),
      origineTypologie: rang % 2 === 0 ? "T3" : "T2",
      origineSurface: rang % 2 === 0 ? 61 : 48,
      origineLoyer: 286 + rang * 11,
      origineCharges: 84,
      etat: LIBELLE_ETAT_RELOGEMENT[etat],
      etatDepuis: jour,
    };
    return [Object.fromEntries(Object.entries(valeurs).map(([code, valeur]) => [entetes[code] ?? code, valeur]))];
  });
  return encodeUtf8(writeCsv(Object.keys(lignes[0]?.[0] ?? {}), lignes));
}
