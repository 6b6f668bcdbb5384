import { LIBELLE_MOTIF_REFUS, MOTIFS_REFUS } from "#donnees/regles/demande/demande.ts";
import { referenceOf } from "#engagements/regles/convention/references.ts";
import type { CelluleFigure, Figure, LigneFigure } from "#socle/lectures/observatoire/figure.ts";
import { formatCompte } from "#socle/regles/shared/format.ts";
import { LIBELLE_SORTIE_DEMANDE, SORTIES_DEMANDE, type SortieDemande } from "../../regles/registre/registre.ts";
import { colonne, figureOf } from "../cellule.ts";
import type { CompteParcours, Destination } from "./ports.ts";

/** Sums of files closed to most readers: none under eleven, nor anything that reveals one. */
const SECRET_MIN = 11;

/**
 * Counts of one table to hide: those under eleven, then the smallest others, until the hidden ones (whose sum the total reveals) are at least two,
 * and sum to eleven.
 */
export function masquerPetits(nombres: readonly number[]): readonly boolean[] {
  const petits = nombres.map((nombre) => nombre > 0 && nombre < SECRET_MIN);
  const hidden = new Set(petits.flatMap((petit, rang) => (petit ? [rang] : [])));
  const others = nombres
    .map((nombre, rang) => ({ nombre, rang }))
    .filter(({ nombre, rang }) => nombre > 0 && !hidden.has(rang))
    .toSorted((a, b) => a.nombre - b.nombre);
  const sum = () => [...hidden].reduce((total, rang) => total + (nombres[rang] ?? 0), 0);
  while (hidden.size > 0 && (hidden.size < 2 || sum() < SECRET_MIN)) {
    const next = others.shift();
    // No other number can hide it: the table's total is then hidden too.
    if (!next) break;
    hidden.add(next.rang);
  }
  return nombres.map((_, rang) => hidden.has(rang));
}

const SECRET: CelluleFigure = { valeur: null, manque: "secret" };

/** Cells of a table with its total, which is hidden when it would reveal the only hidden number. */
function cellulesOf(nombres: readonly number[]): { cellules: readonly CelluleFigure[]; total: CelluleFigure } {
  const hidden = masquerPetits(nombres);
  const total = nombres.reduce((sum, nombre) => sum + nombre, 0);
  const caches = nombres.filter((_, rang) => hidden[rang]);
  const seul = caches.length === 1 || (caches.length > 0 && caches.reduce((a, b) => a + b, 0) < SECRET_MIN);
  return {
    cellules: nombres.map((nombre, rang) => (hidden[rang] ? SECRET : { valeur: nombre })),
    total: seul ? SECRET : { valeur: total },
  };
}

const METHODE = {
  source: "Dossiers suivis dans Blaise par les guichets du territoire",
  reserves: ["Seulement les dossiers tenus ici ; les nombres de 1 à 10 sont masqués, et de quoi les retrouver."],
} as const;

export function figuresParcours(comptes: readonly CompteParcours[]): readonly Figure[] {
  return [figureBailleurs(comptes), figureSorties(comptes), figureRefus(comptes)];
}

type Mutation = Extract<CompteParcours, { genre: "mutation" }>;
const COLONNES: Readonly<Record<Destination, string>> = {
  "meme-commune": "Même commune",
  "autre-commune": "Autre commune",
  inconnue: "Non renseigné",
};

/** One table of all cells under secrecy: a row has no total of its own. */
function figureBailleurs(comptes: readonly CompteParcours[]): Figure {
  const mutations = comptes.filter((compte): compte is Mutation => compte.genre === "mutation");
  const { cellules, total } = cellulesOf(mutations.map(({ nombre }) => nombre));
  const bailleurs = [...new Set(mutations.map(({ cle }) => cle))];
  const lignes = bailleurs.map((cle): LigneFigure => {
    const siennes = mutations.map((compte, rang) => ({ ...compte, rang })).filter((compte) => compte.cle === cle);
    const cell = (destination: Destination): CelluleFigure => {
      const found = siennes.find((compte) => compte.destination === destination);
      return found === undefined ? { valeur: 0 } : (cellules[found.rang] ?? SECRET);
    };
    return {
      cle,
      libelle: cle === "inconnu" ? "Bailleur non renseigné" : (siennes[0]?.libelle ?? `SIREN ${cle}`),
      cellules: {
        "meme-commune": cell("meme-commune"),
        "autre-commune": cell("autre-commune"),
        inconnue: cell("inconnue"),
      },
    };
  });
  return figureOf({
    code: "parcours-mutations-bailleurs",
    titre: "Mutations demandées, par bailleur actuel",
    lecture: total.manque
      ? null
      : `${formatCompte(Number(total.valeur), "demande de mutation suivie", "demandes de mutation suivies")} ici.`,
    maille: "epci",
    lignesDe: "Bailleur actuel",
    colonnes: Object.entries(COLONNES).map(([code, libelle]) => ({
      code,
      libelle,
      genre: "nombre" as const,
      definition: "Dossiers vivants de locataires du parc social, selon la commune de leur premier souhait",
    })),
    lignes,
    methode: {
      ...METHODE,
      ...referenceOf("mutations"),
      definition: ["La commune du premier souhait, comparée à celle du logement actuel, pour chaque bailleur actuel."],
    },
  });
}

