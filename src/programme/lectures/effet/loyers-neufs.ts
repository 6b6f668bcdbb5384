import { LOYERS_MIN } from "#donnees/regles/loyer/prix.ts";
import {
  LIBELLE_ETAT_OPERATION,
  LIBELLE_GENRE_OPERATION,
  type Operation,
} from "#donnees/regles/programme/operation.ts";
import { findValeur } from "#droit/regles/parametre.ts";
import {
  colonne,
  EFFECTIF_FAIBLE,
  figureOf,
  INCONNUE,
  SANS_OBJET,
  valeurOuInconnue,
} from "#observatoire/lectures/cellule.ts";
import { LOYER_M2, loyerM2 } from "#observatoire/lectures/parc/indicateurs.ts";
import type { ResidenceParc } from "#observatoire/lectures/parc/ports.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { CelluleFigure, Figure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte, formatJour } from "#socle/regles/shared/format.ts";

const NEUVES: readonly Operation["genre"][] = ["construction", "reconstitution"];

/** Rents of new operations beside those of the stock of their commune: whether what is built is within reach. None without a new operation. */
export async function figuresLoyersNeufs(
  base: Pick<Base, "parc" | "territoires">,
  { epci, operations }: { readonly epci: string; readonly operations: readonly Operation[] },
): Promise<readonly Figure[]> {
  const neuves = operations.filter(({ genre }) => NEUVES.includes(genre));
  const millesime = (await base.parc.millesimes(epci)).at(-1);
  if (neuves.length === 0 || millesime === undefined) return [];
  const [residences, communes] = await Promise.all([
    base.parc.residences(epci, millesime),
    base.territoires.perimetre(epci),
  ]);
  const noms = new Map(communes.map(({ commune, nom }) => [commune, nom]));
  return [figureLoyers(neuves, { residences, noms, millesime })];
}

type Parc = {
  readonly residences: readonly ResidenceParc[];
  readonly noms: ReadonlyMap<string, string>;
  readonly millesime: string;
};

export function figureLoyers(neuves: readonly Operation[], { residences, noms, millesime }: Parc): Figure {
  const jour = `${millesime.slice(0, 4)}-01-01`;
  const minimum = findValeur(LOYERS_MIN, jour).valeur;
  const muettes = neuves.filter(({ loyerM2: loyer }) => loyer === null).length;
  return figureOf({
    code: "loyers-des-operations",
    titre: "Loyers des opérations neuves, au regard du parc de leur commune",
    lecture:
      muettes === 0
        ? null
        : `${formatCompte(muettes, "opération n’a", "opérations n’ont")} pas de loyer écrit, sur ${formatCompte(neuves.length, "opération neuve", "opérations neuves")}.`,
    maille: "epci",
    lignesDe: "Opération",
    colonnes: [
      colonne("texte", "genre", "Genre", "Genre de l’opération."),
      colonne("texte", "etat", "État", "État au registre."),
      colonne("texte", "commune", "Commune", "Commune de l’opération."),
      colonne("nombre", "logements", "Logements", "Logements de l’opération."),
      colonne("nombre", "plai", "PLAI", "Logements financés en PLAI."),
      colonne("euros-m2", "loyer", "Loyer prévu", "Loyer mensuel au m², hors charges, écrit au registre."),
      { ...LOYER_M2, code: "loyer_commune", libelle: "Parc de la commune" },
      colonne("euros-m2", "ecart", "Écart", "Loyer prévu moins loyer moyen du parc de la commune."),
    ],
    lignes: neuves.map((operation) => ({
      cle: String(operation.id),
      libelle: operation.nom,
      chemin: `programme/operations/${operation.id}`,
      cellules: {
        genre: { valeur: LIBELLE_GENRE_OPERATION[operation.genre] },
        etat: { valeur: LIBELLE_ETAT_OPERATION[operation.etat] },
        commune: valeurOuInconnue(
          operation.commune === null ? null : (noms.get(operation.commune) ?? operation.commune),
        ),
        logements: valeurOuInconnue(operation.logements),
        plai: valeurOuInconnue(operation.financements.plai),
        loyer: valeurOuInconnue(operation.loyerM2),
        ...compare(operation, residences, minimum),
      },
    })),
    methode: {
      definition: [
        "Loyer prévu : celui que le bailleur a écrit au dépôt de l’opération. Parc de la commune : somme des loyers sur somme des surfaces des logements sociaux dont les deux sont connus.",
      ],
      source: `Registre des opérations ; RPLS au ${formatJour(jour)}`,
      reserves: [
        `Sous ${minimum} loyers connus dans la commune, aucun loyer moyen n’est donné.`,
        "Un logement neuf est mieux isolé et plus petit : comparez aussi les charges et les surfaces.",
      ],
    },
  });
}

function compare({ commune, loyerM2: prevu }: Operation, residences: readonly ResidenceParc[], minimum: number) {
  if (commune === null) return { loyer_commune: INCONNUE, ecart: INCONNUE };
  const siennes = residences.filter((one) => one.commune === commune);
  const sum = (read: (one: ResidenceParc) => number) => siennes.reduce((total, one) => total + read(one), 0);
  const connus = sum((one) => one.loyersConnus);
  const [premiere] = siennes;
  const parc: CelluleFigure =
    premiere === undefined
      ? SANS_OBJET
      : connus > 0 && connus < minimum
        ? EFFECTIF_FAIBLE
        : loyerM2({
            ...premiere,
            logements: sum((one) => one.logements),
            loyers: sum((one) => one.loyers),
            surfaces: sum((one) => one.surfaces),
            loyersConnus: connus,
          });
  const ecart: CelluleFigure =
    prevu === null ? INCONNUE : typeof parc.valeur === "number" ? { valeur: prevu - parc.valeur } : parc;
  return { loyer_commune: parc, ecart };
}
