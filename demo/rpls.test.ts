import proj4 from "proj4";
import { describe, expect, it, test } from "vitest";
import { apportion } from "#socle/calculs/synthese/largest-remainder.ts";
import { BAILLEURS } from "./bailleurs.ts";
import { COMMUNES } from "./communes.ts";
import { EXPECTED_PARC } from "./expected.ts";
import { countBy, get, type LigneRelue, readFeatures, readLines, ringsOf, surrounds } from "./relecture.ts";

const lignes = readLines("rpls-2017-loi.csv");
const inQpv = lignes.filter((ligne) => get(ligne, "QPV") === "1");
const horsQpv = lignes.filter((ligne) => get(ligne, "QPV") === "2");
const secteurs = new Map(COMMUNES.map(({ code, secteur }) => [code, secteur]));
const secteurOf = (ligne: LigneRelue): string => secteurs.get(get(ligne, "DEPCOM")) ?? "inconnu";
const number = (ligne: LigneRelue, colonne: string): number => Number(get(ligne, colonne));
const adresse = (ligne: LigneRelue): string =>
  ["DEPCOM", "NUMVOIE", "TYPVOIE", "NOMVOIE"].map((colonne) => get(ligne, colonne)).join(" ");

describe("RPLS 2017: exact margins of the convention", () => {
  it("holds 6 261 dwellings, 3 648 in the QPV, all of them in Saint-Dizier", () => {
    expect(lignes).toHaveLength(EXPECTED_PARC.logements);
    expect(inQpv).toHaveLength(EXPECTED_PARC.qpv);
    expect(horsQpv).toHaveLength(EXPECTED_PARC.horsQpv);
    expect(countBy(inQpv, (ligne) => get(ligne, "DEPCOM"))).toEqual({ "52448": 3648 });
  });

  test.each(BAILLEURS)("$nom has its dwellings of the objective tables", ({ cle, nom, siret, siren }) => {
    const own = lignes.filter((ligne) => get(ligne, "SIRET") === siret);
    expect(own.every((ligne) => get(ligne, "RS") === nom && get(ligne, "IDENTGES") === siren)).toBe(true);
    const qpv = own.filter((ligne) => get(ligne, "QPV") === "1").length;
    expect([qpv, own.length - qpv]).toEqual(EXPECTED_PARC.bailleurs[cle]);
  });

  it("leaves 86 % of the stock outside Saint-Dizier to others than the OPH", () => {
    const outside = lignes.filter((ligne) => get(ligne, "DEPCOM") !== "52448");
    const autres = outside.filter((ligne) => get(ligne, "RS") !== "OPH de Saint-Dizier").length;
    expect(outside).toHaveLength(1130);
    expect(autres).toBe(972);
    expect(Math.round((autres / outside.length) * 100)).toBe(86);
  });

  it("offers 536 vacant dwellings in the QPV and 105 outside (MODE 2)", () => {
    const vacant = (own: readonly LigneRelue[]): number => own.filter((ligne) => get(ligne, "MODE") === "2").length;
    expect([vacant(inQpv), vacant(horsQpv)]).toEqual([EXPECTED_PARC.vacantsQpv, EXPECTED_PARC.vacantsHorsQpv]);
  });

  it("has stock in the 23 communes that have some, and nowhere else", () => {
    const found = Object.keys(countBy(lignes, (ligne) => get(ligne, "DEPCOM")));
    expect(found).toHaveLength(EXPECTED_PARC.communes);
    expect(found).toEqual(
      COMMUNES.filter(({ poidsParc }) => poidsParc > 0)
        .map(({ code }) => code)
        .toSorted(),
    );
  });

  test.each([
    ["Orcades", 80],
    ["Ibiza", 40],
    ["Antilles", 80],
    ["Fidji", 16],
  ])("the buildings to be demolished are there: %s, %i dwellings", (nom, logements) => {
    const own = lignes.filter((ligne) => get(ligne, "COMPLGEO") === nom);
    expect(own).toHaveLength(logements);
    expect(own.every((ligne) => get(ligne, "QPV") === "1" && get(ligne, "RS") === "OPH de Saint-Dizier")).toBe(true);
  });

  it("gives 104 dwellings to Réunion, Miquelon, Samoa and Vulcain together, and 98 of the 320 are empty", () => {
    const four = lignes.filter((ligne) => ["Réunion", "Miquelon", "Samoa", "Vulcain"].includes(get(ligne, "COMPLGEO")));
    expect(four).toHaveLength(104);
    expect(inQpv.filter((ligne) => get(ligne, "MODE") === "3")).toHaveLength(320 - 222);
  });
});

