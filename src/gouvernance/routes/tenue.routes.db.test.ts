import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { z } from "zod";
import { canonicalJson } from "#socle/lectures/canonical-json.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { createDemoDatabase, type TestDatabase } from "../../../test/database.ts";
import { openPagesDemo } from "../../../test/fixtures/demo-personnes.ts";
import { EPCI, expectSoundPage } from "../../../test/fixtures/pages.ts";
import { textOfPdf } from "../../../test/fixtures/pdf.ts";
import { unzip } from "../../../test/fixtures/unzip.ts";
import { convoquer, creerReunion } from "../actes/reunion-ecrire.ts";

const JOUR = "2018-12-03";
const AGENT = "agent-epci";

let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let reunion: number;
let url: string;

beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  await database.pool.query("update instance set quorum = 0.5 where genre = 'commission-coordination'");
  const [instance] = await ids("select id from instance where genre = 'commission-coordination'");
  const fiche = { jour: JOUR, heure: "14:00", dureeMinutes: 120, lieu: null, visio: null };
  reunion = await creerReunion(database.base, {
    epci: EPCI,
    instance: instance ?? 0,
    aujourdhui: JOUR,
    relu: true,
    fiche: { titre: "Commission de décembre", ...fiche },
  });
  url = `commission/reunions/${reunion}`;
});
afterAll(() => database.drop());

async function ids(sql: string, params: readonly unknown[] = []): Promise<readonly number[]> {
  const { rows } = await database.pool.query(sql, [...params]);
  return z
    .array(z.object({ id: z.number() }))
    .parse(rows)
    .map(({ id }) => id);
}

const pointsOf = () => ids("select id from reunion_point where reunion = $1 order by rang", [reunion]);

async function pointOf(nature: string): Promise<number> {
  const [id] = await ids("select id from reunion_point where reunion = $1 and nature = $2 order by rang", [
    reunion,
    nature,
  ]);
  return id ?? 0;
}

const send = (suite: string, champs: Readonly<Record<string, string>> = {}, qui: RoleHabilite = AGENT) =>
  pages.send(qui, `${url}${suite}`, champs);
const ask = (suite: string, qui: RoleHabilite = AGENT) => pages.ask(qui, `${url}${suite}`);

