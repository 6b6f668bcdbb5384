import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { constaterSilences } from "#attributions/sql/proposition/proposition.queries.ts";
import { openSql } from "#socle/sql/sql.ts";
import { ANCIEN, AUTRE, MENAGE, type Menages, openMenages } from "../../../test/fixtures/menage-suivi.ts";
import { EPCI } from "../../../test/fixtures/pages.ts";

const MOI = `/ma-demande/${EPCI}`;
const PARTAGE = `/t/${EPCI}/demandes/${MENAGE}`;
const OFFRE = {
  nature: "logement",
  logement: "3 rue de l’Essai, 2e étage",
  commune: "52448",
  typologie: "T3",
  loyer: "412,50",
  charges: "60",
  repondre_avant: "2026-03-12",
};

let monde: Menages;
beforeAll(async () => {
  monde = await openMenages();
});
afterAll(() => monde.database.drop());

const jetonOf = (rang: number) =>
  /coordonnees\/([A-Za-z0-9_-]{43})/.exec(monde.partis.at(rang)?.texte ?? "")?.[1] ?? "";
const contactOf = async (id = MENAGE) =>
  (await monde.database.pool.query("select courriel, telephone from nominatif.demandeur where id = $1", [id])).rows[0];

describe("a household's own page", () => {
  it("says where the demande stands, to it and to who holds its mandate, in less than 20 kB", async () => {
    for (const qui of ["menage", "mandataire"] as const) {
      const { statut, text, html } = await monde.ask(qui, MOI);
      expect(statut).toBe(200);
      expect(text).toContain("Votre demande est active");
      expect(text).toContain("À renouveler avant le 1er novembre 2026");
      expect(text).toContain("Vous n’avez pas encore reçu de proposition");
      expect(text).toMatch(/n’a pas de points|Cette demande a/);
      expect(gzipSync(html).length).toBeLessThan(20_000);
      expect(html).not.toMatch(/<script/);
    }
    expect((await monde.ask("autre", MOI)).text).toContain("D-2222-AAAA");
    expect((await monde.ask(null, MOI)).vers).toBe(`${MOI}/reprendre`);
    expect((await monde.ask("menage", "/ma-demande/200000001")).text).not.toContain("active");
  });
});

describe("a proposal", () => {
  it("is made by a body that reads the file, told without a word of it, and answered once", async () => {
    expect(
      (
        await monde.send("agent-bailleur", `${PARTAGE}/propositions/nouvelle`, {
          ...OFFRE,
          repondre_avant: "2026-03-11",
        })
      ).text,
    ).toContain("dix jours");
    expect(
      (await monde.send("agent-bailleur", `/t/${EPCI}/demandes/${AUTRE}/propositions/nouvelle`, OFFRE)).statut,
    ).toBe(404);
    const avant = monde.partis.length;
    expect((await monde.send("agent-bailleur", `${PARTAGE}/propositions/nouvelle`, OFFRE)).vers).toContain(
      "fait=proposition",
    );
    expect(monde.partis.slice(avant)).toMatchObject([{ destinataire: { nom: "", courriel: ANCIEN } }]);
    expect(monde.partis.at(-1)?.texte).toContain(`http://localhost${MOI}`);
    // The key is random hexadecimal: it might contain one of the searched strings by chance.
    const parti = { ...monde.partis.at(-1), cle: "" };
    expect(JSON.stringify(parti)).not.toMatch(/Durré|Essai, 2e|412/);
    const { text, html } = await monde.ask("menage", MOI);
    expect(text).toContain("3 rue de l’Essai");
    const [, id = ""] = /propositions\/(\d+)\/accepter/.exec(html) ?? [];
    expect((await monde.ask("autre", MOI)).text).not.toContain("3 rue de l’Essai");
    expect((await monde.send("autre", `${MOI}/propositions/${id}/accepter`)).statut).toBe(404);
    expect((await monde.ask("menage", `${MOI}/propositions/${id}/accepter`)).text).toContain(
      "Rien n’est signé aujourd’hui",
    );
    expect((await monde.send("menage", `${MOI}/propositions/${id}/refuser`)).statut).toBe(422);
    expect((await monde.send("mandataire", `${MOI}/propositions/${id}/accepter`)).vers).toBe(`${MOI}?fait=accepter`);
    const encore = await monde.send("menage", `${MOI}/propositions/${id}/refuser`, { motif: "loyer" });
    expect([encore.statut, encore.text]).toEqual([409, expect.stringContaining("déjà une réponse")]);
    const dite = await monde.database.pool.query("select reponse, repondue_par, etat from proposition where id = $1", [
      id,
    ]);
    expect(dite.rows).toEqual([{ reponse: "acceptee", repondue_par: "mandataire", etat: "acceptee" }]);
    expect(await monde.codes()).toEqual(["proposition-faite", "proposition-acceptee"]);
  });

  it("may be answered by telephone, and is refused by silence, which is told and written once", async () => {
    for (const logement of ["5 rue de l’Essai", "7 rue de l’Essai"]) {
      await monde.send("agent-bailleur", `${PARTAGE}/propositions/nouvelle`, { ...OFFRE, logement });
    }
    const { rows } = await monde.database.pool.query("select id from proposition where reponse is null order by id");
    const [un, deux] = rows.map(({ id }: { id: number }) => id);
    const reponse = await monde.send("guichet", `${PARTAGE}/propositions/${un}/reponse`, {
      reponse: "refusee",
      motif: "loyer",
    });
    expect(reponse.vers).toContain("fait=reponse");
    monde.temps.maintenant = "2026-03-13T09:00:00.000Z";
    expect((await monde.send("menage", `${MOI}/propositions/${deux}/accepter`)).statut).toBe(409);
    expect((await monde.ask("menage", MOI)).text).toContain("Sans réponse à temps");
    const owner = monde.openOwner();
    expect(await constaterSilences(openSql(owner), "2026-03-13")).toBe(1);
    expect(await constaterSilences(openSql(owner), "2026-03-13")).toBe(0);
    await owner.end();
    expect((await monde.codes()).slice(-2)).toEqual(["proposition-refusee", "proposition-sans-reponse"]);
  });
});

