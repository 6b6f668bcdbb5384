import { type Demarche, LIBELLE_DOCUMENT_DEMARCHE, latestDemarche, sayQuand } from "#bilan/regles/repere/demarche.ts";
import { findVersion } from "#engagements/regles/convention/version.ts";
import type { Base } from "#socle/lectures/base.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";
import { LIBELLE_CONVENTION_PPGDID } from "../../regles/ppgdid/plan.ts";
import { currentPlan, type PlansBase, readPlans } from "./ppgdid.ts";

/** A document of the policy, the documents it follows from, and its state on the territory. */
export type DocumentPolitique = {
  readonly code: string;
  readonly titre: string;
  readonly article: string;
  /** Codes of the documents that this one follows from. */
  readonly decoule: readonly string[];
  /** `hors-blaise`: Blaise does not hold this document. */
  readonly etat: "present" | "projet" | "absent" | "hors-blaise";
  /** French sentence, shown as is. */
  readonly dit: string;
  /** Page of the territory that shows the document; null: none. */
  readonly chemin: string | null;
};

type DocumentsBase = PlansBase & Pick<Base, "conventions" | "actions" | "reperes">;

/** Documents of the policy, after the convention of 5 October 2018, § 1.1: which one follows from which, and what the territory has of each. */
export async function readDocuments(
  base: DocumentsBase,
  epci: string,
  jour: string,
): Promise<readonly DocumentPolitique[]> {
  const [plans, versions, grilles, actions, demarches] = await Promise.all([
    readPlans(base, epci, jour),
    base.conventions.versions(epci),
    base.cotations.versions(epci),
    base.actions.list(epci),
    base.reperes.demarches(epci),
  ]);
  const version = findVersion(versions, jour);
  const plan = currentPlan(plans);
  const grille = grilles.filter(({ etat, du }) => etat !== "projet" && du !== null && du <= jour).at(-1);
  const convention = (nature: "service-accueil" | "gestion-partagee"): Etat => {
    const own = plan?.conventions.find((one) => one.nature === nature);
    if (!own) return { etat: "absent", dit: "aucune n’est enregistrée", chemin: "ppgdid" };
    const signed = own.arrete !== null || own.signataires.every(({ signeLe }) => signeLe !== null);
    return {
      etat: signed ? "present" : "projet",
      dit: signed ? "signée" : "des signatures manquent",
      chemin: "ppgdid",
    };
  };
  return [
    { ...LOI, ...HORS },
    { ...PLH, ...stateOfDemarche(latestDemarche(demarches, "plh", jour)) },
    { ...CONTRAT_DE_VILLE, ...stateOfDemarche(latestDemarche(demarches, "contrat-de-ville", jour)) },
    { ...PDALHPD, ...stateOfDemarche(latestDemarche(demarches, "pdalhpd", jour)) },
    { ...ORIENTATIONS, ...stateOfOrientations(actions) },
    { ...CIA, ...stateOfVersion(version, versions.length > 0) },
    { ...PPGDID, ...stateOfPlan(plan) },
    { ...SERVICE_ACCUEIL, ...convention("service-accueil") },
    { ...GESTION_PARTAGEE, ...convention("gestion-partagee") },
    {
      ...COTATION,
      ...(grille?.du
        ? { etat: "present" as const, dit: `grille en vigueur depuis le ${formatJour(grille.du)}` }
        : { etat: grilles.length > 0 ? ("projet" as const) : ("absent" as const), dit: "aucune grille n’est publiée" }),
      chemin: "demandes/cotation",
    },
  ];
}

type Etat = Pick<DocumentPolitique, "etat" | "dit" | "chemin">;
type Fixe = Omit<DocumentPolitique, keyof Etat>;

const HORS: Etat = { etat: "hors-blaise", dit: "tenu hors de Blaise", chemin: null };

function fixe(code: string, titre: string, article: string, decoule: readonly string[]): Fixe {
  return { code, titre, article, decoule };
}

const LOI = fixe("loi", "Loi et code de la construction et de l’habitation", "CCH, art. L. 441 et suivants", []);
const PLH = fixe("plh", LIBELLE_DOCUMENT_DEMARCHE.plh, "CCH, art. L. 302-1", ["loi"]);
const CONTRAT_DE_VILLE = fixe(
  "contrat-de-ville",
  LIBELLE_DOCUMENT_DEMARCHE["contrat-de-ville"],
  "Loi du 21 février 2014",
  ["loi"],
);
const PDALHPD = fixe("pdalhpd", LIBELLE_DOCUMENT_DEMARCHE.pdalhpd, "Loi du 31 mai 1990", ["loi"]);
const ORIENTATIONS = fixe("orientations", LIBELLE_DOCUMENT_DEMARCHE.orientations, "CCH, art. L. 441-1-5", [
  "plh",
  "contrat-de-ville",
  "pdalhpd",
]);
const CIA = fixe("cia", "Convention intercommunale d’attribution", "CCH, art. L. 441-1-6", ["orientations"]);
const PPGDID = fixe("ppgdid", "Plan partenarial de gestion de la demande", "CCH, art. L. 441-2-8", ["orientations"]);
const SERVICE_ACCUEIL = fixe("service-accueil", LIBELLE_CONVENTION_PPGDID["service-accueil"], "CCH, art. L. 441-2-8", [
  "ppgdid",
]);
const GESTION_PARTAGEE = fixe(
  "gestion-partagee",
  LIBELLE_CONVENTION_PPGDID["gestion-partagee"],
  "CCH, art. L. 441-2-7",
  ["ppgdid"],
);
const COTATION = fixe("cotation", "Cotation de la demande", "CCH, art. L. 441-2-8", ["ppgdid", "orientations"]);

function stateOfVersion(
  version: { readonly titre: string; readonly depuis: string | null } | null,
  prepared: boolean,
): Etat {
  if (version?.depuis)
    return {
      etat: "present",
      dit: `« ${version.titre} », en vigueur depuis le ${formatJour(version.depuis)}`,
      chemin: "convention",
    };
  return {
    etat: prepared ? "projet" : "absent",
    dit: prepared ? "en projet" : "aucune n’est enregistrée",
    chemin: "convention",
  };
}

/** The document is held elsewhere: the territory wrote a step of it, not its text. */
function stateOfDemarche(demarche: Demarche | null): Etat {
  if (demarche === null) return HORS;
  return { etat: "hors-blaise", dit: `${demarche.titre} (${sayQuand(demarche.quand)})`, chemin: "reperes" };
}

/** State of the orientations, counted in the programme of actions; the text that adopts them is held elsewhere. */
function stateOfOrientations(actions: readonly { readonly orientation: string }[]): Etat {
  const nombre = new Set(actions.map(({ orientation }) => orientation)).size;
  if (nombre === 0) return { ...HORS, chemin: "actions" };
  return { etat: "present", dit: `${formatCompte(nombre, "orientation")} au programme d’actions`, chemin: "actions" };
}

function stateOfPlan(
  plan: { readonly titre: string; readonly depuis: string | null; readonly fin: string | null } | null,
): Etat {
  if (plan === null) return { etat: "absent", dit: "aucun n’est enregistré", chemin: "ppgdid" };
  if (plan.depuis === null || plan.fin === null)
    return { etat: "projet", dit: `« ${plan.titre} », en projet`, chemin: "ppgdid" };
  return {
    etat: "present",
    dit: `« ${plan.titre} », du ${formatJour(plan.depuis)} au ${formatJour(plan.fin)}`,
    chemin: "ppgdid",
  };
}
