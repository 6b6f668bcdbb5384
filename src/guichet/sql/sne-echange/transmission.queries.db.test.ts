import * as fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSql } from "#socle/sql/sql.ts";
import { createDatabase, type TestDatabase } from "../../../../test/database.ts";
import { transmissionQueries } from "./transmission.queries.ts";

const EPCI = "200068666";

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

const run = async (text: string, params: readonly unknown[] = []) =>
  (await database.pool.query<Record<string, unknown>>(text, [...params])).rows;

/** What the national system holds of one demande, and what the file says. */
type Copie = { renouvele: number; radiee: boolean; reponses: number };

const ACTES = ["renouveler", "changer", "radier", "reactiver", "envoyer", "accepter", "refuser", "remettre"] as const;
type ActeMonde = (typeof ACTES)[number];

/** A day after the year 2000 for each number, so that each renewal is another day. */
const jour = (rang: number) => `20${String(10 + Math.floor(rang / 300)).padStart(2, "0")}-01-01`;

class Monde {
  readonly ici: Copie = { renouvele: 0, radiee: false, reponses: 0 };
  readonly sne: Copie = { renouvele: 0, radiee: false, reponses: 0 };
  /** What the writing that travels said when it left. */
  enVol: { readonly id: string; readonly nature: string; readonly dit: Copie } | null = null;
  readonly id: string;
  constructor(id: string) {
    this.id = id;
  }

  async ouvertes() {
    return (await run(
      "select id::text, nature, etat from nominatif.transmission where demandeur = $1 and close_le is null order by id",
      [this.id],
    )) as { id: string; nature: string; etat: string }[];
  }

  async perform(acte: ActeMonde): Promise<void> {
    const { ici } = this;
    if (acte === "renouveler" && !ici.radiee) {
      ici.renouvele += 1;
      await run("update nominatif.demandeur set renouvelee_le = $2::date + $3::integer where id = $1", [
        this.id,
        jour(0),
        ici.renouvele,
      ]);
    } else if (acte === "changer" && !ici.radiee) {
      ici.reponses += 1;
      await run(
        `insert into nominatif.evenement (demandeur, epci, le, genre, code, auteur, precisions)
         values ($1, $2, now(), 'modification', 'etape-enregistree', 'menage', '{"etape":"vous/identite"}')`,
        [this.id, EPCI],
      );
    } else if (acte === "radier" && !ici.radiee) {
      ici.radiee = true;
      await run(
        "update nominatif.demandeur set etat = 'radiee', radie_le = '2030-01-01', radie_motif = 'non-reponse' where id = $1",
        [this.id],
      );
    } else if (acte === "reactiver" && ici.radiee) {
      ici.radiee = false;
      await run("update nominatif.demandeur set etat = 'active', radie_le = null, radie_motif = null where id = $1", [
        this.id,
      ]);
    } else await this.travel(acte);
  }

  private async travel(acte: ActeMonde): Promise<void> {
    const [premiere] = await this.ouvertes();
    if (acte === "envoyer" && premiere?.etat === "a-envoyer" && this.enVol === null) {
      await run("update nominatif.transmission set etat = 'envoyee' where id = $1", [premiere.id]);
      this.enVol = { id: premiere.id, nature: premiere.nature, dit: { ...this.ici } };
    } else if (acte === "remettre" && premiere?.etat === "refusee") await giveBack(premiere.id);
    else if (this.enVol !== null && (acte === "accepter" || acte === "refuser")) await this.answer(this.enVol, acte);
  }

  private async answer({ nature, dit, id }: NonNullable<Monde["enVol"]>, acte: "accepter" | "refuser"): Promise<void> {
    this.enVol = null;
    if (acte === "refuser") {
      await run("update nominatif.transmission set etat = 'refusee' where id = $1 and etat = 'envoyee'", [id]);
      return;
    }
    if (nature === "modification") this.sne.reponses = dit.reponses;
    if (nature === "renouvellement") this.sne.renouvele = dit.renouvele;
    if (nature === "radiation") this.sne.radiee = true;
    if (nature === "reactivation") this.sne.radiee = false;
    await run(
      "update nominatif.transmission set etat = 'acceptee', close_le = now() where id = $1 and etat = 'envoyee'",
      [id],
    );
  }

  /** A difference that no open writing says. */
  async lost(): Promise<readonly string[]> {
    const natures = new Set((await this.ouvertes()).map(({ nature }) => nature));
    const { ici, sne } = this;
    if (ici.radiee && !sne.radiee) return natures.has("radiation") ? [] : ["radiation"];
    if (ici.radiee) return [];
    return [
      ...(sne.radiee && !natures.has("reactivation") ? ["reactivation"] : []),
      ...(ici.renouvele !== sne.renouvele && !natures.has("renouvellement") ? ["renouvellement"] : []),
      ...(ici.reponses !== sne.reponses && !natures.has("modification") ? ["modification"] : []),
    ];
  }
}

/** As an agent does it (`clore`). */
async function giveBack(id: string): Promise<void> {
  const base = transmissionQueries(openSql(database.pool));
  await base.clore(EPCI, Number(id), ["refusee"], { etat: "a-envoyer" });
}

it("in whatever order acts and answers come, what the national system does not know is owed to it", async () => {
  await run("insert into territoire (epci, nom) values ($1, 'Essai') on conflict do nothing", [EPCI]);
  let rang = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ACTES), { minLength: 1, maxLength: 24 }), async (actes) => {
      rang += 1;
      const [row] = await run(
        "insert into nominatif.demandeur (epci, etat, numero_hash, anciennete_le) values ($1, 'active', $2, '2000-01-01') returning id",
        [EPCI, `essai-${rang}`],
      );
      const monde = new Monde(String(row?.id));
      for (const acte of actes) {
        await monde.perform(acte);
        expect(await monde.lost(), actes.join(" ")).toEqual([]);
      }
    }),
    { seed: 20261204, numRuns: 80 },
  );
}, 60_000);
