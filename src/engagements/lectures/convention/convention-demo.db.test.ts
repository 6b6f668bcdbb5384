import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import { readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { rejouerAvenant } from "#convention/lectures/rejouer-avenant.ts";
import { reprendreObjectifs } from "#convention/lectures/reprendre-objectifs.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { BAILLEURS, bailleurOf } from "../../../../demo/bailleurs.ts";
import { CONVENTION, engagementsConvention, SIGNATAIRES } from "../../../../demo/convention.ts";
import { ACTIONS } from "../../../../demo/convention-actions.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { acteurOf } from "../../../../test/fixtures/habilitations.ts";
import { abandonVersion } from "../../actes/convention/abandon-version.ts";
import type { ConventionDeps } from "../../actes/convention/deps.ts";
import { prepareAvenant } from "../../actes/convention/prepare-avenant.ts";
import { recordEtape } from "../../actes/convention/record-etape.ts";
import { saveEngagements } from "./save-engagements.ts";

const EPCI = "200068666";
const AUJOURDHUI = "2026-11-25";

let db: TestDatabase;
let deps: ConventionDeps;

beforeAll(async () => {
  db = await createDemoDatabase();
  deps = {
    base: db.base,
    horloge: { aujourdhui: () => AUJOURDHUI, maintenant: () => `${AUJOURDHUI}T09:00:00.000Z` },
  };
});
afterAll(() => db.drop());

const bilan = (annee: number) => computeBilan(db.base, { epci: EPCI, periode: yearPeriode(annee), bailleur: null });

describe("the convention of the demonstration", () => {
  it("is loaded whole, by the acts, as what was signed on 5 October 2018", async () => {
    const read = await readConvention(db.base, EPCI, AUJOURDHUI);
    expect(read).toMatchObject({ enVigueur: 0, demonstration: true, actions: ACTIONS });
    expect(read.versions).toHaveLength(1);
    expect(read.versions[0]).toMatchObject({
      titre: CONVENTION.titre,
      reprise: true,
      depuis: "2018-10-05",
      engagements: engagementsConvention(),
      revision: { echeance: "2021-10-05", etat: "depassee" },
      signatures: { attendues: 7, faites: 7, sansSignature: [bailleurOf("vitry").siren] },
    });
    expect(read.versions[0]?.derogation).toContain("2018");
    expect(read.versions[0]?.signataires.map(({ nom }) => nom)).toEqual(SIGNATAIRES.map(({ nom }) => nom));
    expect(read.versions[0]?.signataires.every(({ organisation }) => organisation !== null)).toBe(true);
    expect(read.noms).toMatchObject(Object.fromEntries(BAILLEURS.map(({ siren, nom }) => [siren, nom])));
  });

  it("shows in the bilan the controls of its editor, from the reference that it writes", async () => {
    const { controles } = await bilan(2018);
    const own = controles.filter(({ code }) => code.startsWith("objectif-"));
    expect(own.filter(({ accord }) => !accord).map(({ code }) => code)).toEqual([
      ...[2018, 2019].map((annee) => `objectif-arrondi.${bailleurOf("hamaris").siren}.${annee}`),
      "objectif-total.epci.2020",
      `objectif-arrondi.${bailleurOf("hamaris").siren}.2020`,
    ]);
    const editeur = (await readConvention(db.base, EPCI, AUJOURDHUI)).versions[0]?.controles ?? [];
    const said = editeur.filter(({ code }) => code === "objectif-total" || code === "objectif-arrondi");
    expect(said).toHaveLength(4);
    expect(own.every(({ source }) => source === CONVENTION.titre)).toBe(true);
  });

  it("gives the bilan the targets that the deposited file gave it, under its own name", async () => {
    const { bailleurs, horsQpv } = await bilan(2018);
    expect(horsQpv.cible).toMatchObject({ taux: 0.21, nombre: null, acte: CONVENTION.titre });
    await db.pool.query("update convention_version set depuis = null, publie_le = null");
    const fromFile = await bilan(2018);
    await db.pool.query("update convention_version set depuis = '2018-10-05', publie_le = '2018-10-05'");
    const targets = (lines: typeof bailleurs) =>
      lines.map(({ siren, ...line }) => [siren, line.horsQpv.cible, line.qpv.cible].map((one) => rename(one)));
    expect(fromFile.horsQpv.cible?.acte).toBe("Convention du 5 octobre 2018");
    expect(targets(bailleurs)).toEqual(targets(fromFile.bailleurs));
  });
});

function rename(cible: unknown): unknown {
  return typeof cible === "object" && cible !== null ? { ...cible, acte: "" } : cible;
}

describe("an avenant", () => {
  const avenant = { epci: EPCI, numero: 1 };
  const HAMARIS = bailleurOf("hamaris").siren;

  /** Sets Hamaris to 33 in 2019 and 2020, and the EPCI to the legal floor in every year. */
  const corrected = () =>
    engagementsConvention().map((one) => {
      if (one.objet !== "hors-qpv") return one;
      if (one.porteur.type === "epci") return { ...one, taux: 0.25 };
      const isHamaris = one.porteur.type === "bailleur" && one.porteur.siren === HAMARIS;
      return isHamaris && one.annee > 2018 ? { ...one, nombre: 33 } : one;
    });

  it("is replayed on the years published, beside what is in force", async () => {
    await prepareAvenant(deps, {
      epci: EPCI,
      application: "annee-entiere",
      titre: "Avenant n° 1",
      objet: "Relever le taux à 25 %",
    });
    await saveEngagements(deps, { ...avenant, engagements: corrected() });
    const rejeu = await rejouerAvenant(db.base, { ...avenant, annees: [2017, 2018, 2031] }, AUJOURDHUI);
    expect(rejeu).toMatchObject({ actuelle: 0, annees: [2017, 2018] });
    const of = (annee: number, nom: string) =>
      rejeu.lignes.find((one) => one.annee === annee && one.nom === nom && one.objet === "hors-qpv");
    expect(of(2017, "EPCI")).toMatchObject({
      assiette: 360,
      realise: 66,
      actuel: { taux: 0.21, attendu: 76, manque: 10, verdict: "non-atteint", annee: 2018 },
      projet: { taux: 0.25, attendu: 90, manque: 24, verdict: "non-atteint", annee: 2018 },
    });
    expect(of(2017, "Hamaris")).toMatchObject({
      assiette: 130,
      realise: 26,
      actuel: { nombre: 32, manque: 6, annee: 2018 },
      projet: { nombre: 32, manque: 6, annee: 2018 },
    });
    const measured = await bilan(2018);
    expect(of(2018, "EPCI")).toMatchObject({
      assiette: measured.horsQpv.assiette,
      realise: measured.horsQpv.realise,
      taux: measured.horsQpv.taux,
      actuel: { attendu: measured.horsQpv.cible?.attendu, verdict: measured.horsQpv.cible?.verdict },
    });
    expect(rejeu.remarques).toEqual([
      "Aucune attribution publiée pour 2031 : rien à rejouer.",
      "Le projet n’écrit pas tous les objectifs de 2017 : ceux de 2018, leur première année, y sont appliqués.",
      "La version en vigueur n’écrit pas tous les objectifs de 2017 : ceux de 2018, leur première année, y sont appliqués.",
      "Non rejoués ici : les objectifs « publics prioritaires » des réservataires, suivis à part.",
    ]);
  });

  it("is not replayed by a bailleur: the EPCI’s line needs everybody’s attributions", async () => {
    const { rows } = await db.pool.query<{ id: number }>("select id from organisation where siren = $1", [HAMARIS]);
    const acteur = acteurOf(1, "responsable-bailleur", { organisation: rows[0]?.id ?? 0 });
    const theirs = db.bases.pour(acteur, { ressource: "objectif", action: "lire" });
    await expect(rejouerAvenant(theirs, avenant, AUJOURDHUI)).rejects.toMatchObject({ code: "droit-absent" });
  });

  it("takes over the deposited file, with what was published the year before as reference", async () => {
    expect(await reprendreObjectifs(deps, avenant)).toBe(33);
    const read = (await readConvention(db.base, EPCI, AUJOURDHUI)).versions[1];
    const key = ({ annee, objet, porteur }: (typeof written)[number]) => JSON.stringify([annee, objet, porteur]);
    const written = engagementsConvention().filter(({ objet }) => objet !== "publics-prioritaires");
    const later = (annee: number) => (annee > 2020 ? { reference: { annee: 2017, assiette: 360 } } : {});
    const expected = written.map((one) => ({ ...one, ...later(one.annee) }));
    const sorted = (list: readonly (typeof written)[number][]) => [...list].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    expect(sorted(read?.engagements ?? [])).toEqual(sorted(expected));
  });

  it("changes the bilans of the years that end after it takes effect, and no other to the last figure", async () => {
    // Past years keep their rates: 21 and 22 %.
    const engagements = corrected().map((one) =>
      one.objet === "hors-qpv" && one.porteur.type === "epci" && one.annee < 2020 ? { ...one, taux: 0.21 } : one,
    );
    await saveEngagements(deps, { ...avenant, engagements });
    const before = { 2017: await bilan(2017), 2018: await bilan(2018), 2019: await bilan(2019) };
    for (const nature of ["projet", "avis-cil", "avis-pdalhpd", "vote"] as const) await record(nature);
    await record("accord-prefet");
    await record("signatures");
    await record("en-vigueur");
    expect(await bilan(2017)).toEqual(before[2017]);
    expect(await bilan(2018)).toEqual(before[2018]);
    expect(await bilan(2019)).toEqual(before[2019]);
    expect((await bilan(2020)).horsQpv.cible).toMatchObject({ taux: 0.25, acte: "Avenant n° 1" });
    await expect(async () => abandonVersion(deps, avenant)).rejects.toMatchObject({ code: "version-en-vigueur" });
  });

  async function record(
    nature: "projet" | "avis-cil" | "avis-pdalhpd" | "vote" | "accord-prefet" | "signatures" | "en-vigueur",
  ) {
    const etat = acteurOf(1, "etat");
    const base =
      nature === "accord-prefet" ? db.bases.pour(etat, { ressource: "objectif", action: "valider" }) : db.base;
    const etape = { nature, date: "2020-03-01", acte: "Acte de l’essai" };
    await recordEtape({ ...deps, base }, { ...avenant, etape });
  }
});
