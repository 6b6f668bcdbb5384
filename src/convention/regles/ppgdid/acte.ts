import { conflit, Refus } from "#socle/regles/shared/refus.ts";

/** CCH, art. L. 441-2-8, R. 441-2-11 to R. 441-2-14: acts that make, follow and end a plan. Opinions, requests and bilans may come more than once. */
export const NATURES_ACTE_PPGDID = [
  "lancement",
  "porter-a-connaissance",
  "saisine-avis",
  "avis-communes",
  "avis-cil",
  "demande-etat",
  "adoption",
  "bilan-annuel",
  "bilan-triennal",
  "mise-en-demeure",
  "evaluation",
  "prolongation",
] as const;
export type NatureActePpgdid = (typeof NATURES_ACTE_PPGDID)[number];

export const LIBELLE_ACTE_PPGDID: Readonly<Record<NatureActePpgdid, string>> = {
  lancement: "Délibération qui lance l’élaboration",
  "porter-a-connaissance": "Porter à connaissance du préfet",
  "saisine-avis": "Projet soumis pour avis aux communes et à la conférence",
  "avis-communes": "Avis des communes",
  "avis-cil": "Avis de la conférence intercommunale du logement",
  "demande-etat": "Modifications demandées par l’État",
  adoption: "Adoption par l’EPCI",
  "bilan-annuel": "Bilan annuel",
  "bilan-triennal": "Bilan triennal",
  "mise-en-demeure": "Mise en demeure du préfet",
  evaluation: "Évaluation avant un nouveau plan",
  prolongation: "Prolongation d’un an",
};

/** `annee`: civil year of a yearly bilan; null for any other act. */
export type ActePpgdid = {
  readonly nature: NatureActePpgdid;
  readonly date: string;
  readonly annee: number | null;
  /** Reference as typed: « délibération n° … », « arrêté n° … ». */
  readonly acte: string;
};

const UNE_FOIS: readonly NatureActePpgdid[] = ["lancement", "porter-a-connaissance", "adoption", "evaluation"];
const APRES_ADOPTION: readonly NatureActePpgdid[] = [
  "bilan-annuel",
  "bilan-triennal",
  "mise-en-demeure",
  "evaluation",
  "prolongation",
];

/**
 * Refuses an act that cannot follow the ones written. Throws `ppgdid-acte-futur`, `ppgdid-acte-deja-ecrit`, `ppgdid-acte-trop-tot`,
 * `ppgdid-bilan-sans-annee`.
 */
export function checkActePpgdid(actes: readonly ActePpgdid[], acte: ActePpgdid, aujourdhui: string): void {
  const { nature, date, annee } = acte;
  const nom = LIBELLE_ACTE_PPGDID[nature];
  if (date > aujourdhui) throw new Refus("ppgdid-acte-futur", `${nom} : cette date n’est pas encore passée.`);
  if (UNE_FOIS.includes(nature) && actes.some((one) => one.nature === nature)) {
    throw conflit("ppgdid-acte-deja-ecrit", `${nom} : cet acte est déjà enregistré.`);
  }
  const adoption = actes.find((one) => one.nature === "adoption");
  if (APRES_ADOPTION.includes(nature) && (!adoption || date < adoption.date)) {
    throw conflit("ppgdid-acte-trop-tot", `${nom} : le plan doit d’abord être adopté, et à une date antérieure.`);
  }
  if (nature !== "bilan-annuel") return;
  if (annee === null) throw new Refus("ppgdid-bilan-sans-annee", `${nom} : dites l’année dont il est le bilan.`);
  if (actes.some((one) => one.nature === nature && one.annee === annee)) {
    throw conflit("ppgdid-acte-deja-ecrit", `${nom} : celui de ${annee} est déjà enregistré.`);
  }
}
