import type pg from "pg";
import { resolveSession } from "#acces/actes/connexion/session.ts";
import { loginByMotDePasse } from "#acces/lectures/connexion/login.ts";
import { createFrein } from "#acces/routes/connexion/freins.ts";
import { type OpenBases, openBases } from "#service/sql/open-base.ts";
import { Refus } from "#socle/regles/shared/refus.ts";
import type { Scenario } from "./fault-sweep.ts";
import { type Terrain, untilQuiet } from "./lot-scenarios.ts";

const COURRIEL = "pannes@essai.invalid";
const HORLOGE = { aujourdhui: () => "2018-10-05", maintenant: () => "2018-10-05T10:00:00.000Z" };

/** Hashing has its own tests; here a password is its own hash. */
const HACHEUR = {
  hash: async (motDePasse: string) => motDePasse,
  verify: async (phc: string, motDePasse: string) => phc === motDePasse,
  isCurrent: () => true,
  factice: async () => "personne",
};

/** A wrong password, then the right one, then the page that follows. */
export function loginScenario(terrain: Terrain): Scenario {
  let bases: OpenBases | undefined;
  let frein = createFrein();
  let entered = false;
  return {
    nom: "connexion",
    dossier: terrain.dossier,
    async reset(fresh) {
      await seedCompte(terrain.pool);
      frein = createFrein();
      if (!fresh && bases) return;
      await bases?.close();
      bases = openBases(terrain.url);
    },
    async run() {
      if (!bases) throw new Error("not at its start");
      const deps = { queries: bases.connexions, horloge: HORLOGE, demonstration: false, hacheur: HACHEUR, frein };
      const essai = { courriel: COURRIEL, adresse: "203.0.113.7", appareils: "" };
      entered ||= await loginByMotDePasse(deps, { ...essai, motDePasse: "faux" }).then(() => true, isRefused);
      const { jeton } = await loginByMotDePasse(deps, { ...essai, motDePasse: "juste" });
      if ((await resolveSession(deps, jeton)) === null) throw new Error("nobody is logged in");
    },
    async check(fini) {
      const quiet = await untilQuiet(terrain.pool);
      const { rows } = await terrain.pool.query("select 1 from acces.session");
      const broken = entered ? ["a wrong password came in"] : [];
      if (!quiet) broken.push("a connection is left in a transaction");
      if (fini ? rows.length === 0 : rows.length > 1) broken.push(`${rows.length} sessions`);
      return broken;
    },
    close: async () => bases?.close(),
  };
}

/** A refusal says that the password was judged; anything else is the failure that is being tried. */
function isRefused(error: unknown): false {
  if (error instanceof Refus && error.code === "identifiants-refuses") return false;
  throw error;
}

async function seedCompte(pool: pg.Pool): Promise<void> {
  await pool.query("delete from acces.session");
  await pool.query(
    `with ouvert as (
       insert into compte (courriel, prenom, nom) values ('${COURRIEL}', 'Essai', 'Pannes') on conflict do nothing returning id
     )
     insert into acces.mot_de_passe (compte, empreinte) select id, 'juste' from ouvert`,
  );
}
