import { findCharte } from "#engagements/regles/charte/valeur-charte.ts";
import { TOUTES_OPERATIONS } from "#programme/lectures/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatFraction } from "#socle/regles/shared/format.ts";
import { type DemandeListe, feuilletOf } from "#socle/regles/table/feuille.ts";
import { listIdentites } from "../actes/open-dossier.ts";
import { CLOTURES, ETATS_RELOGEMENT, type EtatRelogement, LIBELLE_ETAT_RELOGEMENT } from "../regles/etat.ts";
import { tableMenages } from "../regles/menages.ts";
import { OFFRES_PREVUES } from "../regles/offre.ts";
import { countedOffres, refusees } from "../regles/regle-offre.ts";
import { computeResteACharge } from "../regles/reste-a-charge.ts";
import {
  ALERTES_MENAGE,
  type AlerteDossier,
  type AlerteMenage,
  type ContexteAlertes,
  findAlertes,
  findEnCours,
  LIBELLE_ALERTE_MENAGE,
} from "./fiche-alertes.ts";
import { sayEtape } from "./fiche-lire.ts";
import type { LigneMenage, LigneSansNom, ListeMenages, VueMenages } from "./fiche-liste.ts";
import { saySouhait } from "./fiche-rubriques.ts";
import type { DossierRelogement } from "./ports.ts";

export type QuestionListe = {
  readonly epci: string;
  readonly jour: string;
  readonly operation: number | null;
  readonly etat: EtatRelogement | null;
  readonly alerte: AlerteMenage | null;
  readonly demande: DemandeListe;
};

/** Rows of a sheet under the figures of a building, each with its name and its wishes. */
const FEUILLE_IMMEUBLE = 15;

/**
 * Households with an alert first, then the other open files, then the closed ones; by reference, unless another order is asked for. Only those that the
 * actor may read. Names are opened once, for the lines shown.
 */
export async function listMenages(base: Base, question: QuestionListe): Promise<ListeMenages> {
  const { epci, operation, etat, alerte, demande } = question;
  const { dossiers, contexteOf } = await readDossiers(base, epci, question.jour);
  const immeubles = [...new Map(dossiers.map((one) => [one.operation, one.operationNom]))];
  const here = dossiers.filter((dossier) => operation === null || dossier.operation === operation);
  const judged = here.map((dossier) => ({ dossier, alertes: findAlertes(dossier, contexteOf(dossier)) }));
  const kept = judged
    .filter(({ dossier }) => etat === null || dossier.etat === etat)
    .filter(({ alertes }) => alerte === null || alertes.some(({ filtre }) => filtre === alerte))
    .toSorted((a, b) => urgencyOf(a) - urgencyOf(b));
  const { lignes, feuille } = feuilletOf(
    tableMenages(operation === null),
    kept.map(sayLigne),
    demande,
    operation === null ? undefined : FEUILLE_IMMEUBLE,
  );
  return {
    lignes: await nameLignes(base, epci, lignes),
    total: here.length,
    feuille,
    phrase: sayCompte(kept.length, here.length),
    vues: vuesOf(judged),
    immeubles: immeubles.map(([id, nom]) => ({ code: String(id), libelle: nom })),
    etats: ETATS_RELOGEMENT.map((code) => ({ code, libelle: LIBELLE_ETAT_RELOGEMENT[code] })),
  };
}

type DossierJuge = { readonly dossier: DossierRelogement; readonly alertes: readonly AlerteDossier[] };

/** All, then what waits for somebody, then the states in which a file stops; those that hold nothing are left out. */
function vuesOf(judged: readonly DossierJuge[]): readonly VueMenages[] {
  const alertes = ALERTES_MENAGE.map(
    (alerte): VueMenages => ({
      etat: null,
      alerte,
      libelle: LIBELLE_ALERTE_MENAGE[alerte],
      compte: judged.filter((un) => un.alertes.some(({ filtre }) => filtre === alerte)).length,
    }),
  );
  const etats = (["bloque", "reloge"] as const).map(
    (etat): VueMenages => ({
      etat,
      alerte: null,
      libelle: LIBELLE_ETAT_RELOGEMENT[etat],
      compte: judged.filter(({ dossier }) => dossier.etat === etat).length,
    }),
  );
  const tous: VueMenages = { etat: null, alerte: null, libelle: "Tous", compte: judged.length };
  return [tous, ...[...alertes, ...etats].filter(({ compte }) => compte > 0)];
}

