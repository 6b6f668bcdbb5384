import { describe, expect, it } from "vitest";
import { champsSchemaOf, csvOf, feuilleOf, tableauOf } from "../../documents/table.ts";
import { defineTable } from "../../regles/table/table.ts";
import { MasqueesContext } from "./colonnes.tsx";
import { RechercheContext, Table } from "./table.tsx";

type Commune = {
  readonly nom: string;
  readonly logements: number | null;
  readonly part: number | null;
  readonly maire: string;
};

const COMMUNES = defineTable<Commune>({
  code: "communes",
  titre: "Communes",
  colonnes: [
    { code: "nom", titre: "Commune", valeur: ({ nom }) => nom, tri: true },
    {
      code: "logements",
      titre: "Logements",
      genre: "nombre",
      definition: "Logements sociaux.",
      valeur: ({ logements }) => logements,
      tri: true,
    },
    {
      code: "part",
      titre: "Part du 1er quartile",
      genre: "taux",
      valeur: ({ part }) => part ?? { manque: "sans-objet" },
    },
    { code: "maire", titre: "Maire", valeur: ({ maire }) => maire, secret: "nominatif" },
  ],
});

const LIGNES: readonly Commune[] = [
  { nom: "Wassy", logements: 1_200, part: 0.5, maire: "A" },
  { nom: "Éclaron", logements: null, part: null, maire: "B" },
  { nom: "Bettancourt", logements: 0, part: 0, maire: "C" },
];

function draw(recherche: string | null): string {
  const page = (
    <RechercheContext.Provider value={recherche}>
      <Table table={COMMUNES} lignes={LIGNES} />
    </RechercheContext.Provider>
  );
  return page.toString().replaceAll(/[\u00a0\u202f]/g, " ");
}

const NOMBREUSES: readonly Commune[] = Array.from({ length: 57 }, (_, rang) => ({
  nom: `Commune ${String(rang + 1).padStart(2, "0")}`,
  logements: 57 - rang,
  part: null,
  maire: "",
}));

function drawMany(recherche: string | null, lignes = NOMBREUSES, more: { coupe?: "jamais"; choisie?: Commune } = {}) {
  const page = (
    <RechercheContext.Provider value={recherche}>
      <Table table={COMMUNES} lignes={lignes} {...more} />
    </RechercheContext.Provider>
  );
  return page.toString().replaceAll(/[\u00a0\u202f]/g, " ");
}

const namesOf = (html: string) => [...html.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/g)].map(([, nom]) => nom);

describe("the page of a table", () => {
  it("names its columns in the header, and beside each value of the cards of a phone", () => {
    const html = draw(null);
    expect(html).toContain("<caption>Communes</caption>");
    expect(html).toContain('<th scope="col" class="n">Part du 1<sup>er</sup> quartile</th>');
    expect(html).toContain('<td role="cell" class="n" data-titre="Logements">1 200</td>');
    expect(html).toContain('<section class="defile fiches"');
  });

  it("says the word of what is unknown, never 0", () => {
    expect(draw(null)).toContain('data-titre="Logements"><span class="manque">inconnu</span>');
    expect(draw(null)).toContain('data-titre="Part du 1er quartile"><span class="manque">sans objet</span>');
    expect(draw(null)).toContain('data-titre="Part du 1er quartile">0,0 %');
  });

  it("shows nothing secret unless it is said", () => {
    expect(draw(null)).not.toContain("Maire");
    expect(String(<Table table={COMMUNES} lignes={LIGNES} ouverts={["nominatif"]} />)).toContain("Maire");
  });

  it.each([
    ["as they come", "", ["Wassy", "Éclaron", "Bettancourt"], null],
    [
      "by name, as a French reader looks for it",
      "?ordre=communes.nom",
      ["Bettancourt", "Éclaron", "Wassy"],
      "ascending",
    ],
    ["by figure, the unknown last", "?ordre=-communes.logements", ["Wassy", "Bettancourt", "Éclaron"], "descending"],
    [
      "the other way, the unknown last too",
      "?ordre=communes.logements",
      ["Bettancourt", "Wassy", "Éclaron"],
      "ascending",
    ],
    ["of another table", "?ordre=lots.nom", ["Wassy", "Éclaron", "Bettancourt"], null],
    ["by what does not sort", "?ordre=communes.part", ["Wassy", "Éclaron", "Bettancourt"], null],
  ])("puts the rows in order: %s", (_, recherche, noms, sens) => {
    const html = draw(recherche);
    expect(namesOf(html)).toEqual(noms);
    expect(/aria-sort="(\w+)"/.exec(html)?.[1] ?? null).toBe(sens);
  });

  it("sorts by a link that keeps the rest of the address, and turns what is already sorted", () => {
    expect(draw("?annee=2017")).toContain('href="?annee=2017&amp;ordre=communes.nom#table-communes"');
    expect(draw("?annee=2017")).toContain('href="?annee=2017&amp;ordre=-communes.logements#table-communes"');
    expect(draw("?ordre=-communes.logements")).toContain('href="?ordre=communes.logements#table-communes"');
  });

  it("has no link where the page answers an act", () => {
    expect(draw(null)).not.toContain("<a");
  });
});