describe("the agenda", () => {
  it("proposes what the data show, each with its evidence", async () => {
    const { statut, html, text } = await ask("/ordre-du-jour");
    expect(statut).toBe(200);
    expectSoundPage(html);
    expect(text).toContain("66 sur 360");
    expect(text).toContain("Renseigner 8 attributions suffit à trancher");
    expect(text).toContain("ménages à reloger ont refusé");
    expect(html).toContain(`/t/${EPCI}/observatoire/demandes?vue=non-pourvues`);
    expect(text).not.toContain("Non lu");
  });

  it("takes what is ticked once, whatever is sent twice, and the case with it", async () => {
    const { html } = await ask("/ordre-du-jour");
    const cas = /value="(cas-bloque\|\d+)"/.exec(html)?.[1] ?? "";
    const mesure = /value="(mesure-corrective\|\d+)"/.exec(html)?.[1] ?? "";
    for (const propose of [cas, mesure, mesure, "demandes-anciennes|2017"]) {
      expect((await send("/ordre-du-jour", { propose })).statut).toBe(303);
    }
    for (const titre of ["Calendrier 2019", "Calendrier 2019"])
      await send("/ordre-du-jour/libre", { titre, texte: "" });
    expect(await pointsOf()).toHaveLength(4);
    const inscrit = await ids("select id from cas_bloque where reunion = $1 and etat = 'inscrit'", [reunion]);
    expect(inscrit).toEqual([Number(cas.split("|")[1])]);
    expect((await send("/ordre-du-jour", { propose: "demandes-anciennes|1999" })).statut).toBe(409);
    expect((await send("/ordre-du-jour", {})).statut).toBe(422);
    const typed = await send("/ordre-du-jour/libre", {
      titre: "Le ménage de M. Untel",
      texte: "Trop de demandeurs alcooliques",
    });
    expect(typed.statut).toBe(422);
    expect(typed.html).toContain("Trop de demandeurs alcooliques");
  });

  it("names a blocked case to every reader, and links it for who may read it", async () => {
    const [cas] = await ids("select id from cas_bloque where reunion = $1", [reunion]);
    for (const role of ["agent-epci", "agent-bailleur", "commune"] as const) {
      const { html } = await ask("", role);
      expect(html).toContain("Cas bloqué");
      const { statut } = await pages.ask(role, `commission/cas/${cas}`);
      expect(html.includes(`commission/cas/${cas}"`), role).toBe(statut === 200);
    }
    expect((await pages.ask("commune", `commission/cas/${cas}`)).statut).not.toBe(200);
  });

  it("says beside a picked sentence what it has become", async () => {
    await database.pool.query("update reunion_point set constat = 'Autrefois.' where id = $1", [
      await pointOf("demandes-anciennes"),
    ]);
    expect((await ask("/ordre-du-jour")).text).toContain("Autrefois. Aujourd’hui : Au 31 décembre 2017 : 268 demandes");
  });

  it("is ordered by buttons, and a point goes", async () => {
    const before = await pointsOf();
    const last = before.at(-1) ?? 0;
    await send(`/ordre-du-jour/${last}`, { geste: "monter" });
    expect((await pointsOf()).indexOf(last)).toBe(2);
    await send(`/ordre-du-jour/${before[0]}`, { geste: "monter" });
    expect((await pointsOf())[0]).toBe(before[0]);
    await send(`/ordre-du-jour/${await pointOf("demandes-anciennes")}`, { geste: "retirer" });
    expect(await pointsOf()).toHaveLength(3);
    expect((await send("/ordre-du-jour/987654", { geste: "retirer" })).statut).toBe(404);
  });

  test.each(["etat", "responsable-bailleur", "membre-coordination", "commune"] as const)(
    "is not made by %s",
    async (qui) => {
      for (const suite of ["/ordre-du-jour", "/tenue"]) {
        expect((await ask(suite, qui)).statut).toBe(403);
        expect((await send(suite, { propose: "demandes-anciennes|2017" }, qui)).statut).not.toBe(303);
      }
      expect((await ask("/releve", qui)).statut).toBe(404);
    },
  );
});

