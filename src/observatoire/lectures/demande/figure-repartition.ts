import type { ColonneFigure, Figure, LigneFigure, MethodeFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour, formatTaux } from "#socle/regles/shared/format.ts";
import { colonne, compteBorne, compteParmi, INCONNUE, SANS_OBJET } from "../cellule.ts";
import { type CadreDemandes, countAll, countBy, nombreOf, partOf } from "./compter.ts";
import type { Modalite } from "./modalites.ts";
import type { AxeDemande } from "./ports.ts";

export type Repartition = {
  readonly code: string;
  /** Without its period. */
  readonly titre: string;
  readonly lignesDe: string;
  readonly axe: AxeDemande;
  readonly modalites: readonly Modalite[];
  readonly definition: readonly string[];
  readonly reserves?: readonly string[];
  readonly reference?: string;
  readonly confiance?: MethodeFigure["confiance"];
  /** Modalities of a long list that are hidden when they count 0. */
  readonly videsTus?: true;
};

const COLONNES: readonly ColonneFigure[] = [
  colonne("nombre", "demandes", "Demandes", "Demandes en cours le jour de l’extraction"),
  colonne("taux", "part", "Part", "Part des demandes dont le fichier renseigne cette information"),
];

/** The stock by the values of one axis; unwritten ones form a row, and bound the others. */
export function figureRepartition(repartition: Repartition, cadre: CadreDemandes): Figure {
  const counts = countBy(cadre.comptes, repartition.axe);
  const inconnus = counts.get("inconnu") ?? 0;
  const connus = cadre.total - inconnus;
  const lignes = listModalites(repartition, counts).map(({ code, libelle }): LigneFigure => {
    const nombre = counts.get(code) ?? 0;
    const part = code === "inconnu" ? SANS_OBJET : partOf(nombre, connus, inconnus);
    const demandes = code === "inconnu" ? nombreOf(nombre) : compteParmi(nombre, connus, inconnus);
    return { cle: code, libelle, cellules: { demandes, part } };
  });
  return {
    ...frameOf(repartition, cadre),
    lecture: tellLeader(repartition, counts, connus, inconnus),
    colonnes: COLONNES,
    lignes: [...lignes, totalOf({ demandes: nombreOf(cadre.total), part: SANS_OBJET })],
    graphique: { genre: "barres", colonne: "part" },
  };
}

/** The same for demandes older than the delay: their number, and their share of each value. */
export function figureAnciennes(repartition: Repartition, cadre: CadreDemandes): Figure {
  const { comptes, delai } = cadre;
  const counts = countBy(comptes, repartition.axe);
  const old = countBy(comptes, repartition.axe, ({ ancienne }) => ancienne === "oui");
  const maybe = countBy(comptes, repartition.axe, ({ ancienne }) => ancienne === "inconnu");
  const total = countAll(comptes, ({ ancienne }) => ancienne === "oui");
  const sansDate = countAll(comptes, ({ ancienne }) => ancienne === "inconnu");
  const inconnus = old.get("inconnu") ?? 0;
  const [sansDire, dits] = [counts.get("inconnu") ?? 0, cadre.total - (counts.get("inconnu") ?? 0)];
  const lignes = listModalites(repartition, counts).map(({ code, libelle }): LigneFigure => {
    const muet = code !== "inconnu" && dits === 0 && sansDire > 0;
    const [nombre, incertains, stock] = [old.get(code) ?? 0, maybe.get(code) ?? 0, counts.get(code) ?? 0];
    return {
      cle: code,
      libelle,
      cellules: {
        anciennes: muet ? compteParmi(0, 0, inconnus) : compteBorne(nombre, stock - incertains, incertains),
        part: code === "inconnu" ? SANS_OBJET : partOf(nombre, total - inconnus, inconnus),
        demandes: muet ? compteParmi(0, 0, sansDire) : nombreOf(stock),
        frequence: muet ? INCONNUE : partOf(nombre, stock - incertains, incertains),
      },
    };
  });
  const ensemble = {
    anciennes: compteBorne(total, cadre.total - sansDate, sansDate),
    part: SANS_OBJET,
    demandes: nombreOf(cadre.total),
    frequence: partOf(total, cadre.total - sansDate, sansDate),
  };
  return {
    ...frameOf(repartition, cadre),
    lecture: tellLeader(repartition, old, total - inconnus, inconnus),
    colonnes: [
      colonne(
        "nombre",
        "anciennes",
        `Plus de ${delai} mois`,
        `Demandes faites plus de ${delai} mois avant l’extraction, et toujours en cours`,
      ),
      colonne("taux", "part", "Part de ces demandes", "Part de celles que le fichier renseigne"),
      colonne("nombre", "demandes", "Tout le stock", "Demandes en cours de la ligne"),
      colonne(
        "taux",
        "frequence",
        `Dont plus de ${delai} mois`,
        `Part des demandes de la ligne qui ont plus de ${delai} mois`,
      ),
    ],
    lignes: [...lignes, totalOf(ensemble)],
    graphique: { genre: "barres", colonne: "frequence" },
  };
}

function frameOf(repartition: Repartition, { reference, filtre, source }: CadreDemandes) {
  const { code, titre, lignesDe, definition, reserves = [] } = repartition;
  return {
    code,
    titre: `${titre}, au ${formatJour(reference)}${filtre}`,
    maille: "epci" as const,
    lignesDe,
    methode: {
      definition,
      source,
      ...(repartition.reference ? { reference: repartition.reference } : {}),
      ...(repartition.confiance ? { confiance: repartition.confiance } : {}),
      reserves,
    },
    carte: null,
  };
}

function totalOf(cellules: LigneFigure["cellules"]): LigneFigure {
  return { cle: "total", libelle: "Ensemble", cellules, total: true };
}

/** The closed list, then other values of the data: nothing counted is left out. */
function listModalites({ modalites, videsTus }: Repartition, counts: ReadonlyMap<string, number>): readonly Modalite[] {
  const listed = new Set(modalites.map(({ code }) => code));
  const others = [...counts.keys()].filter((code) => !listed.has(code)).map((code) => ({ code, libelle: code }));
  const kept = modalites.filter(({ code }) => code !== "inconnu" && (!videsTus || (counts.get(code) ?? 0) > 0));
  return [...kept, ...others, ...modalites.filter(({ code }) => code === "inconnu")];
}

function tellLeader(
  { modalites }: Repartition,
  counts: ReadonlyMap<string, number>,
  connus: number,
  inconnus: number,
): string | null {
  const known = modalites.filter(({ code }) => code !== "inconnu");
  const first = known.toSorted((a, b) => (counts.get(b.code) ?? 0) - (counts.get(a.code) ?? 0))[0];
  if (connus === 0 || !first) return inconnus > 0 ? "Le fichier ne le dit pas." : null;
  const nombre = counts.get(first.code) ?? 0;
  const rest = inconnus > 0 ? ` ; ${formatCompte(inconnus, "demande n’en dit rien", "demandes n’en disent rien")}` : "";
  return `Le plus souvent : ${first.libelle} (${formatCompte(nombre, "demande")}, ${formatTaux(nombre / connus)})${rest}.`;
}
