import { afterAll, beforeAll, expect, it } from "vitest";
import { HORLOGE } from "#service/commandes/session.ts";
import type { RoleHabilite } from "#socle/regles/habilitation/role.ts";
import { addDays } from "#socle/regles/shared/calendrier.ts";
import { annulationOf } from "../../../../test/fixtures/annulation.ts";
import { expectSoundPage } from "../../../../test/fixtures/pages.ts";
import { openVisiteurs, type Visiteurs } from "../../../../test/fixtures/visiteurs.ts";
import { addOrganisation, addPersonne } from "../../../../test/journal/personnes.ts";
import { listTachesVeille } from "../../lectures/veille/list-taches-veille.ts";

const EPCI = "200068666";
const CHEMIN = "demandes/veille";
const aujourdhui = HORLOGE.aujourdhui();

let visiteurs: Visiteurs;
let autre: number;
beforeAll(async () => {
  visiteurs = await openVisiteurs({ jour: aujourdhui });
  autre = await addOrganisation(visiteurs.database.pool, "bailleur", "Autre bailleur");
  await rows("delete from veille");
});
afterAll(() => visiteurs.close());

const rows = async (text: string, params: readonly unknown[] = []) =>
  (await visiteurs.database.pool.query<Record<string, unknown>>(text, [...params])).rows;
const ask = (role: Parameters<Visiteurs["ask"]>[0], suite = "") => visiteurs.ask(role, `${CHEMIN}${suite}`);

it("counts each list as the stock says, shows it, and gives it as files", async () => {
  const { statut, html, text } = await ask("agent-epci");
  expect(statut).toBe(200);
  expectSoundPage(html);
  const [vrai] = await rows(
    `select count(*)::int as anciennes from publication p join demande d on d.lot = p.lot
      where p.epci = $1 and p.source = 'sne-demandes'
        and p.periode = (select periode from publication where epci = $1 and source = 'sne-demandes'
                          order by left(periode, 4) desc, coalesce(substring(periode from 7), '5') desc limit 1)
        and d.cree_le < ((left(p.periode, 4) || '-12-31')::date - interval '9 months')::date`,
    [EPCI],
  );
  const compte = new Intl.NumberFormat("fr-FR").format(Number(vrai?.anciennes)).replace(/\s/g, " ");
  expect(text).toContain(`Anciennes, non pourvues ${compte}`);
  for (const motif of ["plus-de-9-mois", "refus-repetes", "mutation-bloquee", "salarie"]) {
    const page = await ask("etat", `?motif=${motif}`);
    expect(page.statut, motif).toBe(200);
    expectSoundPage(page.html);
  }
  expect((await ask("agent-epci", "?motif=refus-repetes&refus=localisation")).text).toContain("Motif du refus");
  const csv = await visiteurs.ask("membre-coordination", `${CHEMIN}.csv?motif=mutation-bloquee`);
  expect(csv.html.split("\r\n")[0]).toContain("reference;commune;typologie");
  expect((await visiteurs.ask("etat", `${CHEMIN}.xlsx?motif=salarie`)).octets[0]).toBe(0x50);
});

/** References shown on a page. */
const references = (html: string) =>
  [...html.matchAll(/name="references" value="([0-9A-F]{12})"/g)].map(([, ref]) => ref ?? "");

