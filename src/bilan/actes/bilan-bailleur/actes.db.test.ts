import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { publishLot } from "#imports/actes/lot/publish-lot.ts";
import type { Base } from "#socle/lectures/base.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { attribution, EPCI, logement, openTerritoireEssai, stageRows } from "../../../../test/fixtures/lots.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import type { BilanBailleur } from "../../lectures/bilan-bailleur/bilan-bailleur.ts";
import { comparerBilanBailleur } from "../../lectures/bilan-bailleur/comparer.ts";
import { listerBilansBailleurs } from "../../lectures/bilan-bailleur/lister.ts";
import { commenterBilanBailleur, hashVersion, preparerBilanBailleur, signerBilanBailleur } from "./actes.ts";

const SIREN = "732829320";
const RIVAL = "552100554";
const HORLOGE = { aujourdhui: () => "2017-10-20" };

let database: TestDatabase;
let mien: number;
let rival: number;
let imports = 0;

beforeEach(async () => {
  database = await createDatabase();
  await openTerritoireEssai(database.base);
  mien = await addOrganisation(database.pool, "bailleur", "Bailleur d’essai");
  rival = await addOrganisation(database.pool, "bailleur", "Rival d’essai");
  await database.pool.query("update organisation set siren = $2 where id = $1", [mien, SIREN]);
  await database.pool.query("update organisation set siren = $2 where id = $1", [rival, RIVAL]);
  await publishLot(
    database.base,
    await stageRows(
      database.base,
      "rpls",
      [
        logement({ bailleur: SIREN, bailleurNom: "Bailleur d’essai" }, 1),
        logement({ bailleur: RIVAL, bailleurNom: "Rival d’essai" }, 2),
      ],
      { periode: "2017" },
    ),
    { confirme: true },
  );
  await publishAttributions(5);
});
afterEach(() => database.drop());

/** Publishes leases of May: `miennes` of mine, two of them on « autres réservataires », and three of the rival. */
async function publishAttributions(miennes: number): Promise<void> {
  imports += 1;
  const rows = [
    ...Array.from({ length: miennes }, (_, i) =>
      attribution({ bailleur: SIREN, contingent: i < 2 ? "AUTRES" : "AUCUN", dalo: i === 0 ? "oui" : "non" }, i),
    ),
    ...Array.from({ length: 3 }, (_, i) => attribution({ bailleur: RIVAL, contingent: "COLACT" }, 100 + i)),
  ];
  const lot = await stageRows(database.base, "sne-attributions", rows, { periode: "2017", fichier: `a${imports}.csv` });
  await publishLot(database.base, lot, { confirme: true });
}

async function personne(role: RoleHabilite, organisation: number, siren: string | null = null): Promise<Acteur> {
  imports += 1;
  const acteur = await addPersonne(database.pool, `${role}-${imports}`, [{ role, epci: EPCI, organisation }]);
  return { ...acteur, habilitations: acteur.habilitations.map((one) => ({ ...one, siren })) };
}

/** A base with the action that the route declares. */
async function asMine(action: "creer" | "modifier" | "valider" | "lire" = "creer"): Promise<Base> {
  return database.bases.pour(await personne("responsable-bailleur", mien, SIREN), { ressource: "bilan", action });
}

const T2 = { epci: EPCI, annee: 2017, periode: "T2" };
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: unknown) => (error instanceof Refus ? error.code : String(error)),
  );
const prepare = async () => preparerBilanBailleur({ base: await asMine() }, { ...T2, organisation: mien });
const sign = async ({ id, empreinte }: BilanBailleur, verifie = true) =>
  signerBilanBailleur({ base: await asMine("valider"), horloge: HORLOGE }, { epci: EPCI, id, empreinte, verifie });

