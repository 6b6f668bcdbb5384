import { LIBELLE_CONTINGENT } from "#droit/regles/attribution/attribution.ts";
import { formatCompte, formatNombre, joinFrench } from "#socle/regles/shared/format.ts";
import type { CauseSansProposition, EcarteePlan, LignePlan, ReservePlan } from "../../regles/plan/plan.ts";
import type { NomsPlan } from "./noms.ts";
import type { LogementPresente } from "./ports.ts";
import type { EcarteeVue, LigneVue } from "./vue.ts";

const ZONES = { qpv: "en QPV", "hors-qpv": "hors QPV", inconnue: "zone inconnue" } as const;

export function tellLigne(ligne: LignePlan, presente: LogementPresente | undefined, noms: NomsPlan): LigneVue {
  const { logement, propose, reserves } = ligne;
  const lieu = presente
    ? [
        presente.typologie ?? "typologie inconnue",
        presente.commune,
        ZONES[presente.zone],
        LIBELLE_CONTINGENT[presente.contingent],
      ]
    : [];
  return {
    cle: logement,
    logement: [noms.logement(logement), ...lieu].join(" · "),
    menage: propose && noms.menage(propose.menage),
    pourquoi: propose
      ? tellPropose(propose, ligne.eligibles, noms)
      : tellPersonne(ligne.sansProposition, ligne.eligibles),
    reserves: reserves.map((reserve) => tellReserve(reserve, noms)),
    passees: propose && propose.passees.length > 0 ? propose.passees.map(noms.menage).join(", ") : "aucune",
  };
}

type Propose = NonNullable<LignePlan["propose"]>;

function tellPropose(
  { rang, attenteMois, points, compte, inconnu }: Propose,
  eligibles: number,
  noms: NomsPlan,
): string {
  const place = `${rang === 1 ? "1er" : `${rang}e`} de ${formatCompte(eligibles, "demande éligible", "demandes éligibles")}`;
  const counts = compte.length > 0 ? [`compte pour : ${joinFrench(compte.map(noms.objectif))}`] : [];
  const unknown = inconnu.length > 0 ? [`ne se juge pas pour : ${joinFrench(inconnu.map(noms.objectif))}`] : [];
  return [
    place,
    tellMenage({ attenteMois, points }),
    ...(counts.length + unknown.length === 0 ? ["ne compte pour aucun objectif"] : [...counts, ...unknown]),
  ].join(" ; ");
}

function tellMenage({ attenteMois, points }: Pick<Propose, "attenteMois" | "points">): string {
  return [
    attenteMois === null ? "ancienneté inconnue" : formatCompte(attenteMois, "mois", "mois"),
    points === null ? "sans cotation" : formatCompte(points, "point"),
  ].join(", ");
}

const SANS: Readonly<Record<CauseSansProposition, string>> = {
  "aucun-eligible": "aucune demande n’y est éligible",
  "hors-rang": "les demandes éligibles libres sont au-delà du rang permis",
  "proposes-ailleurs": "toutes les demandes éligibles sont proposées ailleurs",
};

function tellPersonne(cause: CauseSansProposition | null, eligibles: number): string {
  return cause === null ? "" : `Personne : ${SANS[cause]} (${formatNombre(eligibles)}).`;
}

function tellReserve({ menage, memeClasse, partagee, pertes }: ReservePlan, noms: NomsPlan): string {
  const effet = memeClasse
    ? "même effet sur les objectifs"
    : pertes.length > 0
      ? `ferait perdre une attribution comptée : ${joinFrench(pertes.map(noms.objectif))}`
      : "autre effet, sans attribution comptée en moins";
  return `${noms.menage(menage)} (${effet}${partagee ? " ; aussi en réserve ailleurs" : ""})`;
}

export function tellEcartee(ecartee: EcarteePlan, noms: NomsPlan): EcarteeVue {
  return {
    menage: noms.menage(ecartee.menage),
    place: tellMenage(ecartee),
    raison: ecartee.genre === "objectif" ? tellPassages(ecartee, noms) : tellChaine(ecartee, noms),
  };
}

type Passee = Extract<EcarteePlan, { readonly genre: "objectif" }>;
type Deplacee = Extract<EcarteePlan, { readonly genre: "logement" }>;

function tellPassages({ passages }: Passee, noms: NomsPlan): string {
  return passages
    .map(
      ({ logement, menage, objectifs }) =>
        `${noms.logement(logement)} va à ${noms.menage(menage)}, qui compte pour : ${joinFrench(objectifs.map(noms.objectif))}`,
    )
    .join(" ; ");
}

function tellChaine({ logement, chaine, objectifs }: Deplacee, noms: NomsPlan): string {
  const suite = chaine.length > 0 ? ` (dont la place, ${chaine.map(noms.logement).join(" puis ")}, va à un autre)` : "";
  const pour = objectifs.length > 0 ? `, pour : ${joinFrench(objectifs.map(noms.objectif))}` : "";
  return `${noms.logement(logement)}, que l’ordre lui donnait, va à une demande mieux placée${suite}${pour}`;
}
