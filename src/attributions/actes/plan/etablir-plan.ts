import { createHash } from "node:crypto";
import { cleanTexte } from "#engagements/lectures/convention/texte.ts";
import type { Base } from "#socle/lectures/base.ts";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import { peut } from "#socle/regles/habilitation/peut.ts";
import { interdit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import type { Liberation } from "../../lectures/liberation/ports.ts";
import { listObjectifs } from "../../lectures/plan/list-objectifs.ts";
import { numeroter } from "../../lectures/plan/numeroter.ts";
import type {
  ContenuPlan,
  LogementPresente,
  LotEligible,
  MenageCite,
  MenageEligible,
  PlanLu,
  ResumePlan,
} from "../../lectures/plan/ports.ts";
import { optimiser } from "../../optimisation/run-optimisation.ts";
import { referenceLiberation } from "../../regles/liberation/liberation.ts";
import type { LogementLot, LotPlan, MenageLot } from "../../regles/plan/lot.ts";
import type { ParametresPlan } from "../../regles/plan/parametres-plan.ts";
import type { PlanPropose } from "../../regles/plan/plan.ts";
import { declarantOf } from "../logement/declarer-logement.ts";

/** Eligible households for these dwellings. */
export type Rapprocher = (
  base: Base,
  question: { readonly epci: string; readonly liberations: readonly number[]; readonly jour: string },
) => Promise<LotEligible>;

export type PlanAEtablir = {
  readonly epci: string;
  readonly nom: string;
  readonly liberations: readonly number[];
  readonly parametres: ParametresPlan;
  readonly seance: number | null;
  readonly aujourdhui: string;
};

/** Maximum dwellings: a month of the largest bailleur of the largest territory; the solver has its own bound, on pairs. */
const LOGEMENTS_MAX = 400;
const NOM_MAX = 120;

/**
 * Computes the proposal for these dwellings from today's data, freezes it, and returns its `id`. It decides nothing and names no
 * candidate. Refuses `droit-absent`, `plan-logements`, `plan-plusieurs-bailleurs`, and the refusals of the text, of the solver and of the parameters.
 */
export async function etablirPlan(base: Base, rapprocher: Rapprocher, saisie: PlanAEtablir): Promise<number> {
  const { epci, parametres, seance, aujourdhui } = saisie;
  if (!peutEtablir(base, epci)) {
    throw interdit("droit-absent", "Une proposition optimisée est établie par un agent du bailleur des logements.");
  }
  const nom = cleanTexte("Nom de la proposition", saisie.nom.replaceAll(/\s+/g, " "), NOM_MAX);
  const liberations = await findLiberations(base, saisie);
  const bailleur = onlyBailleur(liberations);
  const logements = liberations.map((liberation) => logementOf(liberation, bailleur.siren));
  const [eligibles, { objectifs, arreteAu, manquants }] = await Promise.all([
    rapprocher(base, { epci, liberations: liberations.map(({ id }) => id), jour: aujourdhui }),
    listObjectifs(base, { epci, siren: bailleur.siren, jour: aujourdhui, logements }),
  ]);
  const { plan, menages } = numeroter(await optimiser(lotOf(logements, eligibles), objectifs, parametres));
  const presentes = liberations.map(presenter);
  const contenu: ContenuPlan = {
    version: 1,
    arreteAu,
    manquants,
    plan,
    logements: presentes,
    coupes: eligibles.coupes.map(String),
  };
  return base.transaction(async (tx) => {
    const id = await tx.plans.add({
      epci,
      nom,
      seance,
      jour: aujourdhui,
      contenu,
      organisation: bailleur.organisation,
      resume: resumer(plan),
      empreinte: hashContenu(contenu),
      figePar: tx.acteur.nom,
      menages: citer(plan, menages, presentes),
      synthetique: liberations.some(({ synthetique }) => synthetique),
    });
    await tx.journal.ecrire({ acte: "plan-etabli", ressource: "proposition", epci, objet: `plan:${id}` });
    return id;
  });
}

/**
 * Only the bailleur of the dwellings may. A secretary reads the demandes of its sessions and a réservataire those of its contingent: a proposal of
 * either
 * would leave dwellings empty because households are hidden from them.
 */
export function peutEtablir(base: Pick<Base, "acteur">, epci: string): boolean {
  return peut(base.acteur, "proposition", "creer", epci) && declarantOf(base, epci) !== null;
}

/** Refuses `plan-inconnu`. */
export async function findPlan(base: Pick<Base, "plans">, epci: string, id: number): Promise<PlanLu> {
  const found = await base.plans.find(epci, id);
  if (found) return found;
  throw unknownPlan();
}

export function unknownPlan(): Refus {
  return introuvable("plan-inconnu", "Cette proposition n’existe pas, ou n’est pas ouverte à votre habilitation.");
}

async function findLiberations(base: Base, { epci, liberations }: PlanAEtablir): Promise<readonly Liberation[]> {
  const asked = [...new Set(liberations)];
  if (asked.length === 0 || asked.length > LOGEMENTS_MAX) {
    throw new Refus("plan-logements", `Logements : cochez-en de 1 à ${LOGEMENTS_MAX}.`, { champ: "liberation" });
  }
  const ouvertes = await base.liberations.list(epci, { etat: "ouvertes", filiere: null, bailleur: null });
  const found = ouvertes.filter(({ id }) => asked.includes(id));
  if (found.length === asked.length) return found.toSorted((a, b) => a.id - b.id);
  throw new Refus(
    "plan-logements",
    "Un des logements cochés n’est plus à attribuer, ou n’est pas ouvert à votre habilitation. Rechargez la page et choisissez de nouveau.",
    { champ: "liberation" },
  );
}

/** All dwellings of a proposal must be of one bailleur, as its objectives are. */
function onlyBailleur(liberations: readonly Liberation[]): { readonly organisation: number; readonly siren: string } {
  const [first] = liberations;
  if (!first || liberations.some(({ bailleur }) => bailleur.organisation !== first.bailleur.organisation)) {
    throw new Refus("plan-plusieurs-bailleurs", "Logements : choisissez ceux d’un seul bailleur.", {
      champ: "liberation",
    });
  }
  const { organisation, siren, nom } = first.bailleur;
  if (siren !== null) return { organisation, siren };
  throw new Refus(
    "plan-sans-siren",
    `Le SIREN de ${nom} n’est pas connu : ses objectifs ne peuvent pas être lus. Écrivez-le dans la fiche de l’organisation.`,
  );
}

function logementOf({ id, logement, contingent }: Liberation, bailleur: string): LogementLot {
  return { id: String(id), bailleur, zone: logement.situation, contingent };
}

function presenter({ id, numero, logement, contingent }: Liberation): LogementPresente {
  const { typologie, commune, nomCommune, situation } = logement;
  return {
    cle: String(id),
    liberation: id,
    reference: referenceLiberation(numero),
    typologie,
    commune: nomCommune ?? commune,
    zone: situation,
    contingent,
  };
}

/** The identifier of the file, which never changes, breaks ties between households. */
function lotOf(logements: readonly LogementLot[], { demandes, paires }: LotEligible): LotPlan {
  const ranks = new Map(logements.map(({ id }, rank) => [id, rank]));
  const places = new Map(demandes.map(({ demandeur }, rank) => [demandeur, rank]));
  return {
    logements,
    menages: demandes.map(menageOf),
    paires: paires.flatMap(({ liberation, demandeur }) => {
      const [logement, menage] = [ranks.get(String(liberation)), places.get(demandeur)];
      return logement === undefined || menage === undefined ? [] : [[logement, menage] as const];
    }),
  };
}

function menageOf({ demandeur, quartile, relogement, priorite, mois, points }: MenageEligible): MenageLot {
  return { reference: demandeur, quartile, reloge: relogement, prioritaire: priorite, attenteMois: mois, points };
}

/** Lists what the proposal says of each household, which has a right to read it. */
function citer(
  { lignes, ecartees }: PlanPropose,
  menages: readonly string[],
  presentes: readonly LogementPresente[],
): readonly MenageCite[] {
  const references = new Map(presentes.map(({ cle, reference }) => [cle, reference]));
  const of = (cle: string) => references.get(cle) ?? cle;
  const ecartes = new Set(ecartees.map(({ menage }) => menage));
  return menages.map((demandeur, rank) => {
    const numero = String(rank + 1);
    const own = lignes.find(({ propose }) => propose?.menage === numero);
    const reserves = lignes.filter((ligne) => ligne.reserves.some(({ menage }) => menage === numero));
    return {
      demandeur,
      propose: own ? of(own.logement) : null,
      reserves: reserves.map(({ logement }) => of(logement)),
      ecartee: ecartes.has(numero),
    };
  });
}

export function resumer(plan: PlanPropose): ResumePlan {
  const { lignes, objectifs, methode, ecart, ecartees } = plan;
  return {
    logements: lignes.length,
    proposes: lignes.filter(({ propose }) => propose !== null).length,
    objectifs: objectifs.length,
    atteintsAvant: objectifs.filter(({ issueAvant }) => issueAvant === "atteint").length,
    atteints: objectifs.filter(({ issueApres }) => issueApres === "atteint").length,
    ecartees: ecartees.length,
    methode,
    ecart,
  };
}

/** SHA-256 of the canonical JSON, by which a printed proposal can be checked against the frozen one. */
export function hashContenu(contenu: ContenuPlan): string {
  return createHash("sha256").update(canonicalJson(contenu)).digest("hex");
}