describe("what bodies share", () => {
  it("is read and added to by those who read the file, exported, and never rewritten", async () => {
    expect(
      (await monde.send("agent-bailleur", `${PARTAGE}/contact`, { canal: "telephone", issue: "a-rappeler" })).vers,
    ).toContain("fait=contact");
    expect((await monde.send("agent-bailleur", `${PARTAGE}/contact`, { canal: "pigeon", issue: "joint" })).statut).toBe(
      422,
    );
    const page = await monde.ask("guichet", `${PARTAGE}/evenements`);
    expect(page.text).toContain("Bailleur d’essai");
    expect(page.text).toContain("téléphone, à rappeler");
    expect(page.text).toContain("délai fixé par le préfet n’est pas renseigné");
    expect((await monde.ask("guichet", `${PARTAGE}/evenements.csv`)).html).toContain("contact");
    expect((await monde.ask("guichet", `${PARTAGE}/evenements.pdf`)).statut).toBe(200);
    expect((await monde.ask("autre", `${PARTAGE}/evenements`)).statut).not.toBe(200);
    for (const sql of ["update nominatif.evenement set code = 'x'", "delete from nominatif.evenement"]) {
      await expect(
        monde.baseOf("guichet").transaction((tx) => tx.evenements.ofDemandeur(EPCI, MENAGE, 1)),
      ).resolves.toBeDefined();
      const client = await monde.database.pool.connect();
      await client.query("begin; set local role blaise_application");
      await expect(client.query(sql)).rejects.toThrow(/permission denied/);
      await client.query("rollback");
      client.release();
    }
    await expect(monde.database.pool.query("update nominatif.evenement set code = 'x'")).rejects.toThrow(
      /written once/,
    );
  });

  it("messages go between the household and its desk or a body, and to nobody else", async () => {
    expect((await monde.send("guichet", `${PARTAGE}/messages`, { texte: "Passez nous voir mardi." })).vers).toContain(
      "fait=message",
    );
    expect((await monde.ask("menage", MOI)).text).toContain("1 nouveau");
    expect((await monde.ask("menage", `${MOI}/messages`)).text).toContain("Passez nous voir mardi.");
    expect((await monde.ask("menage", MOI)).text).not.toContain("1 nouveau");
    expect((await monde.send("menage", `${MOI}/messages`, { texte: "Je viendrai." })).vers).toContain("fait=message");
    expect((await monde.send("menage", `${MOI}/messages`, { texte: "x", organisation: "999999" })).statut).toBe(422);
    expect((await monde.ask("guichet", `${PARTAGE}/messages`)).text).toContain("Je viendrai.");
    expect((await monde.ask("agent-bailleur", `${PARTAGE}/messages`)).text).not.toContain("Je viendrai.");
    expect((await monde.ask("autre", `${MOI}/messages`)).text).not.toContain("mardi");
  });
});

