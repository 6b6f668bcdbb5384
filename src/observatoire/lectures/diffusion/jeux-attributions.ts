import { TAUX_MINIMAL_EN_QPV } from "#droit/regles/en-qpv.ts";
import { TAUX_MINIMAL_HORS_QPV } from "#droit/regles/hors-qpv.ts";
import { findValeur, hasValeur, type Parametre, valeursOf } from "#droit/regles/parametre.ts";
import { cleOf, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { CelluleFigure, ColonneFigure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatTauxCourt } from "#socle/regles/shared/format.ts";
import { LIBELLE_STATUT_OBJECTIF } from "../../regles/diffusion/statut-objectif.ts";
import { colonne, figureOf } from "../cellule.ts";
import { type AnneePublique, cleObjectif } from "./attributions.ts";
import { type ComptesDits, cleAttributions, FAMILLE, isRanked, QUARTILES, SITUATIONS } from "./comptes-dits.ts";
import type { JeuBrut, NombresCellule } from "./jeu.ts";
import type { ObjectifDit, Objet } from "./objectifs-dits.ts";
import { statutOf } from "./statuts.ts";

const LIBELLE_QUARTILE: Readonly<Record<string, string>> = {
  q1: "Premier quartile de ressources",
  "q2-4": "Quartiles 2 à 4",
  inconnu: "Ressources inconnues",
  [TOUT]: "Ensemble",
};
const LIBELLE_SITUATION: Readonly<Record<string, string>> = {
  qpv: "En quartier prioritaire",
  "hors-qpv": "Hors quartier prioritaire",
  inconnue: "Logement non localisé",
  [TOUT]: "Ensemble",
};
const DEFINITION_ATTRIBUTIONS = [
  "Une attribution est un bail signé dans l’année. Le premier quartile réunit les demandeurs les plus modestes : leurs ressources par unité de consommation sont sous un seuil fixé chaque année par arrêté.",
];

/** All tables about leases, for the complete years and their quarters. */
export function buildJeuxAttributions(annees: readonly AnneePublique[], sources: Sources): readonly JeuBrut[] {
  const completes = annees.filter(({ complete }) => complete);
  const jugees = annees.filter(isJugee);
  return [
    ...completes.map((annee) => crossedJeu(annee, sources)),
    ...(annees.length > 0 ? [trimestresJeu(annees, sources)] : []),
    ...(completes.length > 0 ? [communesJeu(completes, sources), objectifsJeu(completes, sources)] : []),
    ...(jugees.length > 0 ? [bailleursJeu(jugees, sources)] : []),
  ];
}

/** Complete, and under a law with an objective: an earlier verdict would judge nobody's objective. */
export function isJugee({ complete, bilan }: AnneePublique): boolean {
  return complete && !bilan.horsQpv.plancherRetrospectif;
}

/** Files cited by the method. `references`: a convention prints bases of bailleurs. */
export type Sources = {
  readonly attributions: string;
  readonly references: boolean;
  /** Word for a class of resources when none are known: unknown, or absent from the files. */
  readonly ressources: "inconnu" | "pas-dans-le-fichier";
};

function nombre(code: string, libelle: string, definition: string): ColonneFigure {
  return { code, libelle, genre: "nombre", definition };
}

/** A count of a class of resources; missing when no resources are known, since a zero would be false. */
function comptee(
  { attributions, sansRessources }: ComptesDits,
  periode: string,
  [quartile, situation]: readonly [string, string],
  inconnues: Sources["ressources"],
): CelluleFigure {
  if (isRanked(quartile) && sansRessources(periode)) return { valeur: null, manque: inconnues };
  return { valeur: attributions(periode, quartile, situation) };
}

function crossedJeu({ annee, dits }: AnneePublique, { attributions, ressources }: Sources): JeuBrut {
  const at = (colonne: string) => (colonne === "total" ? TOUT : colonne);
  const colonnes = [...SITUATIONS, "total"].map((code) =>
    nombre(
      code,
      LIBELLE_SITUATION[code] ?? "Ensemble",
      `Attributions de ${annee}, ${(LIBELLE_SITUATION[code] ?? "ensemble").toLowerCase()}.`,
    ),
  );
  return {
    theme: "attributions",
    figure: figureOf({
      code: `attributions-${annee}`,
      titre: `Attributions de ${annee} par niveau de ressources et localisation`,
      maille: "epci",
      lignesDe: "Ressources",
      colonnes,
      lignes: [...QUARTILES, TOUT].map(
        (quartile): LigneFigure => ({
          cle: quartile === TOUT ? "total" : quartile,
          libelle: LIBELLE_QUARTILE[quartile] ?? quartile,
          cellules: Object.fromEntries(
            colonnes.map(({ code }): [string, CelluleFigure] => [
              code,
              comptee(dits, String(annee), [quartile, at(code)], ressources),
            ]),
          ),
          ...(quartile === TOUT ? { total: true as const } : {}),
        }),
      ),
      methode: { definition: DEFINITION_ATTRIBUTIONS, source: attributions, reserves: [] },
      graphique: { genre: "barres-empilees", colonnes: SITUATIONS },
    }),
    nombres: (ligne, colonne) => ({ part: cleAttributions(String(annee), at(ligne), at(colonne)) }),
  };
}

const COLONNES_TRIMESTRE = {
  total: ["Attributions", TOUT, TOUT],
  "hors-qpv": ["Hors quartier prioritaire", TOUT, "hors-qpv"],
  "hors-qpv-q1": ["Dont premier quartile", "q1", "hors-qpv"],
  qpv: ["En quartier prioritaire", TOUT, "qpv"],
  "qpv-q2-4": ["Dont quartiles 2 à 4", "q2-4", "qpv"],
} as const;

function trimestresJeu(annees: readonly AnneePublique[], { attributions, ressources }: Sources): JeuBrut {
  const at = (colonne: string) => {
    const [, quartile, situation] = COLONNES_TRIMESTRE[colonne as keyof typeof COLONNES_TRIMESTRE];
    return [quartile, situation] as const;
  };
  const colonnes = Object.entries(COLONNES_TRIMESTRE).map(([code, [libelle]]) =>
    nombre(code, libelle, `Attributions du trimestre : ${libelle.toLowerCase()}.`),
  );
  return {
    theme: "attributions",
    figure: figureOf({
      code: "attributions-trimestres",
      titre: "Attributions par trimestre",
      maille: "epci",
      lignesDe: "Trimestre",
      colonnes,
      lignes: annees.flatMap(({ trimestres, dits }) =>
        trimestres.map(
          (periode): LigneFigure => ({
            cle: periode,
            libelle: `${periode.slice(6)}e trimestre ${periode.slice(0, 4)}`.replace(/^1e/, "1er"),
            cellules: Object.fromEntries(
              colonnes.map(({ code }): [string, CelluleFigure] => [code, comptee(dits, periode, at(code), ressources)]),
            ),
          }),
        ),
      ),
      methode: {
        definition: DEFINITION_ATTRIBUTIONS,
        source: attributions,
        reserves: [
          "Un trimestre diffusé n’est plus corrigé, et l’année est la somme de ses trimestres : les baux enregistrés en retard n’y sont pas. Ils sont dans les bilans des signataires.",
        ],
      },
      graphique: { genre: "courbes", colonnes: ["hors-qpv", "qpv"] },
    }),
    nombres: (ligne, colonne) => ({ part: cleAttributions(ligne, ...at(colonne)) }),
  };
}

function communesJeu(annees: readonly AnneePublique[], { attributions }: Sources): JeuBrut {
  const lignes = new Map<string, { libelle: string; cellules: Record<string, CelluleFigure> }>();
  for (const { annee, bilan } of annees) {
    for (const { code, libelle, total } of bilan.ventilations.find(({ axe }) => axe === "commune")?.lignes ?? []) {
      const ligne = lignes.get(code) ?? { libelle, cellules: {} };
      ligne.cellules[String(annee)] = { valeur: total };
      lignes.set(code, ligne);
    }
  }
  const last = String(annees.at(-1)?.annee ?? "");
  // A commune without a lease in the year has 0.
  for (const { cellules } of lignes.values()) for (const { annee } of annees) cellules[String(annee)] ??= { valeur: 0 };
  const totaux = Object.fromEntries(
    annees.map(({ annee, dits }) => [String(annee), { valeur: dits.attributions(String(annee), TOUT, TOUT) }]),
  );
  return {
    theme: "attributions",
    figure: figureOf({
      code: "attributions-communes",
      titre: "Attributions par commune",
      maille: "commune",
      colonnes: annees.map(({ annee }) =>
        nombre(String(annee), String(annee), `Attributions de ${annee} dans la commune.`),
      ),
      lignes: [...inOrderOfCode(lignes), { cle: "total", libelle: "Ensemble", cellules: totaux, total: true }],
      methode: { definition: DEFINITION_ATTRIBUTIONS, source: attributions, reserves: [] },
      carte: { colonne: last, genre: "cercles", seuils: null },
    }),
    nombres: (ligne, colonne) => ({
      part: cleOf(FAMILLE, { periode: colonne, commune: ligne === "total" ? TOUT : ligne }),
    }),
  };
}

/** By code: an order by counts would rank the masked ones. */
function inOrderOfCode(lignes: ReadonlyMap<string, Pick<LigneFigure, "libelle" | "cellules">>): LigneFigure[] {
  return [...lignes].map(([cle, ligne]) => ({ cle, ...ligne })).sort((a, b) => (a.cle < b.cle ? -1 : 1));
}

const LIBELLE_OBJET: Readonly<Record<Objet, string>> = {
  "hors-qpv": "Hors quartier prioritaire, aux ménages du premier quartile ou relogés",
  qpv: "En quartier prioritaire, aux ménages des quartiles 2 à 4",
};

/** Shown together or not at all: a verdict alone would reveal on which side of the share the counts are. */
function nombresObjectif(annee: number, objet: Objet): Required<NombresCellule> {
  const cle = (objectif: string) => cleObjectif(annee, null, { objet: objectif });
  return objet === "hors-qpv"
    ? { part: cle("hors-realise"), base: cle("hors-assiette") }
    : { part: cleObjectif(annee, null, { quartile: "q2-4", situation: "qpv" }), base: cle("qpv-assiette") };
}

const COLONNES_OBJECTIF: readonly ColonneFigure[] = [
  nombre("assiette", "Attributions comptées", "Attributions dont la localisation et les ressources sont connues."),
  nombre("realise", "Dont celles de l’objectif", "Attributions qui répondent à l’objectif."),
  colonne("taux", "taux", "Part", "Celles de l’objectif, rapportées aux attributions comptées."),
  colonne("taux", "plancher", "Part attendue", "Part minimale fixée par la loi."),
  colonne("statut", "statut", "Résultat", "La part attendue est-elle atteinte ?"),
];

function objectifsJeu(annees: readonly AnneePublique[], { attributions, ressources }: Sources): JeuBrut {
  const objets: readonly Objet[] = ["hors-qpv", "qpv"];
  const avantLaLoi = new Set(
    annees.flatMap(({ annee, objectifs }) =>
      objets.flatMap((objet) => (objectifs[objet].plancherRetrospectif ? [`${annee} ${objet}`] : [])),
    ),
  );
  return {
    theme: "convention",
    figure: figureOf({
      code: "objectifs-territoire",
      titre: "Résultats du territoire au regard de la loi",
      maille: "epci",
      lignesDe: "Objectif",
      colonnes: COLONNES_OBJECTIF,
      lignes: annees.flatMap(({ annee, objectifs, dits }) =>
        objets.map((objet) => ({
          cle: `${annee} ${objet}`,
          libelle: `${annee} : ${LIBELLE_OBJET[objet].toLowerCase()}`,
          cellules: cellulesObjectif(objectifs[objet], dits.sansRessources(String(annee)) ? ressources : null),
        })),
      ),
      methode: {
        definition: [
          `Hors des quartiers prioritaires, ${sayTaux(TAUX_MINIMAL_HORS_QPV, annees)} au moins des attributions de l’année vont à des ménages du premier quartile ou relogés pour le renouvellement urbain ; dans ces quartiers, ${sayTaux(TAUX_MINIMAL_EN_QPV, annees)} au moins à des ménages des trois autres quartiles.`,
        ],
        source: attributions,
        reference: "CCH, art. L. 441-1",
        confiance: "R",
        reserves: [
          "Les logements non localisés, les ménages sans ressources connues et les lignes des fichiers qui n’ont pas été lues ne sont pas comptés.",
          "« Sans objet » : la loi ne fixait pas encore cette part.",
          "« Non décidé » : ce qui n’est pas connu de certaines attributions (logement, ressources, relogement), ou une ligne des fichiers qui n’a pas été lue, pourrait changer le résultat.",
        ],
      },
    }),
    nombres: (ligne, colonne) => {
      const [annee = "", objet = ""] = ligne.split(" ");
      const { part, base } = nombresObjectif(Number(annee), objet as Objet);
      // The law's floor, or its absence, is no count.
      if (colonne === "plancher" || (colonne === "statut" && avantLaLoi.has(`${annee} ${objet}`))) return null;
      return colonne === "assiette" ? { part: base } : colonne === "realise" ? { part } : { part, base };
    },
  };
}

const AVANT_LA_LOI: CelluleFigure = { valeur: null, manque: "sans-objet" };

/** `inconnues`: why nothing is counted; null otherwise. */
function cellulesObjectif(
  constat: ObjectifDit,
  inconnues: Sources["ressources"] | null,
): Readonly<Record<string, CelluleFigure>> {
  const plancher: CelluleFigure = constat.plancherRetrospectif ? AVANT_LA_LOI : { valeur: constat.plancher };
  if (inconnues !== null) {
    const rien: CelluleFigure = { valeur: null, manque: inconnues };
    const statut = constat.plancherRetrospectif ? AVANT_LA_LOI : rien;
    return { assiette: rien, realise: rien, taux: rien, plancher, statut };
  }
  return {
    assiette: { valeur: constat.assiette },
    realise: { valeur: constat.realise },
    taux: constat.taux === null ? { valeur: null, manque: "sans-objet" } : { valeur: constat.taux },
    plancher,
    statut: constat.plancherRetrospectif ? AVANT_LA_LOI : { valeur: LIBELLE_STATUT_OBJECTIF[statutOf(constat)] },
  };
}

/** Verdicts only: the audit includes what they reveal, as inequalities on the hidden counts. */
function bailleursJeu(annees: readonly AnneePublique[], { attributions, references, ressources }: Sources): JeuBrut {
  const lignes = new Map<string, { libelle: string; cellules: Record<string, CelluleFigure> }>();
  for (const { annee, bailleurs } of annees) {
    for (const { siren, nom, sansRessources, objectifs } of bailleurs) {
      const ligne = lignes.get(siren) ?? { libelle: nom, cellules: {} };
      const say = (objet: Objet): CelluleFigure =>
        sansRessources
          ? { valeur: null, manque: ressources }
          : { valeur: LIBELLE_STATUT_OBJECTIF[objectifs === null ? "indecidable" : statutOf(objectifs[objet])] };
      ligne.cellules[`hors-qpv-${annee}`] = say("hors-qpv");
      ligne.cellules[`qpv-${annee}`] = say("qpv");
      lignes.set(siren, ligne);
    }
  }
  const objets: readonly Objet[] = ["hors-qpv", "qpv"];
  const figure = figureOf({
    code: "objectifs-bailleurs",
    titre: "Résultats de chaque bailleur au regard de la loi",
    maille: "bailleur",
    colonnes: annees.flatMap(({ annee }) =>
      objets.map((objet) =>
        colonne(
          "statut",
          `${objet}-${annee}`,
          `${objet === "qpv" ? "En" : "Hors"} quartier prioritaire, ${annee}`,
          `${LIBELLE_OBJET[objet]} : la part attendue est-elle atteinte en ${annee} ?`,
        ),
      ),
    ),
    lignes: inOrderOfCode(lignes),
    methode: {
      definition: [
        references
          ? "Les comptes de chaque bailleur ne sont pas diffusés ; la convention, qui est publique, imprime ceux de l’année dont ses objectifs sont partis."
          : "Les comptes de chaque bailleur ne sont pas diffusés.",
        "Sous vingt attributions comptées, aucun résultat n’est donné : « effectif insuffisant ».",
      ],
      source: attributions,
      reference: "CCH, art. L. 441-1",
      confiance: "R",
      reserves: [
        "L’obligation est celle du territoire ; chaque bailleur a son propre objectif dans la convention.",
        "« Non décidé » : ce qui n’est pas connu de certaines attributions (logement, ressources, relogement), ou une ligne des fichiers qui n’a pas été lue, pourrait changer le résultat.",
      ],
    },
  });
  return { theme: "convention", figure, nombres: () => null };
}

/** « 25 % », or « 25 %, puis 30 % à partir de 2027 » when the text changes over the shown years. */
function sayTaux(parametre: Parametre<number>, annees: readonly AnneePublique[]): string {
  const known = annees
    .map(({ annee }) => ({ annee, jour: `${annee}-12-31` }))
    .filter(({ jour }) => hasValeur(parametre, jour))
    .map(({ annee, jour }) => ({ annee, taux: findValeur(parametre, jour).valeur }));
  const [first = { taux: valeursOf(parametre)[0]?.valeur ?? 0 }, ...rest] = known.filter(
    ({ taux }, rank) => taux !== known[rank - 1]?.taux,
  );
  return [
    formatTauxCourt(first.taux),
    ...rest.map(({ annee, taux }) => `puis ${formatTauxCourt(taux)} à partir de ${annee}`),
  ].join(", ");
}
