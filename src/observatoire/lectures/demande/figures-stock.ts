import { readValeur } from "#bilan/lectures/bilan-bailleur/croiser.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { JOURS_PAR_MOIS } from "#socle/regles/shared/calendrier.ts";
import { formatCompte, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { colonne, compteParmi, figureOf } from "../cellule.ts";
import { type CadreDemandes, countBy, nombreOf, ofAxe, partOf, sumNombre } from "./compter.ts";
import { figureRepartition, type Repartition } from "./figure-repartition.ts";
import {
  AGES,
  ANCIENNETES,
  MOTIFS,
  MOTIFS_REFUS,
  ORIGINES,
  PLAFONDS,
  PROPOSITIONS,
  QUARTILES,
  REFUS_PAR,
  TYPOLOGIES,
} from "./modalites.ts";
import type { AxeDemande, CompteDemande } from "./ports.ts";

const SANS_LISTE =
  "Aucune liste codée de refus n’existe au SNE : ces colonnes sont ajoutées par les bailleurs, selon une liste fermée de Blaise.";

export const REPARTITIONS = {
  origine: {
    code: "demandes-origine",
    titre: "Mutations et nouvelles demandes",
    lignesDe: "Origine",
    axe: "origine",
    modalites: ORIGINES,
    definition: [
      "Une mutation est la demande d’un ménage déjà logé dans le parc social (NB_DEJA_LOGE_PARC, sinon le mode de logement actuel).",
    ],
  },
  anciennete: {
    code: "demandes-anciennete",
    titre: "Ancienneté des demandes",
    lignesDe: "Ancienneté",
    axe: "anciennete",
    modalites: ANCIENNETES,
    definition: [
      "De la date de création de la demande au jour de l’extraction. Neuf mois jour pour jour n’est pas « plus de neuf mois ».",
    ],
    reserves: ["L’ancienneté moyenne est celle des demandes en cours : les demandes satisfaites vite n’y sont plus."],
  },
  typologie: {
    code: "demandes-typologies",
    titre: "Type de logement recherché",
    lignesDe: "Type recherché",
    axe: "typologie",
    modalites: TYPOLOGIES,
    definition: ["Premier type demandé."],
    videsTus: true,
  },
  motif: {
    code: "demandes-motifs",
    titre: "Motifs des demandes",
    lignesDe: "Motif",
    axe: "motif",
    modalites: MOTIFS,
    definition: ["Motif principal, libellés de la liste du SNE."],
    videsTus: true,
  },
  age: {
    code: "demandes-ages",
    titre: "Âge des demandeurs",
    lignesDe: "Âge",
    axe: "age",
    modalites: AGES,
    definition: ["Âge du titulaire de la demande."],
  },
  plafond: {
    code: "demandes-plafonds",
    titre: "Ressources et plafonds",
    lignesDe: "Position",
    axe: "plafond",
    modalites: PLAFONDS,
    definition: [
      "Revenu fiscal de référence du ménage face au plafond de chaque financement (POSITION_PLAFOND du SNE).",
    ],
    reference: "Arrêté du 29 juillet 1987 modifié (plafonds de ressources)",
    confiance: "B",
    reserves: [
      "Les codes de cette colonne ne sont pas publiés : leur lecture est à confirmer avec le gestionnaire du SNE.",
    ],
  },
  quartile: {
    code: "demandes-quartiles",
    titre: "Quartile de ressources",
    lignesDe: "Quartile",
    axe: "quartile",
    modalites: QUARTILES,
    definition: [
      "Revenu mensuel × 12 ÷ unités de consommation, face au seuil du premier quartile de l’année de l’extraction ; à défaut, le quartile que le fichier déclare.",
    ],
    reference: "CCH, art. L. 441-1",
  },
  propositions: {
    code: "demandes-propositions",
    titre: "Propositions reçues",
    lignesDe: "Propositions",
    axe: "propositions",
    modalites: PROPOSITIONS,
    definition: ["Logements proposés depuis la création de la demande."],
    reserves: ["Le SNE n’a pas cette colonne : elle est ajoutée par les bailleurs."],
  },
  refus: {
    code: "demandes-refus",
    titre: "Dernier refus",
    lignesDe: "Auteur du refus",
    axe: "refus-par",
    modalites: REFUS_PAR,
    definition: ["Qui a dit non au dernier logement proposé : le bailleur ou sa commission, ou le demandeur."],
    reserves: [SANS_LISTE],
  },
  motifRefus: {
    code: "demandes-motifs-refus",
    titre: "Motif du dernier refus",
    lignesDe: "Motif du refus",
    axe: "refus-motif",
    modalites: MOTIFS_REFUS,
    definition: ["Motif du dernier refus, quel qu’en soit l’auteur."],
    reserves: [SANS_LISTE],
    videsTus: true,
  },
} as const satisfies Readonly<Record<string, Repartition>>;

/** Puts « 0 € » where the rule in force counts it. */
export function withQuartiles(
  comptes: readonly CompteDemande[],
  nulles: Parameters<typeof readValeur>[2],
): readonly CompteDemande[] {
  return comptes.map((compte) =>
    compte.axe === "quartile" ? { ...compte, cle: readValeur("quartile", compte.cle, nulles) } : compte,
  );
}

export function figuresStock(cadre: CadreDemandes, flux: Figure, evolution: Figure | null): readonly Figure[] {
  const of = (repartition: Repartition) => figureRepartition(repartition, cadre);
  const { origine, anciennete, typologie, motif, age, plafond, quartile, propositions, refus, motifRefus } =
    REPARTITIONS;
  return [
    of(origine),
    ...(evolution ? [evolution] : []),
    flux,
    figureAnciennete(cadre, of(anciennete)),
    of(typologie),
    of(motif),
    of(age),
    of(plafond),
    of(quartile),
    figurePublics(cadre),
    of(propositions),
    of(refus),
    of(motifRefus),
  ];
}

/** Mean age in months, over known days; null without any. */
function meanAnciennete({ comptes }: Pick<CadreDemandes, "comptes">): number | null {
  const known = ofAxe(comptes, "anciennete").filter(({ cle }) => cle !== "inconnu");
  const nombre = sumNombre(known);
  if (nombre === 0) return null;
  return known.reduce((total, { jours }) => total + jours, 0) / nombre / JOURS_PAR_MOIS;
}

function figureAnciennete(cadre: CadreDemandes, figure: Figure): Figure {
  const mean = meanAnciennete(cadre);
  if (mean === null) return figure;
  return { ...figure, lecture: `Ancienneté moyenne : ${formatMois(mean)}. ${figure.lecture ?? ""}`.trim() };
}

const auPlusUneDecimale = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

function formatMois(mois: number): string {
  return `${auPlusUneDecimale.format(mois)}\u00A0mois`;
}

const PUBLICS: readonly (readonly [axe: AxeDemande, oui: string, non: string, libelle: string])[] = [
  ["prioritaire", "oui", "non", "Ménages prioritaires"],
  ["dalo", "oui", "non", "Reconnus au titre du DALO"],
  ["salarie", "oui", "non", "Salariés d’une entreprise assujettie (Action Logement)"],
  ["qpv-actuel", "qpv", "hors-qpv", "Habitent aujourd’hui un quartier prioritaire"],
];

function figurePublics({ comptes, total, reference, filtre, source }: CadreDemandes): Figure {
  const lignes = PUBLICS.map(([axe, oui, non, libelle]): LigneFigure => {
    const counts = countBy(comptes, axe);
    const [yes, no] = [counts.get(oui) ?? 0, counts.get(non) ?? 0];
    const cellules = {
      oui: compteParmi(yes, yes + no, total - yes - no),
      non: compteParmi(no, yes + no, total - yes - no),
      inconnu: nombreOf(total - yes - no),
      part: partOf(yes, yes + no, total - yes - no),
    };
    return { cle: axe, libelle, cellules };
  });
  return figureOf({
    code: "demandes-publics",
    titre: `Publics, salariés et quartier d’origine, au ${formatJour(reference)}${filtre}`,
    maille: "epci",
    lignesDe: "Public",
    colonnes: [
      colonne("nombre", "oui", "Oui", "Demandes qui en sont, selon le fichier"),
      colonne("nombre", "non", "Non", "Demandes qui n’en sont pas, selon le fichier"),
      colonne("nombre", "inconnu", "Non renseigné", "Demandes dont le fichier ne le dit pas"),
      colonne("taux", "part", "Part des oui", "Part parmi les demandes renseignées"),
    ],
    lignes,
    methode: {
      definition: ["Chaque demande compte une fois par ligne ; une même demande peut être de plusieurs publics."],
      source,
      reserves: [
        "« Salarié » et « habite un quartier prioritaire » sont des colonnes de Blaise : le SNE ne les a pas.",
      ],
    },
    graphique: { genre: "barres-empilees", colonnes: ["oui", "non", "inconnu"] },
  });
}

/** Beside the mean wait, how it is spread: shares of the demandes whose date is known. */
function tellRepartition({ comptes }: CadreDemandes): readonly string[] {
  const known = ofAxe(comptes, "anciennete").filter(({ cle }) => cle !== "inconnu");
  const total = sumNombre(known);
  const share = (test: (tranche: number) => boolean) =>
    formatTaux(sumNombre(known.filter(({ cle }) => test(Number(cle)))) / total);
  if (total === 0) return [];
  return [
    `${share((tranche) => tranche < UN_AN)} attendent depuis un an au plus, ${share((tranche) => tranche >= DEUX_ANS)} depuis plus de deux ans.`,
  ];
}

const [UN_AN, DEUX_ANS] = [12, 24];

/** First sentences of the page. */
export function tellStock(cadre: CadreDemandes): readonly string[] {
  const { comptes, total, reference, filtre } = cadre;
  const origines = countBy(comptes, "origine");
  const [mutations, inconnues] = [origines.get("mutation") ?? 0, origines.get("inconnu") ?? 0];
  const connues = total - inconnues;
  const mean = meanAnciennete(cadre);
  const plafonds = countBy(comptes, "plafond");
  const dits = total - (plafonds.get("inconnu") ?? 0);
  return [
    `${formatCompte(total, "demande")} en cours au ${formatJour(reference)}${filtre}${mean === null ? "" : `, anciennes de ${formatMois(mean)} en moyenne`}.`,
    ...tellRepartition(cadre),
    ...(connues > 0
      ? [`${formatTaux(mutations / connues)} sont des mutations : le ménage est déjà logé dans le parc social.`]
      : []),
    ...(dits > 0
      ? [
          `${formatTaux((plafonds.get("plai") ?? 0) / dits)} des demandeurs dont les ressources sont connues sont sous le plafond PLAI.`,
        ]
      : []),
  ];
}