function figureSorties(comptes: readonly CompteParcours[]): Figure {
  const nombreOf = (cle: SortieDemande) =>
    comptes.reduce((sum, compte) => sum + (compte.genre === "sortie" && compte.cle === cle ? compte.nombre : 0), 0);
  const nombres = SORTIES_DEMANDE.map(nombreOf);
  const { cellules, total } = cellulesOf(nombres);
  const inconnues = nombreOf("inconnue");
  const sorties = nombres.reduce((sum, nombre) => sum + nombre, 0);
  return figureOf({
    code: "parcours-sorties",
    titre: "Où se sont logés les ménages dont la demande est radiée",
    lecture:
      sorties === 0
        ? "Aucune demande suivie ici n’est radiée."
        : inconnues === sorties
          ? "La sortie n’est encore dite d’aucune demande radiée."
          : null,
    maille: "epci",
    lignesDe: "Sortie",
    colonnes: [colonne("nombre", "sorties", "Demandes radiées", "Demandes radiées depuis moins d’un an, suivies ici")],
    lignes: [
      ...SORTIES_DEMANDE.map(
        (cle, rang): LigneFigure => ({
          cle,
          libelle: LIBELLE_SORTIE_DEMANDE[cle],
          cellules: { sorties: cellules[rang] ?? SECRET },
        }),
      ),
      { cle: "total", libelle: "Ensemble", total: true, cellules: { sorties: total } },
    ],
    methode: {
      ...METHODE,
      ...referenceOf("mutations"),
      definition: [
        "La sortie est notée par le guichet à la radiation : même bailleur, autre bailleur, accession, locatif privé. Non dite, elle est comptée « inconnue ».",
        "Un dossier radié est effacé un an après : le tableau porte sur cette année-là.",
      ],
    },
  });
}

/** Apart from the reasons that columns added to the national stock give, of the last refusal alone. */
function figureRefus(comptes: readonly CompteParcours[]): Figure {
  const nombres = MOTIFS_REFUS.map((cle) =>
    comptes.reduce((sum, compte) => sum + (compte.genre === "refus" && compte.cle === cle ? compte.nombre : 0), 0),
  );
  const { cellules, total } = cellulesOf(nombres);
  return figureOf({
    code: "parcours-refus",
    titre: "Pourquoi des logements proposés ici sont refusés",
    lecture: nombres.some((nombre) => nombre > 0) ? null : "Aucune proposition faite ici n’a encore été refusée.",
    maille: "epci",
    lignesDe: "Motif du refus",
    colonnes: [
      colonne("nombre", "refus", "Refus", "Logements proposés dans Blaise et refusés, ou restés sans réponse"),
    ],
    lignes: [
      ...MOTIFS_REFUS.map(
        (cle, rang): LigneFigure => ({
          cle,
          libelle: LIBELLE_MOTIF_REFUS[cle],
          cellules: { refus: cellules[rang] ?? SECRET },
        }),
      ),
      { cle: "total", libelle: "Ensemble", total: true, cellules: { refus: total } },
    ],
    methode: {
      ...METHODE,
      ...referenceOf("mutations"),
      definition: [
        "Le motif que le ménage, son mandataire ou l’organisme choisit en répondant à la proposition ; sans réponse à temps, elle compte comme refusée.",
        "Les refus que disent les colonnes ajoutées au stock national sont dans le tableau « Motif du dernier refus » : les deux ne s’ajoutent pas.",
      ],
    },
  });
}
