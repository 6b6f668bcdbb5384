import { colonne, figureOf, INCONNUE, nombre, SANS_OBJET } from "#observatoire/lectures/cellule.ts";
import {
  type CadreDemandes,
  chooseDelai,
  chooseSilence,
  countBy,
  partOf,
  sumNombre,
} from "#observatoire/lectures/demande/compter.ts";
import { cadreDemandes, readDemandes } from "#observatoire/lectures/demande/compute-demandes.ts";
import { referenceOf } from "#observatoire/lectures/demande/derive-demandes.ts";
import { PLAFONDS, TYPOLOGIES } from "#observatoire/lectures/demande/modalites.ts";
import type { CompteBail } from "#observatoire/lectures/demande/ports.ts";
import type { GroupeLoyer } from "#observatoire/lectures/loyer/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { computeBesoin, growthOf, HYPOTHESES_BESOIN } from "../../regles/besoin.ts";

type BaseBesoins = Pick<Base, "demandes" | "territoires" | "cubes" | "loyers" | "communesPlh">;

/** Needs by type of dwelling, then by resources; none without a published stock of demandes that the reader may count. */
export async function figuresBesoins(base: BaseBesoins, epci: string): Promise<readonly Figure[]> {
  const [stock] = await base.demandes.stocks(epci);
  if (!stock) return [];
  const reference = referenceOf(stock.periode);
  const delais = { delai: chooseDelai(null, reference), silence: chooseSilence(null, reference) };
  const [lu, millesimes, plh] = await Promise.all([
    readDemandes(base, epci, stock, delais),
    base.loyers.millesimes(epci),
    base.communesPlh.list(epci),
  ]);
  if (lu.comptes.length === 0) return [];
  const millesime = millesimes.at(-1)?.millesime ?? null;
  const groupes = millesime === null ? [] : await base.loyers.groupes(epci, millesime);
  const cadre = cadreDemandes(lu, lu.comptes, { ...delais, filtre: "" });
  const croissance = growthOf(plh);
  const matiere = { cadre, baux: lu.baux, groupes, millesime, croissance, mois: lu.mois };
  return [figureTypes(matiere), figureRessources(matiere)];
}

export type MatiereBesoins = {
  readonly cadre: CadreDemandes;
  readonly baux: readonly CompteBail[];
  readonly groupes: readonly GroupeLoyer[];
  readonly millesime: string | null;
  readonly croissance: ReturnType<typeof growthOf>;
  /** Months of leases published, of the last twelve. */
  readonly mois: number;
};

type LigneBesoin = {
  readonly cle: string;
  readonly libelle: string;
  readonly demandes: number;
  readonly attributions: number;
  readonly vacants: number | null;
};

function listTypes({ cadre, baux, groupes }: MatiereBesoins): readonly LigneBesoin[] {
  const demandes = countBy(cadre.comptes, "typologie");
  return TYPOLOGIES.filter(({ code }) => code !== "inconnu").map(({ code, libelle }) => ({
    cle: code,
    libelle,
    demandes: demandes.get(code) ?? 0,
    attributions: sumNombre(baux.filter((bail) => bail.axe === "typologie" && bail.cle === code)),
    vacants: code === "C" ? 0 : vacantsOf(groupes, code),
  }));
}

/** null: no vintage tells the occupation. */
function vacantsOf(groupes: readonly GroupeLoyer[], code: string): number | null {
  if (groupes.every(({ modes }) => modes === 0)) return null;
  return groupes
    .filter(({ pieces }) => (code === "T6P" ? (pieces ?? 0) >= 6 : `T${pieces}` === code))
    .reduce((sum, { cellules }) => sum + cellules.vacants.reduce((total, un) => total + un, 0), 0);
}

function besoinOf(ligne: LigneBesoin, { croissance }: MatiereBesoins, plus = 0) {
  const { demandes, attributions, vacants } = ligne;
  return computeBesoin({
    demandes: demandes + plus,
    attributions,
    vacants: vacants ?? 0,
    croissance: croissance?.taux ?? null,
  });
}

