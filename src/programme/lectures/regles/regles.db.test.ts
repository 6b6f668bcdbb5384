import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fichierOf } from "#donnees/formats/fichier.ts";
import { formatTaux } from "#socle/regles/shared/format.ts";
import { COMMUNES_PLH, REGLES } from "../../../../demo/plh.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { apercevoirCommunes, ecrireCommunes } from "../../actes/regles/ecrire-communes.ts";
import { ecrireRegle, type RegleDemandee } from "../../actes/regles/ecrire-regle.ts";
import { computeRegles } from "./compute-regles.ts";
import type { ReglesLues } from "./regles.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-11-25";

let database: TestDatabase;
let lues: ReglesLues;
const read = (aujourdhui = AUJOURDHUI) =>
  computeRegles(database.base, { epci: EPCI, aujourdhui, tri: "verdict" as const });
beforeAll(async () => {
  database = await createDemoDatabase();
  lues = await read();
});
afterAll(() => database.drop());

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");
const regle = (code: string, from: ReglesLues = lues) => {
  const found = from.regles.find((one) => one.code === code);
  if (!found) throw new Error(`no rule ${code}`);
  return found;
};
const commune = (nom: string) => {
  const found = lues.communes.find((one) => one.nom === nom);
  if (!found) throw new Error(`no commune ${nom}`);
  return found;
};

describe("the printed figures of the signed text", () => {
  it("are the two rates of 2011, which the invented figures of communes give back", () => {
    const reference = COMMUNES_PLH.filter(({ annee }) => annee === 2011);
    const rate = (lignes: typeof reference) => {
      const known = lignes.flatMap(({ logementsSociaux, residencesPrincipales }) =>
        residencesPrincipales === null ? [] : [[logementsSociaux ?? 0, residencesPrincipales] as const],
      );
      return known.reduce((n, [part]) => n + part, 0) / known.reduce((n, [, total]) => n + total, 0);
    };
    expect(plain(formatTaux(rate(reference)))).toBe("29,4 %");
    expect(plain(formatTaux(rate(reference.filter((one) => one.commune === "52448"))))).toBe("44,5 %");
    expect(COMMUNES_PLH.every(({ synthetique }) => synthetique)).toBe(true);
  });

  it("are in the rules, with their sentences", () => {
    const parametres = new Map(REGLES.map(({ genre, commune, parametres }) => [`${genre}${commune}`, parametres]));
    expect(parametres.get("reconstitution-part")).toMatchObject({ min: 0.3, max: 0.5 });
    expect(parametres.get("reconstitution-plai")).toMatchObject({ min: 0.6 });
    expect(parametres.get("neuf-hors-qpv-plai")).toMatchObject({ min: 0.3 });
    expect(parametres.get("neuf-hors-qpv-baux")).toMatchObject({ min: null });
    expect(parametres.get("production-annuelle")).toMatchObject({ parAn: 60 });
    expect(parametres.get("part-residences-principales")).toMatchObject({ cible: 0.294, sens: "au-moins" });
    expect(parametres.get("part-residences-principales52448")).toMatchObject({
      cible: 0.435,
      sens: "au-plus",
      depart: { annee: 2011, taux: 0.445 },
    });
    const communes = parametres.get("taux-communes");
    expect(communes?.genre === "taux-communes" && communes.tranches.map(({ points }) => points)).toEqual([
      0.04, 0.02, 0.02, 0.01,
    ]);
    expect(communes).toMatchObject({ plafond: 0.5 });
  });
});

