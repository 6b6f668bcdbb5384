import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import { addDays, addMonths } from "#socle/regles/shared/calendrier.ts";
import { openSql } from "#socle/sql/sql.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { coterDemande } from "../../actes/cotation/coter.ts";
import { coterTout } from "../../lectures/cotation/coter-tout.ts";
import { lireCotation } from "../../lectures/cotation/lire-cotation.ts";
import { coterToutQueries } from "../../sql/cotation/coter-tout.queries.ts";

const EPCI = "200068666";
const JOUR = HORLOGE.aujourdhui();
const DEMAIN = addDays(JOUR, 1);
const BASE = "demandes/cotation";

let visiteurs: Visiteurs;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: JOUR });
  // Removes the schemes and scores that the demonstration may hold.
  await visiteurs.database.pool.query("delete from nominatif.cotation");
  await visiteurs.database.pool.query("alter table grille_cotation disable trigger garde");
  await visiteurs.database.pool.query("delete from grille_cotation");
  await visiteurs.database.pool.query("alter table grille_cotation enable trigger garde");
});
afterAll(() => visiteurs.close());

const ask = (chemin = "", role: "agent-epci" | "guichet" | "etat" = "agent-epci") =>
  visiteurs.ask(role, `${BASE}${chemin}`);
const send = (chemin: string, champs: Readonly<Record<string, string>>) =>
  visiteurs.send("agent-epci", `${BASE}${chemin}`, champs);
const query = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;

async function copy(source: string, nom: string): Promise<number> {
  const { vers, text } = await send("/nouvelle", { source, nom });
  const id = /cotation\/(\d+)\?fait=creee$/.exec(vers ?? "")?.[1];
  if (!id) throw new Error(text.slice(0, 600));
  return Number(id);
}

const revisionOf = async (id: number) =>
  z
    .tuple([z.object({ r: z.string() })])
    .parse(await query("select revision::text as r from grille_cotation where id = $1", [id]))[0].r;

async function publish(id: number, du: string): Promise<{ statut: number; text: string }> {
  return send(`/${id}/publier`, {
    revision: await revisionOf(id),
    deliberation: "Délibération n° 114",
    delibereeLe: addMonths(JOUR, -24),
    du,
  });
}

/** A household of the demonstration's territory, with a seniority of `mois` months. */
async function addMenage(mois: number, more: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const anciennete = addMonths(JOUR, -mois);
  const [row] = z.array(z.object({ id: z.string() })).parse(
    await query(
      `insert into nominatif.demandeur (epci, numero_hash, etat, anciennete_le, enregistree_le)
       values ($1, gen_random_uuid()::text, 'active', $2, $2) returning id`,
      [EPCI, anciennete],
    ),
  );
  const id = row?.id ?? "";
  const menage = { nature: "acces", quartile: "q1", priorite: "non", personnes: 1, typologie: "T6+", ...more };
  await query(
    `insert into nominatif.menage (demandeur, epci, nature, quartile, priorite, personnes, typologie) values ($1, $2, $3, $4, $5, $6, $7)`,
    [id, EPCI, menage.nature, menage.quartile, menage.priorite, menage.personnes, menage.typologie],
  );
  return id;
}

const menageOf = (id: string): Acteur => ({
  nom: "demandeur",
  compte: null,
  demandeurs: [{ id, lien: "titulaire" }],
  habilitations: [],
  motif: null,
});
const baseOf = (id: string) => visiteurs.database.bases.pour(menageOf(id));
const evenements = async (id: string) =>
  query(
    "select auteur, precisions ->> 'points' as points from nominatif.evenement where demandeur = $1 and code = 'cotation-calculee' order by id",
    [id],
  );

