import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatTaux } from "#socle/regles/shared/format.ts";
import { colonne, compteBorne, figureOf, INCONNUE, nombre } from "../cellule.ts";
import { sumNombre } from "./compter.ts";
import { readMoisPublies } from "./mois-publies.ts";
import type { CompteEmmenages } from "./ports.ts";

/** Leases of a calendar year in the published files, with the months that they tell, out of twelve. */
type BauxAnnee = { readonly annee: number; readonly baux: number; readonly mois: number };

/** Leases of the SNE beside the move-ins of the stock, by year: what the registration of leases misses. Reads each published year. */
export async function readCompletude(base: Pick<Base, "demandes" | "cubes">, epci: string): Promise<Figure> {
  const [emmenages, annees] = await Promise.all([base.demandes.emmenages(epci), base.cubes.annees(epci)]);
  const baux: BauxAnnee[] = [];
  for (const annee of annees) {
    const [lus, { publies }] = await Promise.all([
      base.demandes.baux(epci, `${annee}-01-01`, `${annee}-12-31`),
      readMoisPublies(base.cubes, epci, { debut: `${annee}-01-01`, nombre: 12 }),
    ]);
    baux.push({ annee, baux: sumNombre(lus.filter(({ axe }) => axe === "origine")), mois: publies });
  }
  return figureCompletude(emmenages, baux);
}

export function figureCompletude(emmenages: readonly CompteEmmenages[], baux: readonly BauxAnnee[]): Figure {
  const parAnnee = new Map(emmenages.map((un) => [Number(un.millesime.slice(0, 4)) - 1, un]));
  const lignes = baux.map((un) => ligneOf(un, parAnnee));
  return figureOf({
    code: "completude-sne-rpls",
    titre: "Complétude du SNE au regard de RPLS",
    lecture: readLecture(lignes),
    maille: "epci",
    lignesDe: "Année",
    colonnes: [
      colonne(
        "nombre",
        "attributions",
        "Attributions (SNE)",
        "Baux signés dans l’année, dans les fichiers publiés du SNE.",
      ),
      colonne(
        "nombre",
        "emmenages",
        "Emménagés (RPLS)",
        "Logements loués dont le bail a commencé dans l’année, au 1er janvier suivant.",
      ),
      colonne("taux", "ecart", "Écart", "Attributions moins emménagés de la même année, sur ces emménagés."),
      colonne(
        "nombre",
        "emmenages_avant",
        "Emménagés de l’année d’avant",
        "Logements loués dont le bail a commencé l’année précédente, au 1er janvier de l’année.",
      ),
      colonne(
        "taux",
        "ecart_publie",
        "Écart à l’année d’avant",
        "Attributions de l’année moins emménagés de l’année d’avant, sur ces emménagés : la comparaison que publie l’État, au département.",
      ),
    ],
    lignes,
    methode: {
      definition: [
        "Attributions : baux signés dans l’année que disent les extractions publiées du SNE. Emménagés : logements de RPLS loués (MODE 1) dont le bail en cours a commencé dans l’année, première location comprise.",
        "L’État compare les attributions d’une année aux emménagés de la précédente, dernier millésime connu quand il publie. Les deux comparaisons sont données.",
      ],
      source: "SNE, extractions « radiation » publiées ; RPLS, millésimes publiés",
      reserves: [
        "Un logement pris à bail deux fois dans l’année n’a qu’un bail en cours : RPLS en compte un, le SNE deux.",
        "Un logement sans date de bail, ou sans mode d’occupation, a pu être pris à bail : il élargit les bornes.",
        "L’écart publié par l’État est celui du département : il ne se compare pas chiffre à chiffre à celui du territoire.",
      ],
    },
  });
}

function ligneOf({ annee, baux, mois }: BauxAnnee, emmenages: ReadonlyMap<number, CompteEmmenages>): LigneFigure {
  const [meme, avant] = [emmenages.get(annee), emmenages.get(annee - 1)];
  const entiere = mois === 12;
  return {
    cle: String(annee),
    libelle: entiere ? String(annee) : `${annee} (${mois} mois publiés)`,
    cellules: {
      attributions: nombre(baux),
      emmenages: compteOf(meme),
      ecart: entiere ? ecartOf(baux, meme) : INCONNUE,
      emmenages_avant: compteOf(avant),
      ecart_publie: entiere ? ecartOf(baux, avant) : INCONNUE,
    },
  };
}

function compteOf(compte: CompteEmmenages | undefined): CelluleFigure {
  if (compte === undefined) return INCONNUE;
  return compteBorne(compte.emmenages, compte.logements - compte.inconnus, compte.inconnus);
}

/** Unknown when no move-in is known; its bounds when some are not. */
function ecartOf(baux: number, compte: CompteEmmenages | undefined): CelluleFigure {
  if (compte === undefined || compte.emmenages === 0) return INCONNUE;
  const sur = (emmenages: number) => (baux - emmenages) / emmenages;
  const valeur = sur(compte.emmenages);
  return {
    valeur,
    ...(compte.inconnus > 0 ? { bornes: [sur(compte.emmenages + compte.inconnus), valeur] as const } : {}),
  };
}

function readLecture(lignes: readonly LigneFigure[]): string | null {
  const derniere = lignes.findLast(({ cellules }) => typeof cellules["ecart"]?.valeur === "number");
  const ecart = derniere?.cellules["ecart"]?.valeur;
  if (derniere === undefined || typeof ecart !== "number") return null;
  const sens = ecart < 0 ? "moins" : "plus";
  return `En ${derniere.libelle}, les fichiers du SNE disent ${formatTaux(Math.abs(ecart))} d’attributions de ${sens} que RPLS n’a d’emménagés.`;
}
