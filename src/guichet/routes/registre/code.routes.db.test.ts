import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: HORLOGE.aujourdhui() });
});
afterAll(() => visiteurs.close());

const rows = async <T extends z.ZodType>(schema: T, text: string, id: string): Promise<z.infer<T>[]> =>
  z.array(schema).parse((await visiteurs.database.pool.query(text, [id])).rows);

/** A file of this desk, with a code, a link, a visit, and the code of a mandate. */
async function create(nom: string): Promise<string> {
  const { vers, text } = await visiteurs.send("guichet", "demandes/nouvelle", {
    civilite: "madame",
    nom,
    prenom: "Lou",
    naissance: "1984-02-29",
    telephone: "06 39 98 00 77",
    personnes: "1",
    revenu: "900",
    typologie: "T2",
    logement: "hlm",
    commune_1: "52448",
    guichet: String(visiteurs.organisation),
    accords: "sms",
  });
  const id = /demandes\/([0-9a-f-]{36})/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 900));
  const { pool } = visiteurs.database;
  await pool.query(
    `insert into acces.code_dossier (code_hash, demandeur, epci, lien, cree_le, expire_le, a_usage_unique)
     values (sha256(convert_to($1::uuid::text || 'code', 'UTF8')), $1, $2, 'titulaire', now(), now() + interval '1 year', false),
            (sha256(convert_to($1::uuid::text || 'lien', 'UTF8')), $1, $2, 'titulaire', now(), now() + interval '1 year', true),
            (sha256(convert_to($1::uuid::text || 'mandat', 'UTF8')), $1, $2, 'mandat', now(), now() + interval '1 year', false)`,
    [id, EPCI],
  );
  await pool.query(
    `insert into acces.session_dossier (jeton_hash, demandeur, epci, lien, moyen, ouverte_le, vue_le, expire_le)
     values (sha256(convert_to($1::uuid::text || 'visite', 'UTF8')), $1, $2, 'titulaire', 'code', now(), now(), now() + interval '1 hour')`,
    [id, EPCI],
  );
  return id;
}

const ouvrir = (id: string) => visiteurs.send("guichet", `demandes/${id}/ouvrir`, { motif: "instruction" });
const codesDe = (id: string) =>
  rows(
    z.object({ lien: z.string(), ouvert: z.boolean(), empreinte: z.string() }),
    `select lien, revoque_le is null as ouvert, encode(code_hash, 'hex') as empreinte from acces.code_dossier where demandeur = $1 order by cree_le, lien`,
    id,
  );

describe("a code that was lost", () => {
  it("is replaced at the desk, shown once, traced and told; the former ways in open nothing more", async () => {
    const id = await create("Perdu");
    await ouvrir(id);
    const fiche = await visiteurs.ask("guichet", `demandes/${id}`);
    expect(fiche.html).toContain(`href="/t/${EPCI}/demandes/${id}/code"`);
    const page = await visiteurs.ask("guichet", `demandes/${id}/code`);
    expect(page.statut).toBe(200);
    expectSoundPage(page.html);
    const remis = await visiteurs.send("guichet", `demandes/${id}/code`, { identite: "vue" });
    expect(remis.statut).toBe(200);
    expectSoundPage(remis.html);
    expect(remis.headers.get("cache-control")).toContain("no-store");
    const codes = remis.html.match(/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/g) ?? [];
    expect(codes).toHaveLength(1);
    // The printed page may be read by others: it does not name the person.
    expect(remis.text).not.toMatch(/Perdu|Lou\b/);
    expect(remis.text).toContain(`/ma-demande/${EPCI}/reprendre`);

    const nouveau = createHash("sha256")
      .update(codes[0] ?? "")
      .digest("hex");
    const after = await codesDe(id);
    expect(after.filter(({ ouvert }) => ouvert).map(({ lien, empreinte }) => [lien, empreinte === nouveau])).toEqual(
      expect.arrayContaining([
        ["mandat", false],
        ["titulaire", true],
      ]),
    );
    expect(after.filter(({ ouvert }) => ouvert)).toHaveLength(2);
    const visites = await rows(
      z.object({ fermee: z.boolean() }),
      "select fermee_le is not null as fermee from acces.session_dossier where demandeur = $1",
      id,
    );
    expect(visites).toEqual([{ fermee: true }]);
    const evenements = await rows(
      z.looseObject({}),
      "select code, auteur, organisation is not null as signe, precisions from nominatif.evenement where demandeur = $1 and code = 'code-remis'",
      id,
    );
    expect(evenements).toEqual([{ code: "code-remis", auteur: "organisme", signe: true, precisions: {} }]);
    expect(
      await rows(z.looseObject({}), "select modele, canal from nominatif.envoi where demandeur = $1", id),
    ).toContainEqual({
      modele: "code-remis",
      canal: "sms",
    });
    const journal = await rows(
      z.object({ tout: z.string() }),
      "select string_agg(e::text, ' ') as tout from journal.entree e where demandeur = $1 and acte = 'code-remis'",
      id,
    );
    expect(journal[0]?.tout).toContain(id);
    expect(JSON.stringify([journal, evenements])).not.toContain(codes[0]);

    // The form's page does not show the code again.
    const relue = await visiteurs.ask("guichet", `demandes/${id}/code`);
    expect(relue.html).not.toContain(codes[0]);
  });

  it("waits for the purpose to be said, and for the identity to be seen", async () => {
    const id = await create("Attend");
    const avant = await codesDe(id);
    const fermee = await visiteurs.send("guichet", `demandes/${id}/code`, { identite: "vue" });
    expect([fermee.statut, fermee.vers]).toEqual([303, `/t/${EPCI}/demandes/${id}`]);
    expect((await visiteurs.ask("guichet", `demandes/${id}/code`)).vers).toBe(`/t/${EPCI}/demandes/${id}`);
    await ouvrir(id);
    const sans = await visiteurs.send("guichet", `demandes/${id}/code`);
    expect(sans.statut).toBe(422);
    expectSoundPage(sans.html);
    expect(sans.text).toContain("Voyez la pièce d’identité");
    expect(await codesDe(id)).toEqual(avant);
  });

  it.each(["agent-epci", "agent-bailleur", "etat", "commune", "reservataire", "membre-cal", "dpo"] as const)(
    "is no business of %s",
    async (role) => {
      const id = await create(`Pas ${role}`);
      const avant = await codesDe(id);
      await visiteurs.send(role, `demandes/${id}/ouvrir`, { motif: "instruction" });
      expect((await visiteurs.ask(role, `demandes/${id}`)).html).not.toContain(`/demandes/${id}/code`);
      const refus = await visiteurs.send(role, `demandes/${id}/code`, { identite: "vue" });
      expect([403, 404]).toContain(refus.statut);
      expect(await codesDe(id)).toEqual(avant);
    },
  );

  it("nor of another desk than the file's, which answers as for a file that does not exist", async () => {
    const [autre] = await rows(
      z.object({ id: z.string() }),
      "select id from nominatif.demandeur where guichet <> $1::bigint and etat <> 'brouillon' order by id limit 1",
      String(visiteurs.organisation),
    );
    expect(autre).toBeDefined();
    const { statut } = await visiteurs.send("guichet", `demandes/${autre?.id}/code`, { identite: "vue" });
    const absente = await visiteurs.send("guichet", "demandes/00000000-0000-4000-8000-000000000000/code", {
      identite: "vue",
    });
    expect([statut, absente.statut]).toEqual([404, 404]);
  });
});