describe("preparing", () => {
  it("computes the quarter of one bailleur, every cross summing to its total", async () => {
    const { figures, etat, numero, empreinte, commentaire, precisions } = await prepare();
    expect({ etat, numero, total: figures.mesures.total, cumul: figures.cumul.libelle }).toEqual({
      etat: "prepare",
      numero: 1,
      total: 5,
      cumul: "janvier à juin 2017",
    });
    for (const croisement of [...figures.contingents, ...figures.secteurs, ...figures.communes]) {
      expect(croisement.total, croisement.titre).toBe(5);
    }
    expect(figures.origines.map(({ contingent, dalo, total }) => [contingent, dalo, total])).toEqual([
      ["AUTRES", { oui: 1, non: 1, inconnu: 0 }, 2],
      ["AUCUN", { oui: 0, non: 3, inconnu: 0 }, 3],
    ]);
    expect(figures.bailleur).toBe("Bailleur d’essai");
    // The value read back hashes to the same fingerprint.
    expect(hashVersion({ figures, commentaire, precisions })).toBe(empreinte);
  });

  it("again before the signature takes the figures of today, and keeps what was written", async () => {
    const first = await prepare();
    await commenterBilanBailleur(
      { base: await asMine("modifier") },
      { epci: EPCI, id: first.id, commentaire: "Deux baux par l’hôpital.", precisions: [HOPITAL] },
    );
    await publishAttributions(7);
    const again = await prepare();
    expect(again).toMatchObject({ id: first.id, numero: 1, commentaire: "Deux baux par l’hôpital." });
    expect(again.figures.mesures.total).toBe(7);
    expect(again.precisions).toEqual([HOPITAL]);
  });

  it("is refused without leases, and to whoever is not that bailleur", async () => {
    const base = await asMine();
    expect(await codeOf(preparerBilanBailleur({ base }, { ...T2, periode: "T4", organisation: mien }))).toBe(
      "bilan-bailleur-vide",
    );
    expect(await codeOf(preparerBilanBailleur({ base }, { ...T2, organisation: rival }))).toBe("droit-absent");
    expect(await codeOf(preparerBilanBailleur({ base: database.base }, { ...T2, organisation: mien }))).toBe(
      "droit-absent",
    );
    const sans = database.bases.pour(await personne("responsable-bailleur", mien), {
      ressource: "bilan",
      action: "creer",
    });
    expect(await codeOf(preparerBilanBailleur({ base: sans }, { ...T2, organisation: mien }))).toBe(
      "organisation-sans-siren",
    );
  });
});

const HOPITAL = { contingent: "AUTRES", partenaire: "Hôpital", nombre: 2 } as const;