export function figureTypes(matiere: MatiereBesoins): Figure {
  const { cadre } = matiere;
  const types = listTypes(matiere);
  const sansType = countBy(cadre.comptes, "typologie").get("inconnu") ?? 0;
  const ligne = (un: LigneBesoin): LigneFigure => {
    const [bas, haut] = [besoinOf(un, matiere), besoinOf(un, matiere, sansType)];
    return {
      cle: un.cle,
      libelle: un.libelle,
      cellules: {
        demandes: nombre(un.demandes),
        attributions: nombre(un.attributions),
        attente:
          un.attributions === 0
            ? un.demandes === 0
              ? SANS_OBJET
              : INCONNUE
            : { valeur: round((un.demandes * 12) / un.attributions) },
        vacants: un.vacants === null ? INCONNUE : nombre(un.vacants),
        brut: borne(bas.brut, haut.brut),
        net: un.vacants === null ? { ...INCONNUE, bornes: [0, round(haut.brut)] } : borne(bas.net, haut.net),
      },
    };
  };
  const total = types.reduce((sum, un) => sum + besoinOf(un, matiere).net, 0);
  return figureOf({
    code: "besoins-par-type",
    titre: `Besoins annuels en logements par type, au ${formatJour(cadre.reference)}`,
    lecture: `Pour ramener l’attente à ${HYPOTHESES_BESOIN.attenteMois} mois en ${HYPOTHESES_BESOIN.annees} ans, il faudrait ${formatCompte(Math.round(total), "logement")} de plus par an, une fois loués les vacants de chaque type.`,
    maille: "epci",
    lignesDe: "Type",
    colonnes: [
      colonne("nombre", "demandes", "Demandes", "Demandes en cours dont c’est le premier type demandé."),
      colonne("nombre", "attributions", "Attributions", "Baux signés dans les douze mois."),
      colonne("decimal", "attente", "Mois pour les loger", "Demandes en cours sur attributions d’un an, en mois."),
      colonne("nombre", "vacants", "Vacants", "Logements de ce type proposés à la location et vides."),
      colonne("decimal", "brut", "Besoin brut par an", "Logements par an qui ramèneraient l’attente à la cible."),
      colonne(
        "decimal",
        "net",
        "Besoin net par an",
        "Le même, une fois les logements vacants loués sur la même durée.",
      ),
    ],
    lignes: types.map(ligne),
    methode: methodeBesoins(matiere),
    graphique: { genre: "barres", colonne: "net" },
  });
}

export function figureRessources(matiere: MatiereBesoins): Figure {
  const { cadre } = matiere;
  const plafonds = countBy(cadre.comptes, "plafond");
  const muets = plafonds.get("inconnu") ?? 0;
  const connus = cadre.total - muets;
  const total = listTypes(matiere).reduce((sum, un) => sum + besoinOf(un, matiere).net, 0);
  return figureOf({
    code: "besoins-par-ressources",
    titre: "Besoins annuels selon les ressources des demandeurs",
    maille: "epci",
    lignesDe: "Ressources",
    colonnes: [
      colonne("nombre", "demandes", "Demandes", "Demandes en cours."),
      colonne("taux", "part", "Part", "Part des demandes dont la position face aux plafonds est connue."),
      colonne("decimal", "net", "Besoin net par an", "Besoin net de tous les types, réparti selon cette part."),
    ],
    lignes: PLAFONDS.map(({ code, libelle }): LigneFigure => {
      const n = plafonds.get(code) ?? 0;
      const part = code === "inconnu" ? INCONNUE : partOf(n, connus, muets);
      const { bornes } = part;
      return {
        cle: code,
        libelle,
        cellules: {
          demandes: nombre(n),
          part,
          net:
            typeof part.valeur === "number"
              ? {
                  valeur: round(part.valeur * total),
                  ...(bornes ? { bornes: [round(bornes[0] * total), round(bornes[1] * total)] as const } : {}),
                }
              : INCONNUE,
        },
      };
    }),
    methode: methodeBesoins(matiere),
  });
}

function borne(bas: number, haut: number) {
  return round(bas) === round(haut)
    ? { valeur: round(bas) }
    : { valeur: round(bas), bornes: [round(bas), round(haut)] as const };
}

function round(valeur: number): number {
  return Math.round(valeur * 10) / 10;
}

function methodeBesoins({ cadre, millesime, croissance, mois }: MatiereBesoins): Figure["methode"] {
  const { attenteMois, annees, depuis } = HYPOTHESES_BESOIN;
  const demographie =
    croissance === null
      ? "Démographie\u00A0: aucun fichier publié ne donne les résidences principales de deux années\u00A0; elle est comptée nulle, et le besoin peut être plus haut ou plus bas."
      : `Démographie\u00A0: les résidences principales des communes ont varié de ${formatTaux(croissance.taux)} par an de ${croissance.de} à ${croissance.a} (tableau des communes du PLH).`;
  return {
    definition: [
      `Hypothèses du ${formatJour(depuis)}\u00A0: attente visée de ${attenteMois} mois, retard résorbé en ${annees} ans.`,
      "Besoin brut\u00A0: demandes en cours, moins celles que les attributions d’un an logent dans l’attente visée, réparties sur la durée\u00A0; plus la part que la croissance des ménages ajoute. Besoin net\u00A0: le même, moins les logements vacants du type, loués sur la même durée.",
      demographie,
    ],
    source: `${cadre.source}\u00A0; SNE, baux des douze mois${mois < 12 ? ` (${mois} mois publiés)` : ""}\u00A0; ${millesime === null ? "aucun RPLS publié" : `RPLS ${millesime}`}`,
    reference: "Modèle et valeurs de Blaise, à régler avec les partenaires\u00A0: aucun texte ne les fixe",
    confiance: "B",
    reserves: [
      "Seul le premier type demandé est compté, et un ménage peut accepter une autre commune\u00A0: un besoin net nul ne dit pas que chacun trouve où il souhaite.",
      "Les demandes de mutation libèrent un logement\u00A0: elles sont comptées comme les autres, le besoin est donc un plafond.",
    ],
  };
}
