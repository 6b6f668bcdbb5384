// @module-tag moteur
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { computeBilan } from "#bilan/lectures/compute-bilan.ts";
import type { Acteur } from "#socle/regles/habilitation/acteur.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { yearPeriode } from "#socle/regles/shared/periode.ts";
import { createDemoDatabase, type TestDatabase } from "../../../../test/database.ts";

const EPCI = "200068666";
const OPH = "999000011";
const FILTRE = { epci: EPCI, annee: 2015, premierMois: 1, dernierMois: 12, bailleur: null };

let database: TestDatabase;
let organisations: ReadonlyMap<string, number>;
beforeAll(async () => {
  database = await createDemoDatabase();
  const { rows } = await database.pool.query<{ siren: string; id: string }>(
    "select siren, id from organisation where type = 'bailleur' and siren is not null",
  );
  organisations = new Map(rows.map(({ siren, id }) => [siren, Number(id)]));
}, 200_000);
afterAll(() => database?.drop());

const read = async (base = database.base, filtre: Partial<typeof FILTRE> = {}) =>
  (await base.cubes.aCote({ ...FILTRE, ...filtre })).propositions.map(
    ({ bailleur, situation, quartile, nombre }) => `${bailleur} ${situation} ${quartile} ${nombre}`,
  );

async function offer(fields: Readonly<Record<string, unknown>>): Promise<number> {
  const all = {
    epci: EPCI,
    organisation: organisations.get(OPH),
    nature: "logement",
    logement: "4 rue Miquelon",
    commune: "52448",
    proposee_le: "2015-03-12",
    repondre_avant: "2015-04-01",
    ...fields,
  };
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into proposition (${Object.keys(all).join(", ")}) values (${Object.keys(all).map((_, i) => `$${i + 1}`)}) returning id`,
    Object.values(all),
  );
  return Number(rows[0]?.id);
}

const person = (role: RoleHabilite, siren: string | null, organisation: number): Acteur => ({
  nom: "Camille Essai",
  compte: null,
  demandeurs: [],
  motif: null,
  habilitations: [{ id: 1, epci: EPCI, organisation, siren, nomOrganisation: "", communes: [], sensible: false, role }],
});

describe("offers of a dwelling made here", () => {
  it("are those of the files of rehousing and of the commission, each once", async () => {
    const { rows } = await database.pool.query<{ annee: number; situation: string; nombre: number }>(
      `select extract(year from proposee_le)::integer as annee, situation, count(*)::integer as nombre
         from relogement_offre where epci = $1 group by 1, 2
        union all
       select extract(year from p.proposee_le)::integer, coalesce(s.situation, 'inconnue'), count(*)::integer
         from proposition p
         left join candidature c on c.id = p.candidature left join liberation l on l.id = c.liberation
         left join logement_suivi s on s.id = l.logement
        where p.epci = $1 and p.nature = 'logement' and p.proposee_le is not null group by 1, 2`,
      [EPCI],
    );
    expect(rows.length).toBeGreaterThan(3);
    const annees = [...new Set(rows.map(({ annee }) => annee))];
    for (const annee of annees) {
      const { propositions: comptes } = await database.base.cubes.aCote({ ...FILTRE, annee });
      for (const cote of ["qpv", "hors-qpv", "inconnue"]) {
        const sum = (all: readonly { readonly situation: string; readonly nombre: number }[]) =>
          all.filter(({ situation }) => situation === cote).reduce((total, { nombre }) => total + nombre, 0);
        expect([annee, cote, sum(comptes)]).toEqual([annee, cote, sum(rows.filter((row) => row.annee === annee))]);
      }
    }
  });

  it("follow what is written: a visit is none, an offer moved, or withdrawn as never made, is counted where it is", async () => {
    expect(await read()).toEqual([]);
    await offer({ nature: "visite" });
    expect(await read()).toEqual([]);
    const id = await offer({});
    await offer({});
    expect(await read()).toEqual([`${OPH} inconnue inconnu 2`]);
    await database.pool.query("update proposition set reponse = 'acceptee' where id = $1", [id]);
    expect(await read()).toEqual([`${OPH} inconnue inconnu 2`]);
    await database.pool.query("update proposition set proposee_le = '2015-05-02' where id = $1", [id]);
    expect(await read(undefined, { premierMois: 5, dernierMois: 5 })).toEqual([`${OPH} inconnue inconnu 1`]);
    expect(await read(undefined, { premierMois: 3, dernierMois: 4 })).toEqual([`${OPH} inconnue inconnu 1`]);
    await database.pool.query("delete from proposition where id = $1", [id]);
    expect(await read()).toEqual([`${OPH} inconnue inconnu 1`]);
  });

  it("of two at once, both are counted", async () => {
    await Promise.all([1, 2, 3, 4].map(() => offer({ proposee_le: "2015-11-03" })));
    expect(await read(undefined, { premierMois: 11, dernierMois: 11 })).toEqual([`${OPH} inconnue inconnu 4`]);
  });

  it("are read as the bilan is, by whoever reads no offer", async () => {
    const epci = database.bases.pour(person("agent-epci", null, 1));
    const oph = database.bases.pour(person("agent-bailleur", OPH, organisations.get(OPH) ?? 0));
    const hamaris = database.bases.pour(person("agent-bailleur", "999000029", organisations.get("999000029") ?? 0));
    const deux = { annee: 2019 };
    const all = await read(undefined, deux);
    const of = (siren: string) => all.filter((line) => line.startsWith(siren));
    expect(await read(epci, deux)).toEqual(all);
    expect(await read(oph, deux)).toEqual(of(OPH));
    expect(await read(hamaris, deux)).toEqual(of("999000029"));
    expect([of(OPH).length > 0, of("999000029").length > 0, all.length > of(OPH).length]).toEqual([true, true, true]);
  });

  it("make an answer that is kept out of date, and not a release that waits to be published", async () => {
    const { territoires } = database.base;
    const [etat, reponses] = [await territoires.etat(EPCI), await territoires.etatBilan(EPCI)];
    await offer({ proposee_le: "2015-07-01" });
    expect(await territoires.etat(EPCI)).toBe(etat);
    expect(await territoires.etatBilan(EPCI)).not.toBe(reponses);
  });

  it("are in the bilan, of the territory and of each bailleur, with what the law makes of them", async () => {
    await offer({ proposee_le: "2017-06-01" });
    const bilan = await computeBilan(database.base, { epci: EPCI, periode: yearPeriode(2017), bailleur: null });
    const own = bilan.bailleurs.find(({ siren }) => siren === OPH)?.qpv.propositions;
    const other = bilan.bailleurs.find(({ siren }) => siren !== OPH)?.qpv.propositions;
    expect(bilan.qpv.propositions?.comptees?.nonLocalisees).toBeGreaterThanOrEqual(1);
    expect(own?.comptees?.nonLocalisees).toBeGreaterThanOrEqual(1);
    expect(other?.comptees?.nonLocalisees ?? 0).toBe(0);
    expect(bilan.qpv.propositions?.phrase).toMatch(/Ce sont elles que le texte comptait alors/);
    expect(bilan.ventilations.flatMap(({ lignes }) => lignes).every(({ qpv }) => qpv.propositions === null)).toBe(true);
  });
});
