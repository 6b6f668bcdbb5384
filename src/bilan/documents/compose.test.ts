import { describe, expect, it } from "vitest";
import type { Bloc, Cellule } from "#socle/documents/document.ts";
import { BILAN_2017, mesuresOf } from "../../../test/fixtures/bilan-2017.ts";
import { communesFixture } from "../../../test/fixtures/communes.ts";
import { renderCarteBilan } from "../images/carte-bilan.ts";
import type { Histoire } from "../lectures/histoire/histoire.ts";
import { cotesOf } from "../regles/constat-passe.ts";
import { composeDocument, type DocumentBilan } from "./compose.ts";

const NBSP = "\u00A0";

const RAPPORT = {
  numero: "2017-annee-01",
  figeLe: "2018-10-05T14:02:00.000Z",
  figePar: "Claire Martin",
  empreinte: "ab".repeat(32),
  sections: ["methode", "synthese"] as const,
  annexes: {},
  commentaires: { synthese: "Première ligne.\n\nSeconde ligne.", carte: "jamais montré" },
};

function texts(bloc: Bloc): string {
  return JSON.stringify(bloc);
}

function rows(document: DocumentBilan, section: string): (readonly Cellule[])[] {
  const blocs = document.sections.find((s) => s.code === section)?.blocs ?? [];
  return blocs.flatMap((bloc) =>
    bloc.kind === "tableau" ? [...bloc.lignes, ...(bloc.total ? [bloc.total] : [])] : [],
  );
}

function words(row: readonly Cellule[] | undefined): string[] {
  return (row ?? []).map((c) => (c.kind === "texte" ? c.texte : c.kind === "verdict" ? c.verdict : "barre"));
}