describe("the rules of the demonstration", () => {
  it.each([
    ["reconstitution-part", 0, "respectee", 110, 320],
    ["reconstitution-part", 1, "sans-objet", 60, 0],
    ["reconstitution-plai", 0, "respectee", 68, 110],
    ["reconstitution-plai", 1, "respectee", 37, 60],
    ["neuf-hors-qpv-plai", 0, "indecidable", 168, 494],
    ["neuf-hors-qpv-baux", 0, "aucune-regle", 17, 54],
    ["production-annuelle", 0, "indecidable", 384, 420],
    ["part-residences-principales", 0, "non-respectee", 5528, 19_462],
    ["part-residences-principales", 1, "non-respectee", 5672, 19_462],
    ["part-residences-principales-52448", 0, "respectee", 4905, 11_649],
    ["part-residences-principales-52448", 1, "non-respectee", 5131, 11_649],
  ] as const)("%s, reading %s: %s, %s of %s", (code, rang, issue, part, total) => {
    expect(regle(code).reponses[rang]).toMatchObject({ issue, part, total });
  });

  it("say what is missing, what is too many, and which line of the register decides", () => {
    const said = (code: string, rang: number) => regle(code).reponses[rang]?.phrases.map(plain);
    expect(said("part-residences-principales", 1)).toContain("Il manque 50 logements sociaux.");
    expect(said("part-residences-principales-52448", 1)).toContain("64 logements sociaux de trop.");
    expect(said("neuf-hors-qpv-plai", 0)?.at(-1)).toBe("À compléter au registre : Le Lavoir.");
    expect(said("neuf-hors-qpv-baux", 0)?.[0]).toContain("ne donne pas de proportion");
  });

  it("count the operations that they say, and not a submission that is not examined", () => {
    const noms = regle("reconstitution-plai").reponses[0]?.operations.map(({ nom }) => nom);
    expect(noms).toHaveLength(5);
    expect(noms?.some((nom) => nom.includes("Chancenay"))).toBe(false);
  });

  it.each([
    ["Bettancourt-la-Ferrée", "non-respectee", "+4 points"],
    ["Éclaron-Braucourt-Sainte-Livière", "non-respectee", "+2 points"],
    ["Humbécourt", "non-respectee", "+2 points"],
    ["Allichamps", "non-respectee", "+1 point"],
    ["Valcourt", "non-respectee", "+1 point"],
    ["Domblain", "respectee", "+1 point"],
    ["Wassy", "aucune-regle", "Aucune tranche"],
    ["Brousseval", "aucune-regle", "Aucune tranche"],
    ["Perthes", "aucune-regle", "Exactement 500 habitants"],
    ["Roches-sur-Marne", "indecidable", "Selon la population et la contrainte"],
    ["Louvemont", "indecidable", "Selon le taux, inconnu : aucune règle ou +2 points"],
    ["Chancenay", "indecidable", "construction neuve inconnue"],
    ["Chevillon", "indecidable", "Aucun chiffre de 2011"],
    ["Saint-Dizier", "sans-objet", "sa propre règle"],
  ])("%s: %s, %s", (nom, issue, raison) => {
    expect(commune(nom).issue).toBe(issue);
    expect(plain(commune(nom).raison)).toContain(raison);
  });

  it("cap what is asked at half of the construction, and count the programme towards it", () => {
    expect(commune("Bettancourt-la-Ferrée")).toMatchObject({
      realises: 0,
      reste: 8,
      cible: { besoin: 28, aRealiser: 20, ecretement: "oui" },
    });
  });

  it("have one line a commune of the territory, never a silent one", () => {
    expect(lues.communes).toHaveLength(60);
    expect(lues.communes.filter(({ raison }) => raison === "")).toEqual([]);
  });
});

const CHANGEE: RegleDemandee = {
  epci: EPCI,
  genre: "reconstitution-plai",
  commune: "",
  depuis: "2027-01-01",
  jusque: null,
  relu: false,
  parametres: { genre: "reconstitution-plai", min: 0.7, cadres: ["npnru"] },
  texte: "Un minimum de 70 % de PLAI",
  reference: "Avenant d’essai",
  confiance: "S",
  aujourdhui: AUJOURDHUI,
};

