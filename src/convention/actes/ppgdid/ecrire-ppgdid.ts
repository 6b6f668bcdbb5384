import { requireObjectif } from "#engagements/actes/convention/deps.ts";
import { ACTE_MAX, cleanTexte, TITRE_MAX } from "#engagements/lectures/convention/texte.ts";
import type { Base, Horloge } from "#socle/lectures/base.ts";
import { conflit, introuvable, Refus } from "#socle/regles/shared/refus.ts";
import { pickPlan } from "../../lectures/ppgdid/ppgdid.ts";
import { type ActePpgdid, checkActePpgdid, LIBELLE_ACTE_PPGDID } from "../../regles/ppgdid/acte.ts";
import { type RubriqueEcrite, type RubriquePpgdid, readContenu } from "../../regles/ppgdid/contenu.ts";
import { adoptedOn, type ConventionPpgdid, findPlan, mayProlong, type PlanPpgdid } from "../../regles/ppgdid/plan.ts";

export type PpgdidDeps = {
  readonly base: Pick<Base, "acteur" | "ppgdids" | "journal" | "transaction">;
  readonly horloge: Horloge;
};
export type PlanVise = { readonly epci: string; readonly numero: number };

export const RUBRIQUE_MAX = 20_000;

/**
 * Prepares a draft; it starts from the rubriques of the plan in force, if any. Throws `droit-absent`, `ppgdid-deja-en-projet`, and what `cleanTexte`
 * throws.
 */
export function preparerPpgdid(
  { base, horloge }: PpgdidDeps,
  { epci, titre }: { readonly epci: string; readonly titre: string },
): Promise<number> {
  requireObjectif(base.acteur, "creer", epci);
  const nom = cleanTexte("Titre", titre, TITRE_MAX);
  return base.transaction(async (tx) => {
    await tx.ppgdids.lock(epci);
    const plans = await tx.ppgdids.plans(epci);
    const projet = plans.find((plan) => adoptedOn(plan) === null);
    if (projet) {
      throw conflit(
        "ppgdid-deja-en-projet",
        `« ${projet.titre} » est déjà en préparation. Continuez ce projet, ou abandonnez-le d’abord.`,
      );
    }
    const numero = await tx.ppgdids.add(epci, nom, findPlan(plans, horloge.aujourdhui())?.rubriques ?? []);
    await write(tx, epci, `ppgdid:${numero}`, "ppgdid-prepare");
    return numero;
  });
}

/** Throws `droit-absent`, `ppgdid-inconnu`, `ppgdid-adopte`. */
export function abandonnerPpgdid(deps: PpgdidDeps, vise: PlanVise): Promise<void> {
  return change(deps, vise, "ppgdid-abandonne", async (tx, plan) => {
    checkProjet(plan);
    await tx.ppgdids.remove(vise.epci, plan.id);
  });
}

/** Throws what `abandonnerPpgdid` throws, and `ppgdid-accueil-invalide`. */
export function fixerAccueil(
  deps: PpgdidDeps,
  { jours, organisme, ...vise }: PlanVise & { readonly jours: number | null; readonly organisme: string },
): Promise<void> {
  return change(deps, vise, "ppgdid-modifie", async (tx, plan) => {
    checkProjet(plan);
    if (jours !== null && !(Number.isInteger(jours) && jours >= 1 && jours <= 365)) {
      throw new Refus("ppgdid-accueil-invalide", "Premier accueil : écrivez un nombre de jours, de 1 à 365.");
    }
    const clean = organisme.trim() === "" ? null : cleanTexte("Organisme", organisme, TITRE_MAX);
    await tx.ppgdids.setAccueil(vise.epci, plan.id, { jours, organisme: clean });
  });
}

/**
 * Writes one rubrique of a draft. Throws what `abandonnerPpgdid` throws, `rubrique-inconnue`, `ppgdid-rubrique-obligatoire`, and what `cleanTexte`
 * throws.
 */
export function ecrireRubrique(
  deps: PpgdidDeps,
  { rubrique, ...vise }: PlanVise & { readonly rubrique: RubriqueEcrite },
): Promise<void> {
  return change(deps, vise, "ppgdid-modifie", async (tx, plan) => {
    checkProjet(plan);
    const asked = pickRubrique(readContenu(deps.horloge.aujourdhui()), rubrique.numero);
    if (rubrique.nonDecidee && !asked.facultative) {
      throw new Refus(
        "ppgdid-rubrique-obligatoire",
        `${asked.numero}° ${asked.titre} : le texte la demande à tous les plans, elle est à écrire.`,
      );
    }
    const texte = rubrique.texte.trim() === "" ? "" : cleanTexte(asked.titre, rubrique.texte, RUBRIQUE_MAX);
    await tx.ppgdids.writeRubrique(vise.epci, plan.id, {
      ...rubrique,
      texte,
      nonDecidee: rubrique.nonDecidee && texte === "",
    });
  });
}

/**
 * Records an act; the adoption makes the plan public. Throws what `abandonnerPpgdid` throws, `ppgdid-prolonge`, and what `checkActePpgdid` and
 * `cleanTexte` throw.
 */
