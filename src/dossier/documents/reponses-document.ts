import { BANDEAU_DEMONSTRATION } from "#socle/documents/demonstration.ts";
import type { DocumentMisEnPage, SectionDocument } from "#socle/documents/document.ts";
import { formatJour } from "#socle/regles/shared/format.ts";
import type { LigneResume } from "../lectures/resume.ts";
import { ETAPES, TITRE_ETAPE } from "../regles/etape.ts";
import { type EtatDemande, isNonEnregistree, PAS_ENCORE_ENREGISTREE } from "../regles/etat.ts";
import { etapeOf, type Question } from "../regles/question.ts";

export type ReponsesDocument = {
  readonly reference: string | null;
  readonly territoire: string;
  readonly jour: string;
  readonly synthetique: boolean;
  readonly etat: EtatDemande;
  readonly resumes: readonly { readonly question: Question; readonly lignes: readonly LigneResume[] }[];
};

/** Answers of a household on one sheet, for the household; sealed answers are left out. */
export function reponsesDocument({
  reference,
  territoire,
  jour,
  synthetique,
  etat,
  resumes,
}: ReponsesDocument): DocumentMisEnPage {
  const sections = ETAPES.flatMap((etape): SectionDocument[] => {
    const lignes = resumes.filter(({ question }) => etapeOf(question) === etape).flatMap((resume) => resume.lignes);
    if (lignes.length === 0) return [];
    return [{ titre: TITRE_ETAPE[etape], blocs: [{ kind: "definitions", definitions: lignes }] }];
  });
  return {
    titre: "Ma demande de logement social : mes réponses",
    territoire,
    entete: `Demande de logement social – ${reference ?? "sans référence"}`,
    pied: "Pour moi seul. Ce document n’est pas une attestation et ne porte pas le numéro unique.",
    bandeau: synthetique ? BANDEAU_DEMONSTRATION : null,
    couverture: [
      { terme: "Référence", valeur: reference ?? "aucune" },
      { terme: "Réponses au", valeur: formatJour(jour) },
      ...(isNonEnregistree(etat) ? [{ terme: "Enregistrement", valeur: PAS_ENCORE_ENREGISTREE }] : []),
    ],
    sections,
    date: null,
    dense: true,
  };
}
