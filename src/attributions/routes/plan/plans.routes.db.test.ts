import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openPagesDemo } from "../../../../test/fixtures/demo-personnes.ts";

const JOUR = "2018-11-15";
const ORGANISATION = `(select h.organisation from habilitation h join compte c on c.id = h.compte
                        where c.courriel = 'agent-bailleur@demonstration.invalid')`;
let database: TestDatabase;
let pages: ReturnType<typeof openPagesDemo>;
let liberations: readonly string[] = [];
let id = 0;

/** Six dwellings of the bailleur, half of them hors QPV, in its most wished communes. */
beforeAll(async () => {
  database = await createDemoDatabase();
  pages = openPagesDemo(database, JOUR);
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into liberation (epci, organisation, numero, logement, origine, etape, financement, contingent, preavis_le, ouverte_le, synthetique)
     select s.epci, s.organisation, 800 + row_number() over (order by s.id), s.id, 'conge', 'preavis', 'PLUS',
            (array['AUCUN','COLACT','COLTER'])[1 + (row_number() over (order by s.id))::integer % 3], '2018-10-01', '2018-10-01', true
       from (select *, row_number() over (partition by situation order by commune = '52448' desc, id) as rang
               from logement_suivi f where organisation = ${ORGANISATION}
                and not exists (select from liberation l where l.logement = f.id)) as s
      where s.rang <= 3 and s.situation in ('qpv','hors-qpv')
     returning id::text`,
  );
  liberations = rows.map((row) => row.id);
});
afterAll(() => database.drop());

function form(champs: Readonly<Record<string, string>>, nom: string, valeurs: readonly string[]): URLSearchParams {
  return new URLSearchParams([...Object.entries(champs), ...valeurs.map((valeur): [string, string] => [nom, valeur])]);
}

const CHAMPS = { nom: "CALEOL du 10 décembre", critere: "attente", rang_max: "" };
const establish = (champs: Readonly<Record<string, string>> = CHAMPS, choisies = liberations) =>
  pages.send("agent-bailleur", "plans", form(champs, "liberation", choisies));

async function read<T>(text: string): Promise<T> {
  const { rows } = await database.pool.query<{ v: T }>(text, [id]);
  return rows[0]?.v as T;
}

describe("a proposal for a batch", () => {
  it("offers the dwellings to let, and says that it decides nothing", async () => {
    expect(liberations.length).toBeGreaterThan(1);
    const { statut, text } = await pages.ask("agent-bailleur", "plans");
    expect(statut).toBe(200);
    expect(text).toContain("Établir une proposition");
    expect(text).toContain("n’attribue rien");
    expect(text).toContain("L-0801");
  });

  it.each(["secretaire-cal", "reservataire"] as const)(
    "is not made by a %s, who does not read the demandes to compare, and is told why",
    async (role) => {
      const { statut, html, text } = await pages.ask(role, "plans");
      expect(statut).toBe(200);
      expect(html).not.toContain('name="liberation"');
      expect(text).toContain("établie par un agent du bailleur");
      const sent = await pages.send(role, "plans", form(CHAMPS, "liberation", liberations));
      expect([sent.statut, sent.text.includes("agent du bailleur")]).toEqual([403, true]);
    },
  );

  it.each([
    ["no dwelling", CHAMPS, [], "Logements : cochez-en"],
    ["no name", { ...CHAMPS, nom: "" }, null, "Nom"],
    ["half a rank", { ...CHAMPS, rang_max: "1,5" }, null, "Rang le plus lointain"],
    ["a criterion that is not one", { ...CHAMPS, critere: "chance" }, null, "Qui passe d’abord"],
    ["a dwelling that is not theirs", CHAMPS, ["987654"], "n’est plus à attribuer"],
  ] as const)("refuses %s, and keeps what was typed", async (_name, champs, choisies, message) => {
    const { statut, text, html } = await establish(champs, choisies ?? liberations);
    expect(statut).toBe(422);
    expect(text).toContain(message);
    if (champs.nom !== "") expect(html).toContain('value="CALEOL du 10 décembre"');
  });

  it("is computed, frozen and shown", async () => {
    const { statut, vers } = await establish();
    expect(statut).toBe(303);
    id = Number(/plans\/(\d+)/.exec(vers ?? "")?.[1]);
    const { text } = await pages.ask("agent-bailleur", `plans/${id}`);
    expect(text).toContain("Proposition à la commission, jamais une décision");
    expect(text).toContain("Hors QPV : premier quartile ou relogés");
    expect(text).toContain("Ordre d’ancienneté");
    expect(text).toContain("Optimisation menée à son terme");
    expect(await read<number>("select count(*)::integer as v from candidature where source = 'plan' and $1 > 0")).toBe(
      0,
    );
    expect(await read<string>("select acte as v from journal.entree where objet = 'plan:' || $1")).toBe("plan-etabli");
  });

  it("calls households by their reference, never by a name, and counts the objectives of the page of the objectives", async () => {
    const { text } = await pages.ask("agent-bailleur", `plans/${id}`);
    const proposes = await read<number>("select (resume ->> 'proposes')::integer as v from plan where id = $1");
    expect(proposes).toBeGreaterThan(0);
    expect(text).toMatch(/D-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    const noms = await read<string[]>(
      `select array_agg(d.nom) as v from plan_menage m join nominatif.demandeur d on d.id = m.demandeur where m.plan = $1`,
    );
    expect(noms.filter((nom) => nom !== null && text.includes(nom))).toEqual([]);
    // Same figure as on the page « Objectifs » for that bailleur and year.
    const part = await read<{ part: number; total: number }>(
      "select contenu -> 'plan' -> 'objectifs' -> 0 -> 'avant' as v from plan where id = $1",
    );
    const objectifs = await pages.ask("agent-bailleur", "objectifs?annee=2018");
    expect(objectifs.text).toMatch(new RegExp(`${part.part}\\s(sur|des)\\s${part.total}`));
  });

  it("is printed with what it is", async () => {
    const { statut, html } = await pages.ask("agent-bailleur", `plans/${id}/plan.pdf`);
    expect(statut).toBe(200);
    expect(html.slice(0, 5)).toBe("%PDF-");
  });

  it("names candidates only when somebody keeps them, once", async () => {
    const ligne = await read<{ logement: string }>(
      `select l as v from plan p, json_array_elements(p.contenu -> 'plan' -> 'lignes') as l
        where p.id = $1 and l ->> 'propose' is not null limit 1`,
    );
    const retenir = () => pages.send("agent-bailleur", `plans/${id}/retenir`, form({}, "retenu", [ligne.logement]));
    expect((await pages.send("agent-bailleur", `plans/${id}/retenir`)).statut).toBe(422);
    expect((await retenir()).statut).toBe(303);
    const count = () =>
      read<number>(
        "select count(*)::integer as v from candidature where source = 'plan' and examen is not null and $1 > 0",
      );
    const named = await count();
    expect(named).toBeGreaterThan(0);
    expect((await retenir()).statut).toBe(303);
    expect(await count()).toBe(named);
    const { text } = await pages.ask("agent-bailleur", `liberations/${ligne.logement}`);
    expect(text).toContain("par plan de proposition");
  });

  it("never changes, and is nobody else's", async () => {
    await expect(database.pool.query("update plan set nom = 'x' where id = $1", [id])).rejects.toThrow("never changes");
    await expect(database.pool.query("delete from plan where id = $1", [id])).rejects.toThrow("never changes");
    expect((await pages.ask("agent-epci", `plans/${id}`)).statut).toBe(404);
    expect((await pages.ask("agent-epci", "plans")).text).toContain("Aucune proposition");
    expect((await pages.ask("guichet", `plans/${id}`)).statut).toBe(404);
  });

  it("keeps its counts when its households are gone", async () => {
    await database.pool.query("delete from plan_menage where plan = $1", [id]);
    await database.pool.query("update plan set contenu = null where id = $1", [id]);
    const { statut, text } = await pages.ask("agent-bailleur", `plans/${id}`);
    expect(statut).toBe(200);
    expect(text).toContain("Ménages détachés");
    expect(text).toContain("contre");
  });
});
