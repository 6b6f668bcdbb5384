import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { HORLOGE } from "#service/commandes/session.ts";
import { openSql } from "#socle/sql/sql.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addOrganisation } from "../../../../test/journal/personnes.ts";
import { chercherDoublons } from "../../lectures/doublon/chercher-doublons.ts";
import { doublonQueries } from "../../sql/doublon/doublon.queries.ts";

const EPCI = "200068666";
const CHEMIN = "demandes/doublons";

let visiteurs: Visiteurs;
let ailleurs: number;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: HORLOGE.aujourdhui() });
  ailleurs = await addOrganisation(visiteurs.database.pool, "bailleur", "Guichet d’en face");
  // Only the files created below remain comparable.
  await rows("update nominatif.demandeur set etat = 'brouillon', numero_hash = null");
});
afterAll(() => visiteurs.close());

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;

let numero = 0;
async function addDossier(guichet: number, champs: Readonly<Record<string, string>>): Promise<string> {
  const noms = Object.keys(champs);
  const [row] = await rows(
    `insert into nominatif.demandeur (epci, guichet, etat, numero_hash, synthetique, ${noms.join(", ")})
     values ($1, $2, 'active', $3, true, ${noms.map((_, rang) => `$${rang + 4}`).join(", ")}) returning id`,
    [EPCI, guichet, `essai-${++numero}`, ...Object.values(champs)],
  );
  const id = z.object({ id: z.string() }).parse(row).id;
  await rows("insert into nominatif.menage (demandeur, epci) values ($1, $2)", [id, EPCI]);
  return id;
}

const CLAIRE = { nom: "Morœau", prenom: "Claire", naissance: "1986-10-10", telephone: "06 00 00 00 01" };