describe("composeDocument", () => {
  it("keeps the sections asked for, in the document's order, with their own comments only", () => {
    const document = composeDocument({ bilan: BILAN_2017, carte: null, rapport: RAPPORT });
    expect(document.sections.map((s) => s.code)).toEqual(["synthese", "methode"]);
    expect(document.sections[0]?.blocs.at(-1)).toEqual({
      kind: "commentaire",
      paragraphes: ["Première ligne.", "Seconde ligne."],
    });
    expect(JSON.stringify(document)).not.toContain("jamais montré");
  });

  it("says which version it is, and that a working edition is none", () => {
    const frozen = composeDocument({ bilan: BILAN_2017, carte: null, rapport: RAPPORT });
    expect(frozen.couverture).toContainEqual({
      terme: "Version",
      valeur: "2017-annee-01, figée le 5 octobre 2018 par Claire Martin",
    });
    expect(frozen.couverture).toContainEqual({ terme: "Empreinte", valeur: RAPPORT.empreinte });
    const working = composeDocument({ bilan: BILAN_2017, carte: null });
    expect(working.couverture.at(-1)?.valeur).toBe("édition de travail, non figée");
    expect(working.date).toBeNull();
  });

  it("announces demonstration data, and only them", () => {
    expect(composeDocument({ bilan: BILAN_2017, carte: null }).bandeau).toContain("Données de démonstration");
    const real = composeDocument({ bilan: { ...BILAN_2017, demonstration: false }, carte: null });
    expect([real.bandeau, real.entete.includes("démonstration")]).toEqual([null, false]);
  });

  it("states the three figures with their counts, bounds and verdicts, and what the unlocated leave open", () => {
    const { sections } = composeDocument({ bilan: BILAN_2017, carte: null, sections: ["synthese"] });
    const text = sections[0]?.blocs.map(texts).join("") ?? "";
    for (const expected of [
      `18,3${NBSP}%`,
      "66 sur 360",
      `Taux possible : entre 17,5${NBSP}% et 19,2${NBSP}%.`,
      `Il manque 24${NBSP}attributions pour le plancher de 25${NBSP}%.`,
      "247 sur 391",
      `Hors quartier prioritaire, 21${NBSP}attributions incertaines : 21${NBSP}non localisées`,
      `le plancher de 25${NBSP}% n’est pas atteint quoi qu’elles soient`,
    ]) {
      expect(text).toContain(expected);
    }
  });

  it("says « atteint ou non » when what is unknown could turn the answer, and what would settle it", () => {
    const indecis = { ...BILAN_2017, ...mesuresOf({ q1: [0, 30, 0], q24: [0, 90, 1] }) };
    const { sections } = composeDocument({ bilan: indecis, carte: null, sections: ["synthese"] });
    const text = JSON.stringify(sections);
    expect(text).toContain(
      `1${NBSP}attribution incertaine : 1${NBSP}non localisée ; le plancher de 25${NBSP}% est atteint ou non`,
    );
    expect(text).toContain("localiser 1 suffit à trancher");
  });

  it("writes the fraction and no percentage under 20 attributions, and no 0 where there is nothing to count", () => {
    const document = composeDocument({ bilan: BILAN_2017, carte: null, sections: ["bailleurs"] });
    expect(words(rows(document, "bailleurs")[3])).toEqual([
      "Le Foyer Rémois",
      "0 sur 16",
      "–",
      "4",
      "barre",
      "non-atteint",
    ]);
    expect(words(rows(document, "bailleurs")[7])).toEqual([
      "Hamaris",
      "inconnu",
      "inconnu",
      "inconnu",
      "barre",
      "indecidable",
    ]);
    expect(words(rows(document, "bailleurs")[10])).toEqual([
      "Vitry Habitat",
      "aucune",
      "sans objet",
      "sans objet",
      "barre",
      "sans-objet",
    ]);
  });

  it("says no 0 of the rehoused that the file does not tell, and gives the read, rejected and set aside lines of each file", () => {
    const inconnus = { total: 102, situation: 0, ressources: 0, relogement: 102, doublon: 0 };
    const source = BILAN_2017.sources[0];
    if (source === undefined) throw new Error("no source");
    const document = composeDocument({
      bilan: {
        ...BILAN_2017,
        horsQpv: { ...BILAN_2017.horsQpv, inconnus },
        sources: [{ ...source, lues: 160, lignes: 150, rejetees: 8, ecartees: 3 }],
      },
      carte: null,
    });
    const said = JSON.stringify(document).replaceAll(/[\u00a0\u202f]/g, " ");
    expect(said).toContain(
      "Dont 66 du 1er quartile et entre 0 et 102 relogés, 102 relogements n’étant pas renseignés.",
    );
    expect(rows(document, "methode").map(words).at(-1)?.slice(4, 8)).toEqual(["160", "150", "8", "3"]);
  });

  it("shows the convention's objective beside the legal floor", () => {
    const cible = {
      taux: 0.21,
      nombre: null,
      attendu: 76,
      manque: 10,
      verdict: "non-atteint",
      contredit: false,
      acte: "CIA 2018",
    } as const;
    const bilan = { ...BILAN_2017, horsQpv: { ...BILAN_2017.horsQpv, cible } };
    const text = JSON.stringify(composeDocument({ bilan, carte: null, sections: ["synthese"] }));
    expect(text).toContain(`La convention vise 21${NBSP}% hors quartier prioritaire (CIA 2018).`);
    expect(text).toContain(`Objectif 21${NBSP}% : non atteint, il manque 10.`);
  });

  it("lists the unknown of an axis and ends on the whole territory", () => {
    const found = rows(composeDocument({ bilan: BILAN_2017, carte: null, sections: ["origine"] }), "origine").map(
      words,
    );
    expect(found.map((row) => row[0])).toEqual(["Mutation", "Nouvelle entrée", "Origine inconnue", "Ensemble"]);
    expect(found.at(-1)?.slice(1, 3)).toEqual(["779", "66 sur 360"]);
  });

  it("says so when an axis, a stock or a control is missing", () => {
    const bare = { ...BILAN_2017, ventilations: [], parc: null, controles: [], trimestres: [], cumuls: [] };
    const text = JSON.stringify(composeDocument({ bilan: bare, carte: null }));
    expect(text).toContain(
      "Secteur\u00A0: rien n’est connu dans les fichiers publiés. Pour le savoir, il faut le fichier des communes",
    );
    expect(text).toContain("Aucun fichier RPLS n’est publié");
    expect(text).toContain("Aucun résultat publié ailleurs");
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("opens on its answer, with the map, its legend, its classes and its mention", () => {
    const carte = renderCarteBilan(BILAN_2017, communesFixture());
    const { ouverture } = composeDocument({ bilan: BILAN_2017, carte, sections: [] });
    expect(ouverture?.reponse).toMatch(/^Hors quartier prioritaire, il manque 24.attributions pour le plancher de 25/);
    expect(ouverture?.carte.legende).toHaveLength(7);
    expect(ouverture?.carte.notes.join(" ")).toMatch(/autour de l’objectif.*Contours des communes/);
  });
});

describe("a bilan of which nothing is known", () => {
  const vide = mesuresOf({ q1: [0, 0, 0], q24: [0, 0, 0], sans: 9 });
  const bornes = [0, 1] as const;
  const mesures = { ...vide, horsQpv: { ...vide.horsQpv, bornes }, qpv: { ...vide.qpv, bornes } };
  const inconnu = {
    ...BILAN_2017,
    ...mesures,
    bailleurs: BILAN_2017.bailleurs.map(({ siren, nom }) => ({ siren, nom, ...mesures })),
    ventilations: BILAN_2017.ventilations.map((one) => ({
      ...one,
      lignes: [{ code: "inconnu", libelle: "Inconnu", ...mesures }],
    })),
    parc: null,
  };
  const document = composeDocument({ bilan: inconnu, carte: null, histoire: { annees: [], rapport: null } });

  it("has no table of « inconnu » alone: a sentence says which file is missing and who gives it", () => {
    const blocs = document.sections.filter(({ code }) => code !== "methode").flatMap((section) => section.blocs);
    for (const bloc of blocs) {
      if (bloc.kind !== "tableau") continue;
      const cells = [...bloc.lignes, ...(bloc.total ? [bloc.total] : [])].flatMap((row) => row.slice(1));
      expect(cells.some((cell) => cell.kind === "texte" && /\d/.test(cell.texte))).toBe(true);
    }
    expect(JSON.stringify(blocs)).toContain("il faut le fichier des communes, où l’EPCI écrit le secteur de chacune");
  });

  it("has no curve and no map, and says why", () => {
    expect(document.ouverture?.tendance.svg).toBeNull();
    expect(document.ouverture?.tendance.notes.join(" ")).toContain("Pas de courbe");
    expect(document.ouverture?.carte.notes.join(" ")).toContain("Pas de carte");
    expect(document.ouverture?.actions.liste.length).toBeGreaterThan(0);
  });
});

describe("what the first page says", () => {
  const avec = (annees: Histoire["annees"]) =>
    composeDocument({ bilan: BILAN_2017, carte: null, histoire: { annees, rapport: null } }).ouverture;

  it("names the farthest bailleur and what is missing, with the file's counts", () => {
    const { textes, actions } = avec([]) ?? { textes: [], actions: { liste: [] } };
    expect(JSON.stringify(textes)).toMatch(/est le plus loin dans ce qui est compté.*pour \d+ qu’y demande/);
    expect(actions.liste[0]?.quoi).toMatch(/^Convenir d’un effort avec /);
    expect(actions.liste.length).toBeLessThanOrEqual(4);
  });

  it("has no curve of a single year, and one with two", () => {
    expect(avec([])?.tendance.notes).toEqual(["Pas de courbe\u00A0: seule l’année 2017 a une part à montrer."]);
    const cotes = cotesOf({ ...BILAN_2017, horsQpv: { ...BILAN_2017.horsQpv, taux: 0.1, bornes: [0.09, 0.11] } });
    expect(avec([{ annee: 2016, cotes }])?.tendance.svg).toMatch(/^<svg/);
    expect(JSON.stringify(avec([{ annee: 2016, cotes }])?.textes)).toContain(
      "La part monte, quoi que soient les inconnues.",
    );
  });
});
