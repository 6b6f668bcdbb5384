import type { Reponse } from "#droit/regles/attribution/attribution.ts";
import type { NumeroCategorie } from "#droit/regles/plafonds-ressources.ts";
import { type MontantPlafond, readPlafonds, zoneOfCommune } from "#droit/regles/plafonds-ressources.ts";
import type { PositionPlafond } from "#droit/regles/position-plafond.ts";
import { coutNet, depassementEffort } from "#droit/regles/taux-effort.ts";
import type { FinancementLogement } from "../liberation/liberation.ts";
import { ACCES_LOGEMENT, type AccesLogement } from "../logement/logement-suivi.ts";
import type { FaitManquant, Filtre, VerdictFiltre } from "./examen.ts";
import { type DemandeExaminee, forfaitOf, type LogementExamine, type SeuilsRapprochement } from "./faits.ts";

/** Verdict of one filter; `valeur` and `detail` as in `MotifExclusion`, for a failure. */
export type JugementFiltre = {
  readonly filtre: Filtre;
  readonly verdict: VerdictFiltre;
  readonly manque: readonly FaitManquant[];
  readonly valeur: number | null;
  readonly detail: string | null;
};

/** Context of the filters. */
export type CadreExamen = {
  readonly logement: LogementExamine;
  readonly seuils: SeuilsRapprochement | null;
  readonly jour: string;
};

/** What the three filters below read of a dwelling: they say whom it suits, whoever may be proposed for it. */
export type LieuExamine = Pick<LogementExamine, "commune" | "secteur" | "typologie" | "financement">;

/** Size wished, place wished, ceiling of resources. */
export function judgeCompatibilite(
  demande: DemandeExaminee,
  cadre: { readonly logement: LieuExamine; readonly jour: string },
): readonly JugementFiltre[] {
  return [judgeTypologie(demande, cadre.logement), judgeSecteur(demande, cadre.logement), judgePlafond(demande, cadre)];
}

/** All six, in order: each is judged even after a failure. */
export function judgeFiltres(demande: DemandeExaminee, cadre: CadreExamen): readonly JugementFiltre[] {
  return [
    ...judgeCompatibilite(demande, cadre),
    judgeEffort(demande, cadre),
    judgeReservation(demande, cadre.logement),
    judgeAccessibilite(demande, cadre.logement),
  ];
}

const sans = { manque: [], valeur: null, detail: null } as const;

function passe(filtre: Filtre): JugementFiltre {
  return { ...sans, filtre, verdict: "passe" };
}

function indecidable(filtre: Filtre, ...manque: readonly FaitManquant[]): JugementFiltre {
  return { ...sans, filtre, verdict: "indecidable", manque };
}

function echoue(filtre: Filtre, valeur: number | null, detail: string | null): JugementFiltre {
  return { ...sans, filtre, verdict: "echoue", valeur, detail };
}

function judgeTypologie({ typologies }: DemandeExaminee, { typologie }: LieuExamine): JugementFiltre {
  const manque: FaitManquant[] = [];
  if (typologies.length === 0) manque.push("typologie-demandee");
  if (typologie === null) manque.push("typologie-logement");
  if (typologie === null || manque.length > 0) return indecidable("typologie", ...manque);
  return typologies.includes(typologie) ? passe("typologie") : echoue("typologie", null, typologie);
}

/** A household that accepts other communes accepts this one; one without any wish has not refused it. */
function judgeSecteur({ communes, secteurs, elargir }: DemandeExaminee, logement: LieuExamine): JugementFiltre {
  if (elargir === true || communes.includes(logement.commune)) return passe("secteur");
  if (logement.secteur !== null && secteurs.includes(logement.secteur)) return passe("secteur");
  if (communes.length + secteurs.length === 0) return indecidable("secteur", "souhaits");
  return echoue("secteur", null, logement.commune);
}

const PLAFOND_DE = { PLAI: "plai", PLUS: "plus", PLS: "pls", PLI: null, inconnu: null } as const;
/** Stored categories: the sixth, and one for each person beyond. */
const CATEGORIES_PLAFOND = 20;
const CATEGORIE_SIX = 6;

/** Ceiling of a category (1 to 20) for the dwelling's funding and place, that year, in euros a year; null: unknown. */
export function plafondOf(
  { financement, commune }: Pick<LogementExamine, "financement" | "commune">,
  categorie: number,
  jour: string,
): MontantPlafond | null {
  const nature = PLAFOND_DE[financement];
  const zone = zoneOfCommune(commune, jour);
  if (nature === null || zone === null || categorie < 1) return null;
  const numero = Math.min(categorie, CATEGORIE_SIX) as NumeroCategorie; // 1 to 6: checked above
  const supplementaires = Math.max(0, categorie - CATEGORIE_SIX);
  return readPlafonds({ numero, supplementaires }, zone, Number(jour.slice(0, 4)))?.[nature] ?? null;
}

