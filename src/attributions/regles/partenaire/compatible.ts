import type { FaitManquant, VerdictFiltre } from "../rapprochement/examen.ts";
import type { DemandeExaminee } from "../rapprochement/faits.ts";
import { judgeCompatibilite, type LieuExamine } from "../rapprochement/filtres.ts";

/** Whether a dwelling suits a listed household by its size, its place and its ceiling. */
export type Compatibilite = {
  readonly etat: "oui" | "non" | "inconnu";
  readonly typologie: VerdictFiltre;
  readonly secteur: VerdictFiltre;
  readonly plafond: VerdictFiltre;
  /** What must be written to decide; « dossier »: the demande is closed, or the reader may not read it. */
  readonly manque: readonly (FaitManquant | "dossier")[];
};

const NON_LU: Compatibilite = {
  etat: "inconnu",
  typologie: "indecidable",
  secteur: "indecidable",
  plafond: "indecidable",
  manque: ["dossier"],
};

/** `demande` null: its facts are not read. One unknown and no failure is unknown: never dropped, never promised. */
export function judgeCompatible(demande: DemandeExaminee | null, logement: LieuExamine, jour: string): Compatibilite {
  if (demande === null) return NON_LU;
  const jugements = judgeCompatibilite(demande, { logement, jour });
  const [typologie = "indecidable", secteur = "indecidable", plafond = "indecidable"] = jugements.map(
    ({ verdict }) => verdict,
  );
  const echoue = jugements.some(({ verdict }) => verdict === "echoue");
  const manque = jugements.flatMap((un) => un.manque);
  return { etat: echoue ? "non" : manque.length > 0 ? "inconnu" : "oui", typologie, secteur, plafond, manque };
}