it("a desk compares its files, decides, and is not asked again", async () => {
  const guichet = visiteurs.organisation;
  const un = await addDossier(guichet, { ...CLAIRE, anciennete_le: "2016-03-12" });
  const deux = await addDossier(guichet, {
    ...CLAIRE,
    nom: "MOROEAU",
    nom_usage: "Girard",
    anciennete_le: "2017-05-01",
  });
  const jumeau = { nom: "Bernard", naissance: "1999-04-20", telephone: "06 00 00 00 02" };
  await addDossier(guichet, { ...jumeau, prenom: "Hugo" });
  await addDossier(guichet, { ...jumeau, prenom: "Lucas" });
  expect((await visiteurs.ask("guichet", CHEMIN)).text).toContain("Aucun rapprochement");
  const cherche = await visiteurs.send("guichet", `${CHEMIN}/chercher`);
  expect(cherche.vers).toContain("nouveaux=1&dossiers=4&fait=cherche");
  const { html, text, statut } = await visiteurs.ask("guichet", `${CHEMIN}?fait=cherche&nouveaux=1&dossiers=4`);
  expect(statut).toBe(200);
  expectSoundPage(html);
  expect(text).toContain("4 dossiers comparés : 1 nouveau rapprochement.");
  await visiteurs.send("guichet", `demandes/${un}/ouvrir`, { motif: "instruction" });
  const fiche = await visiteurs.ask("guichet", `demandes/${un}`);
  expectSoundPage(fiche.html);
  expect(fiche.text).toContain("Un autre dossier lui ressemble");
  expect(fiche.text).toContain("même date de naissance");
  expect(fiche.html).toContain(`/demandes/${deux}"`);
  expect(text).toContain("Sans doute la même personne : même date de naissance, même nom");
  expect(text).not.toContain("Hugo");
  const id = Number(/doublons\/(\d+)"/.exec(html)?.[1]);
  expect((await visiteurs.send("guichet", `${CHEMIN}/${id}`, {})).statut).toBe(422);
  const juge = await visiteurs.send("guichet", `${CHEMIN}/${id}`, { decision: "meme-personne" });
  expect(juge.vers).toContain("fait=meme-personne");
  const apres = await visiteurs.ask("guichet", `${CHEMIN}?fait=meme-personne`);
  expect(apres.text).toContain("en gardant l’ancienneté celle du 12 mars 2016");
  expect((await visiteurs.send("guichet", `${CHEMIN}/${id}`, { decision: "distinctes" })).statut).toBe(409);
  expect((await visiteurs.send("guichet", `${CHEMIN}/${id + 99}`, { decision: "distinctes" })).statut).toBe(404);
  const events = await rows(
    "select demandeur, precisions from nominatif.evenement where code = 'doublon-juge' order by demandeur",
  );
  expect(events).toEqual(
    [un, deux].toSorted().map((demandeur) => ({ demandeur, precisions: { decision: "meme-personne" } })),
  );
  // The files and their seniority are unchanged.
  expect(await rows("select anciennete_le from nominatif.demandeur where id = $1", [deux])).toEqual([
    { anciennete_le: "2017-05-01" },
  ]);
  expect((await visiteurs.send("guichet", `${CHEMIN}/chercher`)).vers).toContain("nouveaux=0");
});

it("a pair of two desks is told to both, and neither reads the other’s file", async () => {
  const champs = { nom: "Diallo", prenom: "Omar", naissance: "1984-03-11" };
  const sien = await addDossier(ailleurs, { ...champs, adresse: "9 rue du Secret" });
  const ici = await addDossier(visiteurs.organisation, champs);
  // The desk's own comparison cannot see the pair.
  expect((await visiteurs.send("guichet", `${CHEMIN}/chercher`)).vers).toContain("nouveaux=0");
  const queries = doublonQueries(openSql(visiteurs.database.pool));
  const { nouveaux } = await chercherDoublons(queries, EPCI, HORLOGE.aujourdhui());
  expect(nouveaux).toBe(1);
  const { text, html } = await visiteurs.ask("guichet", CHEMIN);
  expect(text).toContain("L’autre dossier n’est pas du vôtre : appelez Guichet d’en face et citez le rapprochement n°");
  expect(html).not.toContain("rue du Secret");
  expect(html).not.toContain(sien);
  await visiteurs.send("guichet", `demandes/${ici}/ouvrir`, { motif: "instruction" });
  const fiche = await visiteurs.ask("guichet", `demandes/${ici}`);
  expect(fiche.text).toContain("Un dossier de Guichet d’en face (rapprochement n°");
  expect(fiche.html).not.toContain(sien);
  const id = Number(/action="[^"]*doublons\/(\d+)"/.exec(html)?.[1]);
  expect((await visiteurs.send("guichet", `${CHEMIN}/${id}`, { decision: "distinctes" })).statut).toBe(303);
  expect(await rows("select 1 from nominatif.evenement where demandeur = $1", [sien])).toEqual([]);
  for (const role of ["agent-epci", "etat", "agent-bailleur", "commune"] as const) {
    expect((await visiteurs.ask(role, CHEMIN)).statut, role).toBe(403);
  }
});

it("ten thousand files are compared in a second or two", async () => {
  await rows(
    `insert into nominatif.demandeur (epci, guichet, etat, numero_hash, synthetique, nom, prenom, naissance, telephone)
     select $1, $2, 'active', 'm-' || i, true, 'N' || chr(97 + i % 26) || chr(97 + i / 26 % 26) || chr(97 + i / 676 % 26),
            'P' || chr(97 + i / 7 % 26) || chr(97 + i / 182 % 26), date '1940-01-01' + (i * 7919 % 25000), '06' || lpad((i % 9900)::text, 8, '0')
       from generate_series(1, 10000) as i`,
    [EPCI, ailleurs],
  );
  const queries = doublonQueries(openSql(visiteurs.database.pool));
  const debut = performance.now();
  const { dossiers, compares } = await chercherDoublons(queries, EPCI, HORLOGE.aujourdhui());
  const duree = performance.now() - debut;
  expect(dossiers).toBeGreaterThanOrEqual(10_000);
  // Far below the fifty million possible pairs. Fifty thousand files: 26 000 pairs, 4.9 s on two busy cores.
  expect(compares).toBeLessThan(50_000);
  expect(duree).toBeLessThan(10_000);
});