describe("RPLS 2017: margins « recalées » from 2015", () => {
  it("shares the stock between secteurs, vector of the largest remainders", () => {
    expect(countBy(lignes, secteurOf)).toEqual({
      "Pays du Der": 303,
      "Secteur 1 – Saint-Dizier": 5131,
      "Secteur 2": 49,
      "Secteur 3": 26,
      "Secteur 4": 110,
      "Secteur 5 – Wassy/Brousseval": 350,
      "Secteur 6": 6,
      "Vallée de la Marne": 286,
    });
  });

  it("keeps collective and individual: 5 416 and 845, no collective in secteurs 4 and 6, 98 houses in the QPV", () => {
    expect(countBy(lignes, (ligne) => get(ligne, "TYPECONST"))).toEqual({ C: 5416, I: 845 });
    const bare = lignes.filter((ligne) => ["Secteur 4", "Secteur 6"].includes(secteurOf(ligne)));
    expect(countBy(bare, (ligne) => get(ligne, "TYPECONST"))).toEqual({ I: 116 });
    expect(countBy(inQpv, (ligne) => get(ligne, "TYPECONST"))).toEqual({ C: 3550, I: 98 });
  });

  test.each([
    ["in the QPV", inQpv, [760, 0, 252, 1708, 1048, 129, 14, 23]],
    ["outside", horsQpv, [209, 15, 123, 534, 815, 153, 79, 47]],
  ])("keeps the rent classes %s", (_side, own, classes2015) => {
    const classOf = (ligne: LigneRelue): number => {
      const loyer = number(ligne, "LOYERPRINC");
      return loyer === 0 ? 0 : Math.min(7, Math.max(1, Math.floor(loyer / number(ligne, "SURFHAB")) - 1));
    };
    const counts = Array.from({ length: 8 }, (_, rang) => own.filter((ligne) => classOf(ligne) === rang).length);
    expect(counts).toEqual(apportion(classes2015, own.length));
    expect(own.filter((ligne) => get(ligne, "MODE") === "2" && number(ligne, "LOYERPRINC") > 0)).toHaveLength(0);
  });
});

describe("RPLS 2017: plausible lines", () => {
  it("says on each line that it is synthetic", () => {
    expect(lignes.every((ligne) => get(ligne, "COMMENTAIRE") === "donnée de démonstration (synthétique)")).toBe(true);
  });

  it("identifies each dwelling once", () => {
    for (const colonne of ["IDENT_REP", "IDENT_INT"]) {
      expect(new Set(lignes.map((ligne) => get(ligne, colonne))).size, colonne).toBe(lignes.length);
    }
    expect(lignes.every((ligne) => get(ligne, "IDENT_REP").length === 10)).toBe(true);
  });

  it("groups dwellings in buildings of 1 to 60, each in one résidence, on one side, of one bailleur", () => {
    const sizes = Object.values(countBy(lignes, adresse));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(60);
    const distinct = countBy(lignes, (ligne) =>
      [adresse(ligne), get(ligne, "COMPLGEO"), get(ligne, "QPV"), get(ligne, "SIRET"), get(ligne, "X")].join("|"),
    );
    expect(Object.keys(distinct)).toHaveLength(sizes.length);
    const residences = countBy(lignes, (ligne) => `${get(ligne, "DEPCOM")} ${get(ligne, "COMPLGEO")}`);
    expect(lignes.length / Object.keys(residences).length).toBeGreaterThan(10);
  });

  it("dates what it says in order: built, let, leased, offered", () => {
    for (const ligne of lignes) {
      const [construct, locat] = [number(ligne, "CONSTRUCT"), number(ligne, "LOCAT")];
      expect(construct >= 1900 && construct <= locat && locat <= 2016).toBe(true);
      const mode = get(ligne, "MODE");
      expect(/^[12345]$/.test(mode) && /^[123467]$/.test(get(ligne, "CONTRESLOG"))).toBe(true);
      expect(get(ligne, "BAIL") !== "").toBe(mode === "1");
      expect(get(ligne, "REMLOCDATE") !== "").toBe(mode === "2");
      if (mode === "1") expect(Number(get(ligne, "BAIL").slice(3))).toBeGreaterThanOrEqual(locat);
      if (mode === "2") expect(Number(get(ligne, "REMLOCDATE").slice(3))).toBeGreaterThanOrEqual(locat);
    }
  });

  it("puts each point in its commune, in the Vert-Bois if and only if QPV is 1", () => {
    const fromLambert = proj4(
      "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m",
      "EPSG:4326",
    );
    const communes = new Map(readFeatures("communes.geojson").map((cell) => [cell.properties.code, ringsOf(cell)]));
    const [vertBois = []] = ringsOf(readFeatures("qpv-2015.geojson")[0]);
    const seen = new Set<string>();
    for (const ligne of lignes) {
      const key = `${get(ligne, "X")} ${get(ligne, "Y")} ${get(ligne, "QPV")} ${get(ligne, "DEPCOM")}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const [x = 0, y = 0] = fromLambert.forward([number(ligne, "X"), number(ligne, "Y")]);
      const parts = communes.get(get(ligne, "DEPCOM")) ?? [];
      expect(
        parts.some((ring) => surrounds(ring, [x, y])),
        adresse(ligne),
      ).toBe(true);
      expect(surrounds(vertBois, [x, y]), adresse(ligne)).toBe(get(ligne, "QPV") === "1");
    }
    expect(seen.size).toBeGreaterThan(900);
  });
});
