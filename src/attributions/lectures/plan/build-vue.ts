import { formatCompte, formatJour, formatNombre } from "#socle/regles/shared/format.ts";
import { LIBELLE_MANQUE } from "#socle/regles/shared/manque.ts";
import type { Territoire } from "#socle/regles/shared/territoire.ts";
import { LIBELLE_CRITERE_PLAN, type ParametresPlan } from "../../regles/plan/parametres-plan.ts";
import type { InconnusPlan, PlanPropose, VariantePlan } from "../../regles/plan/plan.ts";
import { tellEcartee, tellLigne } from "./dire-lignes.ts";
import { tellObjectif } from "./dire-objectifs.ts";
import { type NomsPlan, namesOf } from "./noms.ts";
import type { ContenuPlan, PlanLu } from "./ports.ts";
import type { DefinitionPlan, VarianteVue, VuePlan } from "./vue.ts";

/** The frozen proposal, in words; the references are those that the actor may read today. */
export function buildVuePlan({ epci, nom, demonstration }: Territoire, lu: PlanLu): VuePlan {
  const { contenu, menages, ...entete } = lu;
  const commun = { territoire: { epci, nom, demonstration }, entete };
  if (contenu === null) {
    return { ...commun, reponse: [tellResume(lu)], parametres: [], reserves: [], detail: null };
  }
  const { plan } = contenu;
  const noms = namesOf(contenu, menages);
  const presentes = new Map(contenu.logements.map((one) => [one.cle, one]));
  return {
    ...commun,
    reponse: [tellResume(lu), ...tellReponse(plan, noms)],
    parametres: [...tellMethode(plan), ...tellParametres(plan.parametres, contenu)],
    reserves: [...tellInconnus(plan.inconnus), ...tellCoupes(contenu, noms)],
    detail: {
      objectifs: plan.objectifs.map((objectif) => tellObjectif(objectif, noms)),
      lignes: plan.lignes.map((ligne) => tellLigne(ligne, presentes.get(ligne.logement), noms)),
      comparaison: plan.comparaison.map((variante) => tellVariante(variante, plan)),
      ecartees: plan.ecartees.map((ecartee) => tellEcartee(ecartee, noms)),
    },
  };
}

function tellResume({ resume }: PlanLu): string {
  const { logements, proposes, objectifs, atteintsAvant, atteints } = resume;
  return `${formatNombre(proposes)} des ${formatCompte(logements, "logement")} ${proposes > 1 ? "ont" : "a"} un ménage proposé. Si tout était signé, ${formatNombre(atteints)} des ${formatCompte(objectifs, "objectif")} ${atteints > 1 ? "seraient atteints" : "serait atteint"}, contre ${formatNombre(atteintsAvant)} aujourd’hui.`;
}

function tellReponse({ comparaison, ecartees }: PlanPropose, noms: NomsPlan): readonly string[] {
  const autres = comparaison.filter(({ nom }) => nom !== "proposition");
  const sides = autres.map(({ nom, atteints }) => `${formatNombre(atteints)} dans l’ordre ${ORDRES[nom]}`).join(" et ");
  const displaced =
    ecartees.length === 0
      ? "Aucune demande n’est écartée de ce que l’ordre lui aurait donné."
      : `${formatCompte(ecartees.length, "demande écartée", "demandes écartées")}, chacune avec sa raison.`;
  return [
    `Les mêmes logements donneraient ${sides}.`,
    `${displaced} Les écarts sont comptés dans l’ordre du critère, ${noms.unite(1).includes("mois") ? "l’ancienneté" : "la cotation"}.`,
  ];
}

const ORDRES: Readonly<Record<VariantePlan["nom"], string>> = {
  proposition: "de la proposition",
  attente: "de l’ancienneté",
  points: "de la cotation",
};

const METHODES: Readonly<Record<PlanPropose["methode"], string>> = {
  optimale: "Optimisation menée à son terme",
  interrompue: "Optimisation interrompue par le temps : la meilleure proposition trouvée",
  gloutonne: "Sans optimisation : logement par logement, rien ne prouve que c’est la meilleure",
};