describe("the files of the same table", () => {
  it("are the CSV, its unknown empty", () => {
    expect(csvOf(COMMUNES, LIGNES, "ouvert")).toBe("nom,logements,part\nWassy,1200,0.5\nÉclaron,,\nBettancourt,0,0\n");
    expect(csvOf(COMMUNES, LIGNES, "ouvert", ["nominatif"])).toContain("nom,logements,part,maire\n");
  });

  it("are the sheet, numbers as numbers, and what is missing by its reason", () => {
    expect(feuilleOf(COMMUNES, LIGNES)).toMatchObject({
      colonnes: [{ titre: "Commune", format: "texte" }, { format: "nombre" }, { format: "taux" }],
      lignes: [
        ["Wassy", 1_200, 0.5],
        ["Éclaron", { valeur: null, manque: "inconnu" }, { valeur: null, manque: "sans-objet" }],
        ["Bettancourt", 0, 0],
      ],
    });
  });

  it("are the table of a document, in the words of the page", () => {
    const { colonnes, lignes } = tableauOf(COMMUNES, LIGNES);
    expect(colonnes.map(({ droite }) => droite)).toEqual([false, true, true]);
    expect(lignes[1]).toEqual(["Éclaron", "inconnu", "sans objet"].map((texte) => ({ kind: "texte", texte })));
  });

  it("are described by the Table Schema, field by field", () => {
    expect(champsSchemaOf(COMMUNES)).toEqual([
      {
        name: "nom",
        title: "Commune",
        description: "Commune du logement, à son nom du jour.",
        type: "string",
      },
      { name: "logements", title: "Logements", description: "Logements sociaux.", type: "integer" },
      { name: "part", title: "Part du 1er quartile", type: "number" },
    ]);
  });
});

it("refuses two columns of one code", () => {
  const colonne = COMMUNES.colonnes[0];
  const colonnes = colonne ? [colonne, colonne] : [];
  expect(() => defineTable<Commune>({ code: "double", titre: "", colonnes })).toThrow("nom");
});

describe("sheets of a list", () => {
  const shownOf = (html: string) => {
    const noms = namesOf(html);
    return [noms.length, noms[0], noms.at(-1)];
  };

  it.each([
    ["the first one", "", [25, "Commune 01", "Commune 25"]],
    ["another", "?feuille=communes.2", [25, "Commune 26", "Commune 50"]],
    ["the last one", "?feuille=communes.3", [7, "Commune 51", "Commune 57"]],
    ["one beyond the last", "?feuille=communes.9", [7, "Commune 51", "Commune 57"]],
    ["of another list", "?feuille=autres.2", [25, "Commune 01", "Commune 25"]],
    ["that does not exist", "?feuille=communes.0", [25, "Commune 01", "Commune 25"]],
    ["all of them", "?feuille=communes.tout", [57, "Commune 01", "Commune 57"]],
    ["in the order asked for", "?ordre=communes.logements&feuille=communes.2", [25, "Commune 32", "Commune 08"]],
  ])("%s", (_nom, recherche, expected) => {
    expect(shownOf(drawMany(recherche))).toEqual(expected);
  });

  it("says where one is, and keeps the rest of the address", () => {
    const html = drawMany("?annee=2017&ordre=communes.nom&feuille=communes.2");
    expect(html).toContain("Lignes 26 à 50 sur 57");
    expect(html).toContain(
      'rel="prev" href="?annee=2017&amp;ordre=communes.nom&amp;feuille=communes.1#table-communes"',
    );
    expect(html).toContain(
      'rel="next" href="?annee=2017&amp;ordre=communes.nom&amp;feuille=communes.3#table-communes"',
    );
    // Another order begins again at the first sheet.
    expect(html).toContain('href="?annee=2017&amp;ordre=-communes.nom#table-communes"');
  });

  it("opens on the row set apart", () => {
    const choisie = NOMBREUSES[30];
    expect(shownOf(drawMany("", NOMBREUSES, choisie ? { choisie } : {}))).toEqual([25, "Commune 26", "Commune 50"]);
  });

  it.each([
    ["a few more than a sheet", "", NOMBREUSES.slice(0, 30), {}],
    ["the answer to an act", null, NOMBREUSES, {}],
    ["rows that a form sends", "", NOMBREUSES, { coupe: "jamais" as const }],
  ])("never cuts %s", (_nom, recherche, lignes, more) => {
    const html = drawMany(recherche, lignes, more);
    expect(namesOf(html)).toHaveLength(lignes.length);
    expect(html).not.toContain("Feuilles");
  });
});