describe("signing", () => {
  it("freezes: nobody changes the row any more, not even its owner, and the acts refuse", async () => {
    const version = await prepare();
    const signed = await sign(version);
    expect(signed).toMatchObject({
      etat: "signe",
      empreinte: version.empreinte,
      signePar: expect.stringMatching(/^Camille/),
    });
    expect(signed.signeLe).toMatch(/^\d{4}-/);
    for (const text of [
      "update bilan_bailleur set contenu = '{}' where id = $1",
      "update bilan_bailleur set commentaire = 'x' where id = $1",
      "update bilan_bailleur set etat = 'prepare', signe_le = null, signe_par = null where id = $1",
      "update bilan_bailleur set etat = 'remplace', remplace_le = now(), signe_par = 'x' where id = $1",
      "delete from bilan_bailleur where id = $1",
    ]) {
      await expect(database.pool.query(text, [version.id]), text).rejects.toThrow("a signed bilan never changes");
    }
    const again = commenterBilanBailleur(
      { base: await asMine("modifier") },
      { epci: EPCI, id: version.id, commentaire: "x", precisions: [] },
    );
    expect(await codeOf(again)).toBe("bilan-bailleur-signe");
    expect(await codeOf(sign(version))).toBe("bilan-bailleur-signe");
  });

  it("asks for the box, for the end of the quarter, and signs what was seen and is published", async () => {
    const version = await prepare();
    expect(await codeOf(sign(version, false))).toBe("bilan-bailleur-non-verifie");
    const early = signerBilanBailleur(
      { base: await asMine("valider"), horloge: { aujourdhui: () => "2017-06-30" } },
      { epci: EPCI, id: version.id, empreinte: version.empreinte, verifie: true },
    );
    expect(await codeOf(early)).toBe("bilan-bailleur-en-cours");
    expect(await codeOf(sign({ ...version, empreinte: "autre" }))).toBe("bilan-bailleur-modifie");
    await publishAttributions(6);
    expect(await codeOf(sign(version))).toBe("bilan-bailleur-perime");
    expect((await sign(await prepare())).figures.mesures.total).toBe(6);
  });

  it("by two persons at once is one signature", async () => {
    const version = await prepare();
    const codes = await Promise.all([codeOf(sign(version)), codeOf(sign(version)), codeOf(sign(version))]);
    expect(codes.toSorted()).toEqual(["bilan-bailleur-signe", "bilan-bailleur-signe", null].toSorted());
    const { rows } = await database.pool.query(
      "select count(*)::integer as n from journal.entree where acte = 'bilan-bailleur-signe'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("prepared by two persons at once is one version", async () => {
    const [one, other] = await Promise.all([prepare(), prepare()]);
    expect(one.id).toBe(other.id);
  });

  it("a later version replaces the one signed before, and both stay", async () => {
    const first = await sign(await prepare());
    await publishAttributions(8);
    const second = await sign(await prepare());
    expect(second).toMatchObject({ numero: 2, etat: "signe" });
    const kept = await database.base.bilansBailleurs.find(EPCI, first.id);
    expect(kept).toMatchObject({ etat: "remplace", numero: 1, empreinte: first.empreinte, signePar: first.signePar });
    expect(kept?.figures).toEqual(first.figures);
    expect(kept && hashVersion(kept)).toBe(first.empreinte);
  });

  it("writes its line in the journal, as preparing and commenting do", async () => {
    const version = await prepare();
    const commented = await commenterBilanBailleur(
      { base: await asMine("modifier") },
      { epci: EPCI, id: version.id, commentaire: "Vu.", precisions: [] },
    );
    await sign(commented);
    const { rows } = await database.pool.query(
      "select acte, objet, organisation from journal.entree where acte like 'bilan-bailleur-%' order by numero",
    );
    expect(rows).toEqual(
      ["prepare", "commente", "signe"].map((acte) => ({
        acte: `bilan-bailleur-${acte}`,
        objet: `bilan-bailleur:${version.id}`,
        organisation: mien,
      })),
    );
  });
});

describe("a later import", () => {
  it("shows every figure that changed, and rewrites none", async () => {
    const signed = await sign(await prepare());
    expect((await comparerBilanBailleur(database.base, signed)).changements).toEqual([]);
    await publishAttributions(7);
    const { changements, phrase } = await comparerBilanBailleur(database.base, signed);
    expect(changements[0]).toEqual({
      groupe: "mesures",
      nom: "Attributions suivies d’un bail signé",
      alors: 5,
      aujourdhui: 7,
      ecart: 2,
    });
    expect(changements.filter(({ groupe }) => groupe === "origines").map(({ ecart }) => ecart)).toEqual([2]);
    expect(phrase).toMatch(/chiffres ont changé/);
    expect((await database.base.bilansBailleurs.find(EPCI, signed.id))?.figures).toEqual(signed.figures);
    const [ligne] = (await listerBilansBailleurs(database.base, { ...T2, aujourdhui: "2017-10-20" })).lignes;
    expect(ligne?.cases[1]).toMatchObject({ etat: "signe", change: true, baux: 7, version: signed.id });
  });
});

it("whose publications are all undone leaves the version, and says that nothing is left", async () => {
  const signed = await sign(await prepare());
  await database.pool.query("delete from publication");
  const { changements, phrase } = await comparerBilanBailleur(database.base, signed);
  expect(changements.map(({ alors, aujourdhui }) => [alors, aujourdhui])).toEqual([[5, 0]]);
  expect(phrase).toContain("ne contiennent plus rien de ce bailleur");
});

describe("who reads it", () => {
  it("the bailleur its own, the EPCI and the State all, a competitor and a réservataire nothing", async () => {
    const { id } = await sign(await prepare());
    const see = async (role: RoleHabilite, organisation: number, siren: string | null, exporte = false) => {
      const acteur = await personne(role, organisation, siren);
      const base = database.bases.pour(acteur, { ressource: "bilan", action: exporte ? "exporter" : "lire" });
      const found = await base.bilansBailleurs.find(EPCI, id);
      const { lignes, versions } = await listerBilansBailleurs(base, { ...T2, aujourdhui: "2017-10-20" });
      expect(versions.length).toBe(found ? 1 : 0);
      return [found !== null, lignes.map((ligne) => ligne.siren)];
    };
    const epci = await addOrganisation(database.pool, "epci", "EPCI d’essai");
    const both = [SIREN, RIVAL];
    expect(await see("responsable-bailleur", mien, SIREN)).toEqual([true, [SIREN]]);
    expect(await see("agent-bailleur", mien, SIREN)).toEqual([true, [SIREN]]);
    expect(await see("responsable-bailleur", rival, RIVAL)).toEqual([false, [RIVAL]]);
    expect(await see("agent-bailleur", rival, RIVAL)).toEqual([false, [RIVAL]]);
    expect(await see("etat", epci, null)).toEqual([true, both]);
    expect(await see("agent-epci", epci, null, true)).toEqual([true, both]);
    expect(await see("agent-bailleur", mien, SIREN, true)).toEqual([false, []]);
    expect(await see("reservataire", rival, null)).toEqual([false, []]);
    expect(await see("commune", epci, null)).toEqual([false, []]);
  });

  it("a competitor changes nothing, and is told nothing", async () => {
    const { id, empreinte } = await prepare();
    const base = database.bases.pour(await personne("responsable-bailleur", rival, RIVAL), {
      ressource: "bilan",
      action: "valider",
    });
    const asked = { epci: EPCI, id, empreinte, verifie: true };
    expect(await codeOf(signerBilanBailleur({ base, horloge: HORLOGE }, asked))).toBe("bilan-bailleur-inconnu");
    await base.bilansBailleurs.comment(EPCI, id, { commentaire: "rival", precisions: [], empreinte: "x" });
    await base.bilansBailleurs.replaceFigures(EPCI, id, { figures: (await prepare()).figures, empreinte: "x" });
    expect(await database.base.bilansBailleurs.find(EPCI, id)).toMatchObject({ commentaire: null, empreinte });
  });
});
