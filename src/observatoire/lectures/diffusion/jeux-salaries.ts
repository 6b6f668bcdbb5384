import { LIBELLE_SITUATION } from "#droit/regles/attribution/libelles.ts";
import type { Relation } from "#socle/calculs/secret/systeme.ts";
import { cleOf, readTableau, TOUT } from "#socle/calculs/secret/tableau.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { ColonneFigure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { colonne, figureOf } from "../cellule.ts";
import type { CompteBail } from "../demande/ports.ts";
import { FAMILLE as ATTRIBUTIONS, SITUATIONS } from "./comptes-dits.ts";
import type { JeuBrut, Matiere } from "./jeu.ts";

const FAMILLE = "salaries";
const REPONSES = ["oui", "inconnu"] as const;
const LIBELLE: Readonly<Record<string, string>> = { ...LIBELLE_SITUATION, inconnue: "Non localisées" };

type Question = {
  readonly epci: string;
  /** Complete ones: a year is released whole or not at all. */
  readonly annees: readonly number[];
  readonly seuil: number;
  readonly source: string;
};
type Annee = { readonly annee: number; readonly baux: readonly CompteBail[] };

/** Leases of employees of contributing companies, by year, in and outside QPV, and those of unknown status. */
export async function readSalaries(base: Base, { epci, annees, seuil, source }: Question): Promise<Matiere> {
  const lues = await Promise.all(
    annees.map(async (annee): Promise<Annee> => {
      const baux = await base.demandes.baux(epci, `${annee}-01-01`, `${annee}-12-31`);
      return { annee, baux: baux.filter(({ axe }) => axe === "salarie") };
    }),
  );
  // A year whose files are all silent tells nothing of employees.
  const dites = lues.filter(({ baux }) => baux.some(({ cle }) => cle !== "inconnu"));
  if (dites.length === 0) return { jeux: [], cellules: [], relations: [] };
  const tables = dites.map((annee) => tableOf(annee, seuil));
  return {
    jeux: [salariesJeu(dites, source)],
    cellules: tables.flatMap(({ cellules }) => cellules),
    relations: [
      ...tables.flatMap(({ relations }) => relations),
      ...dites.flatMap(({ annee }) => parmiAttributions(annee)),
    ],
  };
}

function countOf(baux: readonly CompteBail[], salarie: string, situation: string): number {
  return baux
    .filter((bail) => bail.cle === salarie && (situation === TOUT || bail.situation === situation))
    .reduce((total, { nombre }) => total + nombre, 0);
}

function cle(annee: number | string, salarie: string, situation: string): string {
  return cleOf(FAMILLE, { periode: String(annee), salarie, situation });
}

function tableOf({ annee, baux }: Annee, seuil: number) {
  return readTableau(
    {
      famille: FAMILLE,
      dimensions: [
        { code: "periode", arbre: new Map(), seuls: [String(annee)] },
        { code: "salarie", arbre: new Map(), seuls: REPONSES },
        { code: "situation", arbre: new Map([[TOUT, SITUATIONS]]), sensible: true },
      ],
      valeur: ([, salarie = "", situation = TOUT]) => countOf(baux, salarie, situation),
    },
    seuil,
  );
}

/** Bounded by the attributions of the other tables. */
function parmiAttributions(annee: number): readonly Relation[] {
  return [TOUT, ...SITUATIONS].map((situation) => ({
    termes: [
      [cleOf(ATTRIBUTIONS, { periode: String(annee), situation }), 1],
      ...REPONSES.map((salarie) => [cle(annee, salarie, situation), -1] as const),
    ],
    min: 0,
    max: null,
  }));
}

const PLACES = ["total", ...SITUATIONS] as const;

function salariesJeu(annees: readonly Annee[], source: string): JeuBrut {
  const colonnes: readonly ColonneFigure[] = [
    ...PLACES.map(
      (code): ColonneFigure => ({
        code,
        libelle: LIBELLE[code] ?? "Attributions à des salariés",
        genre: "nombre",
        definition: `Attributions de l’année à des salariés : ${(LIBELLE[code] ?? "ensemble").toLowerCase()}.`,
      }),
    ),
    colonne(
      "nombre",
      "non-renseigne",
      "Non renseigné",
      "Attributions de l’année dont le fichier ne dit pas si le ménage est salarié d’une entreprise qui cotise.",
    ),
  ];
  const nombreOf = (code: string) =>
    code === "non-renseigne"
      ? { salarie: "inconnu", situation: TOUT }
      : { salarie: "oui", situation: code === "total" ? TOUT : code };
  return {
    theme: "attributions",
    figure: figureOf({
      code: "salaries-annees",
      titre: "Attributions à des salariés d’entreprises qui cotisent, par année",
      maille: "epci",
      lignesDe: "Année",
      colonnes,
      lignes: annees.map(
        ({ annee, baux }): LigneFigure => ({
          cle: String(annee),
          libelle: String(annee),
          cellules: Object.fromEntries(
            colonnes.map(({ code }) => {
              const { salarie, situation } = nombreOf(code);
              return [code, { valeur: countOf(baux, salarie, situation) }];
            }),
          ),
        }),
      ),
      methode: {
        definition: [
          "Baux signés dans l’année dont le ménage travaille pour une entreprise qui cotise à Action Logement (colonne SALARIE_ACTION_LOGEMENT, ajoutée à l’extraction). Le logement est réservé, ou il ne l’est pas.",
        ],
        source,
        reserves: ["Une année n’est dite que si ses quatre trimestres sont publiés."],
      },
    }),
    nombres: (ligne, colonne) => {
      const { salarie, situation } = nombreOf(colonne);
      return { part: cle(ligne, salarie, situation) };
    },
  };
}
