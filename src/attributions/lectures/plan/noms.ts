import { formatCompte } from "#socle/regles/shared/format.ts";
import type { ContenuPlan, PlanLu } from "./ports.ts";

/** Names used in a proposal: a dwelling by its number, a household by its reference for whoever may read it, an objective by its words. */
export type NomsPlan = {
  readonly logement: (cle: string) => string;
  readonly menage: (numero: string) => string;
  readonly objectif: (cle: string) => string;
  /** « 12 mois » or « 34 points »: unit of the criterion. */
  readonly unite: (nombre: number) => string;
};

export function namesOf(contenu: ContenuPlan, menages: PlanLu["menages"]): NomsPlan {
  const references = new Map(menages.map(({ numero, reference }) => [String(numero), reference]));
  const logements = new Map(contenu.logements.map(({ cle, reference }) => [cle, reference]));
  const objectifs = new Map(contenu.plan.objectifs.map(({ cle, libelle }) => [cle, libelle]));
  const { critere } = contenu.plan.parametres;
  return {
    logement: (cle) => logements.get(cle) ?? cle,
    menage: (numero) => references.get(numero) ?? `ménage n° ${numero}`,
    objectif: (cle) => objectifs.get(cle) ?? cle,
    unite: (nombre) => (critere === "attente" ? formatCompte(nombre, "mois", "mois") : formatCompte(nombre, "point")),
  };
}
