// @module-tag moteur
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Base } from "#socle/lectures/base.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { openAgent, openRegistre, publishLignes, signCommission } from "../../../../test/fixtures/baux-reloges.ts";
import { addTerritoires, EPCI } from "../../../../test/fixtures/lignes.ts";
import { lirePaires } from "../../lectures/paire-bail/lire-paires.ts";
import { trancherPaire } from "./trancher-paire.ts";

const HAMARIS = "999000101";
let database: TestDatabase;
let agent: Base;
let registre: Awaited<ReturnType<typeof openRegistre>>;

beforeAll(async () => {
  database = await createDatabase();
  await addTerritoires(database);
  registre = await openRegistre(database, HAMARIS);
  const { organisation } = registre;
  agent = await openAgent(database, { prenom: "Agent", organisation, role: "agent-bailleur" });
});
afterAll(() => database.drop());

/**
 * One lease, with the sources that know it: `fichier`, `reloge`, `decide`; and for the register and the commission, whether the number or the
 * dwelling is known.
 */
const menage = fc.record({
  fichier: fc.boolean(),
  logementDit: fc.boolean(),
  reloge: fc.option(fc.record({ numero: fc.boolean(), logement: fc.boolean() })),
  decide: fc.option(fc.record({ numero: fc.boolean(), logement: fc.boolean(), reloge: fc.boolean() })),
  quartile: fc.constantFrom("q1", "q2-4" as const),
  taille: fc.constantFrom("2", "3"),
  jour: fc.constantFrom("2017-03-10", "2017-03-11", "2017-03-12"),
});
type Menage = ReturnType<(typeof menage)["generate"]>["value"];

const nameOf = (rang: number) => `menage-${rang}`;
const when = <T>(known: boolean, value: T) => (known ? value : null);

/** Household of each lease signed here. */
type Signes = { readonly reloges: Map<number, string>; readonly decides: Map<number, string> };

async function signAll(menages: readonly Menage[]): Promise<Signes> {
  const signes: Signes = { reloges: new Map(), decides: new Map() };
  for (const [rang, { reloge, decide, quartile, taille, jour }] of menages.entries()) {
    const [nom, logement] = [nameOf(rang), `R-${rang}`];
    if (decide) {
      const connus = { cle: when(decide.numero, nom), numero_rpls: when(decide.logement, logement) };
      const faits = { signe_le: jour, menage: taille, quartile, relogement: decide.reloge ? "oui" : "inconnu" };
      const bail = { organisation: registre.organisation, bailleur: HAMARIS, ...faits, ...connus };
      signes.decides.set(await signCommission(database, bail), nom);
    }
    if (reloge) {
      const connus = { cle: when(reloge.numero, nom), numeroRpls: when(reloge.logement, logement) };
      const [id = 0] = await registre.signer([{ signeLe: jour, menage: taille, quartile, ...connus }]);
      signes.reloges.set(id, nom);
    }
  }
  return signes;
}

/** Adds a line of another household, so that the file is never empty. */
async function publish(menages: readonly Menage[], dedans: (rang: number) => boolean): Promise<number> {
  const lignes = menages.flatMap(({ fichier, logementDit, quartile, taille, jour }, rang) => {
    if (!fichier || !dedans(rang)) return [];
    const retenu = { declare: quartile, calcule: "inconnu", retenu: quartile, origine: "declaration" } as const;
    const numeroRpls = when(logementDit, `R-${rang}`);
    return [{ bailSigneLe: jour, cle: nameOf(rang), numeroRpls, fait: { menage: taille, quartile: retenu } }];
  });
  await publishLignes(database, HAMARIS, "2017", [{ bailSigneLe: "2017-10-01", cle: "loin" }, ...lignes]);
  const connus = menages.filter(({ fichier, reloge, decide }, rang) => (fichier && dedans(rang)) || reloge || decide);
  return connus.length + 1;
}

async function readBounds(): Promise<readonly [number, number]> {
  const { rows } = await database.pool.query<{ moins: number; plus: number }>(
    `select coalesce(sum(c.nombre) filter (where not c.double_possible), 0)::integer as moins, coalesce(sum(c.nombre), 0)::integer as plus
       from cube_attribution c join publication p on p.lot = c.lot`,
  );
  return [rows[0]?.moins ?? -1, rows[0]?.plus ?? -1];
}

async function expectBounds(baux: number): Promise<void> {
  const [moins, plus] = await readBounds();
  expect(moins).toBeLessThanOrEqual(baux);
  expect(plus).toBeGreaterThanOrEqual(baux);
}

/** Answers the first pair truthfully; false when there is none. */
async function answer({ reloges, decides }: Signes): Promise<boolean> {
  const [paire] = (await lirePaires(agent, EPCI)).lignes;
  if (!paire) return false;
  const { rows } = await database.pool.query<Record<"reloge" | "bail" | "registre" | "cle", string | null>>(
    "select q.reloge, q.bail, q.registre, a.cle from paire_bail q left join attribution a using (lot, ligne) where q.id = $1",
    [paire.id],
  );
  const { reloge = null, bail = null, registre: un = null, cle = null } = rows[0] ?? {};
  const gauche = un === null ? cle : reloges.get(Number(un));
  const droite = bail === null ? reloges.get(Number(reloge)) : decides.get(Number(bail));
  await trancherPaire(agent, { epci: EPCI, id: paire.id, decision: gauche === droite ? "meme" : "distincts" });
  return true;
}

it("of any leases known here and there, the bounds hold what there are, and true answers leave nothing but it", async () => {
  const monde = fc.record({
    menages: fc.array(menage, { minLength: 1, maxLength: 5 }),
    // Lines that are missing from the file that comes after that many answers.
    reprise: fc.record({ apres: fc.nat({ max: 4 }), parties: fc.uniqueArray(fc.nat({ max: 4 })) }),
  });
  await fc.assert(
    fc.asyncProperty(monde, async ({ menages, reprise }) => {
      await database.pool.query("truncate paire_decision, bail, bail_relogement, relogement, publication, lot cascade");
      const signes = await signAll(menages);
      let baux = await publish(menages, () => true);
      await expectBounds(baux);
      for (let dites = 0; await answer(signes); dites++) {
        if (dites === reprise.apres) baux = await publish(menages, (rang) => !reprise.parties.includes(rang));
        await expectBounds(baux);
      }
      expect(await readBounds()).toEqual([baux, baux]);
    }),
    { numRuns: 25 },
  );
});
