import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";
import { readConvention } from "#bilan/lectures/convention/read-convention.ts";
import { prepareConvention } from "#convention/actes/prepare-convention.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { Action } from "#socle/regles/habilitation/ressource.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { ENGAGEMENTS, etape, HAMARIS, ligne, PLURIAL } from "../../../../test/fixtures/engagements.ts";
import { acteurOf, seedOf } from "../../../../test/fixtures/habilitations.ts";
import { EPCI } from "../../../../test/fixtures/pages.ts";
import { saveEngagements } from "../../lectures/convention/save-engagements.ts";
import { ETAPES } from "../../regles/convention/etape.ts";
import { abandonVersion } from "./abandon-version.ts";
import { addSignataire, type NouveauSignataire } from "./add-signataire.ts";
import type { ConventionDeps } from "./deps.ts";
import { prepareAvenant } from "./prepare-avenant.ts";
import { recordEtape } from "./record-etape.ts";
import { removeSignataire } from "./remove-signataire.ts";
import { saveActions } from "./save-actions.ts";
import { signVersion } from "./sign-version.ts";

const AUJOURDHUI = "2026-03-10";
const TITRES = { titre: "Convention 2026-2028", objet: "Objectifs d’attribution de trois ans" };

let db: TestDatabase;
let ids: { epci: number; etat: number; hamaris: number; plurial: number; reservataire: number; dpo: number };

beforeAll(async () => {
  db = await createDatabase();
  const { territoire, compte, organisation } = seedOf(db.pool);
  await territoire();
  ids = {
    epci: await organisation("epci", "L’agglomération", EPCI),
    etat: await organisation("etat", "Préfecture"),
    hamaris: await organisation("bailleur", "Hamaris", HAMARIS),
    plurial: await organisation("bailleur", "Plurial Novilia", PLURIAL),
    reservataire: await organisation("reservataire", "Action Logement Services"),
    dpo: await compte("Dpo"),
  };
});
afterAll(() => db.drop());

beforeEach(async () => {
  for (const table of ["convention_version", "action_convention"]) await db.pool.query(`truncate ${table} cascade`);
});

function deps(acteur: Acteur, action: Action, aujourdhui = AUJOURDHUI): ConventionDeps {
  return {
    base: db.bases.pour(acteur, { ressource: "objectif", action }),
    horloge: { aujourdhui: () => aujourdhui, maintenant: () => `${aujourdhui}T09:00:00.000Z` },
  };
}

/** With the action that each act's route declares. */
const agent = (action: Action = "modifier") =>
  deps(acteurOf(ids.dpo, "agent-epci", { organisation: ids.epci }), action);
const etat = () => deps(acteurOf(ids.dpo, "etat", { organisation: ids.etat }), "valider");
const as = (role: RoleHabilite, organisation: number, action: Action = "valider") =>
  deps(acteurOf(ids.dpo, role, { organisation }), action);

async function prepare(reprise = false): Promise<{ epci: string; numero: number }> {
  const { numero } = await prepareConvention(agent("creer"), { epci: EPCI, ...TITRES, reprise, dureeAns: 3 });
  return { epci: EPCI, numero };
}

async function record(visee: { epci: string; numero: number }, until: (typeof ETAPES)[number], date = "2026-03-01") {
  for (const nature of ETAPES.slice(0, ETAPES.indexOf(until) + 1)) {
    await recordEtape(nature === "accord-prefet" ? etat() : agent(), { ...visee, etape: etape(nature, date) });
  }
}

/** A convention in force since 1 March 2026, still to be signed by Hamaris and Plurial. */
async function enterVigueur() {
  const visee = await prepare();
  await saveEngagements(agent(), { ...visee, engagements: ENGAGEMENTS });
  for (const organisation of [ids.hamaris, ids.plurial]) {
    const nom = organisation === ids.hamaris ? "Hamaris" : "Plurial Novilia";
    await addSignataire(agent(), { ...visee, signataire: { nom, qualite: "le directeur", siren: null, organisation } });
  }
  await record(visee, "en-vigueur");
  return visee;
}

