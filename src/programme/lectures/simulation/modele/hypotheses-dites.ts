import {
  formatBornes,
  formatCompte,
  formatNombre,
  formatTaux,
  formatTauxCourt,
  joinFrench,
} from "#socle/regles/shared/format.ts";
import { LEVIERS, LIBELLE_FACTEUR } from "../../../regles/simulation/facteur.ts";
import type { CodeHypothese, HypothesesSimulation, ParcSimule } from "../../../regles/simulation/hypotheses.ts";
import { roundFlux } from "./entiers.ts";
import { formatLevier } from "./equilibres.ts";
import type { HypotheseDite } from "./resultat.ts";

/** Source of the assumptions that are neither read nor measured: how the simulation is made. */
const MODELE = "Choix du modèle";

/** Assumptions with their value, source and confidence, in reading order. */
export function listHypotheses(
  h: HypothesesSimulation,
  { graine, tirages }: { readonly graine: number; readonly tirages: number },
): HypotheseDite[] {
  return [
    ...listDepart(h),
    ...listProgramme(h),
    ...LEVIERS.map((levier) => tell(h, levier, LIBELLE_FACTEUR[levier], formatLevier(levier, h.leviers[levier]))),
    ...listParcs(h),
    ...listModele(h),
    {
      code: "tirage",
      libelle: "Tirages",
      valeur: `${formatNombre(tirages)} tirages, graine ${graine} : la même graine redonne les mêmes chiffres`,
      source: MODELE,
      confiance: null,
    },
  ];
}

/** French sentences on what the model leaves out. */
export function listLimites(h: HypothesesSimulation): string[] {
  return [
    "Une simulation n’est pas une prévision : elle dit ce que donnent ces hypothèses, et elles seules.",
    "Le taux de départ reste celui de l’année de référence, aux gains annuels près : ni la demande, ni les loyers, ni les revenus ne bougent.",
    "Un ménage relogé hors QPV prend la place d’une attribution ordinaire de la même année : le nombre de baux n’augmente pas.",
    ...sayInconnues(h.reference),
    ...(h.parc.horsQpv === null
      ? ["Le parc hors QPV n’est pas donné : rien ne limite les attributions aux logements qui se libèrent."]
      : []),
    ...(h.parc.qpv === null || h.attributionsAnnuelles.qpv === null
      ? ["Le parc en QPV ou ses attributions annuelles ne sont pas donnés : sa vacance n’est pas calculée."]
      : ["La vacance en QPV est montrée, mais ne change rien au taux hors QPV."]),
    ...(h.bailleurs.length > 0
      ? ["Chaque bailleur est tiré à part : le taux du territoire n’est pas la moyenne de leurs tirages."]
      : []),
  ];
}

/** Bounds of the rate: none of the leases without a place counts, or all are hors QPV and of the first quartile. */
function sayInconnues({ annee, attributions, q1, sansLieu }: HypothesesSimulation["reference"]): string[] {
  if (sansLieu === 0) return [];
  const total = attributions + sansLieu;
  const bornes = formatBornes([q1 / total, (q1 + sansLieu) / total]);
  const are = sansLieu > 1 ? "sont" : "est";
  return [
    `${formatCompte(sansLieu, "attribution")} de ${annee}, de lieu inconnu, ${are} hors du calcul : selon ce que l’on saurait de leur lieu et de leur quartile, le taux de départ serait ${bornes}.`,
  ];
}

function listDepart(h: HypothesesSimulation): HypotheseDite[] {
  const { annee, attributions, q1, sansLieu } = h.reference;
  const unknown = sansLieu === 0 ? "" : ` ; ${formatNombre(sansLieu)} de lieu inconnu, hors du calcul`;
  const { horsQpv, qpv } = h.attributionsAnnuelles;
  const cibles = h.cibles.map((cible) => `${cible.annee} : ${formatTauxCourt(cible.taux)}`);
  const { debut, fin, cible } = h.periode;
  return [
    tell(
      h,
      "reference",
      `Attributions hors QPV de ${annee}`,
      `${formatNombre(q1)} au premier quartile sur ${formatNombre(attributions)}, soit ${formatTaux(q1 / attributions)}${unknown}`,
    ),
    tell(
      h,
      "attributionsHorsQpv",
      "Attributions hors QPV par an",
      `${formatNombre(horsQpv)}, relogements compris ; les premières locations des logements reconstruits s’y ajoutent`,
    ),
    tell(h, "attributionsQpv", "Attributions en QPV par an", qpv === null ? "inconnues" : formatNombre(qpv)),
    tell(
      h,
      "cibles",
      "Cibles",
      `${[...cibles, `moyenne des taux annuels de ${debut} à ${fin} : ${formatTauxCourt(cible)}`].join(" ; ")}`,
    ),
  ];
}