describe("the meeting", () => {
  it("opens once convened, with the quorum of that day", async () => {
    expect((await send("/tenue/ouvrir")).statut).toBe(409);
    await convoquer(database.base, { epci: EPCI, reunion, aujourdhui: JOUR, maintenant: `${JOUR}T08:00:00.000Z` });
    expect((await send("/tenue/ouvrir")).vers).toContain("fait=ouverte");
    expect((await send("/tenue/ouvrir")).statut).toBe(409);
    await database.pool.query("update instance set quorum = 1 where genre = 'commission-coordination'");
    const { html, text } = await ask("/tenue");
    expectSoundPage(html);
    expect(text).toContain("présences ne sont pas dites");
    expect(text).toContain("Quorum inconnu");
  });

  it("is not closed before each point is dealt with and each voice told, and says which", async () => {
    const refused = await send("/tenue/clore");
    expect(refused.statut).toBe(409);
    expect(refused.text).toContain("« Calendrier 2019 » : dites s’il est traité ou reporté.");
    expect(refused.html).toContain(`${url}/tenue/points/${await pointOf("libre")}`);
    expect(refused.html).toContain('href="#presence-');
  });

  it("counts whole voices: one is held by a member who is there", async () => {
    const membres = await ids(
      "select m.id from instance_membre m join reunion r on r.instance = m.instance where r.id = $1 and m.voix order by m.id",
      [reunion],
    );
    const [a, b, ...autres] = membres.map(String);
    const absents = Object.fromEntries(autres.map((id) => [`presence-${id}`, "absent"]));
    const faux = await send("/tenue/presences", {
      ...absents,
      [`presence-${a}`]: "represente",
      [`mandataire-${a}`]: `${autres[0]}`,
    });
    expect(faux.statut).toBe(422);
    expect(faux.text).toContain("choisissez le membre présent qui porte sa voix");
    const presences = {
      ...absents,
      [`presence-${a}`]: "represente",
      [`mandataire-${a}`]: `${b}`,
      [`presence-${b}`]: "present",
    };
    expect((await send("/tenue/presences", presences)).statut).toBe(303);
    const { text } = await ask("/tenue");
    expect(text).toContain(
      `2 voix présentes ou représentées sur ${membres.length} ; il en faut ${Math.ceil(membres.length / 2)}`,
    );
    expect(text).toContain("quorum non atteint");
  });

  it("notes a point, and refuses a name", async () => {
    const libre = `/tenue/points/${await pointOf("libre")}`;
    const annees = /<select id="annee".*?<\/select>/s.exec((await ask(libre)).html)?.[0] ?? "";
    const years = [...annees.matchAll(/value="(\d{4})"/g)].map(([, annee]) => Number(annee));
    expect(years.length).toBeGreaterThan(1);
    expect(years, "the last year first").toEqual(years.toSorted((a, b) => b - a));
    expectSoundPage((await ask(libre)).html);
    expect((await send(libre, { notes: "Madame Durand s’y oppose", etat: "traite" })).statut).toBe(422);
    expect((await send(libre, { notes: "Le calendrier est lu.", etat: "" })).statut).toBe(422);
    expect((await send(libre, { notes: "Le calendrier est lu.", etat: "traite" })).statut).toBe(303);
    expect((await send(`/ordre-du-jour/${await pointOf("libre")}`, { geste: "retirer" })).statut).toBe(409);
  });

  it("decides: an organisation and a day, once; a draft of avenant with it, shown from both sides", async () => {
    const libre = `/tenue/points/${await pointOf("libre")}/decision`;
    const champs = {
      texte: "Revoir les objectifs de 2019",
      suite: "avenant",
      avenant: "Avenant des objectifs de 2019",
    };
    expect((await send(libre, champs)).statut).toBe(422);
    const [hamaris] = await ids(
      "select m.id from instance_membre m join reunion r on r.instance = m.instance where r.id = $1 and m.nom = 'Hamaris'",
      [reunion],
    );
    const complet = { ...champs, membre: String(hamaris), echeance: "2019-02-01" };
    expect((await send(libre, { ...complet, echeance: "2018-01-01" })).statut).toBe(422);
    for (const _ of [1, 2]) expect((await send(libre, complet)).statut).toBe(303);
    const [decision, ...rest] = await ids("select id from decision_instance where reunion = $1", [reunion]);
    expect(rest).toEqual([]);
    const fiche = await pages.ask(AGENT, `commission/decisions/${decision}`);
    expectSoundPage(fiche.html);
    expect(fiche.text).toContain("2018-CC-01/1");
    expect(fiche.text).toContain("Projet d’avenant n° 1 : Avenant des objectifs de 2019");
    expect((await pages.ask(AGENT, "avenants")).html).toContain(`commission/decisions/${decision}`);
  });

  it("decides a measure that was proposed", async () => {
    const point = await pointOf("mesure-corrective");
    const champs = { texte: "Les objectifs par réservataire sont retenus", responsable: "Le préfet", suite: "retenue" };
    expect((await send(`/tenue/points/${point}/decision`, champs)).statut).toBe(303);
    const { rows } = await database.pool.query(
      "select decision, decidee_le::text as le from mesure_corrective where decision is not null",
    );
    expect(rows).toEqual([{ decision: "retenue", le: JOUR }]);
    const dit = await database.pool.query("select etat from reunion_point where id = $1", [point]);
    expect(dit.rows).toEqual([{ etat: "traite" }]);
  });

  it("decides a blocked case in its own file, and writes nothing of it in the minutes", async () => {
    const point = `/tenue/points/${await pointOf("cas-bloque")}`;
    expectSoundPage((await ask(point)).html);
    expect((await send(`${point}/decision`, { texte: "Lui trouver un T3", responsable: "Hamaris" })).statut).toBe(422);
    expect((await send(point, { notes: "Quatre enfants", etat: "traite" })).statut).toBe(422);
    const [bailleur] = await ids("select id from organisation where nom = 'Hamaris' and type = 'bailleur'");
    const champs = {
      sens: "prioriser",
      charge: String(bailleur),
      echeance: "2019-01-15",
      complement: "En rez-de-chaussée",
    };
    expect((await send(`${point}/cas`, { ...champs, charge: "" })).statut).toBe(422);
    expect((await send(`${point}/cas`, champs)).vers).toContain("fait=decision");
    const { rows } = await database.pool.query("select sens from cas_decision where seance_du = $1", [reunion]);
    expect(rows).toEqual([{ sens: "prioriser" }]);
  });

  it("is closed once by two officers together, and not written again", async () => {
    expect((await ask("/releve")).text).toContain("ce relevé change encore");
    const closes = await Promise.all([send("/tenue/clore"), send("/tenue/clore")]);
    expect(closes.map(({ statut }) => statut).sort()).toEqual([303, 409]);
    const libre = await pointOf("libre");
    expect((await send(`/tenue/points/${libre}`, { notes: "Autre chose", etat: "traite" })).statut).toBe(409);
    expect((await send("/tenue/presences", {})).statut).toBe(409);
    expect((await send("/ordre-du-jour/libre", { titre: "Trop tard" })).statut).toBe(409);
    await expect(database.pool.query("update releve set numero = 'x' where reunion = $1", [reunion])).rejects.toThrow(
      /never change/,
    );
  });
});

