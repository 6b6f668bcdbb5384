import { findValeur } from "#droit/regles/parametre.ts";
import { COMPARAISON_AU_SEUIL, computeQuartile } from "#droit/regles/quartile.ts";
import type { ZonePlafond } from "#droit/regles/zone-plafond.ts";
import { ageOn } from "./age.ts";
import { derivePlafond, type PlafondDerive } from "./derive-plafond.ts";
import { computePiecesMin, ENFANTS_PAR_CHAMBRE } from "./pieces-min.ts";
import type { DossierReponses } from "./question.ts";
import { revisionOf } from "./question.ts";
import type { PersonneDossier, Reponses, ReponsesSensibles, Tri, TypologieCherchee } from "./reponses.ts";
import { computeUniteConso } from "./unite-conso.ts";

/** Columns computed from the answers at each save, and stored beside them for the lists, the desks and the cotation. */
export type MenageDerive = PlafondDerive & {
  readonly personnes: number;
  readonly piecesMin: number;
  readonly uniteConso: number | null;
  readonly revenuMensuel: number | null;
  readonly quartile: "q1" | "q2-4" | "inconnu";
  readonly rfr: number | null;
  readonly nature: "acces" | "mutation" | "inconnue";
  readonly bailleurActuel: string | null;
  readonly communeActuelle: string | null;
  readonly logementActuel: string | null;
  readonly typologie: TypologieCherchee | null;
  readonly motif: string | null;
  readonly salarie: Tri;
  readonly employeurSiret: string | null;
  readonly actionLogement: Tri;
  readonly urgence: "ordinaire" | "mobilite";
  readonly elargir: boolean | null;
  readonly priorite: Tri;
};

/** Values of the territory; null: unknown, and what depends on them stays unknown. */
export type ReperesDerive = {
  readonly jour: string;
  /** Threshold of the first quartile, in euros a year for one consumption unit. */
  readonly seuil: number | null;
  /** Zone of the territory, used when the wishes give none. */
  readonly zone: ZonePlafond | null;
};

/** Motives of the SNE list that are a priority by themselves (CCH, art. L. 441-1): without a dwelling, unfit dwelling, eviction. */
const MOTIFS_PRIORITAIRES: readonly string[] = ["01", "02", "03", "05"];
/** Motives stored with the sensitive answers, whoever wrote them. */
export const MOTIFS_SENSIBLES: readonly string[] = ["06", "07", "08"];

/** Computes the derived values; an answer missing or unknown leaves them unknown. */
export function deriveMenage(dossier: DossierReponses, reperes: ReperesDerive): MenageDerive {
  const { jour, seuil } = reperes;
  const { reponses, personnes } = dossier;
  const ageOf = ({ naissance }: PersonneDossier) => ageOn(naissance, jour);
  // Until the question on persons is answered, the size of the household is unknown.
  const composed = revisionOf(reponses, "menage/composition") > 0;
  const uniteConso = composed ? computeUniteConso(personnes, ageOf) : null;
  const { mensuel: revenuMensuel = null, rfr = null } = reponses.revenus ?? {};
  return {
    personnes: 1 + personnes.length,
    piecesMin: computePiecesMin(personnes, ageOf, findValeur(ENFANTS_PAR_CHAMBRE, jour).valeur),
    uniteConso,
    revenuMensuel,
    quartile: computeQuartile(revenuMensuel, uniteConso, seuil, findValeur(COMPARAISON_AU_SEUIL, jour).valeur),
    rfr,
    ...logementOf(reponses),
    ...emploiOf(reponses, personnes),
    ...rechercheOf(dossier),
    ...derivePlafond(dossier, reperes),
  };
}

function logementOf({ logementActuel }: Reponses) {
  const { mode = null, bailleurSiren = null, commune = null } = logementActuel ?? {};
  const nature: MenageDerive["nature"] = mode === null ? "inconnue" : mode === "hlm" ? "mutation" : "acces";
  return { nature, bailleurActuel: bailleurSiren, communeActuelle: commune, logementActuel: mode };
}

function rechercheOf({ reponses, sensibles }: DossierReponses) {
  const { recherche } = reponses;
  const motifs = (recherche?.motifs ?? []).filter((motif) => !MOTIFS_SENSIBLES.includes(motif));
  const urgente = recherche !== undefined && (recherche.meuble || recherche.mobilite !== null);
  return {
    typologie: recherche?.typologies[0] ?? null,
    motif: motifs[0] ?? null,
    urgence: urgente ? ("mobilite" as const) : ("ordinaire" as const),
    elargir: revisionOf(reponses, "recherche/lieux") > 0 ? (recherche?.elargir ?? null) : null,
    priorite: prioriteOf(motifs, revisionOf(reponses, "recherche/motifs") > 0, sensibles),
  };
}

/**
 * Beneficiary of Action Logement: an employee of the private sector whose employer has more than ten employees (CCH, art. L. 313-1 and
 * L. 313-17). A second applicant may be one too, and their employer is not asked: « no » is then unknown.
 */
function emploiOf({ revenus }: Reponses, personnes: readonly PersonneDossier[]) {
  const profession = revenus?.profession ?? null;
  const salarie: Tri = profession === null ? "inconnu" : profession === "salarie-prive" ? "oui" : "non";
  const employeurSiret = salarie === "oui" ? (revenus?.employeurSiret ?? null) : null;
  const own: Tri = salarie === "oui" ? (revenus?.employeurPlusDeDix ?? "inconnu") : salarie;
  const autre = personnes.some(({ qualite }) => qualite === "conjoint" || qualite === "cotitulaire");
  const actionLogement: Tri = own === "non" && autre ? "inconnu" : own;
  return { salarie, employeurSiret, actionLogement };
}

/** Priority as declared, without proof. One ground is enough for « oui »; « non » needs every question answered. */
function prioriteOf(motifs: readonly string[], repondu: boolean, sensibles: ReponsesSensibles | null): Tri {
  if (motifs.some((motif) => MOTIFS_PRIORITAIRES.includes(motif))) return "oui";
  if (sensibles === null) return "inconnu";
  const { handicap, violences, dalo } = sensibles;
  if (violences === "oui" || dalo === "reconnu" || (handicap?.personnes ?? 0) > 0) return "oui";
  const tues = handicap === undefined || violences !== "non" || dalo === undefined || dalo === "inconnu";
  return repondu && !tues ? "non" : "inconnu";
}