export function enregistrerActe(
  deps: PpgdidDeps,
  { acte, ...vise }: PlanVise & { readonly acte: ActePpgdid },
): Promise<void> {
  const aujourdhui = deps.horloge.aujourdhui();
  return change(deps, vise, "ppgdid-acte", async (tx, plan) => {
    checkActePpgdid(plan.actes, acte, aujourdhui);
    if (acte.nature === "prolongation" && !mayProlong(plan, acte.date)) {
      throw conflit(
        "ppgdid-prolonge",
        "Ce plan a déjà été prolongé autant que le texte le permet : un nouveau plan est à adopter.",
      );
    }
    const clean = cleanTexte(LIBELLE_ACTE_PPGDID[acte.nature], acte.acte, ACTE_MAX);
    await tx.ppgdids.addActe(vise.epci, plan.id, { ...acte, acte: clean });
    if (acte.nature === "adoption") {
      await tx.ppgdids.adopt(vise.epci, plan.id, { adopteLe: acte.date, publieLe: aujourdhui });
    }
  });
}

/** Throws what `abandonnerPpgdid` throws, `ppgdid-convention-sans-signataire`, `ppgdid-signataire-en-double`. */
export function ajouterConvention(
  deps: PpgdidDeps,
  {
    convention,
    ...vise
  }: PlanVise & {
    readonly convention: Pick<ConventionPpgdid, "nature" | "titre" | "arrete"> & {
      readonly signataires: readonly string[];
    };
  },
): Promise<void> {
  return change(deps, vise, "ppgdid-convention", async (tx, plan) => {
    const titre = cleanTexte("Titre de la convention", convention.titre, TITRE_MAX);
    const arrete = convention.arrete === null ? null : cleanTexte("Arrêté", convention.arrete, ACTE_MAX);
    const signataires = convention.signataires.map((nom) => cleanTexte("Signataire", nom, TITRE_MAX));
    if (signataires.length === 0 && arrete === null) {
      throw new Refus(
        "ppgdid-convention-sans-signataire",
        "Écrivez qui signe cette convention, une organisation par ligne, ou l’arrêté qui l’impose.",
      );
    }
    if (new Set(signataires).size < signataires.length) {
      throw new Refus("ppgdid-signataire-en-double", "Une organisation est écrite deux fois parmi les signataires.");
    }
    await tx.ppgdids.addConvention(vise.epci, plan.id, { nature: convention.nature, titre, arrete, signataires });
  });
}

/** Throws what `abandonnerPpgdid` throws, `signataire-inconnu`, `ppgdid-acte-futur`. */
export function signerConvention(
  deps: PpgdidDeps,
  { signataire, le, ...vise }: PlanVise & { readonly signataire: number; readonly le: string },
): Promise<void> {
  return change(deps, vise, "ppgdid-convention", async (tx, plan) => {
    if (le > deps.horloge.aujourdhui())
      throw new Refus("ppgdid-acte-futur", "Signature : cette date n’est pas encore passée.");
    const known = plan.conventions.some((convention) => convention.signataires.some(({ id }) => id === signataire));
    if (!known || !(await tx.ppgdids.sign(vise.epci, signataire, le))) {
      throw introuvable("signataire-inconnu", "Ce signataire n’est pas de ce plan, ou il a déjà signé.");
    }
  });
}

/** Throws `rubrique-inconnue`. */
export function pickRubrique(contenu: readonly RubriquePpgdid[], numero: number): RubriquePpgdid {
  const found = contenu.find((one) => one.numero === numero);
  if (found) return found;
  throw introuvable("rubrique-inconnue", "Cette rubrique n’est pas de celles du plan. Choisissez-la dans la liste.");
}

/** Refuses an adopted plan. Throws `ppgdid-adopte`. */
export function checkProjet(plan: PlanPpgdid): void {
  if (adoptedOn(plan) === null) return;
  throw conflit("ppgdid-adopte", `« ${plan.titre} » est adopté : ce qu’il dit ne change plus. Préparez sa révision.`);
}

type ActePlan = "ppgdid-prepare" | "ppgdid-modifie" | "ppgdid-abandonne" | "ppgdid-acte" | "ppgdid-convention";
type Ecrivain = Pick<Base, "ppgdids" | "journal">;

async function change(
  { base }: PpgdidDeps,
  { epci, numero }: PlanVise,
  acte: ActePlan,
  run: (tx: Ecrivain, plan: PlanPpgdid) => Promise<void>,
): Promise<void> {
  requireObjectif(base.acteur, "modifier", epci);
  await base.transaction(async (tx) => {
    await tx.ppgdids.lock(epci);
    await run(tx, pickPlan(await tx.ppgdids.plans(epci), numero));
    await write(tx, epci, `ppgdid:${numero}`, acte);
  });
}

function write(tx: Pick<Base, "journal">, epci: string, objet: string, acte: ActePlan): Promise<void> {
  return tx.journal.ecrire({ acte, ressource: "objectif", epci, objet });
}