function listProgramme(h: HypothesesSimulation): HypotheseDite[] {
  const entiers = roundFlux(h);
  const [logements, occupes] = [count(h, "logements"), count(h, "occupes")];
  const groupes = h.groupes.map(
    (groupe) =>
      `${groupe.libelle}, ${formatCompte(groupe.logements, "logement")} dont ${formatNombre(groupe.occupes)} à reloger à partir de ${groupe.annee}`,
  );
  const parts = h.etalement.map((part, i) => `${formatTauxCourt(part)} ${nameAnnee(i)}`);
  const years = [...new Set(h.calendrierNeufs.filter(({ poids }) => poids > 0).map(({ annee }) => annee))].sort();
  const neufs = years.map((annee) => `${formatNombre(entiers(annee).neufs)} en ${annee}`);
  return [
    tell(
      h,
      "groupes",
      "Démolitions",
      groupes.length === 0
        ? "aucune"
        : `${formatCompte(logements, "logement")}, ${formatCompte(occupes, "ménage")} à reloger : ${groupes.join(" ; ")}`,
    ),
    tell(h, "etalement", "Étalement des relogements", joinFrench(parts)),
    tell(h, "calendrierNeufs", "Logements reconstruits, hors QPV", neufs.length === 0 ? "aucun" : joinFrench(neufs)),
  ];
}

function nameAnnee(rang: number): string {
  if (rang === 0) return "l’année où le relogement commence";
  return rang === 1 ? "l’année suivante" : `${rang} ans après`;
}

function listParcs(h: HypothesesSimulation): HypotheseDite[] {
  const { bailleurs, reference } = h;
  const attributions = bailleurs.reduce((total, bailleur) => total + bailleur.attributions, 0);
  const said =
    bailleurs.length === 0
      ? "non distingués"
      : `${formatCompte(bailleurs.length, "bailleur")}, ${formatNombre(attributions)} des ${formatNombre(reference.attributions)} attributions hors QPV`;
  return [
    tell(h, "parcQpv", "Parc en QPV", sayParc(h.parc.qpv)),
    tell(h, "parcHorsQpv", "Parc hors QPV", sayParc(h.parc.horsQpv)),
    tell(h, "bailleurs", "Bailleurs", said),
  ];
}

function sayParc(parc: ParcSimule | null): string {
  if (parc === null) return "inconnu";
  const neufs = parc.neufs.map(({ annee, logements }) => `${formatNombre(logements)} en ${annee}`);
  const added = neufs.length === 0 ? "" : ` ; logements neufs hors reconstitution : ${joinFrench(neufs)}`;
  return `${formatCompte(parc.logements, "logement")}, ${formatCompte(parc.occupes, "occupé")} ; rotation de ${formatTaux(parc.rotation)} des logements occupés par an${added}`;
}

function listModele({ reference: { attributions, q1 }, leviers }: HypothesesSimulation): HypotheseDite[] {
  const [a, b] = [formatNombre(q1 + 0.5), formatNombre(attributions - q1 + 0.5)];
  const lines = [
    ["Taux de départ inconnu", `loi Bêta(${a} ; ${b}), déduite de l’année de référence seule (a priori de Jeffreys)`],
    ["Ménages relogés hors QPV", "comptés dans l’objectif quel que soit leur quartile, une seule fois"],
    ["Autres attributions ordinaires", "chacune au taux de départ, plus le gain annuel"],
    [
      "Logements reconstruits qui ne sont pas des PLAI",
      "attribués au taux de départ, sans gain annuel ; tous les logements reconstruits sont hors QPV",
    ],
    [
      "Taux d’une période",
      `moyenne des taux annuels${leviers.gainAnnuel === 0 ? "" : " ; le gain compte depuis l’année de référence"}`,
    ],
    [
      "Arrondis",
      "ménages et logements entiers, au plus fort reste : chaque total est exact ; les points d’équilibre sont calculés sans arrondi ni hasard",
    ],
    [
      "Parc",
      "les logements à démolir sortent du parc en QPV l’année où leur relogement commence ; une attribution demande un logement vacant, libéré ou neuf",
    ],
  ] as const;
  return lines.map(([libelle, valeur]) => ({ code: "modele", libelle, valeur, source: MODELE, confiance: null }));
}

function tell(h: HypothesesSimulation, code: CodeHypothese, libelle: string, valeur: string): HypotheseDite {
  const found = h.justifications[code];
  return { code, libelle, valeur, source: found?.source ?? null, confiance: found?.confiance ?? null };
}

function count({ groupes }: HypothesesSimulation, champ: "logements" | "occupes"): number {
  return groupes.reduce((total, groupe) => total + groupe[champ], 0);
}