describe("what a reader may sort by", () => {
  const LISTE = defineTable<{ readonly quoi: string; readonly le: string }>({
    code: "faits",
    titre: "Faits",
    colonnes: [
      { code: "quoi", titre: "Fait", valeur: ({ quoi }) => quoi },
      { code: "le", titre: "Le", valeur: ({ le }) => le },
      { code: "acte", titre: "Acte", valeur: () => "" },
      { code: "ferme", titre: "Fermé", valeur: ({ quoi }) => quoi, tri: false },
    ],
  });
  const faits = (combien: number) =>
    Array.from({ length: combien }, (_, rang) => ({
      quoi: `Fait ${rang + 1}`,
      // The later the first: sorted as words, 31/01/2019 would come after 01/12/2018.
      le: rang === 0 ? "31/01/2019" : `0${(rang % 9) + 1}/12/2018`,
    }));
  const drawn = (combien: number, recherche: string) =>
    String(
      <RechercheContext.Provider value={recherche}>
        <Table table={LISTE} lignes={faits(combien)} />
      </RechercheContext.Provider>,
    );
  const sortable = (html: string) =>
    [...html.matchAll(/<th scope="col"[^>]*><a [^>]*>(.*?)<\/a>/g)].map(([, titre]) => titre);

  it("each column that has values, once there are more than ten rows", () => {
    expect(sortable(drawn(11, ""))).toEqual(["Fait", "Le"]);
    expect(sortable(drawn(10, ""))).toEqual([]);
  });

  it("days in the order of days, numbers inside words in that of numbers", () => {
    expect(namesOf(drawn(11, "?ordre=-faits.le"))[0]).toBe("Fait 1");
    expect(namesOf(drawn(11, "?ordre=faits.quoi")).slice(-2)).toEqual(["Fait 10", "Fait 11"]);
  });

  it("not what is closed, whatever the address says", () => {
    expect(namesOf(drawn(11, "?ordre=-faits.ferme"))[0]).toBe("Fait 1");
  });
});

describe("columns that a reader puts away", () => {
  const LARGE = defineTable<{ readonly n: number }>({
    code: "large",
    titre: "Large",
    colonnes: ["a", "b", "c", "d", "e"].map((code) => ({
      code,
      titre: code.toUpperCase(),
      valeur: ({ n }) => `${code}${n}`,
    })),
  });
  const drawn = (
    combien: number,
    recherche: string | null,
    gardees: readonly (readonly [string, readonly string[]])[] = [],
  ) =>
    String(
      <RechercheContext.Provider value={recherche}>
        <MasqueesContext.Provider value={new Map(gardees)}>
          <Table table={LARGE} lignes={Array.from({ length: combien }, (_, n) => ({ n }))} />
        </MasqueesContext.Provider>
      </RechercheContext.Provider>,
    );
  const titres = (html: string) =>
    [...html.matchAll(/<th scope="col"[^>]*>(?:<a [^>]*>)?(\w)/g)].map(([, titre]) => titre).join("");

  it("all but the first, by a link that keeps the rest of the address", () => {
    const html = drawn(11, "?annee=2017");
    expect(titres(html)).toBe("ABCDE");
    expect(html).toContain('href="?annee=2017&amp;masquees=large.b#table-large"');
    expect(html).not.toContain("masquees=large.a");
    expect(titres(drawn(11, "?masquees=large.b%2Ce"))).toBe("ACD");
    expect(drawn(11, "?masquees=large.b%2Ce")).toContain("Colonnes (2 masquées)");
  });

  it("as the browser remembers, unless the address says otherwise", () => {
    expect(titres(drawn(11, "", [["large", ["c"]]]))).toBe("ABDE");
    expect(titres(drawn(11, "?masquees=large.", [["large", ["c"]]]))).toBe("ABCDE");
    expect(titres(drawn(11, "", [["autre", ["c"]]]))).toBe("ABCDE");
  });

  it("not the first, nor of a short list, unless some already are, nor where the page cannot be asked for again", () => {
    expect(titres(drawn(11, "?masquees=large.a,zz"))).toBe("ABCDE");
    expect(drawn(10, "")).not.toContain("Colonnes");
    expect(drawn(10, "?masquees=large.b")).toContain("Colonnes (1 masquée)");
    expect(drawn(11, null, [["large", ["c"]]])).not.toContain("Colonnes");
  });
});