/** A stable sort: references keep their order inside each group. */
function urgencyOf({ dossier, alertes }: DossierJuge): number {
  if (CLOTURES.includes(dossier.etat)) return 2;
  return alertes.some(({ filtre }) => filtre !== null) ? 0 : 1;
}

export type DossiersLus = {
  readonly dossiers: readonly DossierRelogement[];
  /** Context of a file's alerts: the building's year of start, the charte. */
  readonly contexteOf: (dossier: DossierRelogement) => ContexteAlertes;
};

/** Files that the actor may read, with the context of their alerts on that day. */
export async function readDossiers(base: Base, epci: string, jour: string): Promise<DossiersLus> {
  const [dossiers, operations, valeurs] = await Promise.all([
    base.relogements.list(epci),
    base.operations.list(epci, { ...TOUTES_OPERATIONS, genre: "demolition" }),
    base.relogements.valeursCharte(epci),
  ]);
  const depuis = new Map(operations.map(({ id, aReloger }) => [id, aReloger?.depuis ?? null]));
  const limite = findCharte(valeurs, jour).limite.valeur;
  return { dossiers, contexteOf: ({ operation }) => ({ jour, limite, depuis: depuis.get(operation) ?? null }) };
}

async function nameLignes(base: Base, epci: string, lignes: readonly LigneSansNom[]): Promise<readonly LigneMenage[]> {
  const noms = await listIdentites(
    base,
    epci,
    lignes.map(({ id }) => id),
  );
  return lignes.map((ligne) => {
    const identite = noms.get(ligne.id);
    return { ...ligne, nom: identite ? `${identite.prenom} ${identite.nom}` : null };
  });
}

function sayLigne({ dossier, alertes }: DossierJuge): LigneSansNom {
  const enCours = findEnCours(dossier);
  return {
    id: dossier.id,
    reference: dossier.reference,
    etat: dossier.etat,
    operation: { id: dossier.operation, nom: dossier.operationNom },
    souhait: saySouhait(dossier.souhait),
    offres: sayOffres(dossier),
    avant: computeResteACharge(dossier.origine).euros,
    apres: enCours ? computeResteACharge(enCours.logement).euros : null,
    compare: enCours !== null,
    etape: sayEtape(dossier),
    alertes: alertes.flatMap(({ filtre, mot }) => (filtre && mot ? [{ code: filtre, mot }] : [])),
  };
}

/** « 2 refusées, 1 possible », « 1 en cours, 2 possibles », « 0 sur 3 ». */
export function sayOffres({ offres }: Pick<DossierRelogement, "offres">): string {
  const made = countedOffres(offres);
  if (made.some(({ bailSigneLe }) => bailSigneLe)) return "Bail signé";
  if (made.length === 0) return `0 sur ${OFFRES_PREVUES}`;
  const refus = refusees(made).length;
  const attendues = made.filter(({ reponse }) => reponse === "attendue").length;
  const restantes = Math.max(0, OFFRES_PREVUES - made.length);
  const acceptee = made.some(({ reponse }) => reponse === "acceptee");
  return [
    refus > 0 ? formatCompte(refus, "refusée") : null,
    attendues > 0 ? `${attendues} en cours` : null,
    acceptee ? "1 acceptée" : null,
    !acceptee && restantes > 0 ? formatCompte(restantes, "possible") : null,
  ]
    .filter((part) => part !== null)
    .join(", ");
}

function sayCompte(montres: number, total: number): string {
  if (montres === total) return `${formatCompte(total, "ménage")}.`;
  if (montres === 0) return `Aucun ménage ne répond à ces filtres, sur ${formatCompte(total, "ménage")}.`;
  return `${formatFraction(montres, total)} ménages.`;
}