it("the EPCI entrusts, the organisation follows and closes, the late ones are told", async () => {
  const [un = "", deux = ""] = references((await ask("agent-epci", "?motif=plus-de-9-mois&suivi=libre")).html);
  expect(deux).toMatch(/^[0-9A-F]{12}$/);
  const confier = (organisation: number, reference: string, role: "agent-epci" | "etat" = "agent-epci") =>
    visiteurs.send(role, `${CHEMIN}/confier?motif=plus-de-9-mois`, {
      motif: "plus-de-9-mois",
      organisation: String(organisation),
      references: reference,
    });
  expect((await visiteurs.send("agent-epci", `${CHEMIN}/confier`, { motif: "salarie" })).statut).toBe(422);
  expect((await confier(987_654, un)).text).toContain("Organisme : choisissez dans la liste.");
  expect((await confier(visiteurs.organisation, un, "etat")).statut).toBe(403);
  expect((await confier(visiteurs.organisation, un)).vers).toContain("confiees=1");
  expect((await confier(autre, un)).statut).toBe(409);
  expect((await confier(autre, deux)).vers).toContain("confiees=1");

  // A bailleur only reads the lines that its own organisation was asked to follow.
  const page = await ask("agent-bailleur");
  expectSoundPage(page.html);
  expect(page.text).toContain(un);
  expect(page.text).not.toContain(deux);
  expect(page.text).not.toContain("Tout le territoire");
  const fichier = await visiteurs.ask("agent-bailleur", `${CHEMIN}.csv`);
  expect(fichier.html.trim().split("\r\n")).toHaveLength(2);
  const acteur = await addPersonne(visiteurs.database.pool, "tache", [
    { role: "agent-bailleur", epci: EPCI, organisation: visiteurs.organisation },
  ]);
  const question = { epci: EPCI, aujourdhui, maintenant: HORLOGE.maintenant() };
  expect(await listTachesVeille(visiteurs.database.bases.pour(acteur), question)).toMatchObject([
    {
      code: "veille-confiees",
      titre: expect.stringMatching(/^1\sdemande confiée en veille à votre organisation$/),
      echeance: addDays(aujourdhui, 30),
    },
  ]);

  const [prise, ailleurs] = await rows("select id from veille order by organisation = $1 desc", [
    visiteurs.organisation,
  ]);
  expect(
    (await visiteurs.send("agent-bailleur", `${CHEMIN}/${ailleurs?.id}/clore`, { issue: "contactee" })).statut,
  ).toBe(404);
  const geste = (qui: RoleHabilite, quoi: string, champs = {}) =>
    visiteurs.send(qui, `${CHEMIN}/${prise?.id}/${quoi}`, champs);
  const prendre = await geste("agent-bailleur", "prendre");
  expect(prendre.vers).toContain(`annuler=${prise?.id}`);
  const offert = annulationOf(
    (await visiteurs.ask("agent-bailleur", (prendre.vers ?? "").replace(`/t/${EPCI}/`, ""))).html,
  );
  expect(offert?.chemin).toBe(`${CHEMIN}/${prise?.id}/rendre`);
  // Whoever comes second does not take it from the first, nor gives back for them.
  expect((await geste("agent-epci", "prendre")).statut).toBe(409);
  expect((await geste("agent-epci", "rendre")).statut).toBe(409);
  expect((await geste("agent-bailleur", "rendre")).vers).toContain("fait=rendre");
  expect((await geste("agent-bailleur", "rendre")).statut).toBe(409);
  expect((await geste("agent-bailleur", "prendre")).vers).toContain("fait=prendre");
  await rows("update veille set prise_le = prise_le - 40");
  expect((await ask("agent-epci", "?motif=plus-de-9-mois&suivi=en-retard")).text).toContain("en retard");
  expect((await visiteurs.send("agent-bailleur", `${CHEMIN}/${prise?.id}/clore`, { issue: "rien" })).statut).toBe(422);
  const clos = { issue: "contactee" };
  expect((await geste("agent-bailleur", "rouvrir")).statut).toBe(409);
  expect((await geste("agent-bailleur", "clore", clos)).vers).toContain(`annuler=${prise?.id}`);
  expect((await geste("agent-bailleur", "rouvrir")).vers).toContain("fait=rouvrir");
  expect((await geste("agent-bailleur", "clore", clos)).vers).toContain("fait=clore");
  expect((await visiteurs.send("agent-bailleur", `${CHEMIN}/${prise?.id}/clore`, clos)).statut).toBe(409);
  expect((await ask("agent-bailleur")).text).toContain("Aucune demande ne vous est confiée");
  expect((await ask("agent-epci", "?motif=plus-de-9-mois&suivi=close")).text).toContain("le ménage a été contacté");
  const journal = await rows("select acte from journal.entree where acte like 'veille-%' order by numero");
  expect(journal.map(({ acte }) => acte)).toEqual([
    "veille-prise",
    "veille-prise",
    "veille-prise",
    "veille-prise",
    "veille-prise",
    "veille-close",
    "veille-prise",
    "veille-close",
  ]);
});

it("a commune without a share reads none of it", async () => {
  expect((await ask("commune")).text).toContain("Aucune demande ne vous est confiée");
  expect((await ask("gestionnaire-epci")).statut).toBe(403);
});