describe("an address", () => {
  it("changes when the former one, then the new one, have said yes, each once", async () => {
    const demande = { canal: "courriel", nouveau: "Nouveau@essai.invalid" };
    expect((await monde.send("menage", `${MOI}/reglages/adresse`, demande)).vers).toContain("fait=ancien");
    expect(monde.partis.at(-1)?.destinataire.courriel).toBe(ANCIEN);
    const ancien = jetonOf(-1);
    expect((await monde.ask(null, `${MOI}/coordonnees/${ancien}`)).text).toContain("Voulez-vous changer d’adresse");
    expect((await contactOf()).courriel).toBe(ANCIEN);
    expect((await monde.send(null, `/ma-demande/200000001/coordonnees/${ancien}`)).statut).toBe(409);
    expect((await monde.send(null, `${MOI}/coordonnees/${"B".repeat(43)}`)).statut).toBe(409);
    expect((await monde.send(null, `${MOI}/coordonnees/${ancien}`)).statut).toBe(200);
    expect((await contactOf()).courriel).toBe(ANCIEN);
    expect(monde.partis.at(-1)?.destinataire.courriel).toBe("nouveau@essai.invalid");
    const nouveau = jetonOf(-1);
    expect((await monde.send(null, `${MOI}/coordonnees/${ancien}`)).statut).toBe(409);
    expect((await monde.send("autre", `${MOI}/coordonnees/${nouveau}`)).statut).toBe(200);
    expect((await contactOf()).courriel).toBe("nouveau@essai.invalid");
    expect((await contactOf(AUTRE)).courriel).toBe("autre@essai.invalid");
    expect(monde.partis.at(-1)?.destinataire.courriel).toBe(ANCIEN);
    expect((await monde.send(null, `${MOI}/coordonnees/${nouveau}`)).statut).toBe(409);
    const { rows } = await monde.database.pool.query("select lien from nominatif.envoi");
    expect(JSON.stringify(rows)).not.toContain(nouveau);
  });

  it("expires in two days, is replaced by the next request, and may be attested at the desk alone", async () => {
    const avant = (await contactOf()).courriel;
    await monde.send("menage", `${MOI}/reglages/adresse`, { canal: "courriel", nouveau: "un@essai.invalid" });
    const premier = jetonOf(-1);
    await monde.send("menage", `${MOI}/reglages/adresse`, { canal: "courriel", nouveau: "deux@essai.invalid" });
    expect((await monde.send(null, `${MOI}/coordonnees/${premier}`)).statut).toBe(409);
    const second = jetonOf(-1);
    monde.temps.maintenant = "2026-03-15T09:00:01.000Z";
    expect((await monde.send(null, `${MOI}/coordonnees/${second}`)).statut).toBe(409);
    expect((await contactOf()).courriel).toBe(avant);
    // A piece that the household adds to its own form attests nothing.
    expect(
      (
        await monde.send("menage", `${MOI}/reglages/adresse`, {
          canal: "courriel",
          nouveau: "trois@essai.invalid",
          attestee: "oui",
        })
      ).vers,
    ).toContain("fait=ancien");
    expect(
      (await monde.send("mandataire", `${MOI}/reglages/adresse`, { canal: "courriel", nouveau: "vole@essai.invalid" }))
        .statut,
    ).not.toBe(303);
    expect(
      (
        await monde.send("agent-bailleur", `${PARTAGE}/coordonnees`, {
          canal: "courriel",
          nouveau: "vole@essai.invalid",
          attestee: "oui",
        })
      ).statut,
    ).toBe(403);
    const guichet = await monde.send("guichet", `${PARTAGE}/coordonnees`, {
      canal: "sms",
      nouveau: "06 39 98 00 01",
      attestee: "oui",
    });
    expect(guichet.vers).toContain("fait=nouveau");
    expect(monde.sms.at(-1)?.numero).toBe("+33639980001");
    const jeton = /coordonnees\/([A-Za-z0-9_-]{43})/.exec(monde.sms.at(-1)?.texte ?? "")?.[1] ?? "";
    expect((await monde.send(null, `${MOI}/coordonnees/${jeton}`)).statut).toBe(200);
    expect((await contactOf()).telephone).toBe("+33639980001");
  });
});

describe("the outbox", () => {
  it("keeps to what the household agreed to, and to what was committed", async () => {
    await monde.send("menage", `${MOI}/reglages`, {});
    const avant = monde.partis.length;
    await monde.send("guichet", `${PARTAGE}/messages`, { texte: "Sans courriel." });
    expect(monde.partis).toHaveLength(avant);
    await monde.send("menage", `${MOI}/reglages`, { accords: "courriel" });
    await monde.send("guichet", `${PARTAGE}/messages`, { texte: "Avec courriel." });
    expect(monde.partis).toHaveLength(avant + 1);
    const { rows } = await monde.database.pool.query(
      "select etat, tentatives, lien from nominatif.envoi order by id desc limit 1",
    );
    expect(rows).toEqual([{ etat: "envoye", tentatives: 1, lien: null }]);
  });
});

describe("what is held", () => {
  it("is given to the person, without an agent's name, and who opened the file is told by its organisation", async () => {
    const guichet = monde.baseOf("guichet");
    await guichet.journal.ecrire({
      acte: "dossier-lu",
      ressource: "demande-identite",
      epci: EPCI,
      demandeur: MENAGE,
      motif: "Enregistrer la demande",
    });
    const ouvertures = (await monde.ask("menage", `${MOI}/acces`)).text;
    expect(ouvertures).toContain("Guichet d’essai");
    expect(ouvertures).toContain("Enregistrer la demande");
    expect(ouvertures).not.toContain("Camille guichet");
    expect((await monde.ask("autre", `${MOI}/acces`)).text).toContain("Personne ne l’a ouvert");
    const { html } = await monde.ask("menage", `${MOI}/mes-donnees.json`);
    const detenu = JSON.parse(html);
    expect(detenu.parts.map(({ table }: { table: string }) => table)).toContain("nominatif.message");
    expect(html).toContain("Je viendrai.");
    expect(html).not.toMatch(/numero_hash|_hash|Camille guichet/);
  });
});