describe("the minutes", () => {
  it("are the same for every partner, as a page, a PDF and a Word file: opinions, without the quorum", async () => {
    const { rows } = await database.pool.query("select contenu, empreinte from releve where reunion = $1", [reunion]);
    const [row] = z.tuple([z.object({ contenu: z.unknown(), empreinte: z.string() })]).parse(rows);
    expect(createHash("sha256").update(canonicalJson(row.contenu)).digest("hex")).toBe(row.empreinte);
    const page = await ask("/releve", "commune");
    expect(page.statut).toBe(200);
    expectSoundPage(page.html);
    const pdf = (textOfPdf((await ask("/releve.pdf", "etat")).octets) ?? "").replaceAll(/[\s\u00a0\u202f]+/g, " ");
    const docx = new TextDecoder().decode(unzip((await ask("/releve.docx")).octets).get("word/document.xml"));
    const mots = docx.replaceAll(/<[^>]*>/g, " ").replaceAll(/[\s\u00a0\u202f]+/g, " ");
    for (const said of [page.text, pdf, mots]) {
      for (const dit of [
        "2018-CC-01",
        "quorum non atteint",
        "Représenté par",
        "Revoir les objectifs de 2019",
        "CB-2018-",
      ]) {
        expect(said).toContain(dit);
      }
      expect(said).toContain("Avis 2018-CC-01/1");
      for (const tu of ["rez-de-chaussée", "priorité à la demande"]) expect(said).not.toContain(tu);
    }
    expect((await pages.ask(null, `${url}/releve`)).statut).not.toBe(200);
  });
});