describe("a new version", () => {
  it.each([
    ["in the past", { depuis: "2026-11-24" }, "regle-passee"],
    ["without its sentence", { texte: " " }, "regle-texte"],
    ["that ends before it begins", { jusque: "2026-12-31" }, "regle-jusque"],
    [
      "of a rate above 100 %",
      { parametres: { genre: "reconstitution-plai", min: 1.2, cadres: [] } },
      "regle-parametres",
    ],
    ["of a commune of elsewhere", { commune: "75056" }, "regle-commune"],
  ] as const)("%s is refused", async (_, change, code) => {
    await expect(ecrireRegle(database.base, { ...CHANGEE, ...change })).rejects.toMatchObject({ code });
  });

  it("takes effect on its day, leaves the days before, and ends the same way", async () => {
    await ecrireRegle(database.base, CHANGEE);
    expect(regle("reconstitution-plai", await read("2026-12-31")).seuil).toContain("60");
    const after = regle("reconstitution-plai", await read("2027-01-01"));
    expect(after.reponses[0]).toMatchObject({ issue: "non-respectee", manque: 9 });
    expect(after.reponses[0]?.phrases.map(plain)).toContain("Il manque 9 PLAI.");
    await expect(ecrireRegle(database.base, CHANGEE)).rejects.toMatchObject({ code: "regle-anterieure" });
    await ecrireRegle(database.base, { ...CHANGEE, depuis: "2028-01-01", parametres: null });
    const closed = await read("2028-01-01");
    expect(closed.regles.some(({ genre }) => genre === "reconstitution-plai")).toBe(false);
    expect(closed.absentes.map(({ genre }) => genre)).toEqual(["reconstitution-plai"]);
  });

  it("is never written over, whoever asks", async () => {
    const change = "update regle_programme set texte = 'autre' where epci = $1";
    await expect(database.pool.query(change, [EPCI])).rejects.toThrow("never changes");
    await expect(database.pool.query("delete from regle_programme")).rejects.toThrow("never changes");
  });
});

describe("figures of communes", () => {
  const csv = (...lines: readonly string[]) =>
    fichierOf("plh.csv", new TextEncoder().encode(["commune;annee;residences_principales", ...lines].join("\n")));

  it("tell what the file would replace, and refuse a commune of elsewhere and a line said twice", async () => {
    const apercu = await apercevoirCommunes(
      database.base,
      EPCI,
      csv("52448;2016;11700", "52448;2017;11750", "75056;2016;1", "52448;2017;1"),
    );
    expect(apercu.lignes.map(({ annee, remplace }) => [annee, remplace])).toEqual([
      [2016, true],
      [2017, false],
    ]);
    expect(apercu.refus.map(({ ligne, message }) => [ligne, plain(message)])).toEqual([
      [4, "La commune 75056 n’est pas du territoire."],
      [5, "Saint-Dizier, 2017 : déjà à la ligne 3 du fichier."],
    ]);
  });

  it("are all written or none, and move the verdict", async () => {
    const { lignes } = await apercevoirCommunes(database.base, EPCI, csv("52448;2018;12000"));
    const [ligne] = lignes;
    if (!ligne) throw new Error("one line");
    const source = "Recensement d’essai";
    const lost = { ...ligne, commune: "75056" };
    await expect(
      ecrireCommunes(database.base, { epci: EPCI, lignes: [ligne, lost], source, relu: false }),
    ).rejects.toMatchObject({ code: "plh-commune" });
    expect(regle("part-residences-principales-52448", await read()).reponses[1]?.total).toBe(11_649);
    await ecrireCommunes(database.base, { epci: EPCI, lignes: [ligne], source, relu: false });
    expect(regle("part-residences-principales-52448", await read()).reponses[0]).toMatchObject({
      issue: "respectee",
      total: 12_000,
    });
  });
});

it("a territory without a rule says « aucune règle », and judges nothing", async () => {
  await database.pool.query("insert into territoire (epci, nom) values ('200039915', 'Ailleurs')");
  const vide = await computeRegles(database.base, { epci: "200039915", aujourdhui: AUJOURDHUI, tri: "nom" });
  expect(vide).toMatchObject({ regles: [], communes: [], figures: [] });
  expect(vide.absentes).toHaveLength(8);
  expect(vide.phrases[0]).toContain("Aucune règle");
});