describe("a scheme, from an example to the public", () => {
  it("is prepared by the EPCI alone; what is not published is nobody else's", async () => {
    const vide = await ask("", "guichet");
    expect(vide.statut).toBe(200);
    expect(vide.text).toContain("Aucune grille n’est publiée");
    expectSoundPage(vide.html);
    expect((await ask("/nouvelle", "guichet")).statut).toBe(403);
    const id = await copy("exemple-acces", "Grille d’essai");
    expect((await ask(`/${id}`, "guichet")).statut).toBe(404);
    const page = await ask(`/${id}`);
    expectSoundPage(page.html);
    expect(page.text).toContain("C’est encore l’exemple");
    expect(page.text).toContain("1 point par mois, 240 points au plus");
    expect((await publish(id, JOUR)).text).toContain("adaptez-le à votre territoire");
    await send(`/${id}/abandonner`, { revision: "1" });
    expect((await ask(`/${id}`)).statut).toBe(404);
  });

  it("is written without a script: facts are chosen, then compared; what contradicts itself is refused with what was typed", async () => {
    const id = await copy("vide-acces", "Grille écrite");
    await send(`/${id}/rubriques/nouvelle`, {
      revision: "1",
      libelle: "Ressources",
      combinaison: "sum",
      plafond: "15",
    });
    const choix = await ask(`/${id}/criteres/nouveau?rubrique=r1&choisir=oui&faits=age&faits=quartile`);
    expectSoundPage(choix.html);
    expect(choix.text).toContain("Premier quartile");
    const critere = {
      revision: "2",
      rubrique: "r1",
      faits: "quartile",
      libelle: "Petits revenus",
      "valeur-quartile": "q1",
      points: "50",
      preuve: "declare",
    };
    const mal = await send(`/${id}/criteres/nouveau`, { ...critere, points: "beaucoup" });
    expect([mal.statut, mal.text.includes("écrivez un nombre entier")]).toEqual([422, true]);
    expect(mal.html).toContain('value="beaucoup"');
    expect((await send(`/${id}/criteres/nouveau`, critere)).vers).toContain("fait=modifiee");
    const page = await ask(`/${id}`);
    expect(page.text).toContain("plafonnée à 15 points");
    // Fifteen priorities of the law, and DALO, have no rule yet.
    expect(page.text).toContain("DALO : Personnes reconnues prioritaires");
    expect((await publish(id, JOUR)).text).toContain("DALO, a, b, c");
    const modifier = await ask(`/${id}/criteres/c2?rubrique=r1`);
    expect(modifier.html).toMatch(/value="q1" checked/);
    // Another person saved in between.
    const perime = await send(`/${id}/ranger`, { revision: "1", rubrique: "r1", critere: "c2", sens: "retirer" });
    expect([perime.statut, perime.text.includes("Une autre personne a modifié")]).toEqual([409, true]);
    await send(`/${id}/ranger`, { revision: "3", rubrique: "r1", critere: "c2", sens: "retirer" });
    expect((await ask(`/${id}`)).text).toContain("Aucun critère.");
    await send(`/${id}/abandonner`, { revision: "4" });
  });

  it("is simulated on the stock that waits, then published, frozen, and read by all", async () => {
    const id = await copy("exemple-acces", "Grille 1");
    await send(`/${id}/nom`, { revision: "1", nom: "Grille de Bragard" });
    const simulation = await ask(`/${id}/simulation`);
    expect(simulation.statut).toBe(200);
    expectSoundPage(simulation.html);
    expect(simulation.text).toMatch(/comparée avec l’ordre d’ancienneté/);
    expect(simulation.html).toContain("<svg");
    const csv = await ask(`/${id}/simulation/figures/cotation-mouvements.csv`);
    expect(new TextDecoder().decode(csv.octets)).toMatch(/priorite:oui/);
    expect((await publish(id, addMonths(JOUR, -12))).statut).toBe(303);
    const lue = await ask(`/${id}`, "guichet");
    expect(lue.text).toContain("En vigueur");
    expect(lue.html).not.toContain("/ranger");
    for (const edition of [`/${id}/criteres/nouveau?rubrique=r1`, `/${id}/rubriques/nouvelle`]) {
      expect((await ask(edition)).statut, edition).toBe(409);
    }
    await expect(query("update grille_cotation set nom = 'Autre' where id = $1", [id])).rejects.toThrow(
      "never changes",
    );
    await expect(query("update grille_cotation set etat = 'projet' where id = $1", [id])).rejects.toThrow(
      "never changes",
    );
    const suivante = await copy(String(id), "Grille 2");
    expect((await publish(suivante, addMonths(JOUR, -6))).text).toContain("Le premier jour est passé");
    expect((await publish(suivante, DEMAIN)).statut).toBe(303);
    expect(
      await query("select numero, etat, au::text from grille_cotation where id = any ($1) order by id", [
        [id, suivante],
      ]),
    ).toEqual([
      { numero: expect.anything(), etat: "close", au: JOUR },
      { numero: expect.anything(), etat: "publiee", au: null },
    ]);
    const publique = await visiteurs.ask("etat", `../../logement-social/${EPCI}/cotation`);
    expect(publique.statut).toBe(200);
    expect(publique.text).toContain("Ils ne décident pas");
    expect(publique.text).toContain("Un point par mois d’ancienneté");
  });
});

