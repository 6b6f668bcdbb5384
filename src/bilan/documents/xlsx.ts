import { sayTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import { sayExtractions, sayHorsTerritoire } from "#droit/regles/patrimoine/dire-localisation.ts";
import { PARTENAIRES } from "#socle/documents/a-propos.ts";
import { type Cellule, type Feuille, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import { feuilleOf } from "#socle/documents/table.ts";
import { formatBornes, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import { type Colonne, type ContenuCellule, keepColonnes } from "#socle/regles/table/table.ts";
import { PARC } from "../images/parc-table.ts";
import { TERRITORIALISES_CHIFFRES } from "../images/territorialises-table.ts";
import type {
  Axe,
  Bilan,
  Controle,
  LigneBailleur,
  LigneTrimestre,
  LigneVentilation,
  Mesures,
} from "../lectures/bilan.ts";
import { alerteInconnus } from "../regles/dire-inconnus.ts";
import { colonnesMesures } from "./colonnes.ts";
import { feuilleMethode, feuilleSources, lastSource, saySources } from "./feuille-methode.ts";
import { phrasesRegle } from "./phrases.ts";

/**
 * The bilan as a workbook, one sheet per subject. Counts and rates are numbers with a format, never formatted text; an unknown is an empty cell;
 * every text is a string cell, so none is read as a formula.
 */
export function renderBilanXlsx(bilan: Bilan): Promise<Uint8Array> {
  const feuilles: (readonly [string, Feuille])[] = [
    ["Synthèse", synthese(bilan)],
    ["Bailleurs", bailleurs(bilan)],
    ["Trimestres", trimestres(bilan)],
    ...(bilan.territorialises
      ? [["Territorialisés", feuilleOf(TERRITORIALISES_CHIFFRES, bilan.territorialises)] as const]
      : []),
    ["Communes", axes(bilan, ["commune"])],
    ["Secteurs", axes(bilan, ["secteur"])],
    ["Contingents", axes(bilan, ["contingent"])],
    ["Origine", axes(bilan, ["origine"])],
    ["Profils", axes(bilan, ["prioritaire", "dalo", "menage", "age"])],
    ["Parc", parc(bilan)],
    ["Contrôles", feuilleOf({ colonnes: CONTROLES }, bilan.controles)],
    ["Méthode", feuilleMethode(bilan)],
    ["Sources", feuilleSources(bilan)],
  ];
  return renderClasseur(
    {
      titre: `Bilan des attributions, ${bilan.libellePeriode}`,
      territoire: bilan,
      jour: lastSource(bilan),
      periode: bilan.libellePeriode,
      pour: PARTENAIRES,
      sources: saySources(bilan),
      methode: phrasesRegle(bilan),
    },
    feuilles,
  );
}

function ecrireVerdict(value: ContenuCellule): ContenuCellule {
  const found = Object.entries(LIBELLE_VERDICT).find(([code]) => code === value);
  return found ? found[1] : null;
}

/** A verdict is a code in the CSV, and a word in the workbook. */
function figuresOf<Ligne>(mesuresOf: (ligne: Ligne) => Mesures): readonly Colonne<Ligne>[] {
  return colonnesMesures(mesuresOf).map((colonne) =>
    colonne.code.endsWith("verdict")
      ? { ...colonne, valeur: (ligne) => ecrireVerdict(colonne.valeur(ligne)) }
      : colonne,
  );
}

function bailleurs(bilan: Bilan): Feuille {
  const colonnes: readonly Colonne<LigneBailleur>[] = [
    { code: "siren", titre: "SIREN", largeur: 14, valeur: ({ siren }) => siren },
    { code: "bailleur", titre: "Bailleur", largeur: 34, valeur: ({ nom }) => nom },
    ...figuresOf<LigneBailleur>((ligne) => ligne),
  ];
  return feuilleOf({ colonnes }, bilan.bailleurs);
}

function trimestres(bilan: Bilan): Feuille {
  const colonnes: readonly Colonne<LigneTrimestre>[] = [
    {
      code: "periode",
      titre: "Période",
      definition: "Année ou trimestre que le fichier couvre.",
      largeur: 14,
      valeur: ({ code }) => code,
    },
    {
      code: "libelle",
      titre: "Libellé",
      definition: "Nom de la ligne.",
      largeur: 34,
      valeur: ({ libelle }) => libelle,
    },
    ...figuresOf<LigneTrimestre>((ligne) => ligne),
  ];
  return feuilleOf({ colonnes }, [...bilan.trimestres, ...bilan.cumuls]);
}

type LigneAxe = { readonly titre: string; readonly ligne: LigneVentilation };

const COLONNES_AXE: readonly Colonne<LigneAxe>[] = [
  {
    code: "axe",
    titre: "Axe",
    definition: "Critère selon lequel les attributions sont réparties.",
    largeur: 24,
    valeur: ({ titre }) => titre,
  },
  { code: "code", titre: "Code", largeur: 12, valeur: ({ ligne }) => ligne.code },
  {
    code: "libelle",
    titre: "Libellé",
    definition: "Nom de la ligne.",
    largeur: 34,
    valeur: ({ ligne }) => ligne.libelle,
  },
  ...figuresOf<LigneAxe>(({ ligne }) => ligne),
];

function axes(bilan: Bilan, wanted: readonly Axe[]): Feuille {
  const found = bilan.ventilations.filter(({ axe }) => wanted.includes(axe));
  const lignes = found.flatMap(({ titre, lignes }) => lignes.map((ligne) => ({ titre, ligne })));
  return feuilleOf({ colonnes: COLONNES_AXE }, lignes);
}

function synthese(bilan: Bilan): Feuille {
  const alerte = alerteInconnus(bilan);
  const mesures = feuilleOf({ colonnes: figuresOf<Bilan>((ligne) => ligne) }, [bilan]);
  const dits: readonly (readonly [sujet: string, texte: string | null | undefined])[] = [
    ["Sur comptes", bilan.surComptes?.phrase],
    ...phrasesRegle(bilan).map((phrase) => ["Règle", phrase] as const),
    ["Localisation", alerte && `${alerte.titre} ${alerte.texte}`],
    ["Obligation", bilan.obligation],
    ["Période", bilan.enCours],
    ...sayExtractions(bilan.extractions).map((phrase) => ["Autre extraction", phrase] as const),
    ["Baux tardifs", sayTardifs(bilan.tardifs ?? [])],
    ["Baux provisoires", bilan.provisoires?.phrase],
    ["De la demande au bail", bilan.delai?.phrase],
    ["Hors du territoire", sayHorsTerritoire(bilan.horsTerritoire)],
    ["Relogements", bilan.relogements?.phrase],
    ["Avertissement", bilan.demonstration ? "Données de démonstration" : null],
  ];
  const textesLibres = dits.flatMap(([sujet, texte]): [string, string][] => (texte ? [[sujet, texte]] : []));
  return {
    colonnes: [
      ...textes(["Grandeur", 46]),
      { titre: "Valeur", format: "nombre", largeur: 22 },
      ...textes(["Précision", 60]),
    ],
    lignes: [
      ["Territoire", bilan.nom, `SIREN ${bilan.territoire}`],
      ["Période", bilan.libellePeriode],
      ...(bilan.perimetre ? [["Périmètre", bilan.perimetre]] : []),
      ...(bilan.lectureBailleurs ? [["Bailleurs", bilan.lectureBailleurs.phrases.join(" ")]] : []),
      ["Seuil du 1er quartile, € par an et par unité de consommation", bilan.seuilPremierQuartile],
      ...mesures.colonnes.map(({ titre, format }, rang): Cellule[] => {
        const lu = mesures.lignes[0]?.[rang] ?? null;
        return [titre, typeof lu === "object" ? lu : { valeur: lu, format }];
      }),
      ["Situation déclarée et calculée différentes", bilan.desaccords.situation],
      ["Quartile déclaré et calculé différents", bilan.desaccords.quartile],
      ["Côté retenu contraire au parc publié", bilan.desaccords.deduction],
      ...textesLibres.map(([titre, phrase]): Cellule[] => [titre, null, phrase]),
      ...(bilan.horsQpv.bornes ? [["Taux possible hors QPV", null, formatBornes(bilan.horsQpv.bornes)]] : []),
    ],
  };
}

function parc({ parc: stock }: Bilan): Feuille {
  const table = keepColonnes(
    PARC,
    "siren",
    "bailleur",
    "logements",
    "qpv",
    "hors_qpv",
    "inconnue",
    "vacants_qpv",
    "vacants_hors_qpv",
  );
  return feuilleOf(table, stock ? [...stock.bailleurs, { ...stock, nom: `Ensemble, ${stock.millesime}` }] : []);
}

const CONTROLES: readonly Colonne<Controle>[] = [
  { code: "code", titre: "Code", largeur: 26, valeur: ({ code }) => code },
  {
    code: "grandeur",
    titre: "Grandeur",
    definition: "Chiffre comparé.",
    largeur: 48,
    valeur: ({ libelle }) => libelle,
  },
  {
    code: "imprime",
    titre: "Imprimé",
    definition: "Chiffre tel qu’un document publié l’imprime.",
    genre: "nombre",
    largeur: 12,
    valeur: ({ imprime }) => asNumber(imprime),
  },
  {
    code: "recalcule",
    titre: "Recalculé",
    definition: "Même chiffre, recalculé des fichiers publiés.",
    genre: "nombre",
    largeur: 12,
    valeur: ({ recalcule }) => asNumber(recalcule),
  },
  {
    code: "accord",
    titre: "Accord",
    definition: "Oui si les deux chiffres sont égaux ; inconnu si le recalcul est impossible.",
    largeur: 8,
    valeur: ({ accord }) => sayAccord(accord),
  },
  {
    code: "explication",
    titre: "Explication",
    definition: "Ce qui explique l’écart, quand on le sait.",
    largeur: 60,
    valeur: ({ explication }) => explication,
  },
  { code: "source", titre: "Source", largeur: 40, valeur: ({ source }) => source },
];

function sayAccord(accord: boolean | null): string {
  return accord === null ? "non comparable" : accord ? "oui" : "non";
}

/** A printed whole number becomes a number; « / », « 11,5 % » and the rest stay as printed. */
function asNumber(imprime: string): number | string {
  return /^\d{1,15}$/.test(imprime) ? Number(imprime) : imprime;
}
