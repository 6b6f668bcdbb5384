import type { Tri, TypologieCherchee } from "#dossier/regles/reponses.ts";
import { zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import type { Base } from "#socle/lectures/base.ts";
import { type BudgetLogement, budgetLogement } from "../../regles/entretien/budget.ts";
import {
  type EligibiliteEntretien,
  eligibiliteEntretien,
  typologieConseillee,
} from "../../regles/entretien/eligibilite.ts";
import {
  actionLogement,
  MOTIFS_DE_PRIORITE,
  MOTIFS_PRIORITE,
  type MotifPriorite,
  type NiveauPreuve,
  nextSection,
  type SectionEntretien,
} from "../../regles/entretien/entretien.ts";
import type { Entretien } from "./ports.ts";

/** Result of the interview, for the page and the paper. */
export type BilanEntretien = {
  readonly entretien: Entretien;
  readonly aujourdhui: string;
  readonly manque: SectionEntretien | null;
  readonly eligibilite: EligibiliteEntretien;
  readonly typologie: TypologieCherchee | null;
  readonly budget: BudgetLogement;
  readonly actionLogement: Tri;
  readonly rapide: boolean;
  readonly motifs: readonly { readonly motif: MotifPriorite; readonly niveau: NiveauPreuve }[];
  /** Count of the motives without an answer. */
  readonly motifsInconnus: number;
  /** Pieces to bring for the demande, in the words of the household. */
  readonly papiers: readonly string[];
  readonly communes: readonly string[];
};

export async function bilanEntretien(base: Base, entretien: Entretien, aujourdhui: string): Promise<BilanEntretien> {
  const { epci, reponses } = entretien;
  const communes = await base.territoires.communes(epci);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  const { souhaits, budget, composition, emploi, priorite } = reponses;
  const [premiere] = souhaits?.communes ?? communes.map(({ commune }) => commune);
  const motifs = MOTIFS_PRIORITE.flatMap((motif) => {
    const niveau = priorite?.motifs[motif];
    return niveau === undefined || niveau === "non" ? [] : [{ motif, niveau }];
  });
  const motifsInconnus = MOTIFS_PRIORITE.filter((motif) => priorite?.motifs[motif] === undefined).length;
  return {
    entretien,
    aujourdhui,
    manque: nextSection(reponses),
    motifs,
    motifsInconnus,
    eligibilite: eligibiliteEntretien(reponses, {
      annee: Number(aujourdhui.slice(0, 4)),
      zone: premiere === undefined ? null : zoneOfCommune(premiere, aujourdhui),
    }),
    typologie: typologieConseillee(reponses, aujourdhui),
    budget: budgetLogement(
      {
        mensuel: budget?.mensuel ?? null,
        chargesFixes: budget?.chargesFixes ?? null,
        adultes: composition?.adultes ?? null,
        enfants: composition?.enfants ?? null,
      },
      aujourdhui,
    ),
    actionLogement: actionLogement(reponses),
    rapide: emploi !== undefined && (emploi.meuble || emploi.mobilite !== null),
    papiers: listPapiers(entretien, motifs),
    communes: (souhaits?.communes ?? []).map((code) => noms.get(code) ?? code),
  };
}

/** A demande is registered on identity and resources (CCH, art. R. 441-2-3); the other pieces are asked when the file is examined. */
function listPapiers({ reponses }: Entretien, motifs: BilanEntretien["motifs"]): readonly string[] {
  const { logement, emploi, budget } = reponses;
  return [
    "une pièce d’identité ou un titre de séjour en cours de validité, pour chaque adulte",
    "l’avis d’imposition de l’avant-dernière année, pour chaque adulte",
    ...(budget && budget.rfr === null
      ? ["le dernier avis d’imposition : le revenu fiscal de référence n’est pas encore connu"]
      : []),
    ...(budget && budget.sources.length > 0 ? ["les justificatifs des ressources des trois derniers mois"] : []),
    ...(emploi?.profession === "salarie-prive"
      ? ["le contrat de travail, ou une attestation de l’employeur avec son numéro SIRET"]
      : []),
    ...(emploi?.mobilite ? ["l’ordre de mission, la promesse d’embauche ou le contrat qui demande de déménager"] : []),
    ...(logement?.mode === "hlm" || logement?.mode === "locataire-prive" ? ["la dernière quittance de loyer"] : []),
    ...motifs.filter(({ niveau }) => niveau !== "justifie").map(({ motif }) => MOTIFS_DE_PRIORITE[motif].piece),
  ];
}