/** Ceilings of each category, in euros a year; null: no table for the funding, the place or the year. */
export function plafondsParCategorie(
  logement: Pick<LogementExamine, "financement" | "commune">,
  jour: string,
): readonly number[] | null {
  const montants = Array.from({ length: CATEGORIES_PLAFOND }, (_, i) => plafondOf(logement, i + 1, jour)?.montant);
  return montants.every((montant) => montant !== undefined) ? montants : null;
}

/** Order of `positionPlafond`; 0: unknown. */
const RANG_POSITION: Readonly<Record<PositionPlafond, number>> = {
  inconnue: 0,
  plai: 1,
  plus: 2,
  pls: 3,
  "au-dela": 4,
};
/** Highest position that the funding accepts; 0: its ceiling is unknown. */
export const RANG_FINANCEMENT: Readonly<Record<FinancementLogement, number>> = {
  PLAI: 1,
  PLUS: 2,
  PLS: 3,
  PLI: 0,
  inconnu: 0,
};

/** CCH, art. R. 441-1. Resources against the ceiling of this dwelling when both are known, else the position of the file. */
function judgePlafond(
  demande: DemandeExaminee,
  { logement, jour }: { readonly logement: LieuExamine; readonly jour: string },
): JugementFiltre {
  const { rfr, categoriePlafond, positionPlafond } = demande;
  const { financement } = logement;
  if (financement === "inconnu") return indecidable("plafond", "financement");
  if (RANG_FINANCEMENT[financement] === 0) return indecidable("plafond", "plafond-inconnu");
  const plafond = categoriePlafond === null ? null : plafondOf(logement, categoriePlafond, jour);
  if (rfr !== null && plafond !== null) {
    return rfr <= plafond.montant ? passe("plafond") : echoue("plafond", rfr - plafond.montant, financement);
  }
  if (positionPlafond === "inconnue") return indecidable("plafond", "ressources-fiscales");
  const sous = RANG_POSITION[positionPlafond] <= RANG_FINANCEMENT[financement];
  return sous ? passe("plafond") : echoue("plafond", null, financement);
}

/** Excluded only if even an aid of the whole rent would not be enough; passes only if none is needed. */
function judgeEffort(demande: DemandeExaminee, { logement, seuils }: CadreExamen): JugementFiltre {
  const max = seuils?.effortMax ?? null;
  if (max === null) return { ...sans, filtre: "effort", verdict: "sans-seuil" };
  const { loyer, charges } = logement;
  const { revenuMensuel, aide } = demande;
  if (loyer === null || charges === null) return indecidable("effort", "loyer");
  if (revenuMensuel === null) return indecidable("effort", "revenu");
  if (revenuMensuel <= 0) return indecidable("effort", "revenu-nul");
  const net = coutNet({ loyer, annexes: 0, charges, contribution: 0, forfait: forfaitOf(logement, seuils), aide });
  const trop = depassementEffort(net.min, revenuMensuel, max);
  if (trop > 0) return echoue("effort", Math.ceil(trop / 100), null);
  return depassementEffort(net.max, revenuMensuel, max) > 0 ? indecidable("effort", "aide") : passe("effort");
}

/** Public of a contingent, when the file can tell; a collectivity designates whom it wants. */
function judgeReservation(demande: DemandeExaminee, { contingent }: LogementExamine): JugementFiltre {
  switch (contingent) {
    case "COLACT":
      return beneficiaire(demande.actionLogement, "action-logement");
    case "PPRIOR":
      return beneficiaire(demande.priorite, "priorite");
    case "PFONCT":
      return beneficiaire(demande.agentEtat, "profession");
    case "inconnu":
      return indecidable("reservation", "contingent");
    default:
      return passe("reservation");
  }
}

function beneficiaire(reponse: Reponse, fait: "action-logement" | "priorite" | "profession"): JugementFiltre {
  if (reponse === "inconnu") return indecidable("reservation", fait);
  return reponse === "oui" ? passe("reservation") : echoue("reservation", null, fait);
}

/** A dwelling that suits every need suits an unknown one. */
function judgeAccessibilite({ besoinAcces }: DemandeExaminee, { acces }: LogementExamine): JugementFiltre {
  if (besoinAcces === "aucun" || acces === "logement-adapte") return passe("accessibilite");
  const manque: FaitManquant[] = [];
  if (besoinAcces === "inconnu") manque.push("besoin-acces");
  if (acces === "inconnu") manque.push("acces-logement");
  if (manque.length > 0) return indecidable("accessibilite", ...manque);
  return rangAcces(acces) >= rangAcces(besoinAcces)
    ? passe("accessibilite")
    : echoue("accessibilite", null, besoinAcces);
}

function rangAcces(acces: AccesLogement): number {
  return ACCES_LOGEMENT.indexOf(acces);
}