function tellMethode({ methode, ecart, echanges }: PlanPropose): readonly DefinitionPlan[] {
  const gap =
    ecart === null
      ? "inconnu : la borne n’a pas été calculée"
      : `${(ecart * 100).toLocaleString("fr-FR", { maximumFractionDigits: 3 })} % au plus`;
  return [
    { terme: "Méthode", valeur: METHODES[methode] },
    { terme: "Écart à la meilleure possible", valeur: gap },
    {
      terme: "Départage",
      valeur: `À effet égal, l’ordre du critère, puis l’autre critère, puis le numéro de dossier : ${formatCompte(echanges, "échange fait", "échanges faits")}`,
    },
  ];
}

function tellParametres(
  { critere, poidsAttribution, penaliteManque, rangMax }: ParametresPlan,
  { arreteAu, manquants }: ContenuPlan,
): readonly DefinitionPlan[] {
  const unite = critere === "attente" ? "mois" : "points";
  return [
    { terme: "Critère", valeur: LIBELLE_CRITERE_PLAN[critere] },
    { terme: "Un logement proposé vaut", valeur: `${formatNombre(poidsAttribution)} ${unite}, plus ceux du ménage` },
    {
      terme: "Une attribution comptée qui manque à un objectif coûte",
      valeur: `${formatNombre(penaliteManque)} ${unite}`,
    },
    {
      terme: "Rang le plus lointain",
      valeur: rangMax === null ? "sans limite" : `${formatNombre(rangMax)} premiers de chaque logement`,
    },
    {
      terme: "Objectifs",
      valeur: [`De l’année entière, avec les baux publiés jusqu’au ${formatJour(arreteAu)}`, manquants]
        .filter(Boolean)
        .join(". "),
    },
  ];
}

function tellInconnus(inconnus: InconnusPlan): readonly string[] {
  const mots: readonly (readonly [number, string, string])[] = [
    [inconnus.zones, "logement sans zone connue", "logements sans zone connue"],
    [inconnus.contingents, "logement sans contingent connu", "logements sans contingent connu"],
    [inconnus.quartiles, "demande au quartile inconnu", "demandes au quartile inconnu"],
    [
      inconnus.relogements,
      "demande dont on ne sait pas si elle vient d’un relogement",
      "demandes dont on ne sait pas si elles viennent d’un relogement",
    ],
    [inconnus.prioritaires, "demande à la priorité inconnue", "demandes à la priorité inconnue"],
    [inconnus.attentes, "demande sans ancienneté connue", "demandes sans ancienneté connue"],
    [inconnus.points, "demande sans cotation", "demandes sans cotation"],
  ];
  const known = mots
    .filter(([nombre]) => nombre > 0)
    .map(([nombre, un, plusieurs]) => formatCompte(nombre, un, plusieurs));
  if (known.length === 0) return [];
  return [
    `Dans ce lot : ${known.join(", ")}. Ce qui n’est pas connu ne compte jamais comme atteint ; sans ancienneté ni cotation, une demande vient après les autres.`,
  ];
}

function tellCoupes({ coupes }: ContenuPlan, noms: NomsPlan): readonly string[] {
  if (coupes.length === 0) return [];
  return [
    `Pour ${coupes.map(noms.logement).join(", ")}, seules les demandes les mieux placées ont été lues : il y en a d’autres.`,
  ];
}

function tellVariante(variante: VariantePlan, { objectifs }: PlanPropose): VarianteVue {
  const { nom, atteints, logementsProposes, attenteMois, points, prioriteNonSuivie, ecartees } = variante;
  const titres = { proposition: "Proposition", attente: "Ordre d’ancienneté", points: "Ordre de cotation" } as const;
  return {
    nom: titres[nom],
    objectifs: `${formatNombre(atteints)} sur ${formatNombre(objectifs.length)}`,
    logements: formatNombre(logementsProposes),
    attente: tellMoyenne(attenteMois, "mois"),
    points: tellMoyenne(points, "points"),
    prioriteNonSuivie: formatNombre(prioriteNonSuivie),
    ecartees: formatNombre(ecartees),
  };
}

function tellMoyenne({ valeur, connus, inconnus }: VariantePlan["points"], unite: string): string {
  if (valeur === null) return LIBELLE_MANQUE[connus + inconnus === 0 ? "sans-objet" : "inconnu"];
  const mean = `${valeur.toLocaleString("fr-FR", { minimumFractionDigits: 1, maximumFractionDigits: 1 })} ${unite}`;
  return inconnus === 0 ? mean : `${mean} (${formatCompte(inconnus, "inconnu")})`;
}
