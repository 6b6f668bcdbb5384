import { formatCompte, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_ISSUE_CAS } from "../../regles/cas-bloque/cas-bloque.ts";
import { CAS_POUR_MEDIANE, type DelaiBail } from "../../regles/cas-bloque/delai.ts";
import { LIBELLE_NATURE_PROPOSITION, LIBELLE_SENS_DECISION_CAS } from "../../regles/cas-bloque/suite-cas.ts";
import type { CasListes, CasLu, LigneCas } from "./cas.ts";
import type { CasBloque } from "./ports.ts";

/** Sentences of the page and the workbook. */
export function sayCas({ lignes, etats, delai }: Pick<CasListes, "lignes" | "etats" | "delai">): readonly string[] {
  const nombre = (etat: string) => etats.find((one) => one.etat === etat)?.nombre ?? 0;
  const clos = nombre("clos");
  const ouverts = lignes.length - clos;
  const detail = [
    `${nombre("signale")} sans réunion`,
    `${nombre("inscrit")} à un ordre du jour`,
    `${formatCompte(nombre("decide"), "décidé")}`,
  ].join(", ");
  return [
    `${formatCompte(ouverts, "cas ouvert", "cas ouverts")} (${detail}) et ${formatCompte(clos, "clos", "clos")}.`,
    ...sayRetards(lignes),
    sayDelai(delai),
  ];
}

function sayRetards(lignes: readonly LigneCas[]): readonly string[] {
  const retards = lignes.filter(({ enRetard }) => enRetard).length;
  const vieux = lignes.filter(({ cas }) => cas.closLe === null).map(({ jours }) => jours);
  const oldest =
    vieux.length > 0 ? [`Le plus ancien est ouvert depuis ${formatCompte(Math.max(...vieux), "jour")}.`] : [];
  return retards === 0
    ? oldest
    : [...oldest, `${formatCompte(retards, "échéance")} ${retards < 2 ? "est dépassée" : "sont dépassées"}.`];
}

/** « Délai médian de l’ouverture au bail : 42 jours, sur 3 cas. », with its reservations. */
export function sayDelai(delai: DelaiBail | null): string {
  if (delai === null) return "Délai de l’ouverture au bail : aucun cas ne s’est encore terminé par un bail.";
  const { cas, sansJour, petit } = delai;
  const effectif = `sur ${formatCompte(cas, "cas", "cas")} ${cas < 2 ? "terminé" : "terminés"} par un bail`;
  const bornes =
    sansJour === 0
      ? ""
      : ` ${formatCompte(sansJour, "bail", "baux")} sans jour connu : signé entre l’ouverture et la clôture du cas, d’où les bornes.`;
  const fragile = petit
    ? ` Moins de ${CAS_POUR_MEDIANE} cas : un seul de plus peut changer ce chiffre, il ne dit pas une tendance.`
    : "";
  return `Délai médian de l’ouverture au bail : ${formatDelai(delai)}, ${effectif}.${bornes}${fragile}`;
}

/** « 42 jours », « 42,5 jours », « entre 12 et 42 jours ». */
export function formatDelai({ bornes: [basse, haute] }: Pick<DelaiBail, "bornes">): string {
  const mot = haute < 2 ? "jour" : "jours";
  return basse === haute
    ? `${formatNombre(haute)} ${mot}`
    : `entre ${formatNombre(basse)} et ${formatNombre(haute)} ${mot}`;
}

/** Opening, proposals, decisions and closing, by day. */
export function sayHistorique(
  { ouvertLe, closLe, issue, bailLe }: CasBloque,
  { propositions, decisions }: Pick<CasLu, "propositions" | "decisions">,
): CasLu["historique"] {
  const suites = [
    ...propositions.map(({ le, nature, par }) => ({
      le,
      quoi: `proposition, ${par ?? "organisme inconnu"} : ${LIBELLE_NATURE_PROPOSITION[nature]}`,
    })),
    ...decisions.map(({ le, sens, seance }) => ({
      le,
      quoi: `décision${seance === null ? "" : `, ${seance.titre}`} : ${LIBELLE_SENS_DECISION_CAS[sens]}`,
    })),
    ...(bailLe === null ? [] : [{ le: bailLe, quoi: "bail signé" }]),
  ].toSorted((a, b) => a.le.localeCompare(b.le));
  const cloture = issue === null ? "clôture, sans issue dite" : `clôture : ${LIBELLE_ISSUE_CAS[issue]}`;
  return [
    { le: ouvertLe, quoi: "ouverture du cas" },
    ...suites,
    ...(closLe === null ? [] : [{ le: closLe, quoi: cloture }]),
  ];
}