describe("the points of a demande", () => {
  it("are kept with the scheme of the day, told as an event when they change, and never change a state", async () => {
    const id = await addMenage(10, { priorite: "oui" });
    const base = baseOf(id);
    const posee = await coterDemande(base, EPCI, id, JOUR, { dalo: "inconnu" });
    // Ten months, priority 40, DALO unknown: 50 at most instead of 40.
    expect(posee).toMatchObject({ points: 50, min: 50, max: 60, avecSensibles: true });
    await coterDemande(base, EPCI, id, JOUR, { dalo: "inconnu" });
    expect(await evenements(id)).toEqual([{ auteur: "menage", points: "50" }]);
    // An actor who may not open sealed answers does not overwrite a score computed with them.
    expect(await coterDemande(base, EPCI, id, JOUR)).toMatchObject({ max: 60, avecSensibles: true });
    expect(JSON.stringify(await query("select trace from nominatif.cotation where demandeur = $1", [id]))).not.toMatch(
      /dalo/i,
    );
    expect(await query("select etat from nominatif.demandeur where id = $1", [id])).toEqual([{ etat: "active" }]);
    const lue = await lireCotation(base, EPCI, id);
    expect(lue?.phrasePoints).toContain("elle peut avoir de 50 à 60");
    expect(lue?.aDire).toEqual(["Une situation particulière peut donner des points. Parlez-en au guichet."]);
    expect(lue?.phrasePlace).toContain("Moins de onze");
  });

  it("of a past day are those of that day's scheme; of a day without one, none", async () => {
    const id = await addMenage(8);
    const base = baseOf(id);
    const [hier, demain] = [
      await coterDemande(base, EPCI, id, addMonths(JOUR, -2), {}),
      await coterDemande(base, EPCI, id, DEMAIN, {}),
    ];
    expect(hier?.points).toBe(6);
    expect(hier?.grille).not.toBe(demain?.grille);
    expect(await query("select count(*)::int as n from nominatif.cotation where demandeur = $1", [id])).toEqual([
      { n: 2 },
    ]);
    expect(await coterDemande(base, EPCI, id, addMonths(JOUR, -13), {})).toBeNull();
    const mutation = await addMenage(8, { nature: "mutation" });
    expect(await coterDemande(baseOf(mutation), EPCI, mutation, JOUR, {})).toBeNull();
  });

  it("of all are recomputed by the operator, sealed answers open, and a second time changes nothing", async () => {
    const dalo = await addMenage(3);
    const seul = await addMenage(300);
    await query("insert into sensible.situation (demandeur, epci, contenu_chiffre) values ($1, $2, $3)", [
      dalo,
      EPCI,
      Buffer.from("dalo"),
    ]);
    await query(
      `with d as (insert into nominatif.demandeur (epci, numero_hash, etat, anciennete_le)
                  select $1, gen_random_uuid()::text, 'active', $2::date - n from generate_series(1, 20) n returning id)
       insert into nominatif.menage (demandeur, epci, nature, priorite, personnes, typologie) select id, $1, 'acces', 'non', 1, 'T6+' from d`,
      [EPCI, addMonths(JOUR, -3)],
    );
    const queries = coterToutQueries(openSql(visiteurs.database.pool));
    const ouvrir = (scelle: Uint8Array) =>
      Buffer.from(scelle).toString() === "dalo" ? ({ dalo: "reconnu" } as const) : {};
    const premiere = await coterTout(queries, { epci: EPCI, jour: JOUR, ouvrir });
    expect(premiere.cotees).toBeGreaterThanOrEqual(22);
    expect(premiere.changees).toBeGreaterThanOrEqual(22);
    expect(await coterTout(queries, { epci: EPCI, jour: JOUR, ouvrir })).toMatchObject({
      cotees: premiere.cotees,
      changees: 0,
    });
    expect(await evenements(seul)).toEqual([{ auteur: "systeme", points: "260" }]);
    // DALO is declared and its piece not accepted yet: it may give 50 points, and gives none.
    expect(await query("select points, points_max from nominatif.cotation where demandeur = $1", [dalo])).toEqual([
      { points: 3, points_max: 53 },
    ]);
    const lue = await lireCotation(baseOf(seul), EPCI, seul);
    expect(lue?.phrasePlace).toMatch(/à la 1re place sur 2\d demandes semblables/);
    expect(lue?.rangs?.[0]).toBe(1);
  });
});