describe("decisions", () => {
  const decisionsUrl = "commission/decisions";
  const byNumero = async (rang: number) =>
    (await ids("select id from decision_instance where numero = $1", [`2018-CC-01/${rang}`]))[0] ?? 0;

  it("are read by partners, late ones first, by filters", async () => {
    const later = openPagesDemo(database, "2019-03-01");
    const { html, text } = await later.ask("commune", decisionsUrl);
    expectSoundPage(html);
    expect(text).toContain("3 décisions : 3 ouvertes, dont 2 en retard.");
    expect(text.indexOf("45 jours de retard")).toBeLessThan(text.indexOf("28 jours de retard"));
    const filtree = await later.ask("etat", `${decisionsUrl}?retard=oui&responsable=Hamaris&etat=a-faire`);
    expect(filtree.text).toContain("Les filtres en gardent 2.");
    expect((await later.ask("etat", `${decisionsUrl}?etat=perdue`)).statut).toBe(400);
    const proposes = (await later.ask(AGENT, `${url}/ordre-du-jour`)).text;
    expect(proposes).toContain("ne change plus");
  });

  it("are followed by the EPCI and by whoever is charged with them, nobody else", async () => {
    const id = await byNumero(1);
    const suivi = { etat: "en-cours", le: JOUR, note: "Première réunion de travail tenue" };
    const own = await pages.send("responsable-bailleur", `${decisionsUrl}/${id}/suivi`, suivi);
    expect([own.statut, own.vers]).toEqual([303, `/t/${EPCI}/${decisionsUrl}/${id}?fait=suivi`]);
    await pages.send("responsable-bailleur", `${decisionsUrl}/${id}/suivi`, suivi);
    const autre = await byNumero(2);
    expect((await pages.send("responsable-bailleur", `${decisionsUrl}/${autre}/suivi`, suivi)).statut).toBe(403);
    expect((await pages.send("reservataire", `${decisionsUrl}/${id}/suivi`, suivi)).statut).toBe(403);
    expect((await pages.send("commune", `${decisionsUrl}/${id}/suivi`, suivi)).statut).toBe(403);
    expect((await pages.send(AGENT, `${decisionsUrl}/${id}/suivi`, { ...suivi, le: "2030-01-01" })).statut).toBe(422);
    expect((await pages.send(AGENT, `${decisionsUrl}/${id}/suivi`, { ...suivi, etat: "faite", note: "" })).statut).toBe(
      303,
    );
    const { rows } = await database.pool.query("select par, etat from decision_suivi where decision = $1 order by id", [
      id,
    ]);
    expect(rows).toMatchObject([{ par: "Hamaris", etat: "en-cours" }, { etat: "faite" }]);
  });

  it("are given to the public in their words, never one that is about a household", async () => {
    const [id, cas] = [await byNumero(1), await byNumero(3)];
    expect((await pages.send("etat", `${decisionsUrl}/${id}/publication`, { geste: "publier" })).statut).toBe(403);
    const refused = await pages.send(AGENT, `${decisionsUrl}/${cas}/publication`, { geste: "publier" });
    expect(refused.statut).toBe(422);
    expect(refused.text).toContain("elle ne se publie pas");
    for (const _ of [1, 2]) {
      expect((await pages.send(AGENT, `${decisionsUrl}/${id}/publication`, { geste: "publier" })).statut).toBe(303);
    }
    const { rows } = await database.pool.query("select numero, texte, jour::text as jour from decision_publiee");
    expect(rows).toEqual([
      { numero: "2018-CC-01/1", texte: "Avis, sans le quorum : Revoir les objectifs de 2019", jour: JOUR },
    ]);
    await pages.send(AGENT, `${decisionsUrl}/${id}/publication`, { geste: "retirer" });
    expect(await ids("select id from decision_publiee")).toEqual([]);
  });

  it("leave as a workbook and a table, for whoever may export them", async () => {
    expect((await pages.ask(AGENT, `${decisionsUrl}.xlsx`)).statut).toBe(200);
    const csv = await pages.ask(AGENT, `${decisionsUrl}.csv`);
    expect(csv.html).toContain("2018-CC-01/3");
    expect((await pages.ask("etat", `${decisionsUrl}.csv`)).statut).toBe(403);
  });

  it("have their line in the journal", async () => {
    const { rows } = await database.pool.query(
      "select distinct acte from journal.entree where objet = $1 or objet like 'decision:%' order by acte",
      [`reunion:${reunion}`],
    );
    expect(rows.map(({ acte }) => acte)).toEqual([
      "decision-prise",
      "decision-publiee",
      "decision-retiree",
      "decision-suivie",
      "reunion-close",
      "reunion-convoquee",
      "reunion-creee",
      "reunion-ordre-modifie",
      "reunion-ouverte",
      "reunion-point-note",
      "reunion-presences",
    ]);
  });
});

describe("the next meeting", () => {
  it("takes up what this one put off", async () => {
    await database.pool.query("update reunion_point set etat = 'reporte' where id = $1", [await pointOf("libre")]);
    const [instance] = await ids("select instance as id from reunion where id = $1", [reunion]);
    const suivante = await creerReunion(database.base, {
      epci: EPCI,
      instance: instance ?? 0,
      aujourdhui: JOUR,
      relu: true,
      fiche: {
        titre: "Commission de mars",
        jour: "2019-03-01",
        heure: "14:00",
        dureeMinutes: 60,
        lieu: null,
        visio: null,
      },
    });
    const ordre = `commission/reunions/${suivante}/ordre-du-jour`;
    expect((await pages.ask(AGENT, ordre)).text).toContain("Reportés de la réunion précédente Calendrier 2019");
    for (const _ of [1, 2]) await pages.send(AGENT, ordre, { reporte: String(await pointOf("libre")) });
    expect(await ids("select id from reunion_point where reunion = $1", [suivante])).toHaveLength(1);
  });
});
