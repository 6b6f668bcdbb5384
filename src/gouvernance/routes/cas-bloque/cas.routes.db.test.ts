import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";

const EPCI = "200068666";
const CHEMIN = "commission/cas";

/** Day of the database, which the row policies compare with. */
const aujourdhui = HORLOGE.aujourdhui();

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: aujourdhui });
});
afterAll(() => visiteurs.close());

const ask = (role: RoleHabilite, chemin = "") => visiteurs.ask(role, `${CHEMIN}${chemin}`);
const send = (role: RoleHabilite, chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send(role, `${CHEMIN}${chemin}`, champs);

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;
const one = async (text: string, params: readonly unknown[] = []) =>
  z.tuple([z.object({ id: z.coerce.number() })]).parse(await rows(text, params))[0].id;

const annee = aujourdhui.slice(0, 4);

const CAS = { nature: "nouvelle-demande", voie: "travailleur-social", motif: "sans-proposition", typologie: "T3" };

/** Opens a case and returns its reference. */
async function open(role: RoleHabilite, champs: Readonly<Record<string, string>> = {}): Promise<string> {
  const { vers, text } = await send(role, "/nouveau", { ...CAS, ...champs });
  const recu = /recu=(CB-\d+-\d+)$/.exec(vers ?? "")?.[1];
  if (recu) return recu;
  const id = /cas\/(\d+)\?fait=ouvert$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(`${role}: ${text.slice(0, 900)}`);
  return z
    .tuple([z.object({ reference: z.string() })])
    .parse(await rows("select reference from cas_bloque where id = $1", [id]))[0].reference;
}

const idOf = (reference: string) =>
  one("select id from cas_bloque where epci = $1 and reference = $2", [EPCI, reference]);
const compteOf = (role: RoleHabilite) => one("select id from compte where courriel = $1", [`${role}@essai.fr`]);
const numeroOf = (reference: string) => Number(reference.split("-")[2]);

/** References that a role reads in its list. */
async function listed(role: RoleHabilite): Promise<readonly string[]> {
  const { statut, text } = await ask(role);
  if (statut !== 200) return [];
  return [...new Set(text.match(/CB-\d{4}-\d{3,}/g) ?? [])].sort();
}

/** A meeting of the commission, inserted with the owner's rights. */
async function addReunion(etat: string): Promise<number> {
  const instance = await one(
    "select coalesce((select min(id) from instance where epci = $1 and genre = 'commission-coordination'), 0) as id",
    [EPCI],
  );
  const own =
    instance > 0
      ? instance
      : await one(
          "insert into instance (epci, genre, nom) values ($1, 'commission-coordination', 'Commission') returning id",
          [EPCI],
        );
  return one(
    `insert into reunion (epci, instance, numero, titre, jour, etat)
     select $1, $2, 1 + coalesce(max(numero), 0), 'Commission d’essai', contexte.aujourdhui(), $3 from reunion where instance = $2
     returning id`,
    [EPCI, own, etat],
  );
}

const openTo = (reunion: number, compte: number, au: string) =>
  rows(
    `insert into reunion_convoque (reunion, epci, compte, du, au) values ($1, $2, $3, contexte.aujourdhui(), ${au})
     on conflict (epci, reunion, compte) do update set du = contexte.aujourdhui() - 70, au = excluded.au`,
    [reunion, EPCI, compte],
  );

describe("a case is opened by any partner", () => {
  it("who gets its reference, numbered in the year, even one who may not read it", async () => {
    const { statut, html, text } = await ask("guichet", "/nouveau");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("aucun nom, de ménage ni de résidence");
    // The only link to the form for these roles.
    expect(html).toContain(`/t/${EPCI}/commission/cas/nouveau"`);
    const first = await open("guichet");
    const second = await open("commune");
    expect(first).toMatch(new RegExp(`^CB-${annee}-\\d{3}$`));
    expect(numeroOf(second)).toBe(numeroOf(first) + 1);
    const recu = await ask("guichet", `/nouveau?recu=${first}`);
    expect(recu.text).toContain(`Cas signalé : ${first}`);
    // The URL cannot make the page announce an unknown reference.
    expect((await ask("guichet", `/nouveau?recu=CB-${annee}-899`)).text).not.toContain("Cas signalé");
    for (const role of ["guichet", "commune"] as const) {
      expect((await ask(role)).statut).toBe(403);
      expect((await ask(role, `/${await idOf(first)}`)).statut).toBe(403);
    }
  });

  it("and two who open at once have two numbers", async () => {
    const references = await Promise.all(
      ["etat", "agent-epci", "reservataire", "commune"].map((role) => open(role as RoleHabilite)),
    );
    const numeros = references.map(numeroOf).sort((a, b) => a - b);
    expect(numeros.map((numero) => numero - (numeros[0] ?? 0))).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [{ complement: "Voir avec Mme Martin" }, "nomme quelqu’un"],
    [{ complement: "Suivi pour une dépression" }, "Choisissez un besoin codé"],
    [{ personnes: "zéro" }, "Personnes du ménage : écrivez un nombre entier"],
    [{ motif: "" }, "Motif du blocage : choisissez"],
    [{ commune: "75056" }, "Choisissez une commune du territoire"],
  ])("a form that cannot be kept comes back whole: %o", async (champs, message) => {
    const before = await rows("select count(*) as cas from cas_bloque");
    const { statut, html, text } = await send("guichet", "/nouveau", { ...CAS, demande_mois: "41", ...champs });
    expect(statut).toBe(422);
    expectSoundPage(html);
    expect(text).toContain(message);
    expect(html).toContain('value="41"');
    expect(await rows("select count(*) as cas from cas_bloque")).toEqual(before);
  });

  it("a word that may be a name is shown, and kept once read again", async () => {
    const complement = "Cherche à Wassy, près de son travail";
    const shown = await send("etat", "/nouveau", { ...CAS, complement });
    expect(shown.statut).toBe(422);
    expect(shown.text).toContain("« Wassy »");
    const reference = await open("etat", { complement, relu: "oui" });
    expect((await ask("etat", `/${await idOf(reference)}`)).text).toContain(complement);
  });
});

describe("who reads what", () => {
  let bailleur: string;
  let reservataire: string;
  let reloge: string;
  beforeAll(async () => {
    bailleur = await open("agent-bailleur");
    reservataire = await open("reservataire");
    // The officer's first visit creates their account.
    await ask("relogement");
    const compte = await compteOf("relogement");
    const operation = await one(
      "select min(id) as id from operation where epci = $1 and genre = 'demolition' and organisation is not null",
      [EPCI],
    );
    await rows("insert into mission_relogement (epci, operation, compte) values ($1, $2, $3)", [
      EPCI,
      operation,
      compte,
    ]);
    reloge = await open("relogement", { nature: "mutation", voie: "urgent", operation: String(operation) });
  });

  const mine = (text: string, params: readonly unknown[] = []) =>
    rows(`select reference from cas_bloque where epci = '${EPCI}' and ${text} order by reference`, params).then(
      (found) => found.map(({ reference }) => String(reference)),
    );

  it("each role, exactly the rows of the matrix, by the list as by the page", async () => {
    const own = visiteurs.organisation;
    const all = await mine("true");
    const deLui = await mine("organisation = $1", [own]);
    const confies = await mine("operation in (select operation from mission_relogement where compte = $1)", [
      await compteOf("relogement"),
    ]);
    const attendu: Readonly<Record<string, readonly string[]>> = {
      "agent-epci": all,
      etat: all,
      "agent-bailleur": deLui,
      "responsable-bailleur": deLui,
      reservataire: await mine("reservataire = $1", [own]),
      relogement: confies,
      "membre-coordination": [],
      guichet: [],
      commune: [],
      dpo: [],
      "gestionnaire-epci": [],
      "membre-cal": [],
    };
    expect(attendu.reservataire).toContain(reservataire);
    expect(deLui).toContain(bailleur);
    expect(confies).toContain(reloge);
    const [temoin, sien] = await Promise.all([idOf(reservataire), idOf(bailleur)]);
    for (const [role, references] of Object.entries(attendu)) {
      const qui = role as RoleHabilite;
      expect(await listed(qui), role).toEqual(references);
      for (const [id, reference] of [
        [temoin, reservataire],
        [sien, bailleur],
      ] as const) {
        const { statut } = await ask(qui, `/${id}`);
        expect(statut === 200, `${role} ${reference}`).toBe(references.includes(reference));
      }
    }
  });

  it("a member of the commission: those of the meeting they are convened to, until sixty days after", async () => {
    const cas = await idOf(bailleur);
    const page = () => ask("membre-coordination", `/${cas}`).then(({ statut }) => statut);
    const reunion = await addReunion("convoquee");
    const compte = await compteOf("membre-coordination");
    await openTo(reunion, compte, "contexte.aujourdhui() + 60");
    // Convened, while the case is not on the agenda.
    expect([await page(), await listed("membre-coordination")]).toEqual([404, []]);
    const inscrit = await send("agent-epci", `/${cas}/inscrire`, { reunion: String(reunion) });
    expect(inscrit.vers).toContain(`cas/${cas}?fait=inscrire`);
    expect([await page(), await listed("membre-coordination")]).toEqual([200, [bailleur]]);
    const points = await rows("select nature, reference from reunion_point where reunion = $1", [reunion]);
    expect(points).toEqual([{ nature: "cas-bloque", reference: String(cas) }]);
    const csv = await visiteurs.ask("membre-coordination", "commission/cas.csv");
    expect(csv.html.trim().split("\n")).toHaveLength(2);
    // Members propose, and may entrust nothing.
    const proposition = { nature: "contingent", typologie: "T3", le: aujourdhui };
    expect((await send("membre-coordination", `/${cas}/proposer`, proposition)).statut).toBe(303);
    expect(
      (await send("membre-coordination", `/${cas}/confier`, { organisation: "1", echeance: aujourdhui })).statut,
    ).toBe(403);
    expect((await send("membre-coordination", `/${await idOf(reservataire)}/proposer`, proposition)).statut).toBe(404);
    // The last day of the right, then the day after.
    await openTo(reunion, compte, "contexte.aujourdhui()");
    expect(await page()).toBe(200);
    await openTo(reunion, compte, "contexte.aujourdhui() - 1");
    expect([await page(), await listed("membre-coordination")]).toEqual([404, []]);
    expect((await send("membre-coordination", `/${cas}/proposer`, proposition)).statut).toBe(404);
    await openTo(reunion, compte, "contexte.aujourdhui() + 60");
    // The case moved to another meeting is closed to them.
    await send("agent-epci", `/${cas}/inscrire`, { reunion: String(await addReunion("preparation")) });
    expect(await page()).toBe(404);
    const suites = await rows(
      "select reunion = (select reunion from cas_bloque where id = $1) as suit from cas_proposition where cas = $1",
      [cas],
    );
    expect(suites).toEqual([{ suit: true }]);
  });
});

test("a case is proposed on, given, decided, closed; then nothing is written on it", async () => {
  const reference = await open("etat", { nature: "mutation", motif: "suroccupation" });
  const id = await idOf(reference);
  const act = (acte: string, champs: Readonly<Record<string, string>>, role: RoleHabilite = "agent-epci") =>
    send(role, `/${id}/${acte}`, champs);
  const reunion = await addReunion("convoquee");
  const decision = {
    sens: "prioriser",
    charge: String(visiteurs.organisation),
    echeance: "2199-01-01",
    le: aujourdhui,
  };
  const early = await act("decider", decision);
  expect([early.statut, early.text]).toEqual([409, expect.stringContaining("Inscrivez-le d’abord")]);
  await act("inscrire", { reunion: String(reunion) });
  expect((await act("decider", decision)).text).toContain("La réunion n’est pas encore ouverte");
  await act("proposer", { nature: "mutation-interbailleur", typologie: "T4", le: aujourdhui }, "etat");
  expect(
    (await act("confier", { organisation: String(visiteurs.organisation), echeance: "2001-01-01" })).text,
  ).toContain("précède");
  expect(
    (await act("confier", { organisation: String(visiteurs.organisation), echeance: "2199-01-01" }, "etat")).statut,
  ).toBe(403);
  await act("confier", { organisation: String(visiteurs.organisation), echeance: "2199-01-01" });

  await rows("update reunion set etat = 'ouverte' where id = $1", [reunion]);
  const seule = await act("decider", { ...decision, charge: "" });
  expect([seule.statut, seule.text]).toEqual([422, expect.stringContaining("Dites quel organisme est chargé")]);
  const proposition = String(await one("select id from cas_proposition where cas = $1", [id]));
  expect((await act("decider", { ...decision, sens: "retenir-proposition", proposition })).vers).toContain(
    "fait=decider",
  );
  const { text, html } = await ask("etat", `/${id}?fait=decider`);
  expectSoundPage(html);
  expect(text).toContain("La décision est écrite.");
  expect(text).toContain("Retenir une proposition (n° 1), Organisation d’essai, pour le 1er janvier 2199");
  expect(text).toContain("Mutation interne");

  expect((await act("clore", { issue: "bail", bail_le: "2001-01-01", le: aujourdhui })).text).toContain(
    "le cas a été ouvert le",
  );
  expect((await act("clore", { issue: "bail", bail_le: aujourdhui, le: aujourdhui })).vers).toContain("fait=clore");
  const again = await act("proposer", { nature: "visite", le: aujourdhui }, "etat");
  expect([again.statut, again.text]).toEqual([409, expect.stringContaining("Ce cas est clos")]);
  expect((await ask("agent-epci", "?etat=clos")).text).toContain(
    "Délai médian de l’ouverture au bail : 0 jour, sur 1 cas terminé par un bail.",
  );

  const journal = await rows("select acte from journal.entree where objet = $1 order by le, numero", [`cas:${id}`]);
  expect(journal.map(({ acte }) => acte)).toEqual([
    "cas-bloque-inscrit",
    "cas-bloque-propose",
    "cas-bloque-confie",
    "cas-bloque-decide",
    "cas-bloque-clos",
  ]);
});

test("a bailleur's manager decides of their own cases; « clore » says how it ends", async () => {
  const reference = await open("agent-bailleur");
  const id = await idOf(reference);
  await send("agent-epci", `/${id}/inscrire`, { reunion: String(await addReunion("ouverte")) });
  const clore = { sens: "clore", le: aujourdhui };
  expect((await send("agent-bailleur", `/${id}/decider`, clore)).statut).toBe(403);
  expect((await send("responsable-bailleur", `/${id}/decider`, clore)).text).toContain("choisissez une issue");
  const { statut } = await send("responsable-bailleur", `/${id}/decider`, { ...clore, issue: "situation-resolue" });
  expect(statut).toBe(303);
  const [clos] = await rows("select etat, issue, clos_le is not null as date from cas_bloque where id = $1", [id]);
  expect(clos).toEqual({ etat: "clos", issue: "situation-resolue", date: true });
});

describe("a case of a rehousing file", () => {
  it("has a reference, is an urgent move, leads to its file, and is closed on the day of the lease", async () => {
    const [dossier] = z
      .array(
        z.object({
          cas: z.coerce.number(),
          relogement: z.coerce.number(),
          reference: z.string(),
          nature: z.string(),
          voie: z.string(),
          personnes: z.number().nullable(),
          attendu: z.number().nullable(),
          dossier: z.string(),
        }),
      )
      .parse(
        await rows(
          `select k.id as cas, k.relogement, k.reference, k.nature, k.voie, k.personnes, r.personnes as attendu, r.reference as dossier
             from cas_bloque k join relogement r on r.id = k.relogement where k.epci = $1 and k.clos_le is null order by k.id limit 1`,
          [EPCI],
        ),
      );
    expect(dossier).toMatchObject({ nature: "mutation", voie: "urgent", personnes: dossier?.attendu });
    expect(dossier?.reference).toMatch(/^CB-\d{4}-\d{3}$/);
    const { cas, relogement, dossier: nom } = dossier ?? { cas: 0, relogement: 0, dossier: "" };
    const avant = await ask("agent-epci", `/${cas}`);
    expect(avant.html).toContain(`relogement/menages/${relogement}"`);
    expect(avant.text).toContain(nom);
    expect(avant.text).not.toContain("Le bail est signé");
    await rows("update cas_bloque set ouvert_le = '2020-01-01' where id = $1", [cas]);
    await rows(
      `insert into relogement_offre (epci, relogement, relogeur, numero, adresse, commune, situation, proposee_le, reponse, repondu_le, bail_signe_le)
       select epci, id, organisation, 20, 'Adresse d’essai', '52448', 'hors-qpv', '2020-01-20', 'acceptee', '2020-02-01', '2020-02-15'
         from relogement
        where id = $1`,
      [relogement],
    );
    expect((await ask("agent-epci", `/${cas}`)).text).toContain("un bail signé le 15 février 2020");
    const form = await ask("agent-epci", `/${cas}/clore`);
    expect(form.html.match(/value="2020-02-15"/g)).toHaveLength(2);
    await send("agent-epci", `/${cas}/clore`, { issue: "bail", bail_le: "2020-02-15", le: "2020-02-15" });
    expect((await ask("agent-epci", `/${cas}`)).text).toContain("Bail signé dans le parc social le 15 février 2020");
  });

  it("goes away as a table without its sentence, under the filters", async () => {
    const { statut, html } = await visiteurs.ask("agent-epci", "commission/cas.csv?nature=mutation&etat=clos");
    expect(statut).toBe(200);
    expect(html).toContain("reference;nature;voie");
    expect(html).not.toContain("Nouvelle demande");
    expect((await visiteurs.ask("etat", "commission/cas.xlsx")).statut).toBe(200);
    expect((await ask("agent-epci", "?etat=inconnu")).statut).toBe(400);
    expect((await ask("agent-epci", "/0")).statut).toBe(404);
  });
});
