import { sayTardifs } from "#droit/regles/attribution/trimestre-publie.ts";
import { sayExtractions, sayHorsTerritoire } from "#droit/regles/patrimoine/dire-localisation.ts";
import { type Cellule, type Feuille, nombres, textes } from "#socle/documents/feuille.ts";
import { renderClasseur } from "#socle/documents/rendre.ts";
import type { Valeur } from "#socle/documents/valeur.ts";
import { formatBornes, LIBELLE_VERDICT } from "#socle/regles/shared/format.ts";
import type { Axe, Bilan, Mesures } from "../lectures/bilan.ts";
import { COLONNES } from "./colonnes.ts";
import { feuilleMethode, feuilleSources } from "./feuille-methode.ts";
import { alerteInconnus, phrasesRegle } from "./phrases.ts";
import { feuilleTerritorialises } from "./territorialises.ts";

/**
 * The bilan as a workbook, one sheet a subject. Counts and rates are numbers with a format, never formatted text; what is unknown is
 * an empty cell; every text is written as a string cell, so none can be read as a formula.
 */
export function renderBilanXlsx(bilan: Bilan): Promise<Uint8Array> {
  const feuilles: (readonly [string, Feuille])[] = [
    ["Synthèse", synthese(bilan)],
    [
      "Bailleurs",
      mesures(
        ["SIREN", "Bailleur"],
        bilan.bailleurs.map((b) => [b.siren, b.nom, b]),
      ),
    ],
    [
      "Trimestres",
      mesures(
        ["Période", "Libellé"],
        [...bilan.trimestres, ...bilan.cumuls].map((t) => [t.code, t.libelle, t]),
      ),
    ],
    ...(bilan.territorialises ? [["Territorialisés", feuilleTerritorialises(bilan.territorialises)] as const] : []),
    ["Communes", axes(bilan, ["commune"])],
    ["Secteurs", axes(bilan, ["secteur"])],
    ["Contingents", axes(bilan, ["contingent"])],
    ["Origine", axes(bilan, ["origine"])],
    ["Profils", axes(bilan, ["prioritaire", "dalo", "menage", "age"])],
    ["Parc", parc(bilan)],
    ["Contrôles", controles(bilan)],
    ["Méthode", feuilleMethode(bilan)],
    ["Sources", feuilleSources(bilan)],
  ];
  return renderClasseur(`Bilan des attributions, ${bilan.libellePeriode}, ${bilan.nom}`, feuilles);
}

function readAll(m: Mesures): Valeur[] {
  return COLONNES.map((colonne) => {
    const value = colonne.read(m);
    return colonne.cle.endsWith("verdict") ? ecrireVerdict(value) : value;
  });
}

function ecrireVerdict(value: Valeur): string | null {
  const found = Object.entries(LIBELLE_VERDICT).find(([code]) => code === value);
  return found ? found[1] : null;
}

function mesures(
  titres: readonly [string, string],
  lignes: readonly (readonly [code: string, libelle: string, mesures: Mesures])[],
): Feuille {
  return {
    colonnes: [
      ...textes([titres[0], 14], [titres[1], 34]),
      ...COLONNES.map(({ titre, format }) => ({ titre, format })),
    ],
    lignes: lignes.map(([code, libelle, m]) => [code, libelle, ...readAll(m)]),
  };
}

function axes(bilan: Bilan, wanted: readonly Axe[]): Feuille {
  const found = bilan.ventilations.filter((v) => wanted.includes(v.axe));
  return {
    colonnes: [
      ...textes(["Axe", 24], ["Code", 12], ["Libellé", 34]),
      ...COLONNES.map(({ titre, format }) => ({ titre, format })),
    ],
    lignes: found.flatMap((v) => v.lignes.map((ligne) => [v.titre, ligne.code, ligne.libelle, ...readAll(ligne)])),
  };
}

function synthese(bilan: Bilan): Feuille {
  const alerte = alerteInconnus(bilan);
  const valeurs = readAll(bilan);
  const tardifs = sayTardifs(bilan.tardifs ?? []);
  const dehors = sayHorsTerritoire(bilan.horsTerritoire);
  const textesLibres: [string, string][] = [
    ...(bilan.surComptes ? [["Sur comptes", bilan.surComptes.phrase] as [string, string]] : []),
    ...phrasesRegle(bilan).map((phrase): [string, string] => ["Règle", phrase]),
    ...(alerte ? [["Localisation", `${alerte.titre} ${alerte.texte}`] as [string, string]] : []),
    ...(bilan.obligation ? [["Obligation", bilan.obligation] as [string, string]] : []),
    ...(bilan.enCours ? [["Période", bilan.enCours] as [string, string]] : []),
    ...sayExtractions(bilan.extractions).map((phrase): [string, string] => ["Autre extraction", phrase]),
    ...(tardifs ? [["Baux tardifs", tardifs] as [string, string]] : []),
    ...(dehors ? [["Hors du territoire", dehors] as [string, string]] : []),
    ...(bilan.relogements?.phrase ? [["Relogements", bilan.relogements.phrase] as [string, string]] : []),
    ...(bilan.demonstration ? [["Avertissement", "Données de démonstration"] as [string, string]] : []),
  ];
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
      ...COLONNES.map(({ titre, format }, i): Cellule[] => [titre, { valeur: valeurs[i] ?? null, format }]),
      ["Situation déclarée et calculée différentes", bilan.desaccords.situation],
      ["Quartile déclaré et calculé différents", bilan.desaccords.quartile],
      ["Côté retenu contraire au parc publié", bilan.desaccords.deduction],
      ...textesLibres.map(([titre, phrase]): Cellule[] => [titre, null, phrase]),
      ...(bilan.horsQpv.bornes ? [["Taux possible hors QPV", null, formatBornes(bilan.horsQpv.bornes)]] : []),
    ],
  };
}

function parc({ parc: stock }: Bilan): Feuille {
  const colonnes = [
    ...textes(["SIREN", 14], ["Bailleur", 34]),
    ...nombres("Logements", "En QPV", "Hors QPV", "Situation inconnue", "Vacants en QPV", "Vacants hors QPV"),
  ];
  if (!stock) return { colonnes, lignes: [] };
  return {
    colonnes,
    lignes: [
      ...stock.bailleurs.map((l) => [l.siren, l.nom, l.logements, l.qpv, l.horsQpv, l.inconnue]),
      [
        null,
        `Ensemble, ${stock.millesime}`,
        stock.logements,
        stock.qpv,
        stock.horsQpv,
        stock.inconnue,
        stock.vacantsQpv,
        stock.vacantsHorsQpv,
      ],
    ],
  };
}

function controles(bilan: Bilan): Feuille {
  return {
    colonnes: textes(
      ["Code", 26],
      ["Grandeur", 48],
      ["Imprimé", 12],
      ["Recalculé", 12],
      ["Accord", 8],
      ["Explication", 60],
      ["Source", 40],
    ),
    lignes: bilan.controles.map((c) => [
      c.code,
      c.libelle,
      asNumber(c.imprime),
      asNumber(c.recalcule),
      c.accord === null ? "non comparable" : c.accord ? "oui" : "non",
      c.explication,
      c.source,
    ]),
  };
}

/** A whole number as printed becomes a number; « / », « 11,5 % » and the rest stay as they were printed. */
function asNumber(imprime: string): Cellule {
  return /^\d{1,15}$/.test(imprime) ? { valeur: Number(imprime), format: "nombre" } : imprime;
}
