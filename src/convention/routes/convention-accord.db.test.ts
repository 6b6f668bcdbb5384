import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { pdf } from "../../../test/corpus/pieces/fabriques.ts";
import { createDatabase, type TestDatabase } from "../../../test/database.ts";
import { acteurOf, seedOf } from "../../../test/fixtures/habilitations.ts";
import { createTestApp } from "../../../test/fixtures/http.ts";
import { EPCI, expectSoundPage, textOf } from "../../../test/fixtures/pages.ts";

/** Row 16 of the matrix, amended: the State records the préfet's agreement, or the EPCI does from the signed act, and the version says which. */
const JOUR = "2026-03-10";
const horloge = { aujourdhui: () => JOUR, maintenant: () => `${JOUR}T09:00:00.000Z` };
const V0 = "convention/versions/0";
const MOI = { host: "localhost", accept: "text/html", origin: "http://localhost", "sec-fetch-site": "same-origin" };

let db: TestDatabase;
let depots: string;
let ids: Record<Qui, { compte: number; organisation: number }>;
type Qui = "agent" | "prefet" | "bailleur";
const ROLE: Readonly<Record<Qui, RoleHabilite>> = {
  agent: "agent-epci",
  prefet: "etat",
  bailleur: "responsable-bailleur",
};

beforeAll(async () => {
  db = await createDatabase();
  depots = mkdtempSync(join(tmpdir(), "blaise-accord-"));
  const { territoire, compte, organisation, habilitation } = seedOf(db.pool);
  await territoire();
  const of = async (qui: Qui, type: "epci" | "etat" | "bailleur", siren: string | null) => {
    const one = { compte: await compte(qui), organisation: await organisation(type, qui, siren) };
    await habilitation(one.compte, one.organisation, ROLE[qui]);
    return one;
  };
  ids = {
    agent: await of("agent", "epci", EPCI),
    prefet: await of("prefet", "etat", null),
    bailleur: await of("bailleur", "bailleur", "552100554"),
  };
  await send("agent", "convention/preparer", { titre: "Convention", objet: "Objectifs", duree: "3" });
  for (const nature of ["projet", "avis-cil", "avis-pdalhpd", "vote"]) {
    await send("agent", `${V0}/etapes`, { nature, date: "2026-02-01", acte: `acte de ${nature}` });
  }
});
afterAll(async () => {
  rmSync(depots, { recursive: true });
  await db.drop();
});

const appOf = (qui: Qui) =>
  createTestApp(
    db.bases,
    { horloge, dossierDepots: depots },
    acteurOf(ids[qui].compte, ROLE[qui], { organisation: ids[qui].organisation }),
  );

async function read(response: Response) {
  const html = await response.text();
  return { statut: response.status, html, text: textOf(html), vers: response.headers.get("location") };
}

async function ask(qui: Qui, chemin: string) {
  return read(await appOf(qui).request(`/t/${EPCI}/${chemin}`, { headers: MOI }));
}

async function send(qui: Qui, chemin: string, champs: Readonly<Record<string, string>>) {
  const body = new URLSearchParams(champs);
  return read(await appOf(qui).request(`/t/${EPCI}/${chemin}`, { method: "POST", body, headers: MOI }));
}

async function join_(qui: Qui, octets: Uint8Array | null, { nom = "arrete.pdf", acte = "Arrêté n° 52-2026-7" } = {}) {
  const body = new FormData();
  body.set("date", "2026-02-10");
  body.set("acte", acte);
  if (octets) body.set("fichier", new File([new Uint8Array(octets)], nom));
  return read(await appOf(qui).request(`/t/${EPCI}/${V0}/accord`, { method: "POST", body, headers: MOI }));
}

describe.sequential("the agreement of the préfet, from its act", () => {
  it("is not recorded without the act, nor by anybody else, nor from what is no act", async () => {
    expect((await ask("agent", V0)).html).toContain(`action="/t/${EPCI}/${V0}/accord"`);
    const sans = await join_("agent", null);
    expectSoundPage(sans.html);
    expect(sans.text).toContain("Choisissez d’abord");
    const faux = await join_("agent", new TextEncoder().encode("<script>alert(1)</script>"), { nom: "arrete.html" });
    expect([faux.statut, faux.text.includes("Non enregistré")]).toEqual([422, true]);
    expect((await join_("bailleur", await pdf())).statut).toBe(403);
    expect((await join_("agent", await pdf(), { acte: "x" })).text).toContain("écrivez au moins 3 caractères");
    expect((await ask("agent", `${V0}/acte`)).statut).toBe(404);
    expect((await db.pool.query("select 1 from convention_etape where nature = 'accord-prefet'")).rows).toEqual([]);
  });

  it("is recorded by the EPCI with it, marked so wherever it is read, and the State told", async () => {
    const done = await join_("agent", await pdf());
    expect(done.vers).toContain("fait=etape");
    const page = await ask("agent", V0);
    expectSoundPage(page.html);
    expect(page.text).toContain("Enregistré par l’EPCI d’après l’acte signé : arrete.pdf");
    expect(page.text).toContain("Non confirmé par l’État");
    expect((await join_("agent", await pdf())).text).toContain("est déjà enregistrée");
    const acte = await appOf("prefet").request(`/t/${EPCI}/${V0}/acte`, { headers: MOI });
    expect([acte.status, acte.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const { rows } = await db.pool.query(
      "select encode(sha256(fichier), 'hex') = fichier_empreinte as tenue from convention_etape where fichier is not null",
    );
    expect(rows).toEqual([{ tenue: true }]);
    expect((await ask("prefet", "a-faire/toutes")).text).toContain("Accord du préfet à confirmer : Convention");
    expect((await ask("agent", "a-faire/toutes")).text).not.toContain("Accord du préfet à confirmer");
  });

  it("is confirmed by the State alone, once", async () => {
    const confirm = (qui: Qui) =>
      send(qui, `${V0}/etapes`, { nature: "accord-confirme", date: JOUR, acte: "Confirmé par les services de l’État" });
    expect((await ask("agent", V0)).html).not.toContain('id="confirmation"');
    expect((await confirm("agent")).statut).toBe(403);
    expect((await ask("prefet", V0)).html).toContain('id="confirmation"');
    expect((await confirm("prefet")).vers).toContain("fait=etape");
    const page = await ask("agent", V0);
    expect(page.text).not.toContain("Non confirmé par l’État");
    expect(page.text).toContain("Accord du préfet confirmé par l’État");
    expect((await confirm("prefet")).statut).toBeGreaterThanOrEqual(400);
    expect((await ask("prefet", "a-faire/toutes")).text).not.toContain("Accord du préfet à confirmer");
  });

  it("holds up no later step: those that follow have their own days", async () => {
    const next = await send("agent", `${V0}/etapes`, { nature: "signatures", date: "2026-02-15", acte: "signée" });
    expect(next.vers).toContain("fait=etape");
  });
});