async function version(numero: number, jour = AUJOURDHUI) {
  const read = await readConvention(agent("lire").base, EPCI, jour);
  const found = read.versions.find((one) => one.numero === numero);
  if (!found) throw new Error(`no version ${numero}`);
  return found;
}

const refused = (code: string) => expect.objectContaining({ code });

async function lines(): Promise<readonly string[]> {
  const { entrees } = await db.bases.pour(acteurOf(ids.dpo, "dpo")).journal.list({ epci: EPCI });
  return entrees.map(({ acte }) => acte).reverse();
}

describe("from a draft to what is in force", () => {
  it("is prepared, filled, agreed, signed, and read back whole with its line in the journal at each act", async () => {
    const before = (await lines()).length;
    const visee = await enterVigueur();
    const [hamaris] = (await version(0)).signataires;
    await signVersion(as("responsable-bailleur", ids.hamaris), {
      ...visee,
      signataire: hamaris?.id ?? 0,
      le: "2026-03-02",
    });
    const read = await readConvention(agent("lire").base, EPCI, AUJOURDHUI);
    expect(read).toMatchObject({ epci: EPCI, enVigueur: 0, noms: { [HAMARIS]: "Hamaris" } });
    expect(read.versions).toHaveLength(1);
    expect(read.versions[0]).toMatchObject({
      ...TITRES,
      numero: 0,
      parentNumero: null,
      depuis: "2026-03-01",
      etat: "en-vigueur",
      reprise: false,
      etapeAtteinte: "en-vigueur",
      etapeSuivante: null,
      derogation: null,
      revision: { echeance: "2029-03-01", etat: "a-jour" },
      signatures: { attendues: 2, faites: 1, sansSignature: [] },
      engagements: ENGAGEMENTS,
    });
    expect(read.versions[0]?.signataires.map(({ siren, signeLe }) => [siren, signeLe])).toEqual([
      [HAMARIS, "2026-03-02"],
      [PLURIAL, null],
    ]);
    expect(read.versions[0]?.controles.map(({ code }) => code)).toContain("signature-attendue");
    expect((await lines()).slice(before)).toEqual([
      "convention-preparee",
      "convention-modifiee",
      "convention-modifiee",
      "convention-modifiee",
      ...ETAPES.map(() => "convention-etape"),
      "convention-signee",
    ]);
  });

  it("does not enter into force under the legal floor, and leaves no step behind", async () => {
    const visee = await prepare();
    await saveEngagements(agent(), { ...visee, engagements: [ligne({ taux: 0.23 })] });
    await record(visee, "signatures");
    const entering = recordEtape(agent(), { ...visee, etape: etape("en-vigueur") });
    await expect(entering).rejects.toMatchObject({
      code: "version-incoherente",
      message: expect.stringContaining("23"),
    });
    expect(await version(0)).toMatchObject({ etat: "projet", etapeAtteinte: "signatures", depuis: null });
  });

  it("takes over a document signed when the rate could be adapted, with its unknown dates", async () => {
    const visee = await prepare(true);
    await saveEngagements(agent(), { ...visee, engagements: [ligne({ annee: 2018, taux: 0.21 })] });
    for (const nature of ETAPES) {
      const date = nature === "signatures" || nature === "en-vigueur" ? "2018-10-05" : null;
      await recordEtape(agent(), { ...visee, etape: etape(nature, date) });
    }
    expect((await version(0)).derogation).toContain("La convention écrit 21");
    expect((await version(0, "2018-11-24")).derogation).toBeNull();
    expect((await version(0, "2018-10-04")).etat).toBe("projet");
  });

  test.each<[string, Partial<Parameters<typeof prepareConvention>[1]>, string]>([
    ["no title", { titre: " " }, "texte-trop-court"],
    ["a NIR in its object", { objet: "Pour 2 69 05 49 588 157 80" }, "texte-nir"],
    ["somebody’s address", { objet: "Contact : ana.morel@exemple.fr" }, "texte-courriel"],
    ["no duration", { dureeAns: 0 }, "duree-invalide"],
  ])("refuses %s", async (_, given, code) => {
    const asked = { epci: EPCI, ...TITRES, reprise: false, dureeAns: 3, ...given };
    await expect(async () => prepareConvention(agent("creer"), asked)).rejects.toEqual(refused(code));
  });

  it("is one: a second is refused, draft or not; two at once make one", async () => {
    const both = await Promise.allSettled([prepare(), prepare()]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(prepare()).rejects.toEqual(refused("convention-existante"));
    await abandonVersion(agent(), { epci: EPCI, numero: 0 });
    await expect(prepare()).resolves.toMatchObject({ numero: 0 });
  });
});

describe("a version in force", () => {
  test.each<[string, (visee: { epci: string; numero: number }) => Promise<unknown>]>([
    ["its objectives", (visee) => saveEngagements(agent(), { ...visee, engagements: [] })],
    ["a signatory added", (visee) => addSignataire(agent(), { ...visee, signataire: inconnu() })],
    ["a signatory removed", async (visee) => removeSignataire(agent(), { ...visee, signataire: await firstOf(visee) })],
    ["itself", (visee) => abandonVersion(agent(), visee)],
  ])("never changes: %s", async (_, change) => {
    const visee = await enterVigueur();
    const before = await version(0);
    await expect(async () => change(visee)).rejects.toEqual(refused("version-en-vigueur"));
    expect(await version(0)).toEqual(before);
  });

  it("takes a late signature and an annual bilan: acts that add, and change nothing written", async () => {
    const visee = await enterVigueur();
    const { signataires, ...before } = await version(0);
    await signVersion(as("responsable-bailleur", ids.plurial), {
      ...visee,
      signataire: signataires[1]?.id ?? 0,
      le: AUJOURDHUI,
    });
    await recordEtape(agent(), { ...visee, etape: etape("bilan-annuel", AUJOURDHUI) });
    const after = await version(0);
    expect(after.signatures.faites).toBe(1);
    const { engagements, titre, objet, depuis, parent } = before;
    expect(after).toMatchObject({ engagements, titre, objet, depuis, parent });
    expect(after.etapes.slice(0, -1)).toEqual(before.etapes);
  });
});

function inconnu() {
  return { nom: "Organisme sans compte", qualite: "la présidente", siren: null, organisation: null };
}

async function firstOf({ numero }: { numero: number }): Promise<number> {
  return (await version(numero)).signataires[0]?.id ?? 0;
}

const AVENANT = { epci: EPCI, application: "annee-entiere" } as const;

describe("an avenant", () => {
  const prepared = () =>
    prepareAvenant(agent("creer"), { ...AVENANT, titre: "Avenant n° 1", objet: "Objectifs de 2028" });

  it("is a copy of what is in force, that nobody has signed, and replaces it from its day on", async () => {
    await enterVigueur();
    const avenant = await prepared();
    expect(avenant).toMatchObject({ numero: 1, depuis: null, engagements: ENGAGEMENTS, dureeAns: 3 });
    expect(avenant.signataires.map(({ nom, signeLe }) => [nom, signeLe])).toEqual([
      ["Hamaris", null],
      ["Plurial Novilia", null],
    ]);
    await record({ epci: EPCI, numero: 1 }, "en-vigueur", "2026-03-05");
    const { versions, enVigueur } = await readConvention(agent("lire").base, EPCI, AUJOURDHUI);
    expect([enVigueur, ...versions.map(({ etat, parentNumero }) => `${etat} ${parentNumero}`)]).toEqual([
      1,
      "remplacee null",
      "en-vigueur 0",
    ]);
    const before = await readConvention(agent("lire").base, EPCI, "2026-03-04");
    expect([before.enVigueur, ...before.versions.map(({ etat }) => etat)]).toEqual([0, "en-vigueur", "projet"]);
  });

  it("of a version that another avenant has replaced does not enter into force", async () => {
    await enterVigueur();
    await prepared();
    await prepareAvenant(agent("creer"), { ...AVENANT, titre: "Avenant n° 2", objet: "Autre projet" });
    await record({ epci: EPCI, numero: 1 }, "en-vigueur", "2026-03-05");
    await expect(record({ epci: EPCI, numero: 2 }, "en-vigueur", "2026-03-06")).rejects.toEqual(
      refused("avenant-parent-depasse"),
    );
    expect((await version(2)).etat).toBe("projet");
  });

  it("has nothing to amend before a convention is in force", async () => {
    await prepare();
    await expect(prepared()).rejects.toEqual(refused("convention-absente"));
  });

  it("takes a number of its own, whoever prepares another at the same time", async () => {
    await enterVigueur();
    const numeros = (await Promise.all([prepared(), prepared(), prepared()])).map(({ numero }) => numero);
    expect(numeros.sort()).toEqual([1, 2, 3]);
  });
});

describe("who may what", () => {
  const OTHERS: readonly (readonly [RoleHabilite, "hamaris" | "etat" | "reservataire"])[] = [
    ["responsable-bailleur", "hamaris"],
    ["agent-bailleur", "hamaris"],
    ["reservataire", "reservataire"],
    ["etat", "etat"],
  ];

  test.each(OTHERS)("%s modifies nothing", async (role, organisation) => {
    const visee = await prepare();
    await addSignataire(agent(), { ...visee, signataire: inconnu() });
    const before = await version(0);
    for (const action of ["creer", "modifier", "valider"] as const) {
      const theirs = as(role, ids[organisation], action);
      const tries: (() => Promise<unknown>)[] = [
        () => saveEngagements(theirs, { ...visee, engagements: ENGAGEMENTS }),
        () => recordEtape(theirs, { ...visee, etape: etape("projet") }),
        () => addSignataire(theirs, { ...visee, signataire: inconnu() }),
        () => removeSignataire(theirs, { ...visee, signataire: before.signataires[0]?.id ?? 0 }),
        () => abandonVersion(theirs, visee),
        () =>
          prepareAvenant(theirs, { epci: EPCI, application: "annee-entiere", titre: "Avenant", objet: "Autre objet" }),
        () => saveActions(theirs, { epci: EPCI, actions: [] }),
      ];
      for (const attempt of tries) await expect(async () => attempt()).rejects.toEqual(refused("droit-absent"));
    }
    expect(await version(0)).toEqual(before);
  });

  it("the State, and no other, records the préfet’s agreement", async () => {
    const visee = await prepare();
    await record(visee, "vote");
    const accord = { ...visee, etape: etape("accord-prefet") };
    await expect(recordEtape(agent(), accord)).rejects.toEqual(refused("etape-reservee-etat"));
    await expect(recordEtape(as("responsable-bailleur", ids.hamaris), accord)).rejects.toEqual(
      refused("etape-reservee-etat"),
    );
    await recordEtape(etat(), accord);
    expect((await version(0)).etapeAtteinte).toBe("accord-prefet");
  });

  it("a bailleur signs its own line, once, and no other’s", async () => {
    const visee = await enterVigueur();
    const [hamaris, plurial] = (await version(0)).signataires;
    const sign = (who: ConventionDeps, line: typeof hamaris, le = "2026-03-02") =>
      signVersion(who, { ...visee, signataire: line?.id ?? 0, le });
    const theirs = as("responsable-bailleur", ids.hamaris);
    await expect(sign(theirs, plurial)).rejects.toEqual(refused("signature-d-un-autre"));
    await expect(sign(as("agent-bailleur", ids.hamaris), hamaris)).rejects.toEqual(refused("signature-d-un-autre"));
    for (const other of [etat(), agent("valider"), as("reservataire", ids.reservataire)]) {
      await expect(sign(other, hamaris)).rejects.toEqual(refused("signature-d-un-autre"));
    }
    await expect(async () => sign(theirs, hamaris, "2026-03-11")).rejects.toEqual(refused("signature-future"));
    await sign(theirs, hamaris);
    await expect(sign(theirs, hamaris)).rejects.toEqual(refused("deja-signe"));
    expect((await version(0)).signataires.map(({ signeLe }) => signeLe)).toEqual(["2026-03-02", null]);
  });

  it("the EPCI writes the signature of an organisation that has no account, and those of a document taken over", async () => {
    const visee = await prepare();
    const signataire = await addSignataire(agent(), { ...visee, signataire: inconnu() });
    await signVersion(agent("valider"), { ...visee, signataire, le: "2026-03-02" });
    await expect(removeSignataire(agent(), { ...visee, signataire })).rejects.toEqual(refused("signataire-a-signe"));
    await abandonVersion(agent(), visee);
    const reprise = await prepare(true);
    const qualite = "le directeur";
    const hamaris = await addSignataire(agent(), {
      ...reprise,
      signataire: { nom: "Hamaris", qualite, siren: HAMARIS, organisation: ids.hamaris },
    });
    await signVersion(agent("valider"), { ...reprise, signataire: hamaris, le: "2018-10-05" });
    expect((await version(0)).signatures.faites).toBe(1);
  });

  it("a draft is read in the territory, not by the public, who sees what is in force", async () => {
    const publique = () =>
      readConvention(
        db.bases.pour({ nom: "public", compte: null, demandeurs: [], habilitations: [], motif: null }),
        EPCI,
        AUJOURDHUI,
      );
    await prepare();
    await saveActions(agent(), { epci: EPCI, actions: [action(1)] });
    expect(await publique()).toMatchObject({ versions: [], enVigueur: null, actions: [] });
    await abandonVersion(agent(), { epci: EPCI, numero: 0 });
    await enterVigueur();
    await prepareAvenant(agent("creer"), { ...AVENANT, titre: "Avenant", objet: "Projet d’avenant" });
    const read = await publique();
    expect(read.versions.map(({ numero }) => numero)).toEqual([0]);
    expect(read.versions[0]).toMatchObject({ engagements: ENGAGEMENTS });
    expect([read.noms[HAMARIS], read.actions.length]).toEqual(["Hamaris", 1]);
  });
});

function action(numero: number) {
  return { numero, orientation: "Orientation 1", titre: "Promouvoir le logement social", jalons: null, acteurs: null };
}

describe("the signatories and the actions of a text", () => {
  test.each<[string, Partial<NouveauSignataire>, string]>([
    ["the same twice", {}, "signataire-deja-la"],
    ["a wrong SIREN", { nom: "Autre", siren: "552100555" }, "siren-invalide"],
    ["an organisation that does not exist", { nom: "Autre", organisation: 999_999 }, "organisation-inconnue"],
  ])("refuse %s", async (_, given, code) => {
    const visee = await prepare();
    await addSignataire(agent(), { ...visee, signataire: inconnu() });
    const again = async () => addSignataire(agent(), { ...visee, signataire: { ...inconnu(), ...given } });
    await expect(again).rejects.toEqual(refused(code));
    expect((await version(0)).signataires).toHaveLength(1);
  });

  it("are rewritten by number, and none is lost", async () => {
    await saveActions(agent(), { epci: EPCI, actions: [action(1), action(2)] });
    await saveActions(agent(), { epci: EPCI, actions: [{ ...action(2), jalons: "dès 2027" }] });
    const { actions } = await readConvention(agent("lire").base, EPCI, AUJOURDHUI);
    expect(actions.map(({ numero, jalons }) => [numero, jalons])).toEqual([
      [1, null],
      [2, "dès 2027"],
    ]);
    const twice = async () => saveActions(agent(), { epci: EPCI, actions: [action(3), action(3)] });
    await expect(twice).rejects.toEqual(refused("action-en-double"));
  });

  it("of a version that is not there are refused", async () => {
    const nowhere = { epci: EPCI, numero: 7 };
    await expect(saveEngagements(agent(), { ...nowhere, engagements: [] })).rejects.toEqual(
      refused("version-inconnue"),
    );
    const visee = await prepare();
    await expect(removeSignataire(agent(), { ...visee, signataire: 999_999 })).rejects.toEqual(
      refused("signataire-inconnu"),
    );
  });
});
